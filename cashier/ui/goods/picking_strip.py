"""Says that the next tap on a product opens its card, and takes that back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.look.theme import Theme


class PickingStrip(QFrame):
    """Stands in the place of the categories while a product is to be picked."""

    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pickingStrip")
        words = QLabel(_("Tap the product you want to change."), self)
        words.setFont(theme.font(15, 600))
        words.setWordWrap(True)
        end = Button(theme, _("Cancel"), action="everywhere.back", parent=self)
        end.setObjectName("endPickingButton")
        end.clicked.connect(self.ended)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(words, 1)
        row.addWidget(end)
