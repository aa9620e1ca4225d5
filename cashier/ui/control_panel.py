"""The right column of Sell: parked sales, what the keypad changes, the keypad, and Pay."""

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui import formatting
from cashier.ui.big_button import FootButton
from cashier.ui.buttons import Button, ButtonKind, paint_box
from cashier.ui.input_display import RIGHT, InputDisplay
from cashier.ui.keypad import Face, Keypad
from cashier.ui.parked_rail import ParkedRail
from cashier.ui.sale_view import InputMode, SaleView
from cashier.ui.theme import Theme

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
        painter.drawText(place, RIGHT, self._figure)


class ModeButton(Button):
    """A part of the mode bar; pressed it tells its mode."""

    chosen = Signal(object)  # InputMode

    def __init__(
        self, theme: Theme, mode: InputMode, label: str, action: str, parent: QWidget
    ) -> None:
        super().__init__(theme, label, action=action, parent=parent)
        self._mode = mode
        self.setCheckable(True)
        self.clicked.connect(self._on_clicked)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, _edge, text = self._colours()
        paint_box(painter, self.rect(), fill, None, self._theme.px(7))
        if self._mode is not InputMode.QUANTITY and not self.isChecked():
            painter.fillRect(0, 0, 1, self.height(), self._theme.colour("line"))
        self._paint_face(painter, text)
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(True)
        self.chosen.emit(self._mode)


class ModeBar(QFrame):
    """Quantity, percent or price: what the next number means."""

    mode_chosen = Signal(object)  # InputMode

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modeBar")
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._buttons: dict[InputMode, ModeButton] = {}
        for mode, label, spoken in (
            (InputMode.QUANTITY, _("Qty"), _("Quantity")),
            (InputMode.PERCENT, "%", _("Discount in percent")),
            (InputMode.PRICE, _("Price"), _("Price")),
        ):
            button = ModeButton(theme, mode, label, f"sell.{mode.value}", self)
            button.setObjectName(f"{mode.value}ModeButton")
            button.set_spoken(spoken)
            button.chosen.connect(self.mode_chosen)
            row.addWidget(button, 1)
            self._buttons[mode] = button
        theme.changed.connect(self.update)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return tuple(self._buttons.values())

    def mark(self, mode: InputMode) -> None:
        for known, button in self._buttons.items():
            button.setChecked(known is mode)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge: QColor = theme.colour("control")
        paint_box(painter, self.rect(), theme.colour("key"), edge, theme.px(8))
        painter.end()


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
