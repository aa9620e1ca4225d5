"""Sell something that is in no catalogue: its name, its price and its VAT rate, in place."""

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from typing_extensions import override

from cashier.domain.errors import InputRefusedError
from cashier.domain.money import Money, minor_digits
from cashier.domain.order import OrderLine
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatRates
from cashier.domain.text import NAME_LENGTH
from cashier.messages import sentence_for
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.form_in_place import FormInPlace
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.sell.keypad import Key

_IN_A_ROW = 3
_LONGEST_PRICE = 15


class RateButton(Button):
    """A VAT rate to choose: its letter and its percentage."""

    rate_chosen = Signal(object)  # Percent

    def __init__(self, theme: Theme, rate: Percent, letter: str, parent: QWidget) -> None:
        super().__init__(theme, f"{letter} {formatting.percent(rate)}".strip(), parent=parent)
        self._rate = rate
        self.setCheckable(True)
        self.setObjectName(f"rate_{letter or rate.text()}")
        self.clicked.connect(self._on_clicked)

    @property
    def rate(self) -> Percent:
        return self._rate

    @Slot()
    def _on_clicked(self) -> None:
        self.rate_chosen.emit(self._rate)


class RateChoice(QWidget):
    """The shop's VAT rates; one of them is always chosen."""

    def __init__(self, theme: Theme, rates: VatRates, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rateChoice")
        self.setAccessibleName(_("VAT rate"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        known = rates.letters or ((Percent(0), ""),)
        self._buttons = [RateButton(theme, rate, letter, self) for rate, letter in known]
        for place, button in enumerate(self._buttons):
            button.rate_chosen.connect(self._mark)
            grid.addWidget(button, place // _IN_A_ROW, place % _IN_A_ROW)
        self._rate = self._buttons[0].rate
        self._mark(self._rate)

    @property
    def rate(self) -> Percent:
        """The rate that is chosen."""
        return self._rate

    @Slot(object)
    def _mark(self, rate: Percent) -> None:
        self._rate = rate
        for button in self._buttons:
            button.setChecked(button.rate == rate)


class FreeLineForm(FormInPlace):
    """Gives the line when it can be sold; until then the fields say what is missing."""

    line_written = Signal(object)  # OrderLine

    def __init__(self, theme: Theme, rates: VatRates, currency: str, parent: QWidget) -> None:
        super().__init__(theme, _("Free line"), parent)
        self.setObjectName("freeLineForm")
        self._currency = currency
        self._line: OrderLine | None = None
        self._name = self.add_field("freeLineNameField", _("Name"), NAME_LENGTH)
        self._price = self.add_field("freeLinePriceField", _("Price"), _LONGEST_PRICE)
        self._price.edit.setValidator(_amounts(currency, self))
        words = QLabel(_("VAT rate"), self)
        words.setFont(theme.font(13, 600))
        words.setProperty("tone", "second")
        self._rates = RateChoice(theme, rates, self)
        self._box.addWidget(words)
        self._box.addWidget(self._rates)
        self.add_answers("FreeLine", _("Add"))
        self.kept.connect(self._on_kept)

    def write(self, name: str, price: str) -> None:
        """Begin with what is known already; the first field that is empty is written on."""
        self._name.show_text(name)
        self._price.show_text(formatting.typed(price))
        self.begin()
        if name:
            self._price.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._price.edit.selectAll()

    @override
    def press(self, key: Key) -> bool:
        """Write the price by the keypad."""
        edit = self._price.edit
        if key is Key.OK:
            self.keep()
            return True
        if key is Key.BACKSPACE:
            edit.backspace()
        elif key is Key.POINT or key.digits:
            edit.insert(key.digits or formatting.decimal_sign())
        self._price.accept()
        return True

    @property
    @override
    def is_right(self) -> bool:
        self._line = None
        try:
            price = Money.parse(_plain(self._price.text), self._currency, what="price")
        except InputRefusedError as error:
            self._price.refuse(_("Say what it costs.") if not self._price.text else _why(error))
            return False
        try:
            self._line = OrderLine.free(self._name.text, price, self._rates.rate)
        except InputRefusedError as error:
            has_name = bool(self._name.text.strip())
            self._name.refuse(_why(error) if has_name else _("Say what it is."))
            return False
        return True

    @Slot()
    def _on_kept(self) -> None:
        self.line_written.emit(self._line)


def _why(error: InputRefusedError) -> str:
    return sentence_for(error).message


def _plain(text: str) -> str:
    return text.replace(",", ".").removesuffix(".")


def _amounts(currency: str, parent: QWidget) -> QRegularExpressionValidator:
    decimals = minor_digits(currency)
    part = rf"([.,]\d{{0,{decimals}}})?" if decimals else ""
    return QRegularExpressionValidator(QRegularExpression(rf"\d{{0,9}}{part}"), parent)
