"""The right column of Pay: way back, receipt, and keypad and Finish where Sell has its own."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.money import Money, minor_digits
from cashier.domain.tender import TenderType
from cashier.translation import _
from cashier.ui.controls.big_button import FootButton, RowButton
from cashier.ui.controls.buttons import ButtonKind
from cashier.ui.controls.segment import Segment
from cashier.ui.explain.explainable import explains
from cashier.ui.look import formatting
from cashier.ui.look.columns import Columns
from cashier.ui.look.theme import Theme
from cashier.ui.pay import quick_cash
from cashier.ui.pay.pay_state import PayState
from cashier.ui.sell.keypad import Face, Keypad

_ROOM_FOR_WORDS = 660


class AmountDisplay(QFrame):
    """What the next tender is for, and the amount typed so far."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "sunken")
        self.setFixedHeight(theme.px(48))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(13), 0, theme.px(13), 0)
        self._words, self._amount = QLabel(self), QLabel(self)
        self._words.setFont(theme.font(13))
        self._words.setProperty("tone", "second")
        self._amount.setObjectName("amountLabel")
        self._amount.setFont(theme.font(26, 600))
        row.addWidget(self._words, 1)
        row.addWidget(self._amount)

    def show_amount(self, state: PayState, typed: str) -> None:
        """Show what was typed, else the cash given so far."""
        is_cash = state.chosen in {None, TenderType.CASH} and not state.is_question_open
        given = state.payment.cash_given
        if typed:
            text = formatting.typed(typed)
        else:
            text = formatting.amount(given) if given and is_cash else "–"
        self._words.setText(_("Cash received") if is_cash else _("Amount"))
        self._amount.setText(text)
        self._amount.setAccessibleName(f"{self._words.text()} {text}")
        self.mark(is_refused=False)

    def mark(self, *, is_refused: bool) -> None:
        """Show that the amount was not taken; the next digit begins another one."""
        tone = "error" if is_refused else ""
        if self._amount.property("tone") != tone:
            self._amount.setProperty("tone", tone)
            self._amount.style().polish(self._amount)
            self.setProperty("wrong", "true" if is_refused else "")
            self.style().polish(self)


class PayControl(QWidget):
    """The bottom block is pinned: keypad and Finish lie where keypad and Pay were."""

    def __init__(
        self, theme: Theme, currency: str, receipts: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.steps = _steps(currency)
        self.back = RowButton(
            theme, _("Back to sale"), icon="back", action="everywhere.back", parent=self
        )
        self.back.setObjectName("backButton")
        self.fold = RowButton(theme, _("Show sale"), icon="", parent=self)
        self.fold.setObjectName("showSaleButton")
        self.fold.setCheckable(True)
        self.receipts = Segment(theme, self)
        self.receipts.setObjectName("receiptChoice")
        for choice in receipts:
            part = self.receipts.add(choice, receipt_words(choice))
            part.setObjectName(f"receipt_{choice}")
            part.set_spoken(_("Receipt: {how}").format(how=receipt_words(choice)))
        self.invoice = RowButton(
            theme, _("Invoice to company"), icon="orders", action="pay.invoice", parent=self
        )
        self.invoice.setObjectName("invoiceButton")
        self.display = AmountDisplay(theme, self)
        upper, lower = (_step_face(one) for one in self.steps)
        self.keypad = Keypad(theme, upper, lower, self)
        self.finish = FootButton(
            theme, _("Finish"), kind=ButtonKind.PAY, action="pay.finish", parent=self
        )
        self.finish.setObjectName("confirmButton")
        explains(self.finish, "change")
        self._lay_out()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return *self.receipts.stops, self.invoice, self.finish, self.back, self.fold

    def show_state(self, state: PayState) -> None:
        self.back.setEnabled(state.can_change)
        self.receipts.mark(state.receipt)
        self.invoice.setEnabled(not state.is_busy)
        company = state.order.customer.company
        words = _("Invoice: {company}").format(company=company.name) if company else ""
        self.invoice.set_label(words or _("Invoice to company"))
        self.keypad.setEnabled(not state.is_question_open)
        self.finish.setEnabled(state.can_finish)
        self.finish.show_busy(_("Saving") if state.is_busy and state.payment.covers else "")
        if state.payment.covers:
            self.finish.show_figure(_("Change"), state.payment.change)
        else:
            self.finish.show_figure(_("Still open"), state.still_open)

    def set_columns(self, columns: Columns) -> None:
        self.setFixedWidth(columns.control)
        self.fold.setVisible(columns.is_compact)
        self.back.set_label("" if columns.is_compact else _("Back to sale"))
        self.back.set_spoken(_("Back to sale"))
        if not columns.is_compact:
            self.fold.setChecked(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.setVisible(self.height() >= self._theme.px(_ROOM_FOR_WORDS))

    def _lay_out(self) -> None:
        px = self._theme.px
        self._words = QLabel(_("Receipt"), self)
        self._words.setFont(self._theme.font(13, 600))
        self._words.setProperty("tone", "second")
        self._words.setFixedHeight(px(18))
        ways = QHBoxLayout()
        ways.setSpacing(px(8))
        ways.addWidget(self.back, 10)
        ways.addWidget(self.fold, 16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        box.addLayout(ways)
        box.addStretch(1)
        for above in (self._words, self.receipts, self.invoice):
            box.addWidget(above)
        box.addStretch(1)
        for below in (self.display, self.keypad, self.finish):
            box.addWidget(below)


def receipt_words(choice: str) -> str:
    """Return what a way to give a document out is called."""
    words = {"pdf": _("PDF"), "none": _("None"), "print": _("Print"), "email": _("E-mail")}
    return words.get(choice, choice)


def _steps(currency: str) -> tuple[Money, Money]:
    """Return what the two function keys add: the second and the fourth note, or 10 and 50."""
    known = quick_cash.notes(currency)
    if len(known) > 3:  # noqa: PLR2004 - there is a fourth one
        return known[1], known[3]
    major = 10 ** minor_digits(currency)
    return Money(10 * major, currency), Money(50 * major, currency)


def _step_face(step: Money) -> Face:
    text = f"+{formatting.amount(step).partition(formatting.decimal_sign())[0]}"
    return Face(text, text)
