"""Answers from the ledger on a connection that cannot change anything."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self, TypeVar

import apsw

from cashier.domain.errors import DamagedLedgerError, UnknownOrderError
from cashier.domain.fiscal_day import DayReport
from cashier.domain.journal import Verdict
from cashier.domain.open_order import OpenOrder
from cashier.domain.order_list import (
    OrderFilter,
    OrderGroup,
    OrderMark,
    OrderPage,
    OrderSummary,
    Period,
)
from cashier.domain.posting import PostedOrder
from cashier.domain.product import Product
from cashier.domain.refund import Sold
from cashier.storage import (
    catalogue_notes,
    day_store,
    journal_check,
    journal_store,
    open_orders,
    order_counts,
    order_lists,
    order_reader,
)
from cashier.storage.database import connect_reader, first, in_domain_words, one_state, required
from cashier.storage.head_file import read_head
from cashier.storage.migrate import require_known
from cashier.storage.worker import StorageThread

T = TypeVar("T")

LEDGER_FILE = "ledger.db"
HEAD_FILE = "journal-head.json"


class SqliteLedgerReader:
    """Implements ``ports.LedgerReader``; one thread and one connection of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reading = StorageThread("ledger-reader")
        self._reader: apsw.Connection | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return a reader of the ledger in ``folder``, which must be there."""
        return cls(folder)

    async def find(self, number_or_id: str) -> PostedOrder | None:
        """Return the posted order with this receipt number or order id."""

        def job(connection: apsw.Connection) -> PostedOrder | None:
            serial = order_reader.find_serial(connection, number_or_id)
            return None if serial is None else order_reader.read_posted(connection, serial)

        return await self._read(job)

    async def sold(self, number_or_id: str) -> Sold:
        """Return a sale with its refunds; ``UnknownOrderError`` or ``NothingToRefundError``."""

        def job(connection: apsw.Connection) -> Sold:
            serial = order_reader.find_serial(connection, number_or_id)
            if serial is None:
                raise UnknownOrderError("order", number_or_id)
            return order_reader.read_sold(connection, serial)

        return await self._read(job)

    async def orders(self, wanted: OrderFilter) -> list[OrderSummary]:
        """Return matching orders, posted and not, newest first."""
        return await self._read(lambda connection: order_lists.read_orders(connection, wanted))

    async def order_page(self, wanted: OrderFilter, after: OrderMark | None = None) -> OrderPage:
        """Return the next matching orders after a mark, newest first."""
        return await self._read(lambda reader: order_lists.read_page(reader, wanted, after))

    async def order_counts(self, days: Period) -> Mapping[OrderGroup, int]:
        """Return how many orders of each group there are on ``days``."""
        return await self._read(lambda reader: order_counts.read_counts(reader, days))

    async def open_orders(self) -> list[OpenOrder]:
        """Return orders in progress and parked, oldest first, each with its tenders."""
        return await self._read(open_orders.read_open)

    async def day(self, number: int | None = None) -> DayReport | None:
        """Return a fiscal day with its totals; without a number the newest."""
        return await self._read(lambda connection: day_store.read_report(connection, number))

    async def days(self) -> list[DayReport]:
        """Return all fiscal days, newest first."""
        return await self._read(day_store.read_reports)

    async def unprinted(self) -> list[str]:
        """Return the numbers of documents that wait for their first print."""
        return await self._read(
            lambda connection: [
                number
                for (number,) in connection.execute(
                    "SELECT o.number FROM documents AS d JOIN orders AS o ON o.serial = d.serial"
                    " WHERE d.printed_at IS NULL ORDER BY d.serial"
                )
            ]
        )

    async def unsent(self) -> int:
        """Return how many orders wait for their back end."""
        return await self._read(
            lambda connection: _count(
                connection, "SELECT count(*) FROM outbox WHERE state != 'sent'"
            )
        )

    async def payment_of_remote(self, remote: str) -> str:
        """Return the number of the posted order that paid this order of the back end, or none."""
        sql = (
            "SELECT o.number FROM remote_orders AS r JOIN orders AS o ON o.serial = r.serial"
            " WHERE r.remote = ? ORDER BY r.serial LIMIT 1"
        )

        def job(connection: apsw.Connection) -> str:
            row = first(connection, sql, (remote,))
            return str(row[0]) if row is not None else ""

        return await self._read(job)

    async def verify(self) -> Verdict:
        """Recompute the whole journal and hold it against the orders and the head file."""
        # Read first: the till may post while this goes on, and a head is never newer.
        head = read_head(self._folder / HEAD_FILE)
        return await self._read(lambda connection: journal_check.verify(connection, head))

    async def export_journal(self, target: Path) -> int:
        """Write every entry as a line of JSON; returns how many. See docs/journal.md."""
        return await self._read(lambda connection: journal_store.export(connection, target))

    async def ask(self, question: Callable[[apsw.Connection], T]) -> T:
        """Return the answer to a question of what stands beside the orders."""
        return await self._read(question)

    def catalogue_generation(self) -> int:
        """Return which generation of the catalogue is the live one, 0 before the first import."""
        return self._reading.run(self._with_reader, catalogue_notes.live_generation)

    def changes_after(self, entry: int) -> list[tuple[int, Product]]:
        """Return the products changed by hand after ``entry``, each with its entry's number."""
        return self._reading.run(
            self._with_reader, lambda connection: catalogue_notes.changes_after(connection, entry)
        )

    def close(self) -> None:
        """Close the connection and end the thread."""
        self._reading.run(self._close_reader)
        self._reading.close()

    async def _read(self, job: Callable[[apsw.Connection], T]) -> T:
        return await self._reading.call(self._with_reader, job)

    def _with_reader(self, job: Callable[[apsw.Connection], T]) -> T:
        with in_domain_words():
            if self._reader is None:
                self._reader = self._connected()
        with one_state(self._reader):
            return job(self._reader)

    def _connected(self) -> apsw.Connection:
        path = self._folder / LEDGER_FILE
        connection = connect_reader(path)
        if require_known(connection, path) == 0:
            connection.close()
            raise DamagedLedgerError(path.name)
        return connection

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()


def _count(connection: apsw.Connection, sql: str) -> int:
    return int(required(connection, sql)[0])
