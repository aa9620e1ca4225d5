"""A TrueType font in a PDF whose text can be searched: shaped letters read back as plain ones."""

import re
import unicodedata

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from typing_extensions import override

_TARGET = re.compile(r"(?<=> <)(F[BDE][0-9A-F]{2})(?=>)")
_TO_UNICODE = "toUnicodeCMap:"


class EmbeddedFont(TTFont):  # type: ignore[misc]  # reportlab is untyped
    """Says of Arabic presentation forms and ligatures which letters they stand for."""

    def glyph(self, code: int) -> int:
        """Return the glyph of a character, 0 where the font has none."""
        glyph: int = self.face.charToGlyph.get(code, 0)
        return glyph

    @override
    def addObjects(self, doc: PDFDocument) -> None:
        super().addObjects(doc)
        for name, held in doc.idToObject.items():
            if name.startswith(_TO_UNICODE) and name.endswith(f"+{self.face.name.decode()}"):
                held.content = _TARGET.sub(_plain_letters, held.content)


def _plain_letters(found: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", chr(int(found[0], 16)))
    return letters.encode("utf-16-be").hex().upper()
