"""Rows of the outbox and what they mean; times that are compared are of UTC, all written alike."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import apsw

from cashier.domain.money import Money
from cashier.domain.outbox import OutboxItem, Said, SendState, Settlement
from cashier.domain.receipt import ReceiptKind
from cashier.domain.remote import Accepted
from cashier.storage.database import Row, first

ITEM = (
    "SELECT b.serial, o.id, o.number, o.kind, o.at, o.total, o.currency, b.profile, b.state,"
    " b.tries, b.asked_at, b.last_try, b.next_try, b.said_code, b.said_what, b.last_error,"
    " b.server_id, b.server_number, b.server_status, b.server_total, b.server_currency,"
    " b.receipt_number, b.sent_at, b.settled_by, b.settled_reason"
    " FROM outbox AS b JOIN orders AS o ON o.serial = b.serial"
)
_UPDATE = (
    "UPDATE outbox SET state = ?, tries = ?, asked_at = ?, last_try = ?, next_try = ?,"
    " said_code = ?, said_what = ?, last_error = ?, server_id = ?, server_number = ?,"
    " server_status = ?, server_total = ?, server_currency = ?, receipt_number = ?, sent_at = ?,"
    " settled_by = ?, settled_reason = ? WHERE serial = ?"
)


def read_item(connection: apsw.Connection, serial: int) -> OutboxItem | None:
    """Return the place of the order of this row, None where it has none."""
    row = first(connection, f"{ITEM} WHERE b.serial = ?", (serial,))
    return None if row is None else item_of(row)


def item_of(row: Row) -> OutboxItem:
    """Return what a row of ``ITEM`` says."""
    (serial, raw_id, number, kind, at, total, currency, profile, state, tries, asked, last,
     due, code, what, words, *answer, sent, settled_by, reason) = row  # fmt: skip
    return OutboxItem(
        serial=serial,
        order_id=UUID(bytes=raw_id),
        number=number,
        kind=ReceiptKind(kind),
        at=datetime.fromisoformat(at),
        total=Money(total, currency),
        profile=profile,
        state=SendState(state),
        tries=tries,
        asked_at=time_of(asked),
        last_try=time_of(last),
        next_try=time_of(due),
        said=Said(code, what, words),
        answer=_answer(answer),
        sent_at=time_of(sent),
        settled=_settlement(settled_by, reason, sent),
    )


def write_item(connection: apsw.Connection, item: OutboxItem) -> None:
    """Write everything that can change of an order's place."""
    answer, settled = item.answer, item.settled
    total = answer.total if answer is not None else None
    connection.execute(
        _UPDATE,
        (
            item.state.value,
            item.tries,
            stamp(item.asked_at),
            stamp(item.last_try),
            stamp(item.next_try),
            item.said.code,
            item.said.what,
            item.said.words,
            answer.id if answer is not None else None,
            answer.number if answer is not None else "",
            answer.status if answer is not None else "",
            total.minor if total is not None else None,
            total.currency if total is not None else None,
            answer.receipt_number if answer is not None else "",
            stamp(item.sent_at),
            settled.by if settled is not None else None,
            settled.reason if settled is not None else None,
            item.serial,
        ),
    )


def doubt_unsent(connection: apsw.Connection, at: datetime) -> None:
    """Let every order be looked up before it is sent: the till may have sent it since this copy."""
    connection.execute(
        "UPDATE outbox SET asked_at = coalesce(asked_at, ?), state = CASE state"
        " WHEN 'waiting' THEN 'unknown' WHEN 'sending' THEN 'unknown' ELSE state END"
        " WHERE state != 'sent'",
        (stamp(at),),
    )


def stamp(at: datetime | None) -> str | None:
    """Return a time as text that sorts as time does."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")


def time_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _answer(row: Sequence[Any]) -> Accepted | None:
    id_, number, status, total, currency, receipt = row
    if id_ is None:
        return None
    amount = None if total is None else Money(total, currency)
    return Accepted(id_, number, amount, status, receipt_number=receipt)


def _settlement(by: str | None, reason: str | None, at: str | None) -> Settlement | None:
    if by is None or at is None:
        return None
    return Settlement(by, reason or "", datetime.fromisoformat(at))
