"""What a person registers at a system by hand: noted with the order, checked off with the entry."""

from collections.abc import Sequence
from datetime import datetime

import apsw

from cashier.domain.by_hand import ByHand, ByHandKind
from cashier.domain.errors import UnknownOrderError
from cashier.domain.journal import EntryKind
from cashier.domain.money import Money
from cashier.domain.outbox import OutboxItem, Settlement, settled
from cashier.domain.receipt import ReceiptKind
from cashier.storage.database import Row, first
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.ledger_reader import SqliteLedgerReader
from cashier.storage.outbox_rows import read_item, stamp, time_of, write_item

_ROW = (
    "SELECT id, profile, kind, reference, amount, currency, at, serial, checked_at, checked_by,"
    " document FROM by_hand"
)
_NEW = (
    "INSERT INTO by_hand (profile, kind, serial, reference, amount, currency, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


class SqliteByHandReader:
    """Implements ``ports.ByHandReader``."""

    def __init__(self, ledger: SqliteLedgerReader) -> None:
        self._reader = ledger

    async def waiting(self, profile: str | None = None) -> list[ByHand]:
        """Return what is not registered yet, oldest first."""
        sql = f"{_ROW} WHERE checked_at IS NULL AND (?1 IS NULL OR profile = ?1) ORDER BY id"
        return await self._reader.ask(
            lambda connection: [_by_hand(row) for row in connection.execute(sql, (profile,))]
        )

    async def used_documents(self, profile: str) -> set[str]:
        """Return the documents that stand for something already."""
        sql = "SELECT document FROM by_hand WHERE profile = ? AND document != ''"
        return await self._reader.ask(
            lambda connection: {name for (name,) in connection.execute(sql, (profile,))}
        )


class SqliteByHand(SqliteByHandReader):
    """Implements ``ports.ByHandBook``."""

    def __init__(self, ledger: SqliteLedger) -> None:
        super().__init__(ledger)
        self._ledger = ledger

    async def add(
        self, profile: str, kind: ByHandKind, reference: str, amount: Money, *, at: datetime
    ) -> None:
        """Note a thing to register that is no order of the outbox."""
        row = (profile, kind.value, None, reference, amount.minor, amount.currency, at.isoformat())

        def job(file: LedgerFile) -> None:
            file.connection.execute(_NEW, row)

        await self._ledger.change(job)

    async def check_off(self, done: Sequence[ByHand]) -> None:
        """Note what was registered, each with its journal entry; the orders of them are sent."""

        def job(file: LedgerFile) -> None:
            for one in done:
                _check_off(file, one)

        await self._ledger.change(job)


def put(connection: apsw.Connection, item: OutboxItem) -> None:
    """Note that this order of the outbox is to be registered by hand; once, however often."""
    kind = ByHandKind.REFUND if item.kind is ReceiptKind.REFUND else ByHandKind.PAYMENT
    total = item.total
    row = (item.profile, kind.value, item.serial, item.number, total.minor, total.currency)
    connection.execute(_NEW, (*row, item.at.isoformat()))


def settle_of(connection: apsw.Connection, serial: int, how: Settlement) -> None:
    """Check off what stands for an order that a person settled otherwise."""
    connection.execute(
        "UPDATE by_hand SET checked_at = ?, checked_by = ? WHERE serial = ? AND checked_at IS NULL",
        (stamp(how.at), how.by, serial),
    )


def _check_off(file: LedgerFile, done: ByHand) -> None:
    row: Row | None = first(file.connection, f"{_ROW} WHERE id = ?", (done.id,))
    at = done.checked_at
    if row is None or at is None:
        raise UnknownOrderError("register by hand", done.reference)
    before = _by_hand(row)
    if before.is_done:
        return
    file.connection.execute(
        "UPDATE by_hand SET checked_at = ?, checked_by = ?, document = ? WHERE id = ?",
        (stamp(at), done.checked_by, done.document, done.id),
    )
    data = {
        "kind": before.kind.value,
        "number": before.reference,
        "profile": before.profile,
        "amount": before.amount.minor,
        "currency": before.amount.currency,
        "document": done.document,
    }
    file.journal.append(
        EntryKind.REGISTERED_BY_HAND, data, at=at, operator=done.checked_by, day=file.day
    )
    if before.serial is not None and (item := read_item(file.connection, before.serial)):
        how = Settlement(done.checked_by, done.document, at)
        write_item(file.connection, settled(item, how))


def _by_hand(row: Row) -> ByHand:
    id_, profile, kind, reference, amount, currency, at, serial, checked, by, document = row
    return ByHand(
        id_,
        profile,
        ByHandKind(kind),
        reference,
        Money(amount, currency),
        datetime.fromisoformat(at),
        serial,
        time_of(checked),
        by,
        document,
    )
