"""Draws the items of a layout on a PDF page."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from cashier.printing.fonts import MONO
from cashier.printing.ink import FIXED_ADVANCE, HEAVIER, Ink
from cashier.printing.lines import (
    Align,
    Cell,
    Emphasis,
    Gap,
    Item,
    Line,
    QrCode,
    Rule,
    grid_start,
    text_width,
)
from cashier.printing.qr import QUIET_ZONE, qr_stretches
from cashier.printing.shaping import Run, runs

_LEADING = 1.25
_LARGE = 4 / 3
_DESCENT = 0.3


@dataclass(frozen=True, slots=True)
class Pen:
    """Knows the grid in points: its left edge, its columns, and the modules of a QR code."""

    left: float
    columns: int
    column_width: float
    module: float

    @property
    def size(self) -> float:
        return self.column_width / FIXED_ADVANCE

    def height(self, item: Item) -> float:
        match item:
            case Line(emphasis=Emphasis.LARGE):
                return self.size * _LEADING * _LARGE
            case Line():
                return self.size * _LEADING
            case Rule():
                return self.size * 0.9
            case Gap():
                return self.size * 0.6
            case QrCode(payload):
                return (qr_stretches(payload)[0] + 2 * QUIET_ZONE) * self.module

    def draw(self, items: tuple[Item, ...], top: float, canvas: Canvas) -> None:
        """Draw ``items`` below each other, the first one under ``top``."""
        text = canvas.beginText()
        canvas.setLineWidth(self.size * 0.07)
        canvas.setDash(self.column_width * 0.6, self.column_width * 0.4)
        for item in items:
            bottom = top - self.height(item)
            match item:
                case Line():
                    self._line(item, bottom, text)
                case Rule():
                    self._rule((top + bottom) / 2, canvas)
                case QrCode(payload):
                    self._qr(payload, top, canvas)
                case Gap():
                    pass
            top = bottom
        canvas.setDash()
        canvas.setLineWidth(self.size * HEAVIER)
        canvas.drawText(text)

    def _line(self, line: Line, bottom: float, text: PDFTextObject) -> None:
        is_large = line.emphasis is Emphasis.LARGE
        size = self.size * (_LARGE if is_large else 1)
        ink = Ink(size, is_bold=line.emphasis is not Emphasis.NORMAL)
        base = bottom + size * _DESCENT
        shaped = [runs(cell.text, is_rtl=cell.is_rtl) for cell in line.cells]
        if not is_large and line.cells[1:] and all(map(_is_fixed, shaped)):
            line, shaped = _one_cell(line)
        for at, (cell, drawn) in enumerate(zip(line.cells, shaped, strict=True)):
            natural = ink.width(drawn)
            squeeze = min(1, self._room(line, at) / natural) if natural else 1
            ink.draw(drawn, (self._x(cell, natural * squeeze), base), squeeze, text)

    def _x(self, cell: Cell, drawn_width: float) -> float:
        edge = self.left + cell.column * self.column_width
        match cell.align:
            case Align.START:
                return edge
            case Align.CENTRE:
                return edge - drawn_width / 2
            case Align.END:
                return edge - drawn_width

    def _room(self, line: Line, at: int) -> float:
        """Return how wide a cell may be drawn: what it takes on the grid, or up to the next."""
        cell = line.cells[at]
        used = text_width(cell, line.emphasis)
        if cell.align is Align.START:
            after = line.cells[at + 1 : at + 2]
            end = grid_start(after[0], line.emphasis) - 1 if after else self.columns
            used = max(used, end - cell.column)
        return used * self.column_width * 1.001

    def _rule(self, y: float, canvas: Canvas) -> None:
        canvas.line(self.left, y, self.left + self.columns * self.column_width, y)

    def _qr(self, payload: str, top: float, canvas: Canvas) -> None:
        modules, black = qr_stretches(payload)
        middle = self.left + self.columns * self.column_width / 2
        x, y = middle - modules * self.module / 2, top - QUIET_ZONE * self.module
        squares = " ".join(f"{column} {row} {length} 1 re" for column, row, length in black)
        size = f"{self.module:.3f}"
        canvas.addLiteral(f"q {size} 0 0 -{size} {x:.3f} {y:.3f} cm {squares} f Q")


def _is_fixed(shaped: tuple[Run, ...]) -> bool:
    return all(run.face.is_fixed for run in shaped)


def _one_cell(line: Line) -> tuple[Line, list[tuple[Run, ...]]]:
    """Return a line whose characters all keep to the grid as one cell, gaps filled with spaces."""
    start = grid_start(line.cells[0], line.emphasis)
    characters = ""
    for cell in line.cells:
        characters = characters.ljust(grid_start(cell, line.emphasis) - start)
        characters += "".join(run.text for run in runs(cell.text, is_rtl=cell.is_rtl))
    whole = Cell(characters, start)
    return Line((whole,), line.emphasis), [(Run(MONO, characters),)]
