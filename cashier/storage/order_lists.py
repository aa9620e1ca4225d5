"""Lists of orders for the screen and the command line: posted ones and open ones together.

Orders are read a page at a time, newest first: first their keys alone, then what a row shows of
those that are on the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from uuid import UUID

import apsw

from cashier.domain.money import Money
from cashier.domain.order_list import OrderFilter, OrderMark, OrderPage, OrderSummary
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import TenderType
from cashier.storage import order_reader, records, unposted_lists
from cashier.storage.database import Row, required
from cashier.storage.order_search import SEARCHED_AT_ONCE, Conditions, bounds, conditions
from cashier.storage.unposted_lists import Unposted

_ROW = (
    "SELECT o.serial, o.id, o.number, o.kind, o.at, o.fiscal_day, o.operator, o.currency, o.total,"
    " o.customer, o.refund_of, d.printed_at, b.state,"
    " (SELECT count(*) FROM order_lines AS l WHERE l.serial = o.serial),"
    " (SELECT sum(CASE l.unit WHEN 'pcs' THEN abs(l.quantity) / 1000 ELSE 1 END)"
    " FROM order_lines AS l WHERE l.serial = o.serial),"
    " (SELECT group_concat(type) FROM order_tenders AS t WHERE t.serial = o.serial)"
    " FROM orders AS o JOIN documents AS d ON d.serial = o.serial"
    " LEFT JOIN outbox AS b ON b.serial = o.serial WHERE o.serial = ?"
)
_KEYS = "SELECT o.serial, o.at FROM orders AS o WHERE o.serial >= :floor AND o.serial < :below"


@dataclass(frozen=True, slots=True)
class _Posted:
    """Keys of posted orders below a mark; ``stop`` is where the look ended, None: at the first."""

    keys: tuple[tuple[int, float], ...]
    stop: int | None
    stopped_at: float


def read_orders(connection: apsw.Connection, wanted: OrderFilter) -> list[OrderSummary]:
    """Return matching orders, newest first."""
    rows = _all_rows(connection, replace(wanted, limit=wanted.limit + wanted.offset, offset=0))
    return list(islice(rows, wanted.offset, wanted.offset + wanted.limit))


def read_page(
    connection: apsw.Connection, wanted: OrderFilter, after: OrderMark | None = None
) -> OrderPage:
    """Return the next matching orders after a mark, newest first."""
    start = after or OrderMark()
    posted = _posted(connection, wanted, start)
    unposted = unposted_lists.read_unposted(connection, wanted)
    rows: list[OrderSummary] = []
    taken, looked = 0, start.unposted
    for row in _merged(posted, unposted[start.unposted :]):
        if isinstance(row, Unposted):
            looked += 1
            summary = unposted_lists.summary_of(connection, row, wanted.text)
        else:
            taken += 1
            summary = _summary(connection, row)
        if summary is not None and wanted.status in {None, summary.status}:
            rows.append(summary)
        if taken + looked - start.unposted >= wanted.limit:
            break
    is_rest_posted = taken < len(posted.keys) or posted.stop is not None
    if not is_rest_posted and looked >= len(unposted):
        return OrderPage(tuple(rows))
    return OrderPage(tuple(rows), OrderMark(_below(posted, taken, start), looked))


def _all_rows(connection: apsw.Connection, wanted: OrderFilter) -> Iterator[OrderSummary]:
    page = read_page(connection, wanted)
    yield from page.rows
    while page.mark is not None:
        page = read_page(connection, wanted, page.mark)
        yield from page.rows


def _below(posted: _Posted, taken: int, start: OrderMark) -> int | None:
    """Return below which serial posted orders are still to be looked for."""
    if taken < len(posted.keys):
        return posted.keys[taken - 1][0] if taken else start.serial
    return posted.stop if posted.stop is not None else 0


def _merged(posted: _Posted, unposted: list[Unposted]) -> Iterator[int | Unposted]:
    """Yield serials and unposted orders, newest first, as far as both were looked at."""
    keys, others = iter(posted.keys), iter(unposted)
    key, other = next(keys, None), next(others, None)
    while key is not None or other is not None:
        if other is not None and (key is None or other.at > key[1]):
            if key is None and posted.stop is not None and other.at < posted.stopped_at:
                return  # older posted orders may come before it
            yield other
            other = next(others, None)
        elif key is not None:
            yield key[0]
            key = next(keys, None)


def _posted(connection: apsw.Connection, wanted: OrderFilter, start: OrderMark) -> _Posted:
    lowest, highest = bounds(connection, wanted.days)
    below = highest + 1 if start.serial is None else min(start.serial, highest + 1)
    narrowed = conditions(connection, wanted)
    if narrowed is None or below <= lowest:
        return _Posted((), None, 0)
    floor = max(below - SEARCHED_AT_ONCE, lowest) if wanted.text else lowest
    keys = _keys(connection, narrowed, floor, below, wanted.limit)
    if len(keys) == wanted.limit:
        return _Posted(keys, keys[-1][0], keys[-1][1])
    if floor == lowest:
        return _Posted(keys, None, 0)
    return _Posted(keys, floor, _at(connection, floor))


def _keys(
    connection: apsw.Connection, narrowed: Conditions, floor: int, below: int, limit: int
) -> tuple[tuple[int, float], ...]:
    narrowed.given |= {"floor": floor, "below": below, "limit": limit}
    sql = f"{_KEYS}{narrowed.sql} ORDER BY o.serial DESC LIMIT :limit"
    rows = connection.execute(sql, narrowed.given)
    return tuple((serial, datetime.fromisoformat(at).timestamp()) for serial, at in rows)


def _at(connection: apsw.Connection, serial: int) -> float:
    row = required(
        connection, "SELECT at FROM orders WHERE serial >= ? ORDER BY serial LIMIT 1", (serial,)
    )
    return datetime.fromisoformat(row[0]).timestamp()


def _summary(connection: apsw.Connection, wanted: int) -> OrderSummary:
    row: Row = required(connection, _ROW, (wanted,))
    (serial, raw_id, number, kind, at, day, operator, currency, total, customer, refund_of,
     printed_at, outbox, line_count, item_count, tenders) = row  # fmt: skip
    sold_as = ReceiptKind(kind)
    return OrderSummary(
        id=str(UUID(bytes=raw_id)),
        number=number,
        kind=sold_as,
        status=order_reader.status_of(connection, serial, sold_as),
        at=datetime.fromisoformat(at),
        fiscal_day=day,
        operator=operator,
        line_count=line_count,
        total=Money(total, currency),
        tenders=tuple(TenderType(one) for one in tenders.split(",")) if tenders else (),
        customer=records.customer_of(customer).name,
        refund_of=order_reader.number_of(connection, refund_of),
        delivery=order_reader.delivery_of(outbox),
        printed=printed_at is not None,
        item_count=item_count,
    )
