"""The lines of an order as a list model; it changes only the rows that differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cashier.domain.order import Figures, LineFigures, Order, OrderLine
from cashier.translation import _
from cashier.ui.look import formatting

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
SELECTED_ROLE = ROW_ROLE + 1
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CartRow:
    """A line with its figures and the letter of its VAT rate."""

    line: OrderLine
    figures: LineFigures
    letter: str

    @property
    def warning(self) -> str:
        """What about the price wants a second look; empty for most lines."""
        if self.line.awaits_price:
            return _("Price is missing")
        return _("Price changed") if self.line.list_price is not None else ""


def rows_of(order: Order, figures: Figures, before: Sequence[CartRow] = ()) -> tuple[CartRow, ...]:
    """Return the rows that show ``order``; a row of ``before`` that shows the same stays itself."""
    letters = {group.rate.milli: group.letter for group in figures.vat}
    found = []
    for at, (line, one) in enumerate(zip(order.lines, figures.lines, strict=True)):
        letter = letters[line.vat_rate.milli]
        was = before[at] if at < len(before) else None
        if was is None or was.line is not line or was.figures is not one or was.letter != letter:
            was = CartRow(line, one, letter)
        found.append(was)
    return tuple(found)


class CartModel(QAbstractListModel):
    """Shows the rows it is given; the selected one is part of what it shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CartRow, ...] = ()
        self._selected: int | None = None

    def show(self, rows: tuple[CartRow, ...], selected: int | None = None) -> None:
        """Show ``rows``; rows that stay the same are neither moved nor repainted."""
        first = _common(self._rows, rows)
        last = _common(self._rows[first:][::-1], rows[first:][::-1])
        changed = min(len(self._rows), len(rows)) - first - last
        self._remove(first + changed, len(self._rows) - last - 1, rows)
        self._insert(first + changed, len(rows) - last - 1, rows)
        self._rows = rows
        if changed:
            self.dataChanged.emit(self.index(first), self.index(first + changed - 1))
        self._select(selected)

    @property
    def rows(self) -> tuple[CartRow, ...]:
        return self._rows

    @property
    def selected(self) -> int | None:
        return self._selected

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == SELECTED_ROLE:
            return index.row() == self._selected
        if role == Qt.ItemDataRole.DisplayRole:
            return row.line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row())
        return None

    def _remove(self, first: int, last: int, rows: tuple[CartRow, ...]) -> None:
        if len(self._rows) > len(rows):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._rows = (*self._rows[:first], *self._rows[last + 1 :])
            self.endRemoveRows()

    def _insert(self, first: int, last: int, rows: tuple[CartRow, ...]) -> None:
        if len(rows) > len(self._rows):
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows = (*self._rows[:first], *rows[first : last + 1], *self._rows[first:])
            self.endInsertRows()

    def _select(self, selected: int | None) -> None:
        touched = {row for row in (self._selected, selected) if row is not None}
        if self._selected == selected:
            return
        self._selected = selected
        for row in touched:
            if row < len(self._rows):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _spoken(self, number: int) -> str:
        row = self._rows[number]
        parts = [
            f"{formatting.quantity(row.line.quantity)} {row.line.name}",
            formatting.spoken(row.figures.total),
        ]
        discount = row.line.discount
        if discount is not None and discount.percent is not None:
            parts.append(_("{percent} off").format(percent=formatting.percent(discount.percent)))
        if row.warning:
            parts.append(row.warning)
        if number == self._selected:
            parts.append(_("selected"))
        place = _("line {number} of {count}").format(number=number + 1, count=len(self._rows))
        return ", ".join([*parts, place])


def _common(one: tuple[CartRow, ...], other: tuple[CartRow, ...]) -> int:
    """Return how many rows at the beginning are the same."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine is not theirs and mine != theirs:
            break
        count += 1
    return count
