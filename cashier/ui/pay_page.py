"""The Pay page: the sale, its payment and the keypad side by side; keys and taps become verbs."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.money import Money, minor_digits
from cashier.domain.tender import TenderState, TenderType
from cashier.translation import _
from cashier.ui import formatting, quick_cash
from cashier.ui.big_button import FootButton, RowButton
from cashier.ui.buttons import Button, ButtonKind
from cashier.ui.columns import columns_for
from cashier.ui.input_buffer import InputBuffer
from cashier.ui.keypad import Face, Key, Keypad, key_of
from cashier.ui.page_actions import PageActions
from cashier.ui.pay_center import PayCenter
from cashier.ui.pay_state import PayState
from cashier.ui.pay_summary import PaySummary
from cashier.ui.payment_presenter import PaymentPresenter
from cashier.ui.theme import Theme


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
        self._steps = _steps(currency)
        self.summary = PaySummary(theme, self)
        self.center = PayCenter(theme, takes_wallet=presenter.rules.takes_wallet, parent=self)
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
        self._control.setFixedWidth(columns.control)
        self._columns.setSpacing(columns.gap)
        self._columns.setContentsMargins(*[columns.padding] * 4)
        self._fold.setVisible(columns.is_compact)
        if not columns.is_compact:
            self._fold.setChecked(False)
        self._show_folded(is_compact=columns.is_compact)

    def _lay_out(self) -> None:
        self._columns = QHBoxLayout(self)
        self.summary.setFixedWidth(self._theme.px(312))
        self._control = QWidget(self)
        self._columns.addWidget(self.summary)
        self._columns.addWidget(self.center, 1)
        self._columns.addWidget(self._control)
        box = QVBoxLayout(self._control)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._theme.px(8))
        self.back = RowButton(
            self._theme,
            _("Back to sale"),
            icon="back",
            action="everywhere.back",
            parent=self._control,
        )
        self.back.setObjectName("backButton")
        self._fold = RowButton(self._theme, _("Show the sale"), icon="sell", parent=self._control)
        self._fold.setObjectName("showSaleButton")
        self._fold.setCheckable(True)
        upper, lower = (_step_face(one) for one in self._steps)
        self.keypad = Keypad(self._theme, upper, lower, self._control)
        self.finish = FootButton(
            self._theme, _("Finish"), kind=ButtonKind.PAY, action="pay.finish", parent=self._control
        )
        self.finish.setObjectName("confirmButton")
        box.addWidget(self.back)
        box.addWidget(self._fold)
        box.addStretch(1)
        box.addWidget(self._make_display())
        box.addWidget(self.keypad)
        box.addWidget(self.finish)

    def _make_display(self) -> QWidget:
        px = self._theme.px
        display = QFrame(self._control)
        display.setProperty("frame", "sunken")
        display.setFixedHeight(px(48))
        row = QHBoxLayout(display)
        row.setContentsMargins(px(14), 0, px(14), 0)
        self._typed_words, self._typed = QLabel(display), QLabel(display)
        self._typed_words.setFont(self._theme.font(13))
        self._typed_words.setProperty("tone", "second")
        self._typed.setObjectName("amountLabel")
        self._typed.setFont(self._theme.font(26, 600))
        row.addWidget(self._typed_words, 1)
        row.addWidget(self._typed)
        return display

    def _wire(self) -> None:
        presenter, center = self._presenter, self.center
        presenter.state_changed.connect(self._on_state_changed)
        presenter.scan_refused.connect(self._on_scan_refused)
        self.back.clicked.connect(self._on_back)
        self._fold.toggled.connect(self._on_fold_toggled)
        self.finish.clicked.connect(self._on_finish)
        self.keypad.key_chosen.connect(self._on_key_chosen)
        center.amount_chosen.connect(self._on_amount_chosen)
        center.tender_chosen.connect(self._on_tender_chosen)
        center.tenders.removed.connect(self._on_removed)
        center.questions.answer.answered.connect(self._on_answered)
        center.questions.answer.park_wanted.connect(self._on_park)
        center.questions.reversal.confirmed.connect(self._on_reversal_confirmed)
        center.questions.reversal.kept.connect(self._on_tender_kept)

    def _bind_actions(self) -> None:
        main, answer = self.center.main_tenders.buttons, self.center.questions.answer
        buttons: list[Button] = [*main.values(), self.finish]
        buttons += [answer.approved, answer.declined, answer.unknown, answer.park]
        for button in buttons:
            self.page_actions.bind_button(button.action, button)
        self.page_actions.bind("pay.exact", self._on_exact)
        self.page_actions.bind("pay.take", self._on_enter)
        self.page_actions.bind("everywhere.back", self._on_back)

    @Slot(object)
    def _on_state_changed(self, state: PayState) -> None:
        before = self._state
        self._state = state
        if before is None or state.payment.tenders != before.payment.tenders:
            self._buffer = self._buffer.cleared()
        self.summary.show_state(state)
        self.center.show_state(state)
        self.back.setEnabled(state.can_change)
        self.keypad.setEnabled(not state.is_question_open)
        self.finish.setEnabled(state.can_finish)
        payment = state.payment
        if payment.covers:
            self.finish.show_figure(_("Change"), payment.change)
        else:
            self.finish.show_figure(_("Still open"), state.still_open)
        self._show_typed()

    def _show_typed(self) -> None:
        state = self._state
        if state is None:
            return
        is_cash = state.chosen in {None, TenderType.CASH} and not state.is_question_open
        self._typed_words.setText(_("Cash received") if is_cash else _("Amount"))
        given = state.payment.cash_given
        if self._buffer.text:
            text = formatting.typed(self._buffer.text)
        else:
            text = formatting.amount(given) if given and is_cash else "–"
        self._typed.setText(text)
        self._typed.setAccessibleName(f"{self._typed_words.text()} {text}")

    def _chosen(self) -> TenderType:
        chosen = self._state.chosen if self._state is not None else None
        return chosen or TenderType.CASH

    def _type(self, typed: InputBuffer | None) -> None:
        if typed is None:
            QApplication.beep()
            return
        self._buffer = typed
        self._is_offered = False
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
            return
        match key:
            case Key.BACKSPACE:
                self._type(self._buffer.without_last())
            case Key.POINT:
                self._type(self._next().with_point())
            case Key.UPPER:
                self._add(self._steps[0])
            case Key.LOWER:
                self._add(self._steps[1])
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
        """Take the smallest step back: the choice, the question, what was typed, the page."""
        if self.center.is_other_open:
            self.center.toggle_other()
        elif self._state is not None and self._state.reversing:
            self._presenter.keep_tender()
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
        self._presenter.finish()

    @Slot()
    def _on_scan_refused(self) -> None:
        QApplication.beep()

    @Slot()
    def _on_fold_toggled(self) -> None:
        self._fold.set_label(
            _("Show the payment") if self._fold.isChecked() else _("Show the sale")
        )
        self._show_folded(is_compact=self._fold.isVisible())

    def _show_folded(self, *, is_compact: bool) -> None:
        is_sale_shown = self._fold.isChecked()
        self.summary.setVisible(not is_compact or is_sale_shown)
        self.center.setVisible(not is_compact or not is_sale_shown)
        if is_compact and is_sale_shown:
            self.summary.setMaximumWidth(16_777_215)
        else:
            self.summary.setFixedWidth(self._theme.px(312))


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
