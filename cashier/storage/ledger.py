"""The ledger: what the till made final, in one embedded database with one writer."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar
from uuid import UUID

from typing_extensions import override

from cashier.domain.errors import UnknownOrderError
from cashier.domain.fiscal_day import FiscalDay
from cashier.domain.journal import EntryKind, Head
from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import OrderLine
from cashier.domain.posting import PostedOrder, Posting
from cashier.domain.tender import Tender, TenderState
from cashier.storage import order_reader
from cashier.storage.database import connect, in_domain_words, required, transaction
from cashier.storage.day_store import DayStore
from cashier.storage.journal_store import JournalStore, read_head
from cashier.storage.ledger_reader import HEAD_FILE, LEDGER_FILE, SqliteLedgerReader
from cashier.storage.migrate import migrate
from cashier.storage.open_orders import OpenOrderStore
from cashier.storage.posting_writer import PostingWriter
from cashier.storage.worker import StorageThread

T = TypeVar("T")


class LedgerFile:
    """The writing side, all of it on one thread; its caches hold what only it can change."""

    def __init__(self, folder: Path, prefix: str, vfs: str | None = None) -> None:
        path = folder / LEDGER_FILE
        with in_domain_words():
            self.connection = connect(path, vfs=vfs)
            migrate(self.connection, path)
            self._head_file = folder / HEAD_FILE
            self.journal = JournalStore(self.connection, self._head_file)
            self.days = DayStore(self.connection, self.journal)
            self.open_orders = OpenOrderStore(self.connection, self.journal)
            self.writer = PostingWriter(
                self.connection, self.journal, self.days, self.open_orders, prefix
            )
            self._version = self._data_version()

    def write(self, job: Callable[[], T]) -> T:
        """Run ``job``, which makes one transaction; afterwards note the journal's head."""
        if self._data_version() != self._version:
            self.reload()
        seq = self.journal.head.seq
        try:
            result = job()
        except BaseException:
            with in_domain_words():
                self.reload()
            raise
        if self.journal.head.seq != seq:
            self.journal.note_head()
        return result

    def in_transaction(self, job: Callable[[], T]) -> T:
        """Run ``job`` as one transaction."""

        def work() -> T:
            with transaction(self.connection):
                return job()

        return self.write(work)

    def reload(self) -> None:
        """Forget what was remembered: after a rollback, or when another process wrote."""
        self.journal.reload()
        self.days.reload()
        self.writer.reload()
        self._version = self._data_version()

    @property
    def day(self) -> int:
        """The open fiscal day, 0 while there is none."""
        return self.days.open_number or 0

    def note_start(self, *, at: datetime, operator: str) -> None:
        """Put on record what the head file tells: a cut-off end, or that it was missing."""
        noted, found = read_head(self._head_file), self.journal.head
        if noted is None and found.seq:
            self._note(EntryKind.HEAD_MISSING, found, found, at=at, operator=operator)
        elif noted is not None and noted.seq > found.seq:
            self._note(EntryKind.JOURNAL_CUT, noted, found, at=at, operator=operator)
        elif noted is None:
            self.journal.note_head()

    def _note(
        self, kind: EntryKind, noted: Head, found: Head, *, at: datetime, operator: str
    ) -> None:
        data = {"noted": noted.seq, "noted_seal": noted.seal, "found": found.seq}
        self.in_transaction(
            lambda: self.journal.append(kind, data, at=at, operator=operator, day=self.day)
        )

    def _data_version(self) -> int:
        return int(self.connection.pragma("data_version"))


