"""A field that takes one of several values from a list; the list's rows are as tall as a finger."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.ui.controls.buttons import paint_box
from cashier.ui.look.theme import Theme

_TARGET = 48
_PADDING = 12
_ARROW = 30
_SIZE, _SMALLER = 15, 13
_MOST_ROWS = 10


class _TallRows(QStyledItemDelegate):
    """Gives the rows of the list their height."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + self._theme.px(2 * _PADDING), self._theme.px(_TARGET))


class Choice(QComboBox):
    """Tells by ``chosen`` what a person chose; what is shown by the program is not told."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._theme = theme
        self._label = label
        self.setFont(theme.font(_SIZE))
        self.setMaxVisibleItems(_MOST_ROWS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._has_list = False
        self.activated.connect(self._on_activated)
        theme.changed.connect(self.update)

    def offer(self, values: Sequence[tuple[object, str]], now: object) -> None:
        """Let one of ``values`` (what it is, what it is called) be chosen; show ``now``."""
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] != [*values]:
            self.clear()
            for value, text in values:
                self.addItem(text, value)
        self.show_value(now)

    def show_value(self, value: object) -> None:
        """Show ``value``; it is no choice of a person."""
        at = next((at for at in range(self.count()) if self.itemData(at) == value), -1)
        self.setCurrentIndex(at)

    @property
    def value(self) -> object:
        """What is chosen now."""
        return self.currentData()

    def mark_wrong(self, sentence: str) -> None:
        """Show that the choice cannot stay; an empty ``sentence`` when it can."""
        self.setProperty("wrong", "true" if sentence else "")
        self.setAccessibleDescription(sentence)
        self.update()

    @property
    def is_wrong(self) -> bool:
        return bool(self.property("wrong") == "true")

    @override
    def showPopup(self) -> None:
        if not self._has_list:  # most fields are never opened, and a list costs more than they do
            self._has_list = True
            rows = QListView(self)
            rows.setAccessibleName(self._label)
            rows.setItemDelegate(_TallRows(self._theme, rows))
            self.setView(rows)
        super().showPopup()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(super().sizeHint().width() + px(_PADDING), px(_TARGET))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(3 * _TARGET), self._theme.px(_TARGET))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls: passing over a field must not change it."""
        event.ignore()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(
            painter,
            self.rect(),
            theme.colour(self._fill()),
            theme.colour(self._edge()),
            theme.px(8),
        )
        if self.is_wrong or (self.hasFocus() and self.isEnabled()):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(self._edge()), 2))
            inside = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, theme.px(7), theme.px(7))
        self._paint_text(painter)
        self._paint_arrow(painter)
        painter.end()

    def _fill(self) -> str:
        return "surface" if self.isEnabled() else "disabledFill"

    def _edge(self) -> str:
        if not self.isEnabled():
            return "disabledFill"
        if self.is_wrong:
            return "errIcon"
        if self.hasFocus():
            return "accent"
        return "controlHover" if self.underMouse() else "control"

    def _text_colour(self) -> str:
        return "text" if self.isEnabled() else "disabledText"

    def _paint_text(self, painter: QPainter) -> None:
        px = self._theme.px
        room = self._mirrored(
            QRect(px(_PADDING), 0, self.width() - px(_PADDING + _ARROW), self.height())
        )
        painter.setFont(self.font())
        if painter.fontMetrics().horizontalAdvance(self.currentText()) > room.width():
            painter.setFont(self._theme.font(_SMALLER))
        painter.setPen(self._theme.colour(self._text_colour()))
        text = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(leading), text)

    def _paint_arrow(self, painter: QPainter) -> None:
        px = self._theme.px
        room = self._mirrored(QRect(self.width() - px(_ARROW), 0, px(_ARROW), self.height()))
        middle, step = QPointF(room.center()), px(5)
        painter.setPen(QPen(self._theme.colour(self._text_colour()), max(px(2), 1)))
        painter.drawPolyline(
            QPolygonF(
                [
                    middle + QPointF(-step, -step / 2),
                    middle + QPointF(0, step / 2),
                    middle + QPointF(step, -step / 2),
                ]
            )
        )

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place

    @Slot()
    def _on_activated(self) -> None:
        self.chosen.emit(self.currentData())
