"""The list of actions to choose from: each with its key, page by page; arrows go up and down."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.ui.controls.buttons import cap_width, paint_cap
from cashier.ui.keys.actions import Action, page_title
from cashier.ui.keys.key_map import KeyMap
from cashier.ui.look.theme import Theme

NAME_ROLE = Qt.ItemDataRole.UserRole
CAP_ROLE = Qt.ItemDataRole.UserRole + 1
HELP_ROLE = Qt.ItemDataRole.UserRole + 2
_ROW = 52
_HEADING = 36
_Index = QModelIndex | QPersistentModelIndex
_SIDE = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class ActionDelegate(QStyledItemDelegate):
    """Paints a page's name, or an action with its key at the far side."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = _ROW if index.data(NAME_ROLE) else _HEADING
        return QSize(self._theme.px(200), self._theme.px(height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, px = self._theme, self._theme.px
        place: QRect = option.rect
        is_mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, theme.colour("accentTint"))
            bar = QRect(place.left(), place.top(), px(4), place.height())
            if is_mirrored:
                bar.moveRight(place.right())
            painter.fillRect(bar, theme.colour("accent"))
        inside = place.adjusted(px(16), 0, -px(16), 0)
        if not index.data(NAME_ROLE):
            painter.setFont(theme.font(13, 600))
            painter.setPen(theme.colour("text2"))
            painter.drawText(inside.adjusted(0, px(8), 0, 0), _SIDE, str(index.data()))
        else:
            self._paint_action(painter, inside, index, is_mirrored=is_mirrored)
        painter.restore()

    def _paint_action(
        self, painter: QPainter, inside: QRect, index: _Index, *, is_mirrored: bool
    ) -> None:
        theme, px = self._theme, self._theme.px
        cap = str(index.data(CAP_ROLE)) or "–"
        width = cap_width(theme, cap)
        room = inside.adjusted(0, 0, -width - px(8), 0)
        place = QRect(inside.right() + 1 - width, inside.top(), width, inside.height())
        if is_mirrored:
            place.moveLeft(inside.left())
            room.moveRight(inside.right())
        paint_cap(painter, theme, place, cap, theme.colour("text"))
        for text, size, weight, colour, top in (
            (str(index.data()), 15, 500, "text", 6),
            (str(index.data(HELP_ROLE)), 13, 400, "text2", 27),
        ):
            font = theme.font(size, weight)
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            line = QRect(room.left(), room.top() + px(top), room.width(), px(20))
            # What the action does stands beside the list too: it is left out rather than cut.
            if QFontMetrics(font).horizontalAdvance(text) <= line.width():
                painter.drawText(line, _SIDE, text)


class ActionList(QListView):
    """Tells which action is chosen."""

    action_chosen = Signal(str)  # its name

    def __init__(
        self, theme: Theme, actions: tuple[Action, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("actionList")
        self._model = QStandardItemModel(self)
        page = ""
        for action in actions:
            if action.page != page:
                page = action.page
                self._model.appendRow(_heading(page_title(page)))
            self._model.appendRow(_row(action))
        self.setModel(self._model)
        self.setItemDelegate(ActionDelegate(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self.viewport().update)

    def show_keys(self, key_map: KeyMap) -> None:
        """Show at each action the key it has in ``key_map``."""
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            name = item.data(NAME_ROLE)
            if name:
                key = key_map.words(name)
                item.setData(key, CAP_ROLE)
                spoken = ", ".join(part for part in (item.text(), key) if part)
                item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)

    def choose(self, name: str) -> None:
        """Choose an action by its name."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(NAME_ROLE) == name:
                self.setCurrentIndex(self._model.index(row, 0))

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        name = now.data(NAME_ROLE)
        if name:
            self.action_chosen.emit(name)


def _heading(title: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setData("", NAME_ROLE)
    return item


def _row(action: Action) -> QStandardItem:
    item = QStandardItem(action.label)
    item.setData(action.name, NAME_ROLE)
    item.setData(action.help, HELP_ROLE)
    item.setData(action.help, Qt.ItemDataRole.AccessibleDescriptionRole)
    return item
