"""Asks for a wallet's tag, then shows whose it is, what it holds and which lines it pays."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cashier.domain.wallet_lines import WalletOffer
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.pay import wallet_words
from cashier.ui.pay.wallet_lines_list import WalletLinesList
from cashier.ui.pay.wallet_step import WalletStep

LONGEST_TAG = 200


class WalletQuestion(Callout):
    """One place for the whole step; every button says what it does, nothing is taken by showing."""

    presented = Signal(str)
    take_wanted = Signal()
    another_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("walletQuestion")
        self._step: WalletStep | None = None
        self.field = QLineEdit(self)
        self.field.setObjectName("walletTagField")
        self.field.setAccessibleName(_("Tag of the wallet"))
        self.field.setPlaceholderText(_("or type its number"))
        self.field.setMaxLength(LONGEST_TAG)
        self.field.setMinimumHeight(theme.px(48))
        self.field.returnPressed.connect(self._on_look_up)
        self.look_up = self._button("walletLookUpButton", _("Look up"), "search")
        self.take = self._button("walletTakeButton", "", "wallet", action="pay.approve")
        self.take.set_kind(ButtonKind.PRIMARY)
        self.another = self._button("walletAnotherButton", _("Another tag"), "again")
        self.leave = self._button("walletLeaveButton", _("No wallet"), "", "everywhere.back")
        self.lines = WalletLinesList(theme, self)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.px(6), 0, 0)
        row.addWidget(self.field, 1)
        self.insert_above_buttons(row)
        self.insert_above_buttons(self.lines)
        self.look_up.clicked.connect(self._on_look_up)
        self.take.clicked.connect(self.take_wanted)
        self.another.clicked.connect(self.another_wanted)
        self.leave.clicked.connect(self.left)

    def show_step(self, step: WalletStep, *, is_busy: bool) -> None:
        """Show where it stands; the field takes the focus when it comes."""
        is_new = self._step is None or (step.offer is None) is not (self._step.offer is None)
        self._step = step
        if step.offer is None:
            self._show_waiting(step, is_busy=is_busy)
        else:
            self._show_offer(step, step.offer)
        for widget in (self.field, self.look_up):
            widget.setVisible(step.offer is None)
        self.lines.setVisible(step.offer is not None)
        self.another.setVisible(step.offer is not None)
        self.take.setVisible(step.offer is not None and step.can_take)
        for button in (self.look_up, self.take, self.another, self.leave):
            button.setEnabled(not is_busy)
        self.field.setReadOnly(is_busy)
        if is_new and step.offer is None:
            self.field.clear()

    def forget(self) -> None:
        """Begin anew the next time."""
        self._step = None
        self.field.clear()

    def take_focus(self) -> None:
        """Let the tag be typed, or what is offered be taken."""
        wanted = self.field if self.field.isVisibleTo(self) else self.take
        if not wanted.isVisibleTo(self):
            wanted = self.another
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_waiting(self, step: WalletStep, *, is_busy: bool) -> None:
        if step.trouble is not None:
            trouble = step.trouble
            self.show_words(Tone.ERROR, "warning", trouble.message, trouble.hint)
            return
        words = _("Hold it to the reader. Nothing is taken before you have seen the balance.")
        heading = _("Looking at the wallet …") if is_busy else _("Present the customer's tag")
        self.show_words(Tone.INFO, "wallet", heading, words)

    def _show_offer(self, step: WalletStep, offer: WalletOffer) -> None:
        tone = Tone.INFO if offer.is_enough else Tone.WARN
        icon = "wallet" if offer.is_enough else "warning"
        self.show_words(tone, icon, wallet_words.heading(offer), wallet_words.explained(offer))
        plan = step.plan or offer.plan
        self.lines.show_plan(plan)
        self.take.set_label(_("Take {amount}").format(amount=formatting.money_text(plan.amount)))

    def _button(self, name: str, label: str, icon: str, action: str = "") -> Button:
        button = Button(self._theme, label, icon=icon, action=action, parent=self)
        button.setObjectName(name)
        self.add_button(button)
        return button

    @Slot()
    def _on_look_up(self) -> None:
        self.presented.emit(self.field.text())
