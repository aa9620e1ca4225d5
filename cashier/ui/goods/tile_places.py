"""Where the tiles lie: whole columns and rows that fill the view to the pixel, by arithmetic."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

COLUMN = 132
ROW = 112


@dataclass(frozen=True, slots=True)
class TilePlaces:
    """A view of ``width`` and ``height`` that shows ``columns`` by ``lines`` tiles, none cut.

    Each tile's cell holds the gap beside and below it, so the view is a gap wider than its tiles:
    columns = floor((w + 8) / 132), lines = floor((h + 8) / 112), and the rest is shared.
    """

    width: int
    height: int
    columns: int
    lines: int
    is_mirrored: bool = False

    @classmethod
    def of(cls, width: int, height: int, cell: tuple[int, int], *, mirrored: bool) -> "TilePlaces":
        """Return the places in a view; ``cell`` is the least width and height of one."""
        width, height = max(width, 1), max(height, 1)
        columns, lines = max(width // cell[0], 1), max(height // cell[1], 1)
        return cls(width, height, columns, lines, mirrored)

    def cell(self, row: int, offset: int) -> QRect:
        """Return the cell of the product in ``row`` in a view scrolled down by ``offset``."""
        line, column = divmod(row, self.columns)
        if self.is_mirrored:
            column = self.columns - 1 - column
        left = column * self.width // self.columns
        right = (column + 1) * self.width // self.columns
        top, bottom = self.top(line), self.top(line + 1)
        return QRect(left, top - offset, right - left, bottom - top)

    def top(self, line: int) -> int:
        """Return where a line of tiles begins: whole lines fill the height to the pixel."""
        return line * self.height // self.lines

    def row_at(self, point: QPoint, offset: int) -> int:
        """Return the row whose cell holds ``point``; below zero outside of all."""
        if not (0 <= point.x() < self.width) or point.y() < 0:
            return -1
        column = self._column_at(point.x())
        if self.is_mirrored:
            column = self.columns - 1 - column
        return self._line_at(point.y() + offset) * self.columns + column

    def rows_between(self, top: int, bottom: int, offset: int) -> tuple[int, int]:
        """Return the first and the last row of which something lies between two heights."""
        first = self._line_at(max(top, 0) + offset) * self.columns
        return first, (self._line_at(max(bottom, 0) + offset) + 1) * self.columns - 1

    def _column_at(self, x: int) -> int:
        column = min(x * self.columns // self.width, self.columns - 1)
        # A cell begins at the whole pixel below its share, so the next one may hold this one.
        return column + 1 if (column + 1) * self.width // self.columns <= x else column

    def _line_at(self, y: int) -> int:
        line = y * self.lines // self.height
        return line + 1 if self.top(line + 1) <= y else line
