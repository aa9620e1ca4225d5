"""Lists of orders for the screen and the command line: posted ones and open ones together."""

import heapq
import itertools
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import apsw

from cashier.domain.money import Money
from cashier.domain.order_list import OrderFilter, OrderSummary
from cashier.domain.posting import OrderStatus
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import TenderType
from cashier.storage import order_reader, records
from cashier.storage.database import Row

_POSTED = (
    "SELECT o.serial, o.id, o.number, o.kind, o.at, o.fiscal_day, o.operator, o.currency, o.total,"
    " o.customer, o.refund_of, d.printed_at, b.state,"
    " (SELECT count(*) FROM order_lines AS l WHERE l.serial = o.serial),"
    " (SELECT group_concat(type) FROM order_tenders AS t WHERE t.serial = o.serial)"
    " FROM orders AS o JOIN documents AS d ON d.serial = o.serial"
    " LEFT JOIN outbox AS b ON b.serial = o.serial WHERE 1"
)
_CONTAINS = (
    " AND (instr(lower(o.number), :text) OR instr(plain_customer(o.customer), :text)"
    " OR instr(plain(o.note), :text) OR EXISTS (SELECT 1 FROM order_lines AS n"
    " WHERE n.serial = o.serial AND (instr(plain(n.name), :text) OR n.barcode = :typed)))"
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_REMEMBERED = 20_000


def read_orders(connection: apsw.Connection, wanted: OrderFilter) -> list[OrderSummary]:
    """Return matching orders, newest first."""
    both = heapq.merge(
        _posted(connection, wanted),
        _open(connection, wanted),
        key=lambda one: one.at.timestamp(),
        reverse=True,
    )
    chosen = (one for one in both if _matches(one, wanted))
    return list(itertools.islice(chosen, wanted.offset, wanted.offset + wanted.limit))


def _matches(one: OrderSummary, wanted: OrderFilter) -> bool:
    if wanted.sold_on is not None and one.at.date() != wanted.sold_on:
        return False
    return wanted.status is None or one.status is wanted.status


def _posted(connection: apsw.Connection, wanted: OrderFilter) -> Iterator[OrderSummary]:
    sql = _POSTED
    given: dict[str, str] = {}
    if wanted.fiscal_day is not None:
        sql += " AND o.fiscal_day = :day"
        given["day"] = str(wanted.fiscal_day)
    if wanted.text:
        sql += _CONTAINS
        given |= {"text": _plain(wanted.text), "typed": wanted.text}
        connection.create_scalar_function("plain", _plain, 1, deterministic=True)
        connection.create_scalar_function("plain_customer", _customer, 1, deterministic=True)
    for row in connection.cursor().execute(sql + " ORDER BY o.serial DESC", given):
        yield _summary(connection, row)


@lru_cache(_REMEMBERED)
def _plain(text: str) -> str:
    """Return ``text`` as it is compared: without capitals and accents, in every script."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())


@lru_cache(_REMEMBERED)
def _customer(text: str) -> str:
    customer = records.customer_of(text)
    company = customer.company.name if customer.company else ""
    return _plain("\n".join((customer.name, customer.email, customer.phone, company)))


def _summary(connection: apsw.Connection, row: Row) -> OrderSummary:
    (serial, raw_id, number, kind, at, day, operator, currency, total, customer, refund_of,
     printed_at, outbox, line_count, tenders) = row  # fmt: skip
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
    )


def _open(connection: apsw.Connection, wanted: OrderFilter) -> Iterator[OrderSummary]:
    if wanted.fiscal_day is not None:
        return
    rows: list[Row] = connection.execute(
        "SELECT id, status, content, total, updated_at, operator FROM open_orders"
    ).fetchall()
    rows.sort(key=lambda row: datetime.fromisoformat(row[4]).timestamp(), reverse=True)
    for raw_id, status, content, total, updated_at, operator in rows:
        order = records.order_of(UUID(bytes=raw_id), content)
        text = _plain(wanted.text)
        held = (order.name, order.customer.name, order.note, *(line.name for line in order.lines))
        if text and not any(text in _plain(one) for one in held):
            continue
        yield OrderSummary(
            id=str(order.id),
            number="",
            kind=ReceiptKind.SALE,
            status=OrderStatus(status),
            at=datetime.fromisoformat(updated_at),
            fiscal_day=None,
            operator=operator,
            line_count=len(order.lines),
            total=Money(total, order.currency),
            tenders=(),
            customer=order.customer.name or order.name,
        )
