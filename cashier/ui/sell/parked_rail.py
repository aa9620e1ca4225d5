"""The parked sales, always in view: a tap, or Ctrl and the number, takes one up again."""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cashier.domain.open_order import OpenOrder
from cashier.translation import _, several
from cashier.ui.controls.buttons import cap_width, paint_box, paint_cap
from cashier.ui.keys.actions import MOST_RESUMED
from cashier.ui.look import formatting
from cashier.ui.look.mirror import LEADING, draw_figure, mirrored
from cashier.ui.look.theme import Theme
from cashier.ui.sell.sale_view import label_of, piece_count

_HEIGHT = 48


class ParkedButton(QPushButton):
    """One parked sale: whose it is, since when, how many items, how much."""

    chosen = Signal(object)  # UUID

    def __init__(self, theme: Theme, parked: OpenOrder, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parked = parked
        self._action = f"sell.resume_{number}" if number <= MOST_RESUMED else ""
        self._name = label_of(parked.order) or _first_name(parked)
        items = several("{count} item", "{count} items", piece_count(parked.order))
        self._below = f"{formatting.time_of_day(parked.updated_at)} · {items}"
        self._spoken = _("Parked: {name}, {items}, {amount}").format(
            name=self._name, items=items, amount=formatting.spoken(parked.total)
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def action(self) -> str:
        """The name of the action whose key it bears; empty beyond the ninth."""
        return self._action

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "keyPressed" if self.isDown() else "keyFn" if self.underMouse() else "surface"
        paint_box(painter, self.rect(), theme.colour(fill), theme.colour("control"), px(8))
        inside = self.rect().adjusted(px(12), px(7), -px(10), 0)
        above = QRect(inside.left(), inside.top(), inside.width(), px(18))
        self._paint_pair(painter, above, self._name, formatting.amount(self._parked.total))
        below = above.translated(0, px(18))
        below.setHeight(px(16))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("text2"))
        cap = theme.keys.cap(self._action) if self._action else ""
        width = cap_width(theme, cap) if cap else 0
        self._paint_words(painter, below, self._below, below.width() - width - px(8))
        if cap:
            place = QRect(below.right() + 1 - width, below.top(), width, below.height())
            paint_cap(painter, theme, mirrored(place, self), cap, theme.colour("text2"))
        painter.end()

    def _paint_pair(self, painter: QPainter, place: QRect, name: str, amount: str) -> None:
        theme = self._theme
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.colour("text"))
        used = painter.fontMetrics().horizontalAdvance(amount)
        draw_figure(painter, mirrored(place, self), amount)
        self._paint_words(painter, place, name, place.width() - used - theme.px(8))

    def _paint_words(self, painter: QPainter, place: QRect, text: str, room: int) -> None:
        """Paint ``text`` where reading begins, shortened to ``room``."""
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        words = QRect(place.left(), place.top(), room, place.height())
        painter.drawText(mirrored(words, self), LEADING, shown)

    @Slot()
    def _on_look_changed(self) -> None:
        key = self._theme.keys.words(self._action) if self._action else ""
        self.setAccessibleName(", ".join(part for part in (self._spoken, key) if part))
        self.update()

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._parked.order.id)


class ParkedRail(QWidget):
    """The parked sales from the oldest; with none of them it is blank."""

    order_chosen = Signal(object)  # UUID

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parkedRail")
        self.setAccessibleName(_("Parked sales"))
        self._theme = theme
        self._parked: tuple[OpenOrder, ...] = ()
        self._buttons: list[ParkedButton] = []
        self._title = QLabel(_("Parked"), self)
        self._title.setFont(theme.font(13, 600))
        self._title.setProperty("tone", "second")
        self._count = QLabel(self)
        self._count.setFont(theme.font(13, 500))
        self._count.setProperty("tone", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(2), 0, theme.px(2), 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        for label in (self._title, self._count):
            label.setFixedHeight(theme.px(24))
        box.addLayout(head)
        box.addWidget(self._scroll(), 1)
        self.show_parked(())

    @property
    def parked(self) -> tuple[OpenOrder, ...]:
        return self._parked

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return tuple(self._buttons)

    @Slot(object)
    def show_parked(self, parked: tuple[OpenOrder, ...]) -> None:
        self._parked = parked
        self._buttons.clear()
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, one in enumerate(parked, 1):
            button = ParkedButton(self._theme, one, number, self._list)
            button.setObjectName(f"parked{number}Button")
            button.chosen.connect(self.order_chosen)
            self._column.insertWidget(number - 1, button)
            self._buttons.append(button)
        self._title.setVisible(bool(parked))
        self._count.setText(str(len(parked)) if parked else "")

    def _scroll(self) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._list)
        scroll.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        return scroll


def _first_name(parked: OpenOrder) -> str:
    """Return the first product's name for a sale nobody has named."""
    return parked.order.lines[0].name if parked.order.lines else _("Empty sale")
