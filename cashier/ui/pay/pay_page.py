"""The Pay page: the sale, its payment and the keypad side by side; keys and taps become verbs."""

from itertools import pairwise

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.company import Company
from cashier.domain.money import Money, minor_digits
from cashier.domain.tender import TenderState, TenderType
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.frame.page_actions import PageActions
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme
from cashier.ui.pay.pay_center import PayCenter
from cashier.ui.pay.pay_control import PayControl
from cashier.ui.pay.pay_state import PayState
from cashier.ui.pay.pay_summary import PaySummary
from cashier.ui.pay.payment_presenter import PaymentPresenter
from cashier.ui.sell.input_buffer import InputBuffer
from cashier.ui.sell.keypad import Key, key_of

_SUMMARY = 312
_AS_WIDE_AS_IT_GETS = 16_777_215


class PayPage(QWidget):
    """Shows the presenter's state; what is typed here belongs to the page until it is taken."""

    def __init__(
        self,
        theme: Theme,
        presenter: PaymentPresenter,
        currency: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("payPage")
        self.setAccessibleName(_("Pay"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._presenter = presenter
        self._currency = currency
        self._buffer = InputBuffer(decimals=minor_digits(currency))
        self._state: PayState | None = None
        self._before_typing = self._buffer
        self._is_offered = False
        self._is_compact = False
        self.summary = PaySummary(theme, self)
        self.center = PayCenter(theme, presenter.rules.tenders, self)
        self.center.quick_cash.offer(presenter.rules.notes)
        self.control = PayControl(theme, currency, presenter.rules.receipts, self)
        self._lay_out()
        self._wire()
        self.page_actions = PageActions(theme.keys, self)
        self._bind_actions()
        if presenter.state is not None:
            self._on_state_changed(presenter.state)

    @Slot()
    def mark_typing(self) -> None:
        """Remember what was typed: a scan may be beginning."""
        self._before_typing = self._buffer

    @Slot()
    def take_typing_back(self) -> None:
        """Forget what a scan typed, so that no Enter takes it for money."""
        self._type(self._before_typing)

    def take_text(self, text: str) -> None:
        """Take a character that was typed on the page before this one."""
        key = key_of(text)
        if key is not None:
            self._on_key_chosen(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_of(event.text())
        if key is not None:
            self._on_key_chosen(key)
        elif event.key() == Qt.Key.Key_Backspace:
            self._on_key_chosen(Key.BACKSPACE)
        elif not self.page_actions.take_key(event):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.window().width())
        self._is_compact = columns.is_compact
        self.control.set_columns(columns)
        self._columns.setSpacing(columns.gap)
        self._columns.setContentsMargins(*[columns.padding] * 4)
        self._show_folded()

    def _lay_out(self) -> None:
        self._columns = QHBoxLayout(self)
        self._columns.setDirection(self._theme.column_direction)
        self.summary.setFixedWidth(self._theme.px(_SUMMARY))
        self._columns.addWidget(self.summary)
        self._columns.addWidget(self.center, 1)
        self._columns.addWidget(self.control)

    def _wire(self) -> None:
        presenter, center = self._presenter, self.center
        presenter.state_changed.connect(self._on_state_changed)
        presenter.scan_refused.connect(self._on_scan_refused)
        presenter.noticed.connect(center.questions.show_notice)
        presenter.amount_refused.connect(self._on_amount_refused)
        control = self.control
        control.back.clicked.connect(self._on_back)
        control.fold.toggled.connect(self._on_fold_toggled)
        control.receipts.chosen.connect(self._on_receipt_chosen)
        control.invoice.clicked.connect(self._on_invoice)
        control.finish.clicked.connect(self._on_finish)
        control.keypad.key_chosen.connect(self._on_key_chosen)
        center.amount_chosen.connect(self._on_amount_chosen)
        center.tender_chosen.connect(self._on_tender_chosen)
        center.tenders.removed.connect(self._on_removed)
        center.questions.answer.answered.connect(self._on_answered)
        center.questions.answer.look_wanted.connect(self._on_look_again)
        center.questions.answer.park_wanted.connect(self._on_park)
        wallet = center.questions.wallet
        wallet.presented.connect(self._on_wallet_presented)
        wallet.take_wanted.connect(self._on_wallet_take)
        wallet.another_wanted.connect(self._on_wallet_another)
        wallet.left.connect(self._on_wallet_left)
        center.questions.reversal.confirmed.connect(self._on_reversal_confirmed)
        center.questions.reversal.kept.connect(self._on_tender_kept)
        center.company_written.connect(self._on_company_written)
        center.form_closed.connect(self._on_form_closed)

    def _bind_actions(self) -> None:
        main, answer = self.center.main_tenders.buttons, self.center.questions.answer
        buttons: list[Button] = [*main.values(), self.control.invoice, self.control.finish]
        buttons += [answer.declined, answer.unknown, answer.park]
        for button in buttons:
            self.page_actions.bind_button(button.action, button)
        self.page_actions.bind("pay.approve", self._on_approve)
        self.page_actions.bind("pay.exact", self._on_exact)
        self.page_actions.bind("pay.take", self._on_enter)
        self.page_actions.bind("everywhere.back", self._on_back)

    @Slot(object)
    def _on_state_changed(self, state: PayState) -> None:
        before = self._state
        self._state = state
        if before is None or _is_another(before, state):
            self._buffer = self._buffer.cleared()
            self.center.questions.close_note()
        self.summary.show_state(state)
        self.center.show_state(state)
        self.control.show_state(state)
        self._set_tab_order()
        self._show_typed()
        self._lead_to_wallet(before, state)

    def _lead_to_wallet(self, before: PayState | None, state: PayState) -> None:
        """Let the tag be typed at once, and what is offered be taken; then come back here."""
        old = before.wallet if before is not None else None
        new = state.wallet
        if new is not None and (old is None or (old.offer is None) is not (new.offer is None)):
            self.center.questions.wallet.take_focus()
        elif new is None and old is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_tab_order(self) -> None:
        """Go with Tab from the tenders to the receipt and on to Finish."""
        for before, after in pairwise((*self.center.stops, *self.control.stops)):
            QWidget.setTabOrder(before, after)

    def _show_typed(self) -> None:
        if self._state is not None:
            self.control.display.show_amount(self._state, self._buffer.text)

    def _chosen(self) -> TenderType:
        chosen = self._state.chosen if self._state is not None else None
        return chosen or TenderType.CASH

    def _type(self, typed: InputBuffer | None) -> None:
        if typed is None:
            QApplication.beep()
            return
        self._buffer = typed
        self._is_offered = False
        self.center.questions.close_note()
        self._show_typed()

    def _take_typed(self) -> str:
        """Return what was typed; where it is refused it stays in view until the next digit."""
        self._is_offered = True
        return self._buffer.plain

    def _next(self) -> InputBuffer:
        """Return what the next digit is put behind: a refused amount must not lead a new one."""
        return self._buffer.cleared() if self._is_offered else self._buffer

    def _add(self, step: Money) -> None:
        """Put a note's worth more on what was typed."""
        typed = Money.parse(self._buffer.plain or "0", self._currency) + step
        text = typed.text().removesuffix("." + "0" * minor_digits(self._currency))
        self._type(InputBuffer("", self._buffer.decimals).with_digits(text))

    @Slot(object)
    def _on_key_chosen(self, key: Key) -> None:
        if self._state is None or not self._state.can_take:
            QApplication.beep()
            return
        match key:
            case Key.BACKSPACE:
                self._type(self._buffer.without_last())
            case Key.POINT:
                self._type(self._next().with_point())
            case Key.UPPER:
                self._add(self.control.steps[0])
            case Key.LOWER:
                self._add(self.control.steps[1])
            case Key.OK:
                self._presenter.offer(self._take_typed())
            case _:
                self._type(self._next().with_digits(key.digits))

    @Slot()
    def _on_exact(self) -> None:
        self._presenter.take(self._chosen())

    @Slot()
    def _on_enter(self) -> None:
        """Take what was typed; with nothing typed press the button that Tab led to."""
        focused = self.focusWidget()
        if self._buffer.is_empty and isinstance(focused, Button) and focused.isEnabled():
            focused.click()
        else:
            self._on_key_chosen(Key.OK)

    @Slot()
    def _on_back(self) -> None:
        """Take the smallest step back: note, form, choice, question, what was typed, the page."""
        if self.center.questions.is_note_open:
            self.center.questions.close_note()
        elif self.center.form is not None:
            self.center.form.leave()
        elif self.center.is_other_open:
            self.center.toggle_other()
        elif self._state is not None and self._state.reversing:
            self._presenter.keep_tender()
        elif self._state is not None and self._state.wallet is not None:
            self._presenter.wallet.leave()
        elif not self._buffer.is_empty:
            self._type(self._buffer.cleared())
        else:
            self._presenter.leave()

    @Slot(object)
    def _on_tender_chosen(self, kind: TenderType) -> None:
        if kind is TenderType.CASH and self._buffer.is_empty:
            self._presenter.choose(kind)
        else:
            self._presenter.take(kind, self._take_typed())

    @Slot(object)
    def _on_amount_chosen(self, amount: Money) -> None:
        self._presenter.take_amount(TenderType.CASH, amount)

    @Slot(str)
    def _on_removed(self, key: str) -> None:
        self._presenter.remove(key)

    @Slot(object)
    def _on_answered(self, outcome: TenderState) -> None:
        self._presenter.answer(outcome)

    @Slot()
    def _on_approve(self) -> None:
        """Press what says yes to the question in view."""
        questions = self.center.questions
        for button in (questions.wallet.take, questions.answer.approved):
            if button.isVisible() and button.isEnabled():
                button.click()
                return

    @Slot()
    def _on_look_again(self) -> None:
        self._presenter.wallet.look_again()

    @Slot(str)
    def _on_wallet_presented(self, token: str) -> None:
        self._presenter.wallet.present(token)

    @Slot()
    def _on_wallet_take(self) -> None:
        self._presenter.wallet.take()

    @Slot()
    def _on_wallet_another(self) -> None:
        self._presenter.wallet.another()

    @Slot()
    def _on_wallet_left(self) -> None:
        self._presenter.wallet.leave()

    @Slot()
    def _on_park(self) -> None:
        self._presenter.park()

    @Slot()
    def _on_reversal_confirmed(self) -> None:
        self._presenter.confirm_reversal()

    @Slot()
    def _on_tender_kept(self) -> None:
        self._presenter.keep_tender()

    @Slot()
    def _on_finish(self) -> None:
        if self.center.keep_form():
            self._presenter.finish()

    @Slot()
    def _on_scan_refused(self) -> None:
        QApplication.beep()

    @Slot()
    def _on_amount_refused(self) -> None:
        if not self._buffer.is_empty:
            self.control.display.mark(is_refused=True)

    @Slot(object)
    def _on_receipt_chosen(self, choice: str) -> None:
        self._presenter.choose_receipt(choice)

    @Slot()
    def _on_invoice(self) -> None:
        """Ask for the company; the sale makes way for it in a narrow window."""
        if self._state is not None:
            self.control.fold.setChecked(False)
            self.center.open_invoice(self._state.order.customer.company)

    @Slot(object)
    def _on_company_written(self, company: Company | None) -> None:
        self._presenter.make_out_to(company)

    @Slot()
    def _on_form_closed(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_fold_toggled(self) -> None:
        is_sale_shown = self.control.fold.isChecked()
        self.control.fold.set_label(_("Show payment") if is_sale_shown else _("Show sale"))
        self._show_folded()

    def _show_folded(self) -> None:
        is_sale_shown = self.control.fold.isChecked()
        self.summary.setVisible(not self._is_compact or is_sale_shown)
        self.center.setVisible(not self._is_compact or not is_sale_shown)
        if self._is_compact and is_sale_shown:
            self.summary.setMaximumWidth(_AS_WIDE_AS_IT_GETS)
        else:
            self.summary.setFixedWidth(self._theme.px(_SUMMARY))


def _is_another(before: PayState, state: PayState) -> bool:
    """Whether a number typed before is not meant for what is to be paid now."""
    old, new = before.payment, state.payment
    return before.order.id != state.order.id or (old.total, old.tenders) != (new.total, new.tenders)
