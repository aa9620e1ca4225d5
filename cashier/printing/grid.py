"""Text set on a grid of columns: centred, in paragraphs, and as label and amount."""

import unicodedata
from dataclasses import dataclass

from cashier.printing.columns import width, wrap
from cashier.printing.lines import Align, Cell, Emphasis, Line, large_columns

FEWEST_COLUMNS = 24


@dataclass(frozen=True, slots=True)
class Grid:
    """Sets text in lines of at most ``columns``."""

    columns: int

    def __post_init__(self) -> None:
        if self.columns < FEWEST_COLUMNS:
            message = f"A receipt needs at least {FEWEST_COLUMNS} columns, not {self.columns}"
            raise ValueError(message)

    def centred(self, text: str, emphasis: Emphasis = Emphasis.NORMAL) -> tuple[Line, ...]:
        middle, rtl = self.columns // 2, is_rtl(text)
        return tuple(
            Line((Cell(part, middle, Align.CENTRE, rtl),), emphasis)
            for part in wrap(text, self._room(emphasis))
        )

    def joined(self, parts: tuple[str, ...]) -> tuple[Line, ...]:
        """Return short texts centred, as many in a line as fit, with a dot between them."""
        lines: list[str] = []
        for part in parts:
            longer = f"{lines[-1]} \u00b7 {part}" if lines else ""
            if lines and width(longer) <= self.columns:
                lines[-1] = longer
            else:
                lines.append(part)
        return tuple(line for text in lines for line in self.centred(text))

    def paragraph(self, text: str, indent: int = 0) -> tuple[Line, ...]:
        rtl = is_rtl(text)
        return tuple(
            Line((Cell(part, indent, Align.START, rtl),))
            for part in wrap(text, self.columns - indent)
        )

    def row(
        self,
        left: str,
        right: str,
        emphasis: Emphasis = Emphasis.NORMAL,
        *,
        indent: int = 0,
        margin: int = 0,
    ) -> tuple[Line, ...]:
        """Return ``left`` at the left and ``right`` ending ``margin`` before the right edge.

        A long ``left`` goes on below itself; a ``right`` that leaves it too little room stands in
        lines of its own.
        """
        room = self._room(emphasis) - indent - margin
        beside = room - width(right) - 1
        apart = beside < min(width(left), room // 3)
        starts = [
            Cell(text, indent, Align.START, is_rtl(left))
            for text in wrap(left, room if apart else beside)
        ]
        ends = [
            Cell(text, self.columns - margin, Align.END, is_rtl(right))
            for text in (wrap(right, room) if apart else (right,))
        ]
        if apart:
            return tuple(Line((cell,), emphasis) for cell in (*starts, *ends))
        first, *rest = starts
        return (Line((first, *ends), emphasis), *(Line((cell,), emphasis) for cell in rest))

    def _room(self, emphasis: Emphasis) -> int:
        return large_columns(self.columns) if emphasis is Emphasis.LARGE else self.columns


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    if text.isascii():
        return False
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
