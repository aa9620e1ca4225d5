"""The card of the backups that are there, and the one clear question before a restore."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from cashier.translation import _, several
from cashier.ui.backup.backup_presenter import BackupState, Question
from cashier.ui.backup.backup_words import details, moment, since_words
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.open_file import OpenDialog
from cashier.ui.controls.option_list import Option, OptionList
from cashier.ui.frame.chips import Tone
from cashier.ui.imports.import_words import Count
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_columns import SectionCard

MOST_SHOWN = 30


class BackupListCard(SectionCard):
    """The newest backups of a folder; ``restore_wanted`` tells the path of one to go back to."""

    restore_wanted = Signal(str)
    confirmed = Signal()
    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Go back to a backup"), parent)
        self._state = BackupState()
        self.list = OptionList(theme, "foundBackups", _("Backups found"), self)
        self._nothing = QLabel(self)
        self._nothing.setObjectName("noBackups")
        self._more = QLabel(self)
        for label in (self._nothing, self._more):
            label.setFont(theme.font(14))
            label.setProperty("tone", "second")
            label.setWordWrap(True)
        self.question = RestoreQuestion(theme, self)
        for widget in (self.question, self._nothing, self.list, self._more):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.restore = Button(theme, _("Restore…"), icon="undo", parent=self)
        self.restore.setObjectName("restoreButton")
        self.other = Button(theme, _("Another file…"), parent=self)
        self.other.setObjectName("otherBackupButton")
        self.add_foot(self._make_foot())
        filters = (_("Backups (*.zip *.backup)"), _("All files (*)"))
        self.dialog = OpenDialog(_("Go back to a backup"), filters, self)
        self._wire()

    def show_state(self, state: BackupState) -> None:
        """Show what is there, or the question about one of them."""
        before, self._state = self._state, state
        if state.found != before.found or not self.list.buttons:
            options = [
                Option(one.path, moment(one.made_at), details(one), "backup")
                for one in state.found[:MOST_SHOWN]
            ]
            self.list.show_options(options, self.list.value)
        has_question = state.question is not None
        self.list.setVisible(bool(state.found) and not has_question)
        self._nothing.setVisible(not state.found and not has_question)
        self._nothing.setText(_nothing_words(state))
        more = len(state.found) - MOST_SHOWN
        self._more.setVisible(more > 0 and not has_question)
        self._more.setText(several("{count} older one", "{count} older ones", Count(more)))
        self._foot.setVisible(not has_question)
        self.other.setEnabled(not state.is_busy)
        self._show_button()
        self.question.show_state(state)

    def _make_foot(self) -> QFrame:
        px = self._theme.px
        self._foot = QFrame(self)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        row.setSpacing(px(8))
        row.addWidget(self.other)
        row.addStretch(1)
        row.addWidget(self.restore)
        return self._foot

    def _wire(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.restore.clicked.connect(self._on_restore)
        self.other.clicked.connect(self.dialog.open)
        self.dialog.chosen.connect(self.restore_wanted)
        self.question.go.clicked.connect(self.confirmed)
        self.question.stay.clicked.connect(self.kept)

    def _show_button(self) -> None:
        self.restore.setEnabled(bool(self.list.value) and not self._state.is_busy)

    @Slot()
    def _on_chosen(self) -> None:
        self._show_button()

    @Slot()
    def _on_restore(self) -> None:
        self.restore_wanted.emit(self.list.value)


class RestoreQuestion(Callout):
    """Says what going back means before it is done; the safe answer has the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("restoreQuestion")
        self._asked: Question | None = None
        self.stay = Button(theme, _("Keep the shop as it is"), parent=self)
        self.stay.setObjectName("keepShopButton")
        self.go = Button(theme, kind=ButtonKind.DANGER, icon="undo", parent=self)
        self.go.setObjectName("confirmRestoreButton")
        for button in (self.stay, self.go):
            self.add_button(button)

    def show_state(self, state: BackupState) -> None:
        before, self._asked = self._asked, state.question
        self.setVisible(state.question is not None)
        if state.question is None:
            return
        self.show_words(Tone.WARN, "warning", *_question_words(state.question))
        for button in (self.stay, self.go):
            button.setEnabled(not state.is_restoring)
        self.go.set_label(
            _("Checking the backup…") if state.is_restoring else _("Restore and open again")
        )
        if before is None:
            self.stay.setFocus(Qt.FocusReason.OtherFocusReason)


def _question_words(question: Question) -> tuple[str, str]:
    backup = question.backup
    heading = _("Go back to {moment}?").format(moment=moment(backup.made_at))
    text = _(
        "Sales, products and settings become those of then. {newer} Numbers that were used are "
        "not used again. A sale in progress is kept aside too. Cashier closes and opens again."
    )
    return heading, text.format(newer=since_words(question.newer))


def _nothing_words(state: BackupState) -> str:
    if not state.folder:
        return _("Choose the folder of your backups, and those in it are listed here.")
    return _("There are no backups in this folder yet.")
