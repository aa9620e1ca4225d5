"""Runs of text on a PDF page: how wide they are, and the operators that draw them."""

from reportlab.pdfgen.textobject import PDFTextObject

from cashier.printing.fonts import font
from cashier.printing.shaping import Run

FIXED_ADVANCE = 1233 / 2048
"""The width of every character of the fixed-width face, in parts of its size."""
HEAVIER = 0.035
"""The stroke that stands for the bold cut a face does not have, in parts of its size."""
_FILL, _FILL_AND_STROKE = 0, 2


def natural_width(runs: tuple[Run, ...], size: float, *, is_bold: bool) -> float:
    """Return the width of ``runs`` as the fonts have it."""
    return sum(_width(run, size, is_bold=is_bold) for run in runs)


def draw_runs(
    text: PDFTextObject, runs: tuple[Run, ...], size: float, *, is_bold: bool, squeeze: float = 1
) -> None:
    """Draw ``runs`` one after the other from the text's position, ``squeeze`` times as wide."""
    if squeeze < 1:
        text.setHorizScale(squeeze * 100)
    for run in runs:
        is_drawn_heavier = is_bold and not run.face.bold
        text.setFont(run.face.file(is_bold=is_bold), size)
        if is_drawn_heavier:
            text.setTextRenderMode(_FILL_AND_STROKE)
        text.textOut(run.text)
        if is_drawn_heavier:
            text.setTextRenderMode(_FILL)
    if squeeze < 1:
        text.setHorizScale(100)


def _width(run: Run, size: float, *, is_bold: bool) -> float:
    if run.face.is_fixed:
        return len(run.text) * FIXED_ADVANCE * size
    width: float = font(run.face.file(is_bold=is_bold)).stringWidth(run.text, size)
    return width
