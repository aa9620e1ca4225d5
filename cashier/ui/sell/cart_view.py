"""The lines of the sale: newest and selected in view, the selected one with its buttons on it."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QScroller,
    QWidget,
)
from typing_extensions import override

from cashier.domain.order import Figures
from cashier.domain.quantity import WHOLE
from cashier.translation import _, several
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.stacked_lines import StackedLines
from cashier.ui.explain.explainable import explains
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme
from cashier.ui.sell.cart_delegate import ROW_HEIGHT, SELECTED_HEIGHT, WIDE_ROW_HEIGHT, CartDelegate
from cashier.ui.sell.cart_model import CartModel, rows_of
from cashier.ui.sell.sale_view import SaleView

_ACTIONS_TOP = 54
_ACTIONS_HEIGHT = 48
_ABOVE_HEIGHT = 24


class LineActions(QWidget):
    """What can be done with the selected line: one less, one more, a note, removing it."""

    less_requested = Signal()
    more_requested = Signal()
    note_requested = Signal()
    remove_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("lineActions")
        self._less = Button(theme, icon="minus", parent=self)
        self._more = Button(theme, icon="plus", parent=self)
        self._note = Button(theme, _("Note"), action="sell.note", parent=self)
        self._remove = Button(theme, _("Remove"), action="sell.remove", parent=self)
        for button, name, spoken, told in (
            (self._less, "lessButton", _("One less"), self.less_requested),
            (self._more, "moreButton", _("One more"), self.more_requested),
            (self._note, "noteButton", _("Note"), self.note_requested),
            (self._remove, "removeButton", _("Remove"), self.remove_requested),
        ):
            button.setObjectName(name)
            button.set_spoken(spoken)
            button.clicked.connect(told)
        for button in (self._less, self._more):
            button.setFixedWidth(theme.px(54))
            button.set_icon("minus" if button is self._less else "plus", is_bold=True)
        for button in (self._note, self._remove):
            button.set_padding(9)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._less)
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self._note)
        row.addWidget(self._remove)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return self._less, self._more, self._note, self._remove

    def show_for(self, view: SaleView) -> None:
        """Offer what the selected line allows; at one, less is not offered."""
        line = view.line
        if line is not None:
            self._less.setEnabled(line.quantity.milli > WHOLE)

    def set_compact(self, *, compact: bool) -> None:
        """Say Note and Remove by their icons where there is little room."""
        self._note.set_label("" if compact else _("Note"))
        self._note.set_icon("note" if compact else "")
        self._remove.set_label("" if compact else _("Remove"))
        self._remove.set_icon("remove" if compact else "")


class CartView(StackedLines):
    """Shows the lines; a tap selects one, and says which."""

    line_chosen = Signal(object)  # int, the row
    card_requested = Signal(object)  # int, the row of the line whose product is meant

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cartView")
        self.setAccessibleName(_("Lines of the sale"))
        self._theme = theme
        self._model = CartModel(self)
        self._delegate = CartDelegate(theme, parent=self)
        self._actions = LineActions(theme, self.viewport())
        self._figures: Figures | None = None
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        explains(self, "line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.pressed.connect(self._on_pressed)
        theme.changed.connect(self.viewport().update)

    @property
    def line_actions(self) -> LineActions:
        return self._actions

    def set_wide(self, *, wide: bool) -> None:
        """Give each line more room where the window has it."""
        if self._delegate.set_row_height(WIDE_ROW_HEIGHT if wide else ROW_HEIGHT):
            self.scheduleDelayedItemsLayout()

    @override
    def line_height(self) -> int:
        return self._delegate.line_height

    @override
    def taller_line(self) -> tuple[int, int]:
        selected = self._model.selected
        return (-1, 0) if selected is None else (selected, self._delegate.taller_by)

    @override
    def minimumSizeHint(self) -> QSize:
        """Make way for a form: the lines come back when it is closed."""
        return QSize(0, 0)

    def show_sale(self, view: SaleView) -> None:
        """Show the order's lines with the selected one in view."""
        if view.figures is not self._figures or view.selected != self._model.selected:
            self._figures = view.figures
            self._show_lines(view)
        self._actions.show_for(view)
        self._place_actions()

    def _show_lines(self, view: SaleView) -> None:
        before = self._model.selected
        count = self._model.rowCount()
        self._model.show(rows_of(view.order, view.figures, self._model.rows), view.selected)
        if view.selected != before or self._model.rowCount() != count:
            self.doItemsLayout()
            self._bring_into_view(view.selected)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the card of a line's product: by the right button, or by the menu key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.card_requested.emit(index.row())
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page: it knows what they mean for the sale."""
        event.ignore()

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_actions()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._bring_into_view(self._model.selected)
        self._place_actions()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_actions()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.rowCount() == 0:
            painter = QPainter(self.viewport())
            self._paint_empty(painter)
            painter.end()
        elif self.verticalScrollBar().value() > 0:
            painter = QPainter(self.viewport())
            self._paint_above(painter)
            painter.end()

    def _bring_into_view(self, selected: int | None) -> None:
        if selected is None:
            return
        index = self._model.index(selected)
        self.scrollTo(index)
        bar = self.verticalScrollBar()
        covered = self._theme.px(_ABOVE_HEIGHT) - self.visualRect(index).top()
        if covered > 0 and bar.value() > 0:
            bar.setValue(bar.value() - covered)

    def _make_room(self) -> None:
        """Keep the actions on the selected line only where all of it can be seen."""
        has_room = self.viewport().height() >= self._theme.px(SELECTED_HEIGHT + _ABOVE_HEIGHT)
        if self._delegate.set_room_for_actions(has_room=has_room):
            self.doItemsLayout()

    def _place_actions(self) -> None:
        selected = self._model.selected
        is_there = selected is not None and selected < self._model.rowCount()
        if selected is None or not is_there or not self._delegate.has_room_for_actions:
            self._actions.hide()
            return
        px = self._theme.px
        row = self.visualRect(self._model.index(selected))
        left, right = px(14), px(17)
        size = QSize(row.width() - left - right, px(_ACTIONS_HEIGHT))
        self._actions.setGeometry(QRect(row.topLeft(), size).translated(left, px(_ACTIONS_TOP)))
        self._actions.show()

    def _paint_above(self, painter: QPainter) -> None:
        """Say how many lines lie above, so that nobody takes the first in view for the first."""
        theme, px = self._theme, self._theme.px
        strip = QRect(0, 0, self.viewport().width(), px(_ABOVE_HEIGHT))
        hidden = self.indexAt(strip.bottomLeft()).row()
        painter.fillRect(strip, theme.colour("keyFn"))
        painter.fillRect(0, strip.height() - 1, strip.width(), 1, theme.colour("line"))
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font(12, 500))
        text = several("{count} line above", "{count} lines above", max(hidden, 1))
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_empty(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        middle = self.viewport().rect().center()
        side = px(32)
        drawn = assets.pixmap("barcode", theme.colour("text2"), side, self.devicePixelRatioF())
        painter.drawPixmap(middle.x() - side // 2, middle.y() - px(62), drawn)
        width = self.viewport().width()
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(16, 600))
        heading = QRect(0, middle.y() - px(20), width, px(24))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(heading, centre, _("Scan or tap the first item"))
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font(13))
        below = QRect(px(16), middle.y() + px(8), width - px(32), px(40))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(below, flags, _("Typing a name works too. A parked sale waits beside."))

    @Slot(QModelIndex)
    def _on_pressed(self, index: QModelIndex) -> None:
        if index.row() != self._model.selected:
            self.line_chosen.emit(index.row())
