"""Calls of a webhook that wait, noted in the transaction of their sale."""

from collections.abc import Mapping
from datetime import datetime

import apsw

from cashier.domain.outbox import Said
from cashier.domain.posting import PostedOrder
from cashier.domain.webhook import WebhookEvent
from cashier.domain.webhook_call import LONGEST_WAIT, WebhookCall
from cashier.storage import order_reader
from cashier.storage.database import Row, first, required
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.outbox_rows import stamp, time_of

_ROW = (
    "SELECT w.id, w.hook, w.serial, o.number, w.event, w.state, w.tries, w.said_code, w.said_what,"
    " w.last_error, w.last_try, w.next_try, w.sent_at"
    " FROM webhook_calls AS w JOIN orders AS o ON o.serial = w.serial"
)
_NEXT = (
    f"{_ROW} WHERE w.hook = :hook AND w.state != 'sent' AND w.state = 'waiting' AND w.id > :after"
    " AND (:hurried OR w.next_try IS NULL OR w.next_try <= :now OR w.next_try > :far)"
    " ORDER BY w.id LIMIT 1"
)
_DUE = (
    "SELECT min(CASE WHEN next_try <= :far THEN next_try ELSE :now END) FROM webhook_calls"
    " WHERE hook = :hook AND state != 'sent' AND state = 'waiting'"
)
_UPDATE = (
    "UPDATE webhook_calls SET state = ?, tries = ?, said_code = ?, said_what = ?, last_error = ?,"
    " last_try = ?, next_try = ?, sent_at = ? WHERE id = ?"
)


class SqliteWebhookCalls:
    """Implements ``ports.WebhookCalls``."""

    def __init__(self, ledger: SqliteLedger) -> None:
        self._ledger = ledger

    async def next(
        self, hook: str, at: datetime, *, after: int = 0, is_hurried: bool = False
    ) -> tuple[WebhookCall, PostedOrder] | None:
        """Return the oldest call after ``after`` that is due, with its order."""
        given = _times(hook, at) | {"after": after, "hurried": is_hurried}

        def job(connection: apsw.Connection) -> tuple[WebhookCall, PostedOrder] | None:
            row = first(connection, _NEXT, given)
            if row is None:
                return None
            call = _call(row)
            return call, order_reader.read_posted(connection, call.serial)

        return await self._ledger.ask(job)

    async def next_try(self, hook: str, at: datetime) -> datetime | None:
        """Return when the next call is due, ``at`` or later; None where none waits."""
        given = _times(hook, at)
        due = await self._ledger.ask(lambda connection: required(connection, _DUE, given)[0])
        return None if due is None else max(at, datetime.fromisoformat(due))

    async def waiting(self) -> Mapping[str, int]:
        """Return how many calls of each address were not heard."""
        sql = "SELECT hook, count(*) FROM webhook_calls WHERE state != 'sent' GROUP BY hook"
        return await self._ledger.ask(lambda connection: dict(connection.execute(sql)))

    async def note(self, call: WebhookCall) -> None:
        """Note what became of a call."""

        def job(file: LedgerFile) -> None:
            file.connection.execute(_UPDATE, _values(call))

        await self._ledger.change(job)


def _times(hook: str, at: datetime) -> dict[str, object]:
    return {"hook": hook, "now": stamp(at), "far": stamp(at + 2 * LONGEST_WAIT)}


def _call(row: Row) -> WebhookCall:
    id_, hook, serial, number, event, state, tries, code, what, words, last, due, sent = row
    return WebhookCall(
        id_,
        hook,
        serial,
        number,
        WebhookEvent(event),
        tries,
        Said(code, what, words),
        time_of(last),
        time_of(due),
        time_of(sent),
        is_given_up=state == "given-up",
    )


def _values(call: WebhookCall) -> Row:
    state = "sent" if call.sent_at is not None else "given-up" if call.is_given_up else "waiting"
    said = call.said
    return (
        state,
        call.tries,
        said.code,
        said.what,
        said.words,
        stamp(call.last_try),
        stamp(call.next_try),
        stamp(call.sent_at),
        call.id,
    )
