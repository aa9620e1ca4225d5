"""What paying asks in place: the card terminal's answer, and whether to reverse a tender."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cashier.domain.tender import Tender, TenderState
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.notice import Notice
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.pay.pay_state import PayState
from cashier.ui.pay.tender_words import tender_name
from cashier.ui.pay.wallet_question import WalletQuestion
from cashier.ui.pay.wallet_words import unknown_words


class AnswerQuestion(Callout):
    """Asks what became of a tender; the only way on is to say it, or to park the sale."""

    answered = Signal(object)  # TenderState
    look_wanted = Signal()
    park_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("answerQuestion")
        self.look = Button(
            theme, _("Look again"), kind=ButtonKind.PRIMARY, icon="again", parent=self
        )
        self.look.setObjectName("lookAgainButton")
        self.look.clicked.connect(self.look_wanted)
        self._first = QHBoxLayout()
        self._first.setContentsMargins(0, theme.px(8), 0, 0)
        self._first.setSpacing(theme.px(8))
        self._first.addWidget(self.look)
        self._first.addStretch(1)
        self.insert_above_buttons(self._first)
        preferred = QSizePolicy.Policy.Preferred  # as high as its words are at this width
        self.setSizePolicy(preferred, preferred)
        self.approved = self._button("approvedButton", _("Approved"), "ready", "pay.approve")
        self.declined = self._button("declinedButton", _("Declined"), "cancelled", "pay.decline")
        self.unknown = self._button("unknownButton", _("Not known"), "warning", "pay.unknown")
        self.park = self._button("parkPaymentButton", _("Park this sale"), "parked", "pay.park")
        self.approved.clicked.connect(self._on_approved)
        self.declined.clicked.connect(self._on_declined)
        self.unknown.clicked.connect(self._on_unknown)
        self.park.clicked.connect(self.park_wanted)

    def show_tender(self, tender: Tender, *, is_busy: bool) -> None:
        is_unknown = tender.state is TenderState.UNKNOWN
        amount = formatting.money_text(tender.amount)
        is_wallet = tender.wallet is not None
        self.look.setVisible(is_wallet)
        self._place_park(beside_look=is_wallet)
        self.approved.set_kind(ButtonKind.PLAIN if is_wallet else ButtonKind.PRIMARY)
        self.approved.set_label(_("Charged") if is_wallet else _("Approved"))
        self.declined.set_label(_("Not charged") if is_wallet else _("Declined"))
        if tender.wallet is not None:
            self.show_words(Tone.WARN, "warning", *unknown_words(tender.amount, tender.wallet))
        elif is_unknown:
            self.show_words(
                Tone.WARN,
                "warning",
                _("It is not known whether {amount} was charged").format(amount=amount),
                _(
                    "Do not charge again. Look at the terminal's last receipt, then choose "
                    "Approved or Declined, or park the sale."
                ),
            )
        else:
            self.show_words(
                Tone.INFO,
                "card",
                _("Charge {amount} on the terminal").format(amount=amount),
                _("Then say here what the terminal answered."),
            )
        self.unknown.setVisible(not is_unknown)
        self.park.setVisible(is_unknown)
        for button in (self.look, self.approved, self.declined, self.unknown, self.park):
            button.setEnabled(not is_busy)

    def _place_park(self, *, beside_look: bool) -> None:
        """Put Park beside Look again, away from saying what happened, or behind the answers."""
        if (self._first.indexOf(self.park) >= 0) is beside_look:
            return
        if beside_look:
            self._first.insertWidget(1, self.park)
        else:
            self.add_button(self.park)

    def _button(self, name: str, label: str, icon: str, action: str) -> Button:
        button = Button(self._theme, label, icon=icon, action=action, parent=self)
        button.setObjectName(name)
        self.add_button(button)
        return button

    @Slot()
    def _on_approved(self) -> None:
        self.answered.emit(TenderState.APPROVED)

    @Slot()
    def _on_declined(self) -> None:
        self.answered.emit(TenderState.DECLINED)

    @Slot()
    def _on_unknown(self) -> None:
        self.answered.emit(TenderState.UNKNOWN)


class ReversalQuestion(Callout):
    """Asks once before a taken tender is given back."""

    confirmed = Signal()
    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("reversalQuestion")
        self.reverse = Button(theme, "", kind=ButtonKind.DANGER, icon="undo", parent=self)
        self.reverse.setObjectName("reverseButton")
        self.keep = Button(theme, _("Keep it"), action="everywhere.back", parent=self)
        self.keep.setObjectName("keepTenderButton")
        self.add_button(self.reverse)
        self.add_button(self.keep)
        self.reverse.clicked.connect(self.confirmed)
        self.keep.clicked.connect(self.kept)

    def show_tender(self, tender: Tender, *, is_busy: bool) -> None:
        amount, name = formatting.money_text(tender.amount), tender_name(tender.type)
        self.show_words(
            Tone.ERROR,
            "undo",
            _("Give {amount} back ({tender})?").format(amount=amount, tender=name),
            _(
                "Reverse it on the terminal or hand it back first. The reversal is written in the "
                "journal, and the sale stays open."
            ),
        )
        self.reverse.set_label(_("Reverse {amount}").format(amount=amount))
        for button in (self.reverse, self.keep):
            button.setEnabled(not is_busy)


class RefusalNote(Callout):
    """Says in place why something was not done; goes with the next step, or when it is closed."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("refusalNote")
        self.close_button = Button(theme, _("Close"), action="everywhere.back", parent=self)
        self.close_button.setObjectName("closeNoteButton")
        self.close_button.clicked.connect(self.closed)
        self.add_button(self.close_button)

    def show_notice(self, notice: Notice) -> None:
        self.show_words(Tone.ERROR, notice.icon, notice.text, notice.hint)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


class PayQuestions(QWidget):
    """Shows the one question that is open, and what was refused last, or nothing."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.answer = AnswerQuestion(theme, self)
        self.wallet = WalletQuestion(theme, self)
        self.reversal = ReversalQuestion(theme, self)
        self.note = RefusalNote(theme, self)
        self.note.closed.connect(self.close_note)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
        box.setSpacing(theme.px(8))
        for callout in (self.answer, self.wallet, self.reversal, self.note):
            box.addWidget(callout)
            callout.hide()
        self.hide()

    @property
    def is_note_open(self) -> bool:
        return not self.note.isHidden()

    def show_notice(self, notice: Notice) -> None:
        """Say what was refused, until something else is done."""
        self.note.show_notice(notice)
        self.note.show()
        self.show()

    @Slot()
    def close_note(self) -> None:
        """Say it no more."""
        self.note.hide()
        self._show_if_needed()

    def show_state(self, state: PayState) -> None:
        undecided = state.undecided
        reversing = next((one for one in state.counted if one.key == state.reversing), None)
        if undecided is not None:
            self.answer.show_tender(undecided, is_busy=state.is_busy)
        if reversing is not None:
            self.reversal.show_tender(reversing, is_busy=state.is_busy)
        if state.wallet is not None:
            self.wallet.show_step(state.wallet, is_busy=state.is_busy)
        elif not self.wallet.isHidden():
            self.wallet.forget()
        self.answer.setVisible(undecided is not None)
        self.wallet.setVisible(undecided is None and state.wallet is not None)
        self.reversal.setVisible(undecided is None and reversing is not None)
        self._show_if_needed()

    def _show_if_needed(self) -> None:
        callouts = (self.answer, self.wallet, self.reversal, self.note)
        self.setVisible(not all(one.isHidden() for one in callouts))
