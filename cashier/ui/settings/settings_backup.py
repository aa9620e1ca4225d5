"""Settings, Backup: made now or every day, found again, and gone back to."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.backup.backup_list import BackupListCard
from cashier.ui.backup.backup_now import BackupNowCard
from cashier.ui.backup.backup_presenter import BackupPresenter, BackupState
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_columns import SectionColumns
from cashier.ui.settings.settings_section import Content, Section


class BackupSection(Section):
    """Where and when is saved as settings; a backup and a restore are done at once."""

    def __init__(
        self, theme: Theme, presenter: BackupPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "backup", _("Backup"), parent)
        self._presenter = presenter
        self.now = BackupNowCard(theme, self)
        self.found = BackupListCard(theme, self)
        self.try_button = self.now.now
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionColumns(theme, self.now, self.found, parent=self))
        self.setFocusProxy(self.now.folder)
        self._wire()
        self._show(presenter.state)

    @override
    def content(self) -> Content:
        entered = self.now.settings
        return {"backup": {"folder": entered.folder, "daily": entered.daily, "keep": entered.keep}}

    @override
    def fill(self, settings: Settings) -> None:
        self.now.fill(settings.backup)
        if self.isVisible():
            self._presenter.look_into(settings.backup.folder)

    @override
    def refuse(self, key: str, sentence: str) -> bool:
        if key != "backup.folder":
            return False
        self.now.place.refuse(sentence)
        return True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.look_into(self.now.settings.folder)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._presenter.state.question is not None:
            self._presenter.keep()
        else:
            super().keyPressEvent(event)

    def _wire(self) -> None:
        presenter, now, found = self._presenter, self.now, self.found
        now.changed.connect(self.tell_changed)
        now.folder_chosen.connect(presenter.look_into)
        now.wanted.connect(presenter.back_up)
        now.stop_wanted.connect(presenter.cancel)
        found.restore_wanted.connect(presenter.ask)
        found.confirmed.connect(presenter.restore)
        found.kept.connect(presenter.keep)
        presenter.state_changed.connect(self._on_state_changed)

    @Slot(object)
    def _on_state_changed(self, state: BackupState) -> None:
        self._show(state)

    def _show(self, state: BackupState) -> None:
        self.now.show_state(state)
        self.found.show_state(state)
