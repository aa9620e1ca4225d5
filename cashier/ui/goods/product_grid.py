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
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.domain.product import Product
from cashier.translation import _
from cashier.ui.goods.badge_growth import BadgeGrowth
from cashier.ui.goods.product_delegate import ProductDelegate
from cashier.ui.goods.product_model import ProductModel
from cashier.ui.goods.product_pictures import ProductPictures
from cashier.ui.goods.tile_places import COLUMN, ROW, TilePlaces
from cashier.ui.goods.tile_ring import TileRing
from cashier.ui.look.theme import Theme

_CHOOSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
_NOWHERE = -1


class ProductGrid(QListView):
    """Shows the products of its model; a tap chooses one, however fast the next tap follows.

    A list view of the usual kind lays out every row it has; this one computes the place of a row
    when it is asked for, so that the number of products does not matter.
    """

    product_chosen = Signal(object)  # Product
    card_requested = Signal(object)  # Product

    def __init__(
        self,
        theme: Theme,
        model: ProductModel,
        parent: QWidget | None = None,
        *,
        pictures: ProductPictures | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("productGrid")
        self.setAccessibleName(_("Products"))
        self._theme = theme
        self._products = model
        self._places = TilePlaces(1, 1, 1, 1)
        self._pressed = QPersistentModelIndex()
        self._under = _NOWHERE
        self._ring: TileRing | None = None
        self._delegate = ProductDelegate(theme, pictures, self)
        self._growth = BadgeGrowth(self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._set_manners()
        model.exchanged.connect(self._on_exchanged)
        model.counts_changed.connect(self._on_counts_changed)
        theme.changed.connect(self.viewport().update)
        self._growth.grown.connect(self._on_grown)
        if pictures is not None:
            pictures.loaded.connect(self._on_picture_loaded)

    def _set_manners(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumSize(self._theme.px(COLUMN), self._theme.px(ROW))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    @property
    def columns(self) -> int:
        return self._places.columns

    @property
    def current_product(self) -> Product | None:
        """The product that the arrows have come to."""
        current = self.currentIndex()
        return self._products.product(current.row()) if current.isValid() else None

    def leave_tile(self) -> None:
        """Let go of the tile that the arrows had come to: Enter means something else now."""
        if self.currentIndex().isValid():
            self.setCurrentIndex(QModelIndex())
            self._place_ring()

    @override
    def visualRect(self, index: _Index) -> QRect:
        return self._cell(index.row()) if index.isValid() else QRect()

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._places.row_at(point, self.verticalOffset())
        is_one = 0 <= row < self._products.rowCount()
        return self._products.index(row) if is_one else QModelIndex()

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
        px = self._theme.px
        view = self.viewport()
        self._places = TilePlaces.of(
            view.width(), view.height(), (px(COLUMN), px(ROW)), mirrored=self._is_mirrored
        )
        lines = -(-self._products.rowCount() // self._places.columns)
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._places.height // self._places.lines)
        bar.setPageStep(self._places.height)
        bar.setRange(0, max(self._places.top(lines) - self._places.height, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()
        self._place_ring()
        self.viewport().update()

    @override
    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._place_ring()
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self._rows_between(0, self.viewport().height() - 1)
        self._products.need(*seen)
        dirty = event.region()
        bounds = dirty.boundingRect()
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        option.direction = self.layoutDirection()  # type: ignore[attr-defined, unused-ignore]
        first, last = self._rows_between(bounds.top(), bounds.bottom())
        for row in range(first, last + 1):
            cell = self._cell(row)
            if not dirty.intersects(cell):
                continue
            option.rect = cell  # type: ignore[attr-defined, unused-ignore]
            option.state = self._state_of(row)  # type: ignore[attr-defined, unused-ignore]
            self._delegate.paint(painter, option, self._products.index(row))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
            self._update_row(self._pressed.row())
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second of two fast taps is a tap like the first.
        self.mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        is_tap = index.isValid() and self._pressed == index
        self._update_row(self._pressed.row())
        self._pressed = QPersistentModelIndex()
        if is_tap and event.button() is Qt.MouseButton.LeftButton:
            self._choose(index.row())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_under(self.indexAt(event.position().toPoint()).row())
        event.accept()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._go_under(_NOWHERE)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the product's card: by the right button, or by the menu key on the tile."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        row = self.currentIndex().row() if by_key else self.indexAt(event.pos()).row()
        product = self._products.product(row) if row >= 0 else None
        if product is None:
            event.ignore()
        else:
            self.card_requested.emit(product)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and choose; everything else belongs to the page."""
        key = Qt.Key(event.key())
        current = self.currentIndex().row()
        step = self._step_of(key)
        if key in _CHOOSING and current >= 0 and self.hasFocus():
            self._choose(current)
        elif step and (current >= 0 or abs(step) == 1):
            self._go_to(current + step)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            bar = self.verticalScrollBar()
            page = bar.pageStep() if key is Qt.Key.Key_PageDown else -bar.pageStep()
            bar.setValue(bar.value() + page)
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        had_come_to_one = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not had_come_to_one:
            self.leave_tile()  # a list of the usual kind begins at its first row by itself
        self._place_ring()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._place_ring()

    @override
    def visualRegionForSelection(self, _selection: object) -> QRegion:
        return QRegion()

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _step_of(self, key: Qt.Key) -> int:
        """Return how many rows an arrow goes on; one to the left is on in a mirrored view."""
        columns = self._places.columns
        across = -1 if self._is_mirrored else 1
        match key:
            case Qt.Key.Key_Left:
                return -across
            case Qt.Key.Key_Right:
                return across
            case Qt.Key.Key_Up:
                return -columns
            case Qt.Key.Key_Down:
                return columns
            case _:
                return 0

    def _go_to(self, row: int) -> None:
        if 0 <= row < self._products.rowCount():
            self.setCurrentIndex(self._products.index(row))
            self._place_ring()

    def _choose(self, row: int) -> None:
        product = self._products.product(row)
        if product is not None:
            self.product_chosen.emit(product)

    def _cell(self, row: int) -> QRect:
        return self._places.cell(row, self.verticalOffset())

    def _rows_between(self, top: int, bottom: int) -> tuple[int, int]:
        first, last = self._places.rows_between(top, bottom, self.verticalOffset())
        return first, min(last, self._products.rowCount() - 1)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            self.viewport().update(self._cell(row))

    def _go_under(self, row: int) -> None:
        """Show the tile under the pointer, and the one before as it was."""
        before, self._under = self._under, row
        if row != before:
            self._update_row(before)
            self._update_row(row)

    def _state_of(self, row: int) -> _State:
        state = _State.State_Enabled
        if row == self._under:
            state |= _State.State_MouseOver
        if self._pressed.isValid() and row == self._pressed.row():
            state |= _State.State_Sunken
        return state

    def _place_ring(self) -> None:
        """Put the ring around the tile that the arrows have come to, while keys are used here."""
        current = self.currentIndex()
        if current.isValid() and self.hasFocus():
            if self._ring is None:
                self._ring = TileRing(self._theme, self)
                self.destroyed.connect(self._ring.deleteLater)
            tile = self._delegate.tile_in(self._cell(current.row()), is_mirrored=self._is_mirrored)
            self._ring.show_around(tile)
        elif self._ring is not None:
            self._ring.hide()

    @Slot()
    def _on_exchanged(self) -> None:
        self._pressed = QPersistentModelIndex()
        self.verticalScrollBar().setValue(0)
        self.leave_tile()

    @Slot(object, object)
    def _on_counts_changed(self, before: object, now: object) -> None:
        if self._theme.moves and isinstance(before, dict) and isinstance(now, dict):
            self._growth.begin(before, now)

    @Slot(object)
    def _on_grown(self, sizes: dict[str, float]) -> None:
        self._delegate.growth = {key: size for key, size in sizes.items() if size != 1}
        for row in self._seen_rows():
            product = self._products.product(row)
            if product is not None and product.key in sizes:
                self._update_row(row)

    @Slot(str)
    def _on_picture_loaded(self, name: str) -> None:
        for row in self._seen_rows():
            product = self._products.product(row)
            if product is not None and product.picture == name:
                self._update_row(row)

    def _seen_rows(self) -> range:
        first, last = self._rows_between(0, self.viewport().height() - 1)
        return range(first, last + 1)
