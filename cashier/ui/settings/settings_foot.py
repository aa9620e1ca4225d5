"""The row with Save and Discard, and the question whether changes are to be kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_presenter import SettingsState


class SaveFoot(QFrame):
    """Discard and Save; both rest while there is nothing to save."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settingsFoot")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(16))
        row.setSpacing(theme.px(8))
        self.discard = Button(theme, _("Discard"), parent=self)
        self.discard.setObjectName("discardSettingsButton")
        self.save = Button(
            theme,
            _("Save"),
            kind=ButtonKind.PRIMARY,
            icon="check",
            action="settings.save",
            parent=self,
        )
        self.save.setObjectName("saveSettingsButton")
        row.addWidget(self.discard)
        row.addStretch(1)
        row.addWidget(self.save)

    def show_state(self, state: SettingsState, *, is_changed: bool) -> None:
        can_act = is_changed and not state.is_busy
        self.discard.setEnabled(can_act)
        self.save.setEnabled(can_act)
        self.save.show_busy(_("Saving") if state.is_busy else "")
        if not state.is_busy:
            self.save.set_icon("ready" if state.is_saved else "check")
            self.save.set_label(_("Saved") if state.is_saved else _("Save"))


class LeaveQuestion(Callout):
    """Asks what becomes of changes that were not saved."""

    save_wanted = Signal()
    discard_wanted = Signal()
    stay_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("leaveQuestion")
        self.save = Button(
            theme, _("Save"), kind=ButtonKind.PRIMARY, action="settings.save", parent=self
        )
        self.save.setObjectName("saveAndLeaveButton")
        self.discard = Button(theme, _("Discard"), parent=self)
        self.discard.setObjectName("discardAndLeaveButton")
        self.stay = Button(theme, _("Stay"), action="everywhere.back", parent=self)
        self.stay.setObjectName("stayButton")
        for button in (self.save, self.discard, self.stay):
            self.add_button(button)
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        self.stay.clicked.connect(self.stay_wanted)
        self.hide()

    def ask(self, title: str) -> None:
        self.show_words(
            Tone.WARN,
            "warning",
            _("Changes in “{title}” are not saved").format(title=title),
            _("The till goes on with the settings it has. Save the changes, or discard them."),
        )
        self.show()
