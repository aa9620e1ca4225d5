"""What a laid-out receipt is made of: cells on a grid of columns, in lines, in blocks."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cashier.printing.columns import width


class Align(enum.Enum):
    """Which part of a cell stands at its column."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Emphasis(enum.Enum):
    """How loud a line is; a ``LARGE`` one is bold and takes 4/3 of the columns of its text."""

    NORMAL = "normal"
    BOLD = "bold"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Mark:
    """Which amount stands somewhere, for whoever explains it: topic, line and VAT rate."""

    topic: str
    row: int = 0
    rate: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text in logical order; ``column`` is the edge it starts at, ends at or is centred on."""

    text: str
    column: int
    align: Align = Align.START
    is_rtl: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Cells beside each other, from left to right, never touching."""

    cells: tuple[Cell, ...]
    emphasis: Emphasis = Emphasis.NORMAL


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code in the middle of the paper."""

    payload: str


Item = Line | Rule | Gap | QrCode


@dataclass(frozen=True, slots=True)
class Block:
    """Items that stay together on a page where they fit on one."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A receipt on a grid of ``columns``; ``title`` names it in one line of running text."""

    columns: int
    title: str
    blocks: tuple[Block, ...]

    def items(self) -> Iterator[Item]:
        for block in self.blocks:
            yield from block.items


def marked(lines: tuple[Line, ...], *marks: Mark) -> tuple[Line, ...]:
    """Return ``lines`` with the amounts at their ends marked, from left to right."""
    return tuple(replace(line, cells=tuple(_marked(line.cells, marks))) for line in lines)


def _marked(cells: tuple[Cell, ...], marks: tuple[Mark, ...]) -> Iterator[Cell]:
    left = iter(marks)
    for cell in cells:
        yield replace(cell, mark=next(left, None)) if cell.align is Align.END else cell


def large_columns(columns: int) -> int:
    """Return how many columns of text a ``LARGE`` line holds."""
    return columns * 3 // 4


def text_width(cell: Cell, emphasis: Emphasis) -> int:
    """Return the grid columns that the cell's text takes at this emphasis."""
    used = width(cell.text)
    return -(-used * 4 // 3) if emphasis is Emphasis.LARGE else used


def grid_start(cell: Cell, emphasis: Emphasis = Emphasis.NORMAL) -> int:
    """Return the column at which the cell's text starts."""
    used = text_width(cell, emphasis)
    match cell.align:
        case Align.START:
            return cell.column
        case Align.CENTRE:
            return cell.column - used // 2
        case Align.END:
            return cell.column - used
