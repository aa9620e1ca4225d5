"""What Paysera's documents leave open, to be chosen beside the other details of a back end."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cashier.settings.back_end import PayseraChoices
from cashier.translation import _
from cashier.ui.controls.segments import Segments
from cashier.ui.look.theme import Theme

Manner = tuple[str, str, QWidget, frozenset[str]]
_OFF, _ON = "off", "on"
_LONGEST = 35
_SIGNED = frozenset({"paysera-mac"})
_EITHER = frozenset({"paysera-token", "paysera-mac"})


class PayseraManners(QWidget):
    """Makes the fields; whoever asked for them puts each in its place."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._theme = theme
        units = (("major", _("as 5.00")), ("minor", _("as 500")))
        self._discount = self._segments(
            "backEndDiscount", _("Discount of an order"), (*units, ("lines", _("in its lines")))
        )
        self._answers = self._segments(
            "backEndAnswerMoney", _("Amounts in answers"), (("dialect", _("as documented")), *units)
        )
        self._payments = self._segments(
            "backEndPayments", _("Payments"), ((_ON, _("sent")), (_OFF, _("not sent")))
        )
        self._numbers = self._segments(
            "backEndNumbers", _("Receipt numbers"), ((_OFF, _("ours")), (_ON, _("the server's")))
        )
        self._language = QLineEdit(self)
        self._language.setObjectName("backEndLanguage")
        self._language.setMinimumHeight(theme.px(48))
        self._language.setMaxLength(_LONGEST)
        self._language.setPlaceholderText("lt")
        self._language.textEdited.connect(self.edited)

    def fields(self) -> Iterator[Manner]:
        """Give each field by its key: what it is called, and for which kinds it is."""
        yield "discount", _("Discount of an order"), self._discount, _SIGNED
        yield "answer_money", _("Amounts in answers"), self._answers, _EITHER
        yield "sends_payments", _("Payments"), self._payments, _EITHER
        yield "numbers_receipts", _("Receipt numbers"), self._numbers, _EITHER
        yield "language", _("Language of products"), self._language, _EITHER

    def fill(self, choices: PayseraChoices) -> None:
        self._discount.show_value(choices.discount)
        self._answers.show_value(choices.answer_money)
        self._payments.show_value(_ON if choices.sends_payments else _OFF)
        self._numbers.show_value(_ON if choices.numbers_receipts else _OFF)
        self._language.setText(choices.language)

    def over(self, choices: PayseraChoices) -> PayseraChoices:
        """Return ``choices`` with what is chosen here."""
        return replace(
            choices,
            discount=self._discount.value,
            answer_money=self._answers.value,
            sends_payments=self._payments.value == _ON,
            numbers_receipts=self._numbers.value == _ON,
            language=self._language.text().strip(),
        )

    def _segments(self, name: str, label: str, choices: tuple[tuple[str, str], ...]) -> Segments:
        made = Segments(self._theme, name, label, choices, self)
        made.chosen.connect(self.edited)
        return made
