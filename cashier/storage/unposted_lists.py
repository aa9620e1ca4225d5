"""Unposted orders as rows of a list: in progress, parked or cancelled; they have no number."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import apsw

from cashier.domain.money import Money
from cashier.domain.order import Order
from cashier.domain.order_list import OrderFilter, OrderGroup, OrderSummary, item_count
from cashier.domain.posting import OrderStatus
from cashier.domain.receipt import ReceiptKind
from cashier.storage import records
from cashier.storage.database import required
from cashier.storage.order_search import plain, texts_of

_OF_GROUP = {
    OrderGroup.ALL: frozenset({OrderStatus.OPEN, OrderStatus.PARKED, OrderStatus.CANCELLED}),
    OrderGroup.PENDING: frozenset({OrderStatus.OPEN, OrderStatus.PARKED}),
    OrderGroup.CANCELLED: frozenset({OrderStatus.CANCELLED}),
}


@dataclass(frozen=True, slots=True)
class Unposted:
    """The key of an unposted order; ``at`` is when it was changed last, as a timestamp."""

    raw_id: bytes
    at: float


def read_unposted(connection: apsw.Connection, wanted: OrderFilter) -> list[Unposted]:
    """Return the keys of the unposted orders of a group and its days, newest first."""
    states = _OF_GROUP.get(wanted.group, frozenset())
    if wanted.fiscal_day is not None or not states:
        return []
    found: list[Unposted] = []
    for raw_id, status, text in connection.execute(
        "SELECT id, status, updated_at FROM open_orders"
    ):
        at = datetime.fromisoformat(text)
        if OrderStatus(status) in states and wanted.days.holds(at.date()):
            found.append(Unposted(raw_id, at.timestamp()))
    return sorted(found, key=lambda one: one.at, reverse=True)


def summary_of(connection: apsw.Connection, one: Unposted, text: str = "") -> OrderSummary | None:
    """Return the row of an unposted order; None where ``text`` is not found in it."""
    status, content, total, updated_at, operator = required(
        connection,
        "SELECT status, content, total, updated_at, operator FROM open_orders WHERE id = ?",
        (one.raw_id,),
    )
    order = records.order_of(UUID(bytes=one.raw_id), content)
    amount = Money(total, order.currency)
    if text and not _holds(order, amount, text):
        return None
    return OrderSummary(
        id=str(order.id),
        number="",
        kind=ReceiptKind.SALE,
        status=OrderStatus(status),
        at=datetime.fromisoformat(updated_at),
        fiscal_day=None,
        operator=operator,
        line_count=len(order.lines),
        total=amount,
        tenders=(),
        customer=order.customer.name or order.name,
        item_count=item_count((line.quantity, line.unit) for line in order.lines),
    )


def _holds(order: Order, total: Money, text: str) -> bool:
    looked_for = plain(text)
    held = (
        *(order.name, order.note, *texts_of(order.customer)),
        *(line.name for line in order.lines),
    )
    is_amount = text.strip().replace(",", ".") == total.text()
    return is_amount or any(looked_for in plain(one) for one in held)
