"""What is asked in place before something is done for good, with what follows spelled out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.look.theme import Theme


class RemoteQuestion(Callout):
    """Asks once; the safe answer stands beside."""

    confirmed = Signal()
    left = Signal()

    def __init__(  # noqa: PLR0913 - what is asked, and the verb that does it
        self, theme: Theme, name: str, *, heading: str, text: str, verb: str, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self.setObjectName(f"{name}Question")
        self.yes = Button(theme, verb, kind=ButtonKind.DANGER, parent=self)
        self.yes.setObjectName(f"confirm{name[0].upper()}{name[1:]}Button")
        self.no = Button(theme, _("Keep it"), action="everywhere.back", parent=self)
        self.no.setObjectName(f"leave{name[0].upper()}{name[1:]}Button")
        for button in (self.yes, self.no):
            self.add_button(button)
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.left)
        self.show_words(Tone.ERROR, "attention", heading, text)
