"""Orders as a table model: newest first, older ones read as they are scrolled to."""

import enum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from cashier.domain.order_list import OrderSummary
from cashier.translation import _
from cashier.ui.look import formatting
from cashier.ui.orders.order_words import order_chip, order_label, when
from cashier.ui.orders.orders_state import OrderList
from cashier.ui.pay.tender_words import tender_name

ORDER_ROLE = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class Column(enum.IntEnum):
    """The columns from left to right."""

    TIME = 0
    NUMBER = 1
    ITEMS = 2
    TENDER = 3
    TOTAL = 4
    STATUS = 5


RIGHT_ALIGNED = frozenset({Column.ITEMS, Column.TOTAL})


class OrdersModel(QAbstractTableModel):
    """Shows the list it is given; asks for more at its end."""

    more_wanted = Signal()

    def __init__(self, currency: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._list: OrderList | None = None
        self._rows: tuple[OrderSummary, ...] = ()
        self._asked_at = -1

    def show(self, found: OrderList) -> None:
        """Show ``found``; where it only grew at its end, the rows in view stay."""
        known = len(self._rows)
        is_dated_so = self._list is not None and found.is_one_day is self._list.is_one_day
        grew = known > 0 and is_dated_so and found.rows[:known] == self._rows
        self._list = found
        self._asked_at = -1
        if not grew:
            self.beginResetModel()
            self._rows = found.rows
            self.endResetModel()
        elif len(found.rows) > known:
            self.beginInsertRows(QModelIndex(), known, len(found.rows) - 1)
            self._rows = found.rows
            self.endInsertRows()

    def order(self, row: int) -> OrderSummary | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, order_id: str) -> int | None:
        """Return where the order with this id stands."""
        return next((at for at, one in enumerate(self._rows) if one.id == order_id), None)

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def canFetchMore(self, parent: _Index = _ROOT) -> bool:
        is_asked = self._asked_at == len(self._rows)
        found = self._list
        return found is not None and not found.is_all and not found.is_searching and not is_asked

    @override
    def fetchMore(self, parent: _Index = _ROOT) -> None:
        self._asked_at = len(self._rows)
        self.more_wanted.emit()

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        order, column = self._rows[index.row()], Column(index.column())
        if role == ORDER_ROLE:
            return order
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._title(column)} {self._text(order, column)}"
        return self._text(order, column) if role == Qt.ItemDataRole.DisplayRole else None

    @property
    def is_one_day(self) -> bool:
        """Whether all orders are of one day, so that their times say enough."""
        return self._list is not None and self._list.is_one_day

    def _text(self, order: OrderSummary, column: Column) -> str:
        match column:
            case Column.TIME:
                return when(order, with_day=not self.is_one_day)
            case Column.NUMBER:
                return order_label(order)
            case Column.ITEMS:
                return str(order.item_count)
            case Column.TENDER:
                return ", ".join(tender_name(one) for one in order.tenders) or "–"
            case Column.TOTAL:
                return formatting.amount(order.total)
            case Column.STATUS:
                return order_chip(order)[1]

    def _title(self, column: Column) -> str:
        match column:
            case Column.TIME:
                return _("Time")
            case Column.NUMBER:
                return _("Number")
            case Column.ITEMS:
                return _("Items")
            case Column.TENDER:
                return _("Tender")
            case Column.TOTAL:
                sign = formatting.currency_sign(self._currency)
                return _("Total {currency}").format(currency=sign)
            case Column.STATUS:
                return _("Status")


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
