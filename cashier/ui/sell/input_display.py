"""What the keypad is about to change, and the number typed so far."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cashier.domain.order import OrderLine
from cashier.domain.product import Unit
from cashier.domain.quantity import WHOLE, Quantity
from cashier.translation import _
from cashier.ui.controls.buttons import paint_box
from cashier.ui.look import formatting
from cashier.ui.look.mirror import LEADING, draw_figure, mirrored
from cashier.ui.look.theme import Theme
from cashier.ui.sell.sale_view import InputMode, SaleView

_HEIGHT = 48


class InputDisplay(QWidget):
    """``Quantity of Rigas sprotes`` and the figure; typed digits are in the accent colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inputDisplay")
        self._theme = theme
        self._label = ""
        self._subject = ""
        self._value = ""
        self._is_typed = False
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def value(self) -> str:
        """The figure as shown."""
        return self._value

    def show_sale(self, view: SaleView) -> None:
        self._label = _labels(view.mode)
        self._subject = view.line.name if view.line is not None else _subject(view.mode)
        self._is_typed = not view.typed.is_empty
        self._value = formatting.typed(view.typed.text) if self._is_typed else _old_value(view)
        self.setAccessibleName(f"{self._label} {self._subject}: {self._value}")
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, self.rect(), theme.colour("sunken"), theme.colour("line"), px(8))
        inside = self.rect().adjusted(px(14), 0, -px(14), 0)
        painter.setFont(theme.font(26, 600))
        painter.setPen(theme.colour("accentText" if self._is_typed else "text"))
        draw_figure(painter, inside, self._value)
        room = inside.width() - painter.fontMetrics().horizontalAdvance(self._value) - px(8)
        self._paint_words(painter, mirrored(QRect(inside.left(), 0, room, self.height()), self))
        painter.end()

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        """Paint what the number is, and of what; below each other where one line is too short."""
        theme = self._theme
        label_font, subject_font = theme.font(13), theme.font(13, 500, is_name=True)
        used = QFontMetrics(label_font).horizontalAdvance(f"{self._label} ")
        metrics = QFontMetrics(subject_font)
        first, second = place, mirrored(place, self).adjusted(used, 0, 0, 0)
        if self._subject and metrics.horizontalAdvance(self._subject) > second.width():
            middle = place.center().y()
            half = theme.px(20)
            first = QRect(place.left(), middle - half, place.width(), half)
            second = first.translated(0, half)
        else:
            second = mirrored(second, self)
        painter.setFont(label_font)
        painter.setPen(theme.colour("text2"))
        painter.drawText(first, LEADING, self._label)
        shown = metrics.elidedText(self._subject, Qt.TextElideMode.ElideRight, second.width())
        painter.setFont(subject_font)
        painter.setPen(theme.colour("text"))
        painter.drawText(second, LEADING, shown)


def _labels(mode: InputMode) -> str:
    match mode:
        case InputMode.QUANTITY:
            return _("Quantity of")
        case InputMode.PERCENT:
            return _("Percent off")
        case InputMode.PRICE:
            return _("Price of")


def _subject(mode: InputMode) -> str:
    """Return what a number is about while no line is selected."""
    match mode:
        case InputMode.QUANTITY:
            return _("the next item")
        case InputMode.PERCENT:
            return _("the whole sale")
        case InputMode.PRICE:
            return _("a free line")


def _old_value(view: SaleView) -> str:
    line = view.line
    match view.mode:
        case InputMode.QUANTITY:
            return _how_much(line) if line else formatting.quantity(Quantity(WHOLE))
        case InputMode.PERCENT:
            discount = line.discount if line else view.order.discount
            known = discount.percent if discount else None
            return formatting.percent(known) if known else formatting.typed("0")
        case InputMode.PRICE:
            return formatting.amount(line.price) if line and line.price else "–"


def _how_much(line: OrderLine) -> str:
    if line.unit is Unit.PIECE:
        return formatting.quantity(line.quantity)
    return f"{formatting.quantity(line.quantity)}{formatting.NO_BREAK_SPACE}{line.unit.value}"
