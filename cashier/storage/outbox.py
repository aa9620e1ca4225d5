"""The outbox on disk: beside the orders in the ledger, written by the ledger's one writer."""

from collections.abc import Mapping
from datetime import datetime

import apsw

from cashier.domain.backend_errors import MappingMissingError
from cashier.domain.errors import UnknownOrderError
from cashier.domain.journal import EntryKind
from cashier.domain.outbox import (
    BY_HAND,
    LONGEST_WAIT,
    OutboxCount,
    OutboxItem,
    Outcome,
    SendState,
    Settlement,
    Taken,
    Turn,
    begun,
    found_again,
    may_become,
    settled,
)
from cashier.storage import by_hand, order_reader
from cashier.storage.database import first, required
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.ledger_reader import SqliteLedgerReader
from cashier.storage.outbox_rows import ITEM, item_of, read_item, stamp, write_item

_TILL = "till"
"""Who writes what the program found out by itself."""
_ASKS_PERSON = "('refused', 'needs-attention')"
_UNMAPPED = MappingMissingError.code
_NEXT = (
    f"{ITEM} WHERE b.profile = :profile AND b.state != 'sent'"
    f" AND (b.state NOT IN {_ASKS_PERSON} OR (:hurried AND b.said_code = '{_UNMAPPED}'))"
    " AND b.serial > :after AND (:hurried"
    " OR b.next_try IS NULL OR b.next_try <= :now OR b.next_try > :far)"
    " ORDER BY b.serial LIMIT 1"
)
_DUE = (
    "SELECT min(CASE WHEN next_try <= :far THEN next_try ELSE :now END) FROM outbox"  # noqa: S608
    f" WHERE profile = :profile AND state != 'sent' AND state NOT IN {_ASKS_PERSON}"
)
_COUNT = (
    f"SELECT count(*) FILTER (WHERE state NOT IN {_ASKS_PERSON}),"  # noqa: S608 - fixed words
    f" count(*) FILTER (WHERE state IN {_ASKS_PERSON}),"
    " (SELECT count(*) FROM by_hand WHERE checked_at IS NULL)"
    " FROM outbox WHERE state != 'sent'"
)


class SqliteOutboxReader:
    """Implements ``ports.OutboxReader``."""

    def __init__(self, ledger: SqliteLedgerReader) -> None:
        self._reader = ledger

    async def items(self, *, limit: int, after: int = 0) -> list[OutboxItem]:
        """Return what is not sent, oldest first, from the one after the serial ``after`` on."""
        sql = f"{ITEM} WHERE b.state != 'sent' AND b.serial > ? ORDER BY b.serial LIMIT ?"

        def job(connection: apsw.Connection) -> list[OutboxItem]:
            return [item_of(row) for row in connection.execute(sql, (after, limit))]

        return await self._reader.ask(job)

    async def item(self, number_or_id: str) -> OutboxItem | None:
        """Return the place of this order, None where it has nothing to be sent to."""
        return await self._reader.ask(lambda connection: _find(connection, number_or_id))

    async def count(self) -> OutboxCount:
        """Return how much waits."""
        return await self._reader.ask(lambda connection: OutboxCount(*required(connection, _COUNT)))

    async def unsent_by_profile(self) -> Mapping[str, int]:
        """Return how many orders of each profile are not sent."""
        sql = "SELECT profile, count(*) FROM outbox WHERE state != 'sent' GROUP BY profile"
        return await self._reader.ask(lambda connection: dict(connection.execute(sql)))

    async def quiet_until(self, profile: str, at: datetime) -> datetime | None:
        """Return until when the profile's server asked to be left in peace."""
        return await self._reader.ask(lambda connection: _quiet_until(connection, profile, at))

    async def next_try(self, profile: str, at: datetime) -> datetime | None:
        """Return when the next order of the profile is due, ``at`` or later; None if none waits."""
        given = {"profile": profile, "now": stamp(at), "far": _far(at)}
        due = await self._reader.ask(lambda connection: required(connection, _DUE, given)[0])
        return max(at, datetime.fromisoformat(due)) if due is not None else None


