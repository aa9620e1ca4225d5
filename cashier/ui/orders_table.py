"""The list of orders: rows of 48 px, the chosen one with bar and tint, states as chips."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cashier.domain.order_list import OrderSummary
from cashier.translation import _
from cashier.ui import assets
from cashier.ui.chips import paint_chip
from cashier.ui.order_words import order_chip
from cashier.ui.orders_model import ORDER_ROLE, RIGHT_ALIGNED, Column, OrdersModel
from cashier.ui.tender_words import tender_icon
from cashier.ui.theme import Theme

_ROW = 48
_WIDTHS = {
    Column.TIME: 152,
    Column.NUMBER: 116,
    Column.ITEMS: 64,
    Column.TENDER: 84,
    Column.TOTAL: 108,
}
_Index = QModelIndex | QPersistentModelIndex
_STRONG = frozenset({Column.NUMBER, Column.TOTAL})


class OrdersDelegate(QStyledItemDelegate):
    """Paints one cell; tenders are icons, the status is a chip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._theme.px(64), self._theme.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        order = index.data(ORDER_ROLE)
        if not isinstance(order, OrderSummary):
            return
        area: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        column = Column(index.column())
        self._paint_ground(painter, area, state, is_first=column is Column.TIME)
        inside = area.adjusted(self._theme.px(12), 0, -self._theme.px(12), 0)
        if column is Column.TIME:
            inside.setLeft(area.left() + self._theme.px(16))
        match column:
            case Column.TENDER if order.tenders:
                self._paint_tenders(painter, inside, order)
            case Column.STATUS:
                icon, word, tone = order_chip(order)
                paint_chip(painter, self._theme, inside, icon=icon, text=word, tone=tone)
            case _:
                self._paint_text(painter, inside, str(index.data()), column)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRect, state: QStyle.StateFlag, *, is_first: bool
    ) -> None:
        theme = self._theme
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("accentTint"))
            if is_first:
                bar = QRect(area.left(), area.top(), theme.px(4), area.height())
                painter.fillRect(bar, theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_tenders(self, painter: QPainter, inside: QRect, order: OrderSummary) -> None:
        px = self._theme.px
        left = inside.left()
        ratio = painter.device().devicePixelRatioF()
        for kind in dict.fromkeys(order.tenders):
            drawn = assets.pixmap(tender_icon(kind), self._theme.colour("text2"), px(20), ratio)
            painter.drawPixmap(left, inside.top() + (inside.height() - px(20)) // 2, drawn)
            left += px(26)

    def _paint_text(self, painter: QPainter, inside: QRect, text: str, column: Column) -> None:
        theme = self._theme
        is_strong = column in _STRONG
        font = theme.font(15 if column is Column.TOTAL else 14, 600 if is_strong else 400)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if is_strong else "text2"))
        side = (
            Qt.AlignmentFlag.AlignRight if column in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
        )
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)


class OrdersTable(QTableView):
    """Tells which order is chosen, by tap or by arrow key."""

    order_chosen = Signal(object)  # OrderSummary

    def __init__(self, theme: Theme, model: OrdersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ordersTable")
        self.setAccessibleName(_("Orders"))
        self._theme = theme
        self._model = model
        self._delegate = OrdersDelegate(theme)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setFixedHeight(theme.px(33))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def choose(self, order_id: str) -> None:
        """Mark the order with this id where it is in the list."""
        row = self._model.row_of(order_id)
        if row is not None:
            self.setCurrentIndex(self._model.index(row, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        wanted = {column: px(width) for column, width in _WIDTHS.items()}
        spare = self.viewport().width() - sum(wanted.values()) - px(168)
        for column in (Column.TIME, Column.NUMBER, Column.TENDER, Column.TOTAL):
            wanted[column] += max(spare, 0) // 5
        for column, width in wanted.items():
            self.setColumnWidth(column, width)
        rest = self.viewport().width() - sum(wanted.values())
        self.setColumnWidth(Column.STATUS, max(rest, px(120)))

    @Slot()
    def _on_selection_changed(self) -> None:
        rows = self.selectionModel().selectedRows()
        order = self._model.order(rows[0].row()) if rows else None
        if order is not None:
            self.order_chosen.emit(order)
