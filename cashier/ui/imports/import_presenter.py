"""Importing products: a file is looked into, checked, and imported only when that is confirmed."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.domain.product_file import FileForm
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatRates
from cashier.messages import sentence_for
from cashier.operations.import_products import ImportProgress, ImportRequest, ImportSummary
from cashier.operations.look_at_file import FileLook, OpenFile
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.imports.import_file import ChosenFile, PulledFile
from cashier.ui.imports.import_pace import Pace
from cashier.ui.imports.import_state import ImportPhase, ImportState
from cashier.ui.imports.import_words import imported_notice, reason, refused_list_notice

IMPORT_PRODUCTS = "import products"
LOOK_INTO = "look into a file of products"
SAVE_REFUSED = "save refused rows"
Import = Callable[[ImportRequest], Awaitable[ImportSummary]]
SaveRefused = Callable[[OpenFile, FileForm, Mapping[int, str], str], Awaitable[None]]


class Look(Protocol):
    """Looks into a file; as ``LookAtFile`` promises."""

    async def __call__(self, open_file: OpenFile, currency: str) -> FileLook: ...

    async def again(
        self, open_file: OpenFile, currency: str, form: FileForm, default_vat: Percent | None
    ) -> FileLook: ...

    async def remember(self, look: FileLook) -> None: ...


@dataclass(frozen=True, slots=True)
class ImportNeeds:
    """Who does the work, and what of the shop's settings it depends on."""

    import_products: Import
    look: Look
    save_refused: SaveRefused
    currency: str
    rates: VatRates = field(default_factory=VatRates)
    clock: Callable[[], float] = time.monotonic


