"""Where on the picture of a receipt its amounts stand, so that a press on one can be told."""

from collections.abc import Iterator
from dataclasses import dataclass

from cashier.domain.receipt import Receipt
from cashier.printing.fonts import covers
from cashier.printing.layout import lay_out
from cashier.printing.lines import Item, Line, Mark
from cashier.printing.pdf import SHEETS, Paper, Sheet, pages_of
from cashier.printing.pen import Pen


@dataclass(frozen=True, slots=True)
class Printed:
    """An amount and the room around it, in pixels of the picture."""

    mark: Mark
    left: int
    top: int
    right: int
    bottom: int


def places(receipt: Receipt, width_px: int) -> tuple[Printed, ...]:
    """Return where the amounts stand in the picture of all pages, ``width_px`` wide."""
    sheet = SHEETS[Paper.ROLL_80]
    layout = lay_out(receipt, sheet.columns, covers)
    pen = sheet.pen()
    scale = width_px / sheet.width
    found: list[Printed] = []
    top = 0.0
    for items in pages_of(layout.blocks, sheet.room, pen):
        found += _on_page(items, top, sheet, scale)
        top += sheet.page_height(sum(map(pen.height, items)))
    return tuple(found)


def _on_page(items: tuple[Item, ...], top: float, sheet: Sheet, scale: float) -> Iterator[Printed]:
    pen = sheet.pen()
    at = top + sheet.margin_y
    for item in items:
        below = at + pen.height(item)
        if isinstance(item, Line):
            yield from _in_line(item, at, below, pen, scale)
        at = below


def _in_line(line: Line, top: float, bottom: float, pen: Pen, scale: float) -> Iterator[Printed]:
    """Yield the amounts of a line, each with the room from the one before it to itself."""
    marked = [cell for cell in line.cells if cell.mark is not None]
    left = pen.left
    for cell in marked:
        is_last = cell is marked[-1]
        column = pen.columns if is_last else cell.column
        right = pen.left + column * pen.column_width
        if cell.mark is not None:
            edges = (left, top, right, bottom)
            yield Printed(cell.mark, *(round(edge * scale) for edge in edges))
        left = right
