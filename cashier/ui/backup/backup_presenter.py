"""Backups from the window: made now, found in a folder, and restored after one clear question."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.messages import Sentence, sentence_for
from cashier.operations.back_up import FoundBackup, Told
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner

BACK_UP = "back up"
FIND_BACKUPS = "find backups"
ASK_RESTORE = "ask whether to restore"
RESTORE = "restore a backup"


class MakeBackup(Protocol):
    """Makes one backup, as ``BackUp`` promises."""

    async def __call__(
        self, folder: str, /, *, operator: str, is_daily: bool = False, told: Told | None = None
    ) -> FoundBackup: ...


@dataclass(frozen=True, slots=True)
class BackupNeeds:
    """Who makes, finds and restores backups; ``newer`` counts the receipts after a moment."""

    make: MakeBackup
    found: Callable[[str], Awaitable[list[FoundBackup]]]
    label: Callable[[str], Awaitable[FoundBackup]]
    newer: Callable[[datetime], Awaitable[int]]
    request: Callable[[str], Awaitable[None]]
    operator: str


@dataclass(frozen=True, slots=True)
class Question:
    """A backup that somebody wants to go back to, and how many receipts are newer than it."""

    backup: FoundBackup
    newer: int


@dataclass(frozen=True, slots=True)
class BackupState:
    """What the section shows; ``progress`` is in thousandths while a backup is being made."""

    folder: str = ""
    found: tuple[FoundBackup, ...] = ()
    progress: int | None = None
    made: FoundBackup | None = None
    trouble: Sentence | None = None
    question: Question | None = None
    is_restoring: bool = False
    is_stopping: bool = False

    @property
    def is_busy(self) -> bool:
        return self.progress is not None or self.is_restoring


class BackupPresenter(QObject):
    """The till sells on while a backup is made; a restore begins with the next opening."""

    state_changed = Signal(object)  # BackupState
    noticed = Signal(object)  # Notice
    reopen_wanted = Signal()

    def __init__(self, needs: BackupNeeds, tasks: TaskOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._needs = needs
        self._tasks = tasks
        self._state = BackupState()
        self._making: asyncio.Task[None] | None = None

    @property
    def state(self) -> BackupState:
        return self._state

    @Slot(str)
    def look_into(self, folder: str) -> None:
        """Show the backups in ``folder``."""
        if folder != self._state.folder:
            self._show(replace(self._state, folder=folder, found=(), question=None))
        self._tasks.start(FIND_BACKUPS, self._find)

    @Slot(str)
    def back_up(self, folder: str) -> None:
        """Make a backup in ``folder`` now."""
        if not self._state.is_busy:
            self._show(replace(self._state, progress=0, made=None, trouble=None, question=None))
            self._tasks.start(BACK_UP, partial(self._back_up, folder))

    @Slot()
    def cancel(self) -> None:
        """Stop the backup that is being made; then there is none."""
        if self._state.progress is not None and not self._state.is_stopping:
            self._show(replace(self._state, is_stopping=True))
            if self._making is not None:
                self._making.cancel()

    @Slot(str)
    def ask(self, path: str) -> None:
        """Say what going back to the backup ``path`` would mean."""
        if not self._state.is_busy:
            self._tasks.start(ASK_RESTORE, partial(self._ask, path))

    @Slot()
    def keep(self) -> None:
        """Leave the shop as it is."""
        if not self._state.is_busy:
            self._show(replace(self._state, question=None, trouble=None))

    @Slot()
    def restore(self) -> None:
        """Go back to the backup that was asked about."""
        question = self._state.question
        if question is not None and not self._state.is_busy:
            self._show(replace(self._state, is_restoring=True, trouble=None))
            self._tasks.start(RESTORE, partial(self._restore, question.backup))

    async def _find(self) -> None:
        while True:
            folder = self._state.folder
            found = await self._needs.found(folder)
            if folder == self._state.folder:
                break
        self._show(replace(self._state, found=tuple(found)))

    async def _back_up(self, folder: str) -> None:
        made: FoundBackup | None = None
        trouble: Sentence | None = None
        self._making = asyncio.current_task()
        try:
            if not self._state.is_stopping:
                made = await self._needs.make(
                    folder, operator=self._needs.operator, told=self._take_progress
                )
        except CashierError as error:
            trouble = sentence_for(error)
            self.noticed.emit(Notice.of(trouble))
        finally:
            self._making = None
            state = replace(self._state, progress=None, is_stopping=False)
            self._show(replace(state, made=made, trouble=trouble))
        if made is not None:
            self._show(replace(self._state, folder=folder))
            self._tasks.start(FIND_BACKUPS, self._find)

    def _take_progress(self, thousandths: int) -> None:
        if self._state.progress is not None:
            self._show(replace(self._state, progress=thousandths))

    async def _ask(self, path: str) -> None:
        try:
            backup = await self._needs.label(path)
            question = Question(backup, await self._needs.newer(backup.made_at))
        except CashierError as error:
            trouble = sentence_for(error)
            self._show(replace(self._state, question=None, trouble=trouble))
        else:
            self._show(replace(self._state, question=question, trouble=None, made=None))

    async def _restore(self, backup: FoundBackup) -> None:
        try:
            await self._needs.request(backup.path)
        except CashierError as error:
            trouble = sentence_for(error)
            self._show(replace(self._state, question=None, is_restoring=False, trouble=trouble))
        except BaseException:
            self._show(replace(self._state, is_restoring=False))
            raise
        else:
            self.reopen_wanted.emit()

    def _show(self, state: BackupState) -> None:
        self._state = state
        self.state_changed.emit(state)
