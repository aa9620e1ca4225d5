"""What is asked in place before an order is cancelled, with what follows spelled out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.look.theme import Theme


class CancelQuestion(Callout):
    """Asks once; a paid sale is cancelled by giving everything back."""

    confirmed = Signal()
    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("voidQuestion")
        self.yes = Button(theme, _("Cancel the sale"), kind=ButtonKind.DANGER, parent=self)
        self.yes.setObjectName("confirmVoidButton")
        self.no = Button(theme, _("Keep it"), action="everywhere.back", parent=self)
        self.no.setObjectName("keepOrderButton")
        self._is_about_paid = False
        self.add_button(self.yes)
        self.add_button(self.no)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.kept)
        self.hide()

    @property
    def is_about_paid(self) -> bool:
        """Whether it asks, or asked last, about a sale that was paid."""
        return self._is_about_paid

    def ask_unpaid(self) -> None:
        """Ask about a sale that was not paid."""
        self._is_about_paid = False
        self._ask(
            _("It was not paid. The cancellation is written in the journal and stays in the list.")
        )

    def ask_paid(self, given_back: str, *, can_confirm: bool) -> None:
        """Ask about a paid sale; ``given_back`` says how much goes back, and as what."""
        self._is_about_paid = True
        text = _(
            "It was paid. All that is left of it is given back: {given_back}. "
            "The refund is posted with a number of its own, and the sale stays in the list."
        )
        self._ask(text.format(given_back=given_back))
        self.yes.setEnabled(can_confirm)

    def _ask(self, text: str) -> None:
        self.show_words(Tone.ERROR, "close", _("Cancel this sale?"), text)
        self.yes.setEnabled(True)
        self.show()
