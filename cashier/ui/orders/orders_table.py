"""The list of orders: rows of 48 px, the chosen one with bar and tint, states as chips."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.domain.order_list import OrderSummary
from cashier.translation import _
from cashier.ui.explain.explainable import Place
from cashier.ui.frame.chips import paint_chip
from cashier.ui.look import assets
from cashier.ui.look.list_rows import ListDelegate, ListTable, paint_ground
from cashier.ui.look.theme import Theme
from cashier.ui.orders.order_words import order_chip
from cashier.ui.orders.orders_model import ORDER_ROLE, RIGHT_ALIGNED, Column, OrdersModel
from cashier.ui.pay.tender_words import tender_icon

_HEADER = 33
_INSET = 12
_FIRST_INSET = 16
_WIDTHS = {
    Column.TIME: 88,
    Column.NUMBER: 143,
    Column.ITEMS: 75,
    Column.TENDER: 91,
    Column.TOTAL: 88,
}
_DATED = 152
_LEAST_STATUS = 168
_Index = QModelIndex | QPersistentModelIndex
_STRONG = frozenset({Column.NUMBER, Column.TOTAL})


class OrdersDelegate(ListDelegate):
    """Paints one cell; tenders are icons, the status is a chip."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        order = index.data(ORDER_ROLE)
        if not isinstance(order, OrderSummary):
            return
        area: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        column = Column(index.column())
        is_hovered = index.row() == self.hovered
        is_first = column is Column.TIME
        paint_ground(painter, self._theme, option, is_first=is_first, is_hovered=is_hovered)
        inside = inset(self._theme, area, column)
        match column:
            case Column.TENDER if order.tenders:
                self._paint_tenders(painter, inside, order)
            case Column.STATUS:
                icon, word, tone = order_chip(order)
                paint_chip(painter, self._theme, inside, icon=icon, text=word, tone=tone)
            case _:
                self._paint_text(painter, inside, str(index.data()), column)
        painter.restore()

    def _paint_tenders(self, painter: QPainter, inside: QRect, order: OrderSummary) -> None:
        px = self._theme.px
        ratio = painter.device().devicePixelRatioF()
        top = inside.top() + (inside.height() - px(20)) // 2
        for at, kind in enumerate(dict.fromkeys(order.tenders)):
            drawn = assets.pixmap(tender_icon(kind), self._theme.colour("text2"), px(20), ratio)
            place = QRect(inside.left() + at * px(26), top, px(20), px(20))
            there = QStyle.visualRect(painter.layoutDirection(), inside, place)
            painter.drawPixmap(there.topLeft(), drawn)

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


def inset(theme: Theme, area: QRect, column: Column) -> QRect:
    """Return the room for what stands in a cell, or in the header above it."""
    inside = area.adjusted(theme.px(_INSET), 0, -theme.px(_INSET), 0)
    if column is Column.TIME and QGuiApplication.isLeftToRight():
        inside.setLeft(area.left() + theme.px(_FIRST_INSET))
    elif column is Column.TIME:
        inside.setRight(area.right() - theme.px(_FIRST_INSET))
    return inside


class OrdersHeader(QHeaderView):
    """The titles, on the edges of what stands below them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("ordersHeader")
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.px(_HEADER))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, column = self._theme, Column(logicalIndex)
        title = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        side = (
            Qt.AlignmentFlag.AlignRight if column in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
        )
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.setFont(theme.font(12, 500))
        painter.setPen(theme.colour("muted"))
        inside = inset(theme, rect, column)
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(str(title), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)


class OrdersTable(ListTable):
    """Tells which order is chosen, by tap or by arrow key."""

    order_chosen = Signal(object)  # OrderSummary

    def __init__(self, theme: Theme, model: OrdersModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, model, OrdersDelegate(theme), parent)
        self.setObjectName("ordersTable")
        self.setAccessibleName(_("Orders"))
        self._model = model
        self.setHorizontalHeader(OrdersHeader(theme, self))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        model.modelReset.connect(self._share_width)

    def explanation_at(self, pos: QPoint) -> Place | None:
        """Return the total of the order at ``pos``: a press on a row chooses the order too."""
        index = self.indexAt(self.viewport().mapFromParent(pos))
        return Place("total") if index.isValid() and index.column() == Column.TOTAL else None

    def choose(self, order_id: str) -> None:
        """Mark the order with this id where it is in the list."""
        row = self._model.row_of(order_id)
        if row is not None:
            self.setCurrentIndex(self._model.index(row, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    @Slot()
    def _share_width(self) -> None:
        """Give each column its width, and what is over to those that gain by it."""
        px = self._theme.px
        wanted = {column: px(width) for column, width in _WIDTHS.items()}
        if not self._model.is_one_day:
            wanted[Column.TIME] = px(_DATED)
        spare = self.viewport().width() - sum(wanted.values()) - px(_LEAST_STATUS)
        for column in (Column.TIME, Column.NUMBER, Column.TENDER, Column.TOTAL):
            wanted[column] += max(spare - px(40), 0) // 5
        for column, width in wanted.items():
            self.setColumnWidth(column, width)
        rest = self.viewport().width() - sum(wanted.values())
        self.setColumnWidth(Column.STATUS, max(rest, px(120)))

    @Slot()
    def _on_selection_changed(self) -> None:
        order = self._model.order(self.chosen_row)
        if order is not None:
            self.order_chosen.emit(order)
