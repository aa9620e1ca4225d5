"""The card that makes backups: now, by one press, or every day by itself."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cashier.settings import BackupSettings
from cashier.translation import _, several
from cashier.ui.backup.backup_presenter import BackupState
from cashier.ui.backup.backup_words import details, moment
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.choose_folder import FolderDialog
from cashier.ui.controls.progress_bar import ProgressBar
from cashier.ui.controls.segments import Segments
from cashier.ui.controls.stepper import Stepper
from cashier.ui.frame.chips import Tone
from cashier.ui.imports.import_words import Count
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_columns import SectionCard

KEEP_STEPS = (3, 7, 14, 30, 60, 90, 180, 365)
_OFF, _ON = "off", "on"


class BackupNowCard(SectionCard):
    """Where backups go, the button that makes one, and what is made every day."""

    changed = Signal()
    folder_chosen = Signal(str)
    wanted = Signal(str)
    stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Back up"), parent)
        self._wants_backup = False
        self.folder = QLineEdit(self)
        self.folder.setObjectName("backupFolder")
        self.folder.setMinimumHeight(theme.px(48))
        self.folder.setPlaceholderText(_("another disk"))
        self.choose = Button(theme, _("Choose…"), parent=self)
        self.choose.setObjectName("chooseBackupFolder")
        self.now = Button(
            theme,
            _("Back up now"),
            kind=ButtonKind.PRIMARY,
            icon="backup",
            action="settings.test",
            parent=self,
        )
        self.now.setObjectName("backUpNowButton")
        self.stop = Button(theme, _("Cancel"), parent=self)
        self.stop.setObjectName("stopBackupButton")
        switch = ((_OFF, _("Off")), (_ON, _("On")))
        self.daily = Segments(theme, "backupDaily", _("Every day"), switch, self)
        self.keep = Stepper(theme, "backupKeep", KEEP_STEPS, _keep_words, self)
        self.keep.name(_("Keep fewer"), _("Keep more"))
        self.outcome = Callout(theme, self)
        self.outcome.setObjectName("backupOutcome")
        self.dialog = FolderDialog(_("Folder for backups"), self)
        self._lay_out()
        self._wire()

    @property
    def settings(self) -> BackupSettings:
        """What is entered."""
        folder = self.folder.text().strip()
        return BackupSettings(folder, self.daily.value == _ON, self.keep.value)

    def fill(self, settings: BackupSettings) -> None:
        """Put ``settings`` into the fields."""
        self.folder.setText(settings.folder)
        self.daily.show_value(_ON if settings.daily else _OFF)
        self.keep.show_value(settings.keep)
        self.place.accept()

    def show_state(self, state: BackupState) -> None:
        """Show what is being done, or what came of it."""
        is_making = state.progress is not None
        self._progress.setVisible(is_making)
        self._bar.setValue(state.progress or 0)
        self.stop.setEnabled(not state.is_stopping)
        self.stop.set_label(_("Stopping…") if state.is_stopping else _("Cancel"))
        for widget in (self.now, self.choose):
            widget.setEnabled(not state.is_busy)
        self.folder.setReadOnly(state.is_busy)
        self._show_outcome(state)

    def _show_outcome(self, state: BackupState) -> None:
        self.outcome.setVisible(state.made is not None or state.trouble is not None)
        if state.trouble is not None:
            trouble = state.trouble
            self.outcome.show_words(Tone.ERROR, "attention", trouble.message, trouble.hint)
        elif state.made is not None:
            made = state.made
            text = _("{details}. Read back and checked: every entry of the journal is in it.")
            heading = _("Backed up {moment}").format(moment=moment(made.made_at))
            self.outcome.show_words(Tone.OK, "ready", heading, text.format(details=details(made)))

    def _lay_out(self) -> None:
        theme = self._theme
        row = QWidget(self)
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(self.folder, 1)
        inside.addWidget(self.choose)
        row.setFocusProxy(self.folder)
        row.setObjectName("backupPlace")
        note = _("Best on another disk: one that breaks or is stolen takes its backups with it.")
        self.place = SettingField(theme, _("Folder"), row, note=note)
        self.folder.setAccessibleName(_("Folder"))
        self._progress = self._make_progress()
        daily = SettingField(
            theme,
            _("Every day"),
            self.daily,
            note=_("Made by itself when the till is first used on a day."),
            is_beside=True,
        )
        keep = SettingField(
            theme,
            _("Of those keep"),
            self.keep,
            note=_("Backups that you make yourself are never removed."),
            is_beside=True,
        )
        for widget in (self.place, self.now, self._progress, self.outcome, daily, keep):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _make_progress(self) -> QWidget:
        theme = self._theme
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        self._bar = ProgressBar(theme, whole)
        self._bar.setObjectName("backupProgress")
        self._bar.setAccessibleName(_("Backup being made"))
        words = QLabel(_("Selling goes on meanwhile."), whole)
        words.setFont(theme.font(13))
        words.setProperty("tone", "second")
        words.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        column.addStretch(1)
        column.addWidget(self._bar)
        column.addWidget(words)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addWidget(self.stop)
        return whole

    def _wire(self) -> None:
        self.folder.textEdited.connect(self._on_edited)
        self.folder.editingFinished.connect(self._on_folder_entered)
        self.daily.chosen.connect(self.changed)
        self.keep.stepped.connect(self.changed)
        self.choose.clicked.connect(self._on_choose)
        self.dialog.chosen.connect(self._on_folder_chosen)
        self.now.clicked.connect(self._on_now)
        self.stop.clicked.connect(self.stop_wanted)

    @Slot()
    def _on_edited(self) -> None:
        self.place.accept()
        self.changed.emit()

    @Slot()
    def _on_folder_entered(self) -> None:
        self.folder_chosen.emit(self.settings.folder)

    @Slot()
    def _on_choose(self) -> None:
        self._wants_backup = False
        self.dialog.open(self.settings.folder)

    @Slot(str)
    def _on_folder_chosen(self, folder: str) -> None:
        self.folder.setText(folder)
        self.place.accept()
        self.changed.emit()
        self.folder_chosen.emit(folder)
        if self._wants_backup:
            self._wants_backup = False
            self.wanted.emit(folder)

    @Slot()
    def _on_now(self) -> None:
        """Make a backup in the folder that is entered; without one ask for it first."""
        if self.settings.folder:
            self.wanted.emit(self.settings.folder)
        else:
            self._wants_backup = True
            self.dialog.open("")


def _keep_words(count: int) -> str:
    return several("the last {count}", "the last {count}", Count(count))