class SqliteLedger(SqliteLedgerReader):
    """Implements ``ports.Ledger``; holds the only writing connection of the data folder."""

    def __init__(self, folder: Path, file: LedgerFile, thread: StorageThread) -> None:
        super().__init__(folder)
        self._file = file
        self._writing = thread

    @classmethod
    def open_for_writing(
        cls, folder: Path, prefix: str, *, at: datetime, operator: str, vfs: str | None = None
    ) -> Self:
        """Open or make the ledger in ``folder``; the caller holds the folder's lock.

        Raises ``NewerLedgerError``, ``DamagedLedgerError`` or ``FolderNotWritableError``.
        """
        thread = StorageThread("ledger")
        try:
            file = thread.run(LedgerFile, folder, prefix, vfs)
            thread.run(file.note_start, at=at, operator=operator)
        except BaseException:
            thread.close()
            raise
        return cls(folder, file, thread)

    async def post(self, posting: Posting) -> PostedOrder:
        """Make an order final; see ``ports.Ledger.post``."""
        return await self._write(self._file.writer.post, posting)

    async def keep_open(self, kept: OpenOrder, removed: Sequence[OrderLine] = ()) -> None:
        """Keep an unposted order; each removed line becomes a journal entry."""
        await self._in_transaction(
            lambda: self._file.open_orders.keep(kept, removed, self._file.day)
        )

    async def void(self, order_id: UUID, *, at: datetime, operator: str) -> None:
        """Cancel an unposted order; refused while a tender is approved or undecided."""
        await self._in_transaction(
            lambda: self._file.open_orders.void(
                order_id, at=at, operator=operator, day=self._file.day
            )
        )

    async def ask_tender(self, order_id: UUID, tender: Tender) -> None:
        """Note a tender before it is asked for; returns once that is durable."""
        await self._in_transaction(lambda: self._file.open_orders.ask(order_id, tender))

    async def answer_tender(
        self, key: str, state: TenderState, *, at: datetime, operator: str
    ) -> None:
        """Note the outcome of a tender; a reversal is a journal entry."""
        await self._in_transaction(
            lambda: self._file.open_orders.answer(
                key, state, at=at, operator=operator, day=self._file.day
            )
        )

    async def open_day(self, float_: Money, *, at: datetime, operator: str) -> FiscalDay:
        """Open the next fiscal day; ``DayOpenError`` when one is open."""
        return await self._in_transaction(
            lambda: self._file.days.open(float_, at=at, operator=operator)
        )

    async def count_copy(self, number: str, *, at: datetime, operator: str) -> int:
        """Count and journal a copy of a document; returns which copy it is, from 1."""

        def job() -> int:
            serial = order_reader.find_serial(self._file.connection, number)
            if serial is None:
                raise UnknownOrderError("order", number)
            row = required(
                self._file.connection,
                "UPDATE documents SET copies = copies + 1 WHERE serial = ? RETURNING copies",
                (serial,),
            )
            copy = int(row[0])
            self._append(EntryKind.COPY, {"number": number, "copy": copy}, at, operator)
            return copy

        return await self._in_transaction(job)

    async def mark_printed(self, number: str, *, at: datetime) -> None:
        """Note that the original of a document is on paper."""

        def job() -> None:
            serial = order_reader.find_serial(self._file.connection, number)
            self._file.connection.execute(
                "UPDATE documents SET printed_at = coalesce(printed_at, ?) WHERE serial = ?",
                (at.isoformat(), serial),
            )

        await self._in_transaction(job)

    async def record(
        self, kind: EntryKind, data: Mapping[str, object], *, at: datetime, operator: str
    ) -> None:
        """Append an entry to the journal."""
        await self._in_transaction(lambda: self._append(kind, data, at, operator))

    async def switch_catalogue(
        self, generation: int, data: Mapping[str, object], *, at: datetime, operator: str
    ) -> None:
        """Make another generation of the catalogue the live one, with its journal entry."""

        def job() -> None:
            self._file.connection.execute(
                "INSERT OR REPLACE INTO meta VALUES ('catalogue', ?)", (str(generation),)
            )
            self._append(EntryKind.PRODUCTS_IMPORTED, data, at, operator)

        await self._in_transaction(job)

    @override
    def close(self) -> None:
        """Finish what was asked, close the connections and end the threads."""
        super().close()
        self._writing.run(self._file.connection.close)
        self._writing.close()

    def _append(
        self, kind: EntryKind, data: Mapping[str, object], at: datetime, operator: str
    ) -> None:
        self._file.journal.append(kind, data, at=at, operator=operator, day=self._file.day)

    async def _write(self, job: Callable[..., T], *args: object) -> T:
        # Shielded: a task that is cancelled must not make a posting look undone.
        return await asyncio.shield(self._writing.call(self._file.write, lambda: job(*args)))

    async def _in_transaction(self, job: Callable[[], T]) -> T:
        return await asyncio.shield(self._writing.call(self._file.in_transaction, job))