class SqliteOutbox(SqliteOutboxReader):
    """Implements ``ports.Outbox``."""

    def __init__(self, ledger: SqliteLedger) -> None:
        super().__init__(ledger)
        self._ledger = ledger

    async def take(self, turn: Turn) -> Taken | None:
        """Note what became of the order before, and that the next one is being sent."""

        def job(file: LedgerFile) -> Taken | None:
            if turn.done is not None:
                _note(file, turn.done)
            if _quiet_until(file.connection, turn.profile, turn.at) is not None:
                return None
            given = {
                "profile": turn.profile,
                "after": turn.after,
                "hurried": turn.is_hurried,
                "now": stamp(turn.at),
                "far": _far(turn.at),
            }
            row = first(file.connection, _NEXT, given)
            return None if row is None else _take(file, item_of(row), turn.at)

        return await self._ledger.change(job)

    async def take_this(self, number_or_id: str, at: datetime) -> Taken | None:
        """Note that this order is being sent, whatever it waits for; None where it is sent."""

        def job(file: LedgerFile) -> Taken | None:
            item = _find(file.connection, number_or_id)
            if item is None or item.state is SendState.SENT:
                return None
            return _take(file, item, at)

        return await self._ledger.change(job)

    async def note(self, outcome: Outcome) -> None:
        """Note what became of an order that was taken; a refusal is a journal entry too."""
        await self._ledger.change(lambda file: _note(file, outcome))

    async def settle(self, number_or_id: str, how: Settlement) -> OutboxItem:
        """Let a person's word be the end of it, with its journal entry."""

        def job(file: LedgerFile) -> OutboxItem:
            item = _find(file.connection, number_or_id)
            if item is None or item.state is SendState.SENT:
                raise UnknownOrderError("order", number_or_id)
            done = settled(item, how)
            write_item(file.connection, done)
            by_hand.settle_of(file.connection, item.serial, how)
            data = _data(item) | {"reason": how.reason}
            file.journal.append(
                EntryKind.SETTLED_BY_HAND, data, at=how.at, operator=how.by, day=file.day
            )
            return done

        return await self._ledger.change(job)


def _find(connection: apsw.Connection, number_or_id: str) -> OutboxItem | None:
    serial = order_reader.find_serial(connection, number_or_id)
    return None if serial is None else read_item(connection, serial)


def _take(file: LedgerFile, item: OutboxItem, at: datetime) -> Taken:
    item = found_again(item)
    write_item(file.connection, begun(item, at))
    return Taken(item, order_reader.read_posted(file.connection, item.serial))


def _note(file: LedgerFile, outcome: Outcome) -> None:
    item = outcome.item
    before = read_item(file.connection, item.serial)
    if before is None or not may_become(before.state, item.state):
        return  # a person has settled it meanwhile
    write_item(file.connection, item)
    if item.wants_person and not before.wants_person:
        at = item.last_try or item.at
        data = _data(item)
        file.journal.append(EntryKind.NOT_ACCEPTED, data, at=at, operator=_TILL, day=file.day)
    if item.said.code == BY_HAND:
        by_hand.put(file.connection, item)
    if outcome.wait_until is not None:
        file.connection.execute(
            "INSERT OR REPLACE INTO server_waits VALUES (?, ?)",
            (item.profile, stamp(outcome.wait_until)),
        )


def _data(item: OutboxItem) -> dict[str, object]:
    """Return what the journal keeps: figures and kinds, not what a server had to say."""
    theirs = item.answer.total if item.answer is not None else None
    return {
        "number": item.number,
        "profile": item.profile,
        "state": item.state.value,
        "code": item.said.code,
        "total": item.total.minor,
        "currency": item.total.currency,
        "server_total": None if theirs is None else theirs.minor,
        "server_currency": None if theirs is None else theirs.currency,
    }


def _far(at: datetime) -> str | None:
    """Return from when on a next try is none of ours: it was noted while the clock was wrong."""
    return stamp(at + 2 * LONGEST_WAIT)


def _quiet_until(connection: apsw.Connection, profile: str, at: datetime) -> datetime | None:
    row = first(connection, "SELECT until FROM server_waits WHERE profile = ?", (profile,))
    until = None if row is None else datetime.fromisoformat(row[0])
    is_near = until is not None and at < until <= at + 2 * LONGEST_WAIT
    return until if is_near else None
