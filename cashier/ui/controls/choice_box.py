"""A choice out of a list that opens: rows to hit with a finger, nothing changed by a wheel."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.ui.look.theme import Theme

_ROW = 48
_ROWS_SHOWN = 8


class _TallRows(QStyledItemDelegate):
    """Rows as high as every other target."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._theme.px(_ROW))


class ChoiceBox(QComboBox):
    """Values with their texts; ``activated`` tells of a choice made by a person."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        choices: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setMinimumHeight(theme.px(_ROW))
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setProperty("mirrored", "true" if is_mirrored else "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(_ROWS_SHOWN)
        self.setItemDelegate(_TallRows(theme, self))
        self.show_choices(choices)
        theme.changed.connect(self.update)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ``choices`` as (value, text)."""
        self.clear()
        for value, text in choices:
            self.addItem(text, value)

    @property
    def value(self) -> str:
        """The value chosen; empty where there is none."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Show ``value``; one that is not offered is put at the end."""
        place = self.findData(value)
        if place < 0:
            self.addItem(value, value)
            place = self.count() - 1
        self.setCurrentIndex(place)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "text2" if self.isEnabled() else "disabledText"
        painter.setPen(QPen(self._theme.colour(name), max(px(2), 1)))
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        middle = px(20) if is_mirrored else self.width() - px(20)
        top, side = self.height() / 2 - px(2), px(5)
        points = [
            QPointF(middle - side, top),
            QPointF(middle, top + side),
            QPointF(middle + side, top),
        ]
        painter.drawPolyline(QPolygonF(points))
        painter.end()
