"""The fonts of the paper: which one shows a character, opened when first needed."""

from dataclasses import dataclass
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics

from cashier.printing.columns import width
from cashier.printing.embedded_font import EmbeddedFont
from cashier.resources import resource

_ARABIC = (range(0x0600, 0x0780), range(0xFB50, 0xFE00), range(0xFE70, 0xFF00))


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface by its files; ``is_complex`` where letters depend on their neighbours."""

    regular: str
    bold: str = ""
    is_fixed: bool = False
    is_complex: bool = False

    def file(self, *, is_bold: bool) -> str:
        return self.bold if is_bold and self.bold else self.regular


MONO = Face("DejaVuSansMono", "DejaVuSansMono-Bold", is_fixed=True)
SANS = Face("DejaVuSans", "DejaVuSans-Bold")
_COMPLEX = ("NotoSansThai", "NotoSansDevanagari", "NotoSansBengali", "NotoSansTamil")
FACES = (
    MONO,
    SANS,
    *(Face(f"{name}-Regular", is_complex=True) for name in _COMPLEX),
    Face("DroidSansFallback"),
)
"""In the order they are asked: the fixed-width one first, the largest last."""


@cache
def font(file: str) -> EmbeddedFont:
    """Return the font in ``file``, known to reportlab under that name."""
    opened = EmbeddedFont(file, str(resource("fonts", f"{file}.ttf")))
    pdfmetrics.registerFont(opened)
    return opened


@lru_cache(maxsize=8192)
def face_of(cluster: str) -> Face | None:
    """Return the first face that has every character of ``cluster``, a letter with its marks.

    Marks never come from the fixed-width face, which gives them a column of their own.
    """
    faces = FACES if len(cluster) == width(cluster) else FACES[1:]
    return next((face for face in faces if all(has(face, char) for char in cluster)), None)


def covers(char: str) -> bool:
    """Whether the paper's fonts have ``char``."""
    return face_of(char) is not None


def has(face: Face, char: str) -> bool:
    code = ord(char)
    if face.is_fixed and any(code in block for block in _ARABIC):
        return False  # joined letters look torn at a fixed width
    files = {face.regular, face.bold or face.regular}
    return all(font(file).glyph(code) for file in files)
