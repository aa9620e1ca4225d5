"""What a list of orders is narrowed down to, as conditions of SQL; how far one look goes back."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

import apsw

from cashier.domain.errors import CashierError
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.order_list import OrderFilter, OrderGroup, Period
from cashier.storage import records
from cashier.storage.database import first

SEARCHED_AT_ONCE = 4_000
"""So many orders one look for a text goes through; the next look goes on from there."""

DELIVERED = (
    " AND NOT EXISTS (SELECT 1 FROM outbox AS b WHERE b.serial = o.serial AND b.state != 'sent')"
)
IN_REFUNDS = (
    " IN (SELECT serial FROM orders WHERE refund_of IS NOT NULL"
    " UNION ALL SELECT refund_of FROM orders WHERE refund_of IS NOT NULL)"
)
IN_ATTENTION = " IN ('refused', 'needs-attention')"
_GROUPS = {
    OrderGroup.ALL: "",
    OrderGroup.COMPLETED: f" AND NOT o.serial{IN_REFUNDS}{DELIVERED}",
    OrderGroup.REFUNDED: f" AND o.serial{IN_REFUNDS}{DELIVERED}",
    OrderGroup.UNSENT: f" AND o.serial IN (SELECT serial FROM outbox WHERE state != 'sent'"  # noqa: S608 - fixed words
    f" AND NOT state{IN_ATTENTION})",
    OrderGroup.ATTENTION: f" AND o.serial IN (SELECT serial FROM outbox WHERE state{IN_ATTENTION})",  # noqa: S608 - as above
    OrderGroup.PENDING: None,
    OrderGroup.CANCELLED: None,
}
"""The condition of each group on a posted order; None where it holds none."""

_CONTAINS = (
    " AND (instr(lower(o.number), :text) OR instr(plain_customer(o.customer), :text)"
    " OR abs(o.total) = :amount OR abs(o.total + o.rounding) = :amount"
    " OR instr(plain(o.note), :text) OR EXISTS (SELECT 1 FROM order_lines AS n"
    " WHERE n.serial = o.serial AND (instr(plain(n.name), :text) OR n.barcode = :typed)))"
)
_AMOUNT = re.compile(r"[-\u2212]?(\d{1,9}(?:[.,]\d{1,3})?)")
_ACCENTS = re.compile("[\u0300-\u036f]")
_REMEMBERED = 20_000
_NO_AMOUNT = -1


@dataclass(slots=True)
class Conditions:
    """The end of a SELECT over ``orders AS o``, with its values."""

    sql: str = ""
    given: dict[str, object] = field(default_factory=dict)

    def add(self, sql: str, **given: object) -> None:
        self.sql += sql
        self.given |= given


def conditions(connection: apsw.Connection, wanted: OrderFilter) -> Conditions | None:
    """Return what a posted order must meet; None where none can.

    The days are told by serials, which orders are read in; here they are only looked at again.
    """
    of_group = _GROUPS[wanted.group]
    if of_group is None:
        return None
    found = Conditions(of_group)
    if wanted.fiscal_day is not None:
        found.add(" AND o.fiscal_day = :day", day=wanted.fiscal_day)
    add_period(found, wanted.days, column="+o.at")
    if wanted.text:
        connection.create_scalar_function("plain", plain, 1, deterministic=True)
        connection.create_scalar_function("plain_customer", _customer, 1, deterministic=True)
        amount = _amount_in(connection, wanted.text)
        found.add(_CONTAINS, text=plain(wanted.text), typed=wanted.text, amount=amount)
    return found


def add_period(found: Conditions, days: Period, *, column: str = "o.at") -> None:
    """Add the days of ``days``; times begin with the date of the shop's own zone."""
    if days.since is not None:
        found.add(f" AND {column} >= :since", since=days.since.isoformat())
    if days.until is not None:
        after = (days.until + timedelta(days=1)).isoformat()
        found.add(f" AND {column} < :after", after=after)


def bounds(connection: apsw.Connection, days: Period) -> tuple[int, int]:
    """Return the first and the last serial of the days; (1, 0) where nothing was posted on them."""
    if days == Period():
        sql = "SELECT (SELECT min(serial) FROM orders), (SELECT max(serial) FROM orders)"
        row = connection.execute(sql).fetchone()
    else:
        within = Conditions("SELECT min(o.serial), max(o.serial) FROM orders AS o WHERE 1")
        add_period(within, days)
        row = connection.execute(within.sql, within.given).fetchone()
    return (row[0], row[1]) if row is not None and row[0] is not None else (1, 0)


@lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """Return ``text`` as it is compared: without capitals and accents, in every script."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())


def texts_of(customer: Customer) -> tuple[str, ...]:
    """Return what a customer can be found by."""
    company = customer.company.name if customer.company else ""
    return customer.name, customer.email, customer.phone, company


@lru_cache(_REMEMBERED)
def _customer(text: str) -> str:
    return plain("\n".join(texts_of(records.customer_of(text))))


def _amount_in(connection: apsw.Connection, text: str) -> int:
    """Return the minor units that ``text`` names, in the currency sold in last; else none has."""
    found = _AMOUNT.fullmatch(text.strip())
    row = first(connection, "SELECT currency FROM orders ORDER BY serial DESC LIMIT 1")
    if found is None or row is None:
        return _NO_AMOUNT
    try:
        return Money.parse(found[1].replace(",", "."), row[0]).minor
    except CashierError:
        return _NO_AMOUNT
