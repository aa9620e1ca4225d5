"""The settings while somebody changes them: reads the file, saves, tells who must know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError, SettingsChangedError, SettingsRefusedError
from cashier.messages import sentence_for
from cashier.operations.save_settings import SaveSettings, SettingsInFile, overlaid
from cashier.settings import Settings, parse
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.settings.settings_section import BeforeSave, Content
from cashier.ui.settings.settings_words import refusal

SAVE_SETTINGS = "save settings"
READ_SETTINGS = "read settings"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value was not taken; ``key`` is its name in cashier.toml."""

    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SettingsState:
    """What the page shows; ``is_saved`` until something is entered again."""

    is_busy: bool = False
    is_saved: bool = False


class SettingsPresenter(QObject):
    """Holds what stands in the file; a save goes through whole or changes nothing."""

    state_changed = Signal(object)  # SettingsState
    settings_read = Signal(object)  # Settings
    saved = Signal(object)  # Settings
    refused = Signal(object)  # Refusal
    noticed = Signal(object)  # Notice

    def __init__(
        self,
        save: SaveSettings,
        in_force: Settings,
        tasks: TaskOwner,
        operator: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._settings = in_force
        self._content: Mapping[str, object] = {}
        self._mark = ""
        self._draft: tuple[str, Content] | None = None
        self._focus = ""
        self._tasks = tasks
        self._operator = operator
        self._state = SettingsState()

    @property
    def settings(self) -> Settings:
        """The settings as they were read or saved last."""
        return self._settings

    @property
    def content(self) -> Mapping[str, object]:
        """What stands in the file, as far as it was read yet."""
        return self._content

    @property
    def section(self) -> str:
        """The section somebody works in; empty before the page was first shown."""
        return self._draft[0] if self._draft is not None else ""

    @property
    def draft(self) -> Settings | None:
        """What is entered there over what was saved; None where it could not be used."""
        content = self._draft[1] if self._draft is not None else {}
        try:
            return parse(overlaid(self._content, content))
        except SettingsRefusedError:
            return None

    @property
    def focus(self) -> str:
        """The name of what had the focus there."""
        return self._focus

    def keep_draft(self, section: str, content: Content, focus: str = "") -> None:
        """Remember what is entered in ``section``: the page may be made anew under one's hands."""
        self._draft = (section, content)
        self._focus = focus

    @property
    def state(self) -> SettingsState:
        return self._state

    def read(self) -> None:
        """Look what stands in the file now: somebody may have written into it."""
        self._tasks.start(READ_SETTINGS, self._read)

    def save(self, content: Content, first: BeforeSave | None = None) -> None:
        """Do what comes ``first`` and write ``content``; a second press meanwhile does nothing."""
        if not self._state.is_busy:
            self._show(SettingsState(is_busy=True))
            self._tasks.start(SAVE_SETTINGS, partial(self._write, content, first))

    @Slot()
    def tell_entered(self) -> None:
        """Note that something was entered: what stands on the page is not what was saved."""
        if self._state.is_saved:
            self._show(replace(self._state, is_saved=False))

    async def _read(self) -> None:
        try:
            self._take(await self._save.read())
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self.settings_read.emit(self._settings)

    async def _write(self, content: Content, first: BeforeSave | None) -> None:
        is_saved = False
        try:
            if first is not None:
                await first()
            if not self._mark:
                self._take(await self._save.read())
            self._take(await self._save(content, seen=self._mark, operator=self._operator))
            is_saved = True
        except SettingsRefusedError as error:
            self.refused.emit(Refusal(error.what, refusal(error)))
        except SettingsChangedError as error:
            self._take(await self._save.read())  # a second Save is meant to go through
            self.noticed.emit(Notice.of(sentence_for(error)))
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        finally:
            self._show(SettingsState(is_saved=is_saved))
        if is_saved:
            self.saved.emit(self._settings)

    def _take(self, found: SettingsInFile) -> None:
        self._settings, self._content, self._mark = found.settings, found.content, found.mark

    def _show(self, state: SettingsState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
