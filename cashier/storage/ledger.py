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
from cashier.domain.journal import EntryKind
from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import OrderLine
from cashier.domain.posting import PostedOrder, Posting
from cashier.domain.product_change import ProductChange
from cashier.domain.tender import Tender, TenderState
from cashier.domain.wallet import WalletCharge
from cashier.storage import order_reader
from cashier.storage.catalogue_notes import note_generation, note_last_change
from cashier.storage.database import required
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.ledger_reader import SqliteLedgerReader
from cashier.storage.worker import StorageThread

T = TypeVar("T")


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
            try:
                thread.run(file.start, at=at, operator=operator)
            except BaseException:
                thread.run(file.close)
                raise
        except BaseException:
            thread.close()
            raise
        return cls(folder, file, thread)

    async def post(self, posting: Posting) -> PostedOrder:
        """Make an order final; see ``ports.Ledger.post``."""
        return await self._write(lambda: self._file.writer.post(posting))

    async def keep_open(self, kept: OpenOrder, removed: Sequence[OrderLine] = ()) -> None:
        """Keep an unposted order; each removed line becomes a journal entry."""
        await self._write(lambda: self._file.open_orders.keep(kept, removed, self._file.day))

    async def void(self, order_id: UUID, *, at: datetime, operator: str) -> None:
        """Cancel an unposted order; refused while a tender is approved or undecided."""
        await self._write(
            lambda: self._file.open_orders.void(
                order_id, at=at, operator=operator, day=self._file.day
            )
        )

    async def ask_tender(self, order_id: UUID, tender: Tender) -> None:
        """Note a tender before it is asked for; returns once that is durable."""
        await self._write(lambda: self._file.open_orders.ask(order_id, tender))

    async def answer_tender(
        self,
        key: str,
        state: TenderState,
        *,
        at: datetime,
        operator: str,
        wallet: WalletCharge | None = None,
    ) -> None:
        """Note the outcome of a tender; a reversal is a journal entry."""
        await self._write(
            lambda: self._file.open_orders.answer(
                key, state, at=at, operator=operator, day=self._file.day, wallet=wallet
            )
        )

    async def open_day(self, float_: Money, *, at: datetime, operator: str) -> FiscalDay:
        """Open the next fiscal day; ``DayOpenError`` when one is open."""
        return await self._write(lambda: self._file.days.open(float_, at=at, operator=operator))

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

        return await self._write(job)

    async def mark_printed(self, number: str, *, at: datetime) -> None:
        """Note that the original of a document is on paper."""

        def job() -> None:
            serial = order_reader.find_serial(self._file.connection, number)
            if serial is None:
                raise UnknownOrderError("order", number)
            self._file.connection.execute(
                "UPDATE documents SET printed_at = coalesce(printed_at, ?) WHERE serial = ?",
                (at.isoformat(), serial),
            )

        await self._write(job)

    async def record(
        self, kind: EntryKind, data: Mapping[str, object], *, at: datetime, operator: str
    ) -> None:
        """Append an entry to the journal."""
        await self._write(lambda: self._append(kind, data, at, operator))

    async def record_change(self, change: ProductChange, *, at: datetime, operator: str) -> int:
        """Append the entry of a changed product; returns its number, to be kept beside it."""

        def job() -> int:
            entry = self._file.journal.append(
                EntryKind.PRODUCT_CHANGED,
                change.data(),
                at=at,
                operator=operator,
                day=self._file.day,
            )
            note_last_change(self._file.connection, entry.seq)
            return entry.seq

        return await self._write(job)

    async def change(self, job: Callable[[LedgerFile], T]) -> T:
        """Change what stands beside the orders, as one durable transaction."""
        return await self._write(lambda: job(self._file))

    def tell_of_orders(self, hook: str) -> None:
        """Note with each order posted from now on that ``hook`` is to be told; empty: nobody."""
        self._file.writer.webhook = hook

    def begin_catalogue(self, generation: int) -> None:
        """Make the first generation of a shop without products the live one; waits for the disk."""
        self._writing.run(
            self._file.write, lambda: note_generation(self._file.connection, generation)
        )

    async def switch_catalogue(
        self, generation: int, data: Mapping[str, object], *, at: datetime, operator: str
    ) -> None:
        """Make another generation of the catalogue the live one, with its journal entry."""

        def job() -> None:
            note_generation(self._file.connection, generation)
            self._append(EntryKind.PRODUCTS_IMPORTED, data, at, operator)

        await self._write(job)

    @override
    def close(self) -> None:
        """Finish what was asked, close the connections and end the threads."""
        try:
            super().close()
        finally:
            try:
                self._writing.run(self._file.close)
            finally:
                self._writing.close()

    def _append(
        self, kind: EntryKind, data: Mapping[str, object], at: datetime, operator: str
    ) -> None:
        self._file.journal.append(kind, data, at=at, operator=operator, day=self._file.day)

    async def _write(self, job: Callable[[], T]) -> T:
        # Shielded: a task that is cancelled must not make a posting look undone.
        return await asyncio.shield(self._writing.submit(self._file.write, job))
