"""The grid of product tiles: whole columns and rows only, laid out by arithmetic alone."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.translation import _
from cashier.ui.product_delegate import ProductDelegate
from cashier.ui.product_model import ProductModel
from cashier.ui.theme import Theme

_COLUMN = 132
_ROW = 112
_CHOOSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}
_Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction


class ProductGrid(QListView):
    """Shows the products of its model; a tap chooses one, however fast the next tap follows.

    A list view of the usual kind lays out every row it has; this one computes the place of a row
    when it is asked for, so that the number of products does not matter.
    """

    product_chosen = Signal(object)  # Product

    def __init__(self, theme: Theme, model: ProductModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("productGrid")
        self.setAccessibleName(_("Products"))
        self._theme = theme
        self._products = model
        self._columns = 1
        self._lines = 1
        self._pressed = QPersistentModelIndex()
        self._delegate = ProductDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(_COLUMN), theme.px(_ROW))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        model.modelReset.connect(self._on_reset)
        theme.changed.connect(self.viewport().update)

    @property
    def columns(self) -> int:
        return self._columns

    def leave_tile(self) -> None:
        """Let go of the tile that the arrows had come to: Enter means something else now."""
        if self.currentIndex().isValid():
            self.setCurrentIndex(QModelIndex())
            self.viewport().update()

    @override
    def visualRect(self, index: _Index) -> QRect:
        return self._cell(index.row()) if index.isValid() else QRect()

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        width = self.viewport().width()
        if not (0 <= point.x() < width) or point.y() < 0:
            return QModelIndex()
        column = min(point.x() * self._columns // max(width, 1), self._columns - 1)
        line = self._line_at(point.y() + self.verticalOffset())
        row = line * self._columns + column
        return self._products.index(row) if row < self._products.rowCount() else QModelIndex()

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        cell = self.visualRect(index)
        bar = self.verticalScrollBar()
        if cell.top() < 0:
            bar.setValue(bar.value() + cell.top())
        elif cell.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + cell.bottom() + 1 - self.viewport().height())

    @override
    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    @override
    def updateGeometries(self) -> None:
        height = max(self.viewport().height(), 1)
        self._columns = max(self.viewport().width() // self._theme.px(_COLUMN), 1)
        self._lines = max(height // self._theme.px(_ROW), 1)
        lines = -(-self._products.rowCount() // self._columns)
        bar = self.verticalScrollBar()
        bar.setSingleStep(height // self._lines)
        bar.setPageStep(height)
        bar.setRange(0, max(self._top(lines) - height, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()
        self.viewport().update()

    @override
    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        first, last = self._rows_in_view()
        if last < first:
            self._paint_empty()
            return
        self._products.need(first, last)
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        for row in range(first, last + 1):
            index = self._products.index(row)
            option.rect = self._cell(row)  # type: ignore[attr-defined, unused-ignore]
            option.state = self._state_of(index)  # type: ignore[attr-defined, unused-ignore]
            self._delegate.paint(painter, option, index)
        painter.end()

    def _paint_empty(self) -> None:
        query = self._products.query
        if query is None or not query.text:
            return
        theme, px = self._theme, self._theme.px
        painter = QPainter(self.viewport())
        painter.setFont(theme.font(16, 600))
        painter.setPen(theme.colour("text2"))
        text = _("Nothing called “{text}” here").format(text=query.text)
        place = self.viewport().rect().adjusted(px(20), px(40), -px(20), 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, flags, text)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
            self.viewport().update()
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second of two fast taps is a tap like the first.
        self.mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        is_tap = index.isValid() and self._pressed == index
        self._pressed = QPersistentModelIndex()
        self.viewport().update()
        if is_tap:
            self._choose(index.row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.viewport().update()
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and choose; everything else belongs to the page."""
        key = Qt.Key(event.key())
        current = self.currentIndex().row()
        if key in _CHOOSING and current >= 0 and self.hasFocus():
            self._choose(current)
        elif key in _MOVES:
            self._go_to(current + _MOVES[key])
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and current >= 0:
            self._go_to(current + (self._columns if key is Qt.Key.Key_Down else -self._columns))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            bar = self.verticalScrollBar()
            step = bar.pageStep() if key is Qt.Key.Key_PageDown else -bar.pageStep()
            bar.setValue(bar.value() + step)
        else:
            event.ignore()

    @override
    def visualRegionForSelection(self, _selection: object) -> QRegion:
        return QRegion()

    def _go_to(self, row: int) -> None:
        if 0 <= row < self._products.rowCount():
            self.setCurrentIndex(self._products.index(row))
            self.viewport().update()

    def _choose(self, row: int) -> None:
        product = self._products.product(row)
        if product is not None:
            self.product_chosen.emit(product)

    def _cell(self, row: int) -> QRect:
        line, column = divmod(row, self._columns)
        width = self.viewport().width()
        left = column * width // self._columns
        right = (column + 1) * width // self._columns
        top, bottom = self._top(line), self._top(line + 1)
        return QRect(left, top - self.verticalOffset(), right - left, bottom - top)

    def _top(self, line: int) -> int:
        """Return where a line of tiles begins: whole lines fill the height to the pixel."""
        return line * self.viewport().height() // self._lines

    def _line_at(self, y: int) -> int:
        line = y * self._lines // max(self.viewport().height(), 1)
        return line + 1 if self._top(line + 1) <= y else line

    def _rows_in_view(self) -> tuple[int, int]:
        top = self.verticalOffset()
        bottom = top + self.viewport().height() - 1
        last = (self._line_at(bottom) + 1) * self._columns - 1
        first = self._line_at(top) * self._columns
        return first, min(last, self._products.rowCount() - 1)

    def _state_of(self, index: QModelIndex) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_Enabled
        under = self.viewport().mapFromGlobal(self.cursor().pos())
        if self.viewport().underMouse() and self._cell(index.row()).contains(under):
            state |= QStyle.StateFlag.State_MouseOver
        if self._pressed == index:
            state |= QStyle.StateFlag.State_Sunken
        if self.hasFocus() and index == self.currentIndex():
            state |= QStyle.StateFlag.State_HasFocus
        return state

    @Slot()
    def _on_reset(self) -> None:
        self._pressed = QPersistentModelIndex()
        self.verticalScrollBar().setValue(0)
