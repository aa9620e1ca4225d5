"""How many orders each group of a list holds, without reading the orders themselves."""

from collections import Counter
from datetime import datetime

import apsw

from cashier.domain.order_list import OrderGroup, Period
from cashier.domain.posting import OrderStatus
from cashier.storage.order_search import (
    DELIVERED,
    IN_ATTENTION,
    IN_REFUNDS,
    Conditions,
    add_period,
)

_POSTED = "SELECT count(*) FROM orders AS o WHERE 1"
_WAITING = "SELECT count(*) FROM outbox AS w JOIN orders AS o ON o.serial = w.serial WHERE"
_OPEN = {
    OrderStatus.OPEN.value: OrderGroup.PENDING,
    OrderStatus.PARKED.value: OrderGroup.PENDING,
    OrderStatus.CANCELLED.value: OrderGroup.CANCELLED,
}


def read_counts(connection: apsw.Connection, days: Period) -> Counter[OrderGroup]:
    """Return the number of orders of each group on ``days``; ``ALL`` is their sum."""
    counts: Counter[OrderGroup] = Counter()
    for status, text in connection.execute("SELECT status, updated_at FROM open_orders"):
        if days == Period() or days.holds(datetime.fromisoformat(text).date()):
            counts[_OPEN[status]] += 1
    posted = _count(connection, _POSTED, days)
    attention = _count(connection, f"{_WAITING} w.state{IN_ATTENTION}", days)
    waiting = _count(connection, f"{_WAITING} w.state != 'sent'", days)
    refunded = _count(connection, f"{_POSTED} AND o.serial{IN_REFUNDS}{DELIVERED}", days)
    counts[OrderGroup.ATTENTION] = attention
    counts[OrderGroup.UNSENT] = waiting - attention
    counts[OrderGroup.REFUNDED] = refunded
    counts[OrderGroup.COMPLETED] = posted - waiting - refunded
    counts[OrderGroup.ALL] = counts.total()
    return counts


def _count(connection: apsw.Connection, sql: str, days: Period) -> int:
    counted = Conditions(sql)
    add_period(counted, days)
    return int(connection.execute(counted.sql, counted.given).get)
