"""The groups of orders above the list, each with how many it holds on the days in view."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cashier.domain.order_list import OrderGroup
from cashier.translation import _, several
from cashier.ui.controls.buttons import Button
from cashier.ui.look.mirror import LEADING, is_mirrored, mirrored
from cashier.ui.look.theme import Theme
from cashier.ui.orders.order_words import group_words

_GAP, _HEIGHT = 8, 48
_FAINT = 0.85


class GroupButton(Button):
    """One group to narrow the list down to; checked while it does."""

    group_chosen = Signal(object)  # OrderGroup

    def __init__(self, theme: Theme, group: OrderGroup, parent: QWidget) -> None:
        icon, word = group_words(group)
        super().__init__(theme, word, icon=icon, parent=parent)
        self._group = group
        self._count = ""
        self.setObjectName(f"filter_{group.value}")
        self.set_label_size(14, 500)
        self.set_padding(11)
        self.setCheckable(True)
        self.clicked.connect(self._on_clicked)

    @property
    def narrows_to(self) -> OrderGroup:
        return self._group

    @property
    def count(self) -> str:
        """How many orders it says it holds; empty until that is known."""
        return self._count

    def show_count(self, count: int | None) -> None:
        shown = "" if count is None else str(count)
        if shown != self._count:
            self._count = shown
            held = several("{count} order", "{count} orders", count or 0)
            self.set_spoken(f"{self.text()}, {held}" if shown else self.text())
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._count_width(), hint.height())

    @override
    def _paint_face(self, painter: QPainter, text: QColor) -> None:
        beside = self._count_width()
        icon, label, _cap = self._widths()
        painter.save()
        painter.translate((beside if is_mirrored(self) else -beside) / 2, 0)
        super()._paint_face(painter, text)
        painter.restore()
        if self._count:
            faint = QColor(text)
            faint.setAlphaF(_FAINT)
            painter.setPen(faint)
            painter.setFont(self._theme.font(14, 600))
            left = (self.width() - icon - label - beside) // 2 + icon + label
            place = QRect(left + self._theme.px(_GAP), 0, beside, self.height())
            painter.drawText(mirrored(place, self), LEADING, self._count)

    def _count_width(self) -> int:
        if not self._count:
            return 0
        metrics = QFontMetrics(self._theme.font(14, 600))
        return metrics.horizontalAdvance(self._count) + self._theme.px(_GAP)

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(True)
        self.group_chosen.emit(self._group)


class GroupBar(QWidget):
    """The groups beside each other, in more rows where their words are long.

    Sending is asked about only where there is a back end.
    """

    group_chosen = Signal(object)  # OrderGroup

    def __init__(self, theme: Theme, parent: QWidget, *, has_back_end: bool) -> None:
        super().__init__(parent)
        self.setObjectName("orderGroups")
        self.setAccessibleName(_("Which orders"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self.buttons = [GroupButton(theme, group, self) for group in _groups(has_back_end)]
        for button in self.buttons:
            button.group_chosen.connect(self.group_chosen)
        self._place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def show_chosen(self, group: OrderGroup) -> None:
        for button in self.buttons:
            button.setChecked(button.narrows_to is group)

    def show_counts(self, counts: Mapping[OrderGroup, int] | None) -> None:
        for button in self.buttons:
            button.show_count(None if counts is None else counts.get(button.narrows_to, 0))
        self._place()

    def _place(self) -> None:
        """Put the buttons one after the other, and the next row below where one is full."""
        gap, height = self._theme.px(_GAP), self._theme.px(_HEIGHT)
        left, top = 0, 0
        for button in self.buttons:
            width = min(button.sizeHint().width(), max(self.width(), height))
            if left and left + width > self.width():
                left, top = 0, top + height + gap
            button.setGeometry(mirrored(QRect(left, top, width, height), self))
            left += width + gap
        if self.height() != top + height:
            self.setFixedHeight(top + height)


def _groups(has_back_end: bool) -> tuple[OrderGroup, ...]:  # noqa: FBT001 - what there is
    always = (OrderGroup.ALL, OrderGroup.COMPLETED, OrderGroup.PENDING)
    if has_back_end:
        return (*always, OrderGroup.UNSENT, OrderGroup.ATTENTION)
    return (*always, OrderGroup.REFUNDED, OrderGroup.CANCELLED)
