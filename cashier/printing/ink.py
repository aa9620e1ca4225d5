"""Runs of text on a PDF page: how wide they are, and the operators that draw them."""

from dataclasses import dataclass

from reportlab.pdfgen.textobject import PDFTextObject

from cashier.printing.complex_scripts import Piece, shaped
from cashier.printing.fonts import font
from cashier.printing.shaping import Run

FIXED_ADVANCE = 1233 / 2048
"""The width of every character of the fixed-width face, in parts of its size."""
HEAVIER = 0.035
"""The stroke that stands for the bold cut a face does not have, in parts of its size."""
_FILL, _FILL_AND_STROKE = 0, 2


@dataclass(frozen=True, slots=True)
class Ink:
    """Draws at one size and weight."""

    size: float
    is_bold: bool

    def width(self, runs: tuple[Run, ...]) -> float:
        """Return the width of ``runs`` as the fonts have it."""
        return sum(map(self._width, runs)) * self.size

    def draw(
        self, runs: tuple[Run, ...], at: tuple[float, float], squeeze: float, text: PDFTextObject
    ) -> None:
        """Draw ``runs`` beside each other from ``at`` on, ``squeeze`` times as wide."""
        x, y = at
        if squeeze < 1:
            text.setHorizScale(squeeze * 100)
        for run in runs:
            is_heavier = self.is_bold and not run.face.bold
            text.setFont(font(self._file(run)).fontName, self.size)
            if is_heavier:
                text.setTextRenderMode(_FILL_AND_STROKE)
            for piece in self._pieces(run):
                text.setTextOrigin(x + piece.x * self.size * squeeze, y + piece.y * self.size)
                text.textOut(piece.text)
            if is_heavier:
                text.setTextRenderMode(_FILL)
            x += self._width(run) * self.size * squeeze
        if squeeze < 1:
            text.setHorizScale(100)

    def _file(self, run: Run) -> str:
        return run.face.file(is_bold=self.is_bold)

    def _pieces(self, run: Run) -> tuple[Piece, ...]:
        if run.face.is_complex:
            return shaped(self._file(run), run.text).pieces
        return (Piece(run.text, 0, 0),)

    def _width(self, run: Run) -> float:
        """Return the width of ``run`` in parts of the size."""
        if run.face.is_fixed:
            return len(run.text) * FIXED_ADVANCE
        if run.face.is_complex:
            return shaped(self._file(run), run.text).width
        width: float = font(self._file(run)).stringWidth(run.text, 1)
        return width
