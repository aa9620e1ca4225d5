"""The right column of Sell: parked sales, what the keypad changes, the keypad, and Pay."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.big_button import FootButton
from cashier.ui.controls.buttons import ButtonKind
from cashier.ui.controls.segment import Segment
from cashier.ui.explain.explainable import explains
from cashier.ui.look import formatting
from cashier.ui.look.mirror import draw_figure, mirrored
from cashier.ui.look.theme import Theme
from cashier.ui.sell.input_display import InputDisplay
from cashier.ui.sell.keypad import Face, Keypad
from cashier.ui.sell.parked_rail import ParkedRail
from cashier.ui.sell.sale_view import InputMode, SaleView

_LEAST_FIGURE = 16


class PayButton(FootButton):
    """The way to the payment, with what it comes to."""

    @override
    def _paint_figure(self, painter: QPainter, area: QRect, left: int) -> None:
        place = QRect(left, 0, area.right() - left, self.height())
        size = 26
        font = self._theme.font(size, 700)
        while size > _LEAST_FIGURE and QFontMetrics(font).horizontalAdvance(self._figure) > (
            place.width()
        ):
            size -= 1
            font = self._theme.font(size, 700)
        painter.setFont(font)
        draw_figure(painter, mirrored(place, self), self._figure)


class ModeBar(Segment):
    """Quantity, percent or price: what the next number means."""

    mode_chosen = Signal(object)  # InputMode

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("modeBar")
        for mode, label, spoken, action in (
            (InputMode.QUANTITY, _("Qty"), _("Quantity"), "sell.quantity"),
            (InputMode.PERCENT, "%", _("Discount in percent"), "sell.percent"),
            (InputMode.PRICE, _("Price"), _("Price"), "sell.price"),
        ):
            part = self.add(mode, label, action=action)
            part.setObjectName(f"{mode.value}ModeButton")
            part.set_spoken(spoken)
        self.chosen.connect(self.mode_chosen)


class ControlPanel(QWidget):
    """The bottom block is pinned: keys never shift when a sale is parked."""

    pay_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parked = ParkedRail(theme, self)
        self.modes = ModeBar(theme, self)
        self.keypad = Keypad(
            theme, Face(_("Plus one"), icon="plus"), Face(_("Minus one"), icon="minus"), self
        )
        self._display = InputDisplay(theme, self)
        self._pay = PayButton(theme, _("Pay"), kind=ButtonKind.PAY, action="sell.pay", parent=self)
        self._pay.setObjectName("payButton")
        explains(self._pay, "total")
        self._pay.clicked.connect(self.pay_requested)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        box.addWidget(self.parked, 1)
        for widget in (self.modes, self._display, self.keypad, self._pay):
            box.addWidget(widget)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes below the parked sales, in order."""
        return *self.modes.stops, self._pay

    def show_sale(self, view: SaleView) -> None:
        self.modes.mark(view.mode)
        self._display.show_sale(view)
        self._pay.setEnabled(not view.is_empty and not view.is_busy)
        self._pay.show_figure("", view.figures.total)
        spoken = formatting.spoken(view.figures.total)
        self._pay.set_spoken(_("Pay {amount}").format(amount=spoken))
