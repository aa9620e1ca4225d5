"""A TrueType font in a PDF whose text can be searched: shaped letters read back as plain ones."""

import re
import unicodedata

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from typing_extensions import override

_FIRST_CODE = 0xF0000  # private use: codes of glyphs that no character leads to
_TARGET = re.compile(r"(?<=> <)(?:F[BDE][0-9A-F]{2}|F[0-9A-F]{4})(?=>)")
_TO_UNICODE = "toUnicodeCMap:"


class EmbeddedFont(TTFont):  # type: ignore[misc]  # reportlab is untyped
    """Can draw any glyph, and says which letters glyphs and presentation forms stand for."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=0, shapable=False)
        self._letters: dict[int, str] = {}
        self._codes: dict[tuple[int, str], int] = {}

    def glyph(self, code: int) -> int:
        """Return the glyph of a character, 0 where the font has none."""
        glyph: int = self.face.charToGlyph.get(code, 0)
        return glyph

    def glyph_char(self, glyph: int, letters: str) -> str:
        """Return a stand-in character that is drawn as ``glyph`` and read as ``letters``."""
        if (glyph, letters) not in self._codes:
            code = _FIRST_CODE + len(self._codes)
            self._codes[glyph, letters] = code
            self._letters[code] = letters
            advance, _ = self.face.hmetrics[glyph]
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.pdfScale(advance)
        return chr(self._codes[glyph, letters])

    @override
    def addObjects(self, doc: PDFDocument) -> None:
        super().addObjects(doc)
        for name, held in doc.idToObject.items():
            if name.startswith(_TO_UNICODE) and name.endswith(f"+{self.face.name.decode()}"):
                held.content = _TARGET.sub(self._plain_letters, held.content)

    def _plain_letters(self, found: re.Match[str]) -> str:
        """Return what a code reads as; the letters of an Arabic ligature backwards.

        Readers turn right-to-left text around letter by letter, those inside a ligature too.
        """
        code = int(found[0], 16)
        letters = self._letters.get(code) or unicodedata.normalize("NFKC", chr(code))[::-1]
        return letters.encode("utf-16-be").hex().upper()
