"""Reads one list of the back end page by page to its end; it can be stopped, and never blocks."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.messages import sentence_for
from cashier.ports import Clock
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.remote.remote_state import (
    ListKind,
    Reading,
    RemoteList,
    RemoteQuery,
    RemoteRow,
    Sheet,
)


class RemoteListPresenter(QObject):
    """A later question always wins over an earlier one; rows that are read stay when it fails."""

    listed = Signal(object)  # RemoteList
    shown = Signal(object)  # Sheet | None
    noticed = Signal(object)  # Notice

    def __init__(
        self, kind: ListKind, clock: Clock, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._clock = clock
        self._tasks = tasks
        self._list = RemoteList(RemoteQuery(), clock.now().date(), reading=Reading.STOPPED)
        self._reading: asyncio.Task[None] | None = None
        self._is_asked = False
        self._is_stopping = False
        self._before: tuple[RemoteRow, ...] = ()
        self._item: object = None
        self._asked = 0
        self._sheet: Sheet | None = None

    @property
    def kind(self) -> ListKind:
        return self._kind

    @property
    def listing(self) -> RemoteList:
        """What is in view: read again, the rows from before until there are as many."""
        found = self._list
        is_short = found.reading is not Reading.WHOLE and len(found.rows) < len(self._before)
        return replace(found, rows=self._before) if is_short else found

    @property
    def sheet(self) -> Sheet | None:
        """What is looked at, in words."""
        return self._sheet

    @property
    def item(self) -> object:
        """What is looked at."""
        return self._item

    @property
    def read_name(self) -> str:
        """The name of the work of reading."""
        return f"read {self._kind.source.value}"

    @property
    def show_name(self) -> str:
        """The name of the work of showing one."""
        return f"show {self._kind.source.value}"

    def begin(self) -> None:
        """Read for the first time; what was read before stays until it is asked for again."""
        if not self._is_asked:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the same list again, and what is looked at; what is in view stays meanwhile."""
        self._before = self.listing.rows
        self._find(self._list.query)
        if self._item is not None:
            self.show_item(self._item)

    def find(self, query: RemoteQuery) -> None:
        """Read what matches, from the beginning."""
        self._before = ()
        self._find(query)

    def _find(self, query: RemoteQuery) -> None:
        self._is_asked = True
        self._show_list(RemoteList(replace(query), self._clock.now().date()))
        if not self._stop():
            self._tasks.start(self.read_name, self._read_until_current)

    @Slot()
    def stop(self) -> None:
        """Read no further; what was read stays."""
        self._stop()

    def show(self, row: RemoteRow) -> None:
        """Look at one row, first as it was listed, then as the server tells it now."""
        self.show_item(row.item)

    def show_item(self, item: object) -> None:
        """Look at ``item``."""
        self._item = item
        self._asked += 1
        self._tasks.start(self.show_name, self._show_until_current)

    @Slot()
    def close(self) -> None:
        """Look at none any more."""
        self._item = None
        self._asked += 1
        self._set_sheet(None)

    def _stop(self) -> bool:
        """Stop reading; return whether anything was being read."""
        if self._reading is None:
            return False
        if not self._is_stopping:
            self._is_stopping = True
            self._reading.cancel()
        return True

    async def _read_until_current(self) -> None:
        """Read; where it is stopped for another question, begin with that one."""
        self._reading = asyncio.current_task()
        try:
            while not await self._read_unless_stopped():
                continue
        finally:
            self._reading = None

    async def _read_unless_stopped(self) -> bool:
        """Return whether there is nothing more to read."""
        wanted = self._list
        try:
            await self._read(wanted)
        except asyncio.CancelledError:
            if self._reading is None or not self._is_stopping:
                raise
            self._is_stopping = False
            self._reading.uncancel()
            if self._list.query is wanted.query:
                self._show_list(replace(self._list, reading=Reading.STOPPED))
        return self._list.query is wanted.query

    async def _read(self, wanted: RemoteList) -> None:
        asked = wanted.query.filter_on(wanted.today, by_type=self._kind.by_type)
        try:
            async for page in self._kind.read(asked):
                rows = [await self._kind.row(item) for item in page]
                self._show_list(replace(self._list, rows=(*self._list.rows, *rows)))
        except CashierError as error:
            trouble = sentence_for(error)
            self._show_list(replace(self._list, reading=Reading.FAILED, trouble=trouble))
        else:
            self._show_list(replace(self._list, reading=Reading.WHOLE))

    async def _show_until_current(self) -> None:
        shown = -1
        while self._item is not None and shown != self._asked:
            shown = self._asked
            await self._show_one(self._item, shown)

    async def _show_one(self, item: object, asked: int) -> None:
        try:
            sheet = await self._kind.sheet(item)
            if asked == self._asked:
                self._set_sheet(sheet)
            whole = await self._kind.read_one(item)
            sheet = await self._kind.sheet(whole)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            return
        if asked == self._asked:
            self._item = whole
            self._set_sheet(sheet)

    def _show_list(self, found: RemoteList) -> None:
        self._list = found
        if found.reading is Reading.WHOLE:
            self._before = ()
        self.listed.emit(self.listing)

    def _set_sheet(self, sheet: Sheet | None) -> None:
        self._sheet = sheet
        self.shown.emit(sheet)
