"""Importing products: a file is checked, shown, and imported only when that is confirmed."""

import asyncio
import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.messages import Sentence, sentence_for
from cashier.operations.import_products import ImportProgress, ImportRequest, ImportSummary
from cashier.ui.import_file import ChosenFile
from cashier.ui.import_words import imported_notice
from cashier.ui.notice import Notice
from cashier.ui.tasks import TaskOwner

IMPORT_PRODUCTS = "import products"
Import = Callable[[ImportRequest], Awaitable[ImportSummary]]


class ImportPhase(enum.Enum):
    """How far a file has come."""

    WAITING = "waiting"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    IMPORTED = "imported"
    REFUSED = "refused"


_BUSY = frozenset({ImportPhase.CHECKING, ImportPhase.IMPORTING})


@dataclass(frozen=True, slots=True)
class ImportState:
    """What the page shows: the file, and what it would make of the catalogue or has made."""

    phase: ImportPhase = ImportPhase.WAITING
    file: ChosenFile | None = None
    summary: ImportSummary | None = None
    progress: ImportProgress | None = None
    trouble: Sentence | None = None
    is_stopping: bool = False

    @property
    def is_busy(self) -> bool:
        return self.phase in _BUSY

    @property
    def can_import(self) -> bool:
        is_checked = self.phase is ImportPhase.CHECKED
        return is_checked and self.summary is not None and self.summary.changes_something

    def without_work(self) -> "ImportState":
        """Return the state that stands when what is running has stopped."""
        if self.phase is ImportPhase.IMPORTING:
            return ImportState(ImportPhase.CHECKED, self.file, self.summary)
        return ImportState()


class ImportPresenter(QObject):
    """Goes from ``check`` to ``imported``; selling goes on meanwhile, whatever page is in view."""

    state_changed = Signal(object)  # ImportState
    imported = Signal(object)  # ImportSummary
    noticed = Signal(object)  # Notice

    def __init__(
        self,
        import_products: Import,
        currency: str,
        tasks: TaskOwner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._import_products = import_products
        self._currency = currency
        self._tasks = tasks
        self._state = ImportState()
        self._task: asyncio.Task[None] | None = None

    @property
    def state(self) -> ImportState:
        return self._state

    @Slot(str)
    def check(self, path: str) -> None:
        """See what the file would change; nothing is changed yet."""
        if not self._state.is_busy:
            self._begin(ImportState(ImportPhase.CHECKING, ChosenFile(path)))

    @Slot()
    def confirm(self) -> None:
        """Import the file that was checked."""
        if self._state.can_import:
            self._begin(replace(self._state, phase=ImportPhase.IMPORTING))

    @Slot()
    def cancel(self) -> None:
        """Stop what is running, which then has changed nothing; else forget the file."""
        if not self._state.is_busy:
            self._show(ImportState())
        elif not self._state.is_stopping:
            self._show(replace(self._state, is_stopping=True))
            if self._task is not None:
                self._task.cancel()

    def _begin(self, state: ImportState) -> None:
        before = self._state
        self._show(state)
        if not self._tasks.start(IMPORT_PRODUCTS, partial(self._work, state)):
            self._show(before)

    async def _work(self, state: ImportState) -> None:
        if self._state.is_stopping:
            self._show(state.without_work())
            return
        self._task = asyncio.current_task()
        try:
            summary = await self._import_products(self._request(state))
        except CashierError as error:
            self._refuse(state, sentence_for(error))
        except BaseException:
            self._show(state.without_work())
            raise
        else:
            self._finish(state, summary)
        finally:
            self._task = None

    def _request(self, state: ImportState) -> ImportRequest:
        assert state.file is not None  # noqa: S101 - work begins with a file, for the checker
        return ImportRequest(
            state.file.open,
            self._currency,
            is_dry_run=state.phase is ImportPhase.CHECKING,
            on_progress=self._take_progress,
        )

    def _take_progress(self, progress: ImportProgress) -> None:
        if self._state.is_busy:
            self._show(replace(self._state, progress=progress))

    def _finish(self, state: ImportState, summary: ImportSummary) -> None:
        if state.phase is ImportPhase.CHECKING:
            self._show(ImportState(ImportPhase.CHECKED, state.file, summary))
            return
        self._show(ImportState(ImportPhase.IMPORTED, state.file, summary))
        self.imported.emit(summary)
        self.noticed.emit(imported_notice(summary))

    def _refuse(self, state: ImportState, sentence: Sentence) -> None:
        self._show(ImportState(ImportPhase.REFUSED, state.file, trouble=sentence))
        if state.phase is ImportPhase.IMPORTING:
            self.noticed.emit(Notice.of(sentence))

    def _show(self, state: ImportState) -> None:
        self._state = state
        self.state_changed.emit(state)