class ImportPresenter(QObject):
    """Goes from ``check`` to ``imported``; selling goes on meanwhile, whatever page is in view."""

    state_changed = Signal(object)  # ImportState
    imported = Signal(object)  # ImportSummary
    noticed = Signal(object)  # Notice

    def __init__(self, needs: ImportNeeds, tasks: TaskOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._needs = needs
        self._tasks = tasks
        self._state = ImportState()
        self._task: asyncio.Task[None] | None = None

    @property
    def state(self) -> ImportState:
        return self._state

    @property
    def rates(self) -> VatRates:
        """The shop's VAT rates, for products of a file that names none."""
        return self._needs.rates

    @Slot(str)
    def check(self, path: str) -> None:
        """See what the file would change; nothing is changed yet."""
        if not self._state.is_busy:
            self._look(ImportState(ImportPhase.LOOKING, ChosenFile(path)))

    @Slot(str, object)
    def check_pulled(self, name: str, content: bytes) -> None:
        """See what a list that was pulled would change, as that of a file."""
        if not self._state.is_busy:
            self._look(ImportState(ImportPhase.LOOKING, PulledFile(name, content)))

    @Slot(object)
    def take_form(self, form: FileForm) -> None:
        """Take the file in another form, and see again what it would change.

        A form without columns gets those that are found; until then none can be changed.
        """
        look, wanted = self._state.look, self._state.wanted
        is_read_anew = wanted is not None and not wanted.columns
        if look is None or form == look.form or (form.columns and is_read_anew):
            return
        shown = replace(form, columns=form.columns or look.form.columns)
        self._take(replace(look, form=shown, is_remembered=False), form)

    @Slot(object)
    def take_vat(self, rate: Percent | None) -> None:
        """Give new products this rate where the file names none."""
        look = self._state.look
        if look is not None and rate != look.default_vat:
            self._take(replace(look, default_vat=rate), self._state.wanted or look.form)

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
            self._stop()

    @Slot(str)
    def save_refused(self, path: str) -> None:
        """Write the refused rows into a file of their own."""
        if self._state.summary is not None:
            self._tasks.start(SAVE_REFUSED, partial(self._save_refused, self._state, path))

    # A look.

    def _take(self, look: FileLook, wanted: FileForm) -> None:
        if self._state.can_change:
            if self._state.phase is ImportPhase.CHECKING:
                self._stop()
            file = self._state.file
            self._look(ImportState(ImportPhase.LOOKING, file, look, wanted=wanted))

    def _look(self, state: ImportState) -> None:
        """Look into the file; a look that is under way already sees what is wanted now."""
        before = self._state
        self._show(state)
        is_started = self._tasks.start(LOOK_INTO, self._look_until_seen)
        if not is_started and not self._tasks.is_running(LOOK_INTO):
            self._show(before)  # the window is closing

    async def _look_until_seen(self) -> None:
        """Look until what is seen is what is wanted last."""
        self._task = asyncio.current_task()
        after = ImportState()
        try:
            while not self._state.is_stopping:
                wanted = self._state
                after = await self._looked_into(wanted)
                if self._state is wanted:
                    break
                after = ImportState()
        except BaseException:
            self._show(ImportState())
            raise
        finally:
            self._task = None
        if after.phase is ImportPhase.CHECKING:
            self._begin(after)
        else:
            self._show(after)

    async def _looked_into(self, wanted: ImportState) -> ImportState:
        await self._tasks.settled(IMPORT_PRODUCTS)
        try:
            look = await self._ask(wanted)
        except CashierError as error:
            trouble = sentence_for(error)
            return ImportState(ImportPhase.REFUSED, wanted.file, wanted.look, trouble=trouble)
        is_whole = not look.form.trouble
        phase = ImportPhase.CHECKING if is_whole else ImportPhase.CHOOSING
        return ImportState(phase, wanted.file, look)

    async def _ask(self, wanted: ImportState) -> FileLook:
        assert wanted.file is not None  # noqa: S101 - a look begins with a file, for the checker
        opened, currency, look = wanted.file.open, self._needs.currency, wanted.look
        if look is None or wanted.wanted is None:
            return await self._needs.look(opened, currency)
        again = await self._needs.look.again(opened, currency, wanted.wanted, look.default_vat)
        return replace(again, is_remembered=look.is_remembered)

    # A check, and the import itself.

    def _begin(self, state: ImportState) -> None:
        now = self._needs.clock()
        is_check = state.phase is ImportPhase.CHECKING
        state = replace(state, pace=Pace(now, now, is_check))
        before = self._state
        self._show(state)
        if not self._tasks.start(IMPORT_PRODUCTS, partial(self._work, state)):
            self._show(before)

    async def _work(self, state: ImportState) -> None:
        if not self._is_about(state) or self._state.is_stopping:
            self._end(state, state.without_work())
            return
        self._task = asyncio.current_task()
        try:
            if state.phase is ImportPhase.IMPORTING and state.look is not None:
                await self._needs.look.remember(state.look)
            summary = await self._needs.import_products(self._request(state))
        except CashierError as error:
            self._refuse(state, error)
        except BaseException:
            self._end(state, state.without_work())
            raise
        else:
            self._finish(state, summary)
        finally:
            self._task = None

    def _request(self, state: ImportState) -> ImportRequest:
        assert state.file is not None  # noqa: S101 - work begins with a file, for the checker
        look = state.look
        return ImportRequest(
            state.file.open,
            self._needs.currency,
            is_dry_run=state.phase is ImportPhase.CHECKING,
            form=look.form if look is not None else None,
            default_vat=look.default_vat if look is not None else None,
            on_progress=partial(self._take_progress, state),
        )

    def _take_progress(self, of: ImportState, progress: ImportProgress) -> None:
        pace = self._state.pace
        if self._is_about(of) and pace is not None:
            self._show(replace(self._state, pace=pace.at(progress, self._needs.clock())))

    def _finish(self, state: ImportState, summary: ImportSummary) -> None:
        is_check = state.phase is ImportPhase.CHECKING
        phase = ImportPhase.CHECKED if is_check else ImportPhase.IMPORTED
        self._end(state, ImportState(phase, state.file, state.look, summary))
        if not is_check:
            self.imported.emit(summary)
            self.noticed.emit(imported_notice(summary))

    def _refuse(self, state: ImportState, error: CashierError) -> None:
        sentence = sentence_for(error)
        refused = ImportState(ImportPhase.REFUSED, state.file, state.look, trouble=sentence)
        self._end(state, refused)
        if state.phase is ImportPhase.IMPORTING:
            self.noticed.emit(Notice.of(sentence))

    def _end(self, state: ImportState, after: ImportState) -> None:
        """Show ``after``, unless the file is meanwhile taken in another form."""
        if self._is_about(state):
            self._show(after)

    def _is_about(self, state: ImportState) -> bool:
        return self._state.is_same_work(state)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _save_refused(self, state: ImportState, path: str) -> None:
        if state.summary is None or state.look is None or state.file is None:
            return
        rows = {row.line: reason(row) for row in state.summary.bad}
        try:
            await self._needs.save_refused(state.file.open, state.look.form, rows, path)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self.noticed.emit(refused_list_notice(path, len(rows)))

    def _show(self, state: ImportState) -> None:
        self._state = state
        self.state_changed.emit(state)
