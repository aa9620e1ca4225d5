"""What a list is narrowed down to: groups, days, texts in every script, and amounts."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from cashier.domain.order_list import OrderFilter, OrderGroup, Period
from cashier.storage import order_search
from cashier.storage.ledger import SqliteLedger
from tests.storage.selling import NOON, card, in_ledger, line, order, payment_of, posting_of

DAY = NOON.date()


@pytest.fixture
def ledger(tmp_path: Path) -> apsw.Connection:
    """Three sales on as many days: 2.50, 1.89 rounded to 1.90, and 6.28 by card and cash."""

    async def work(ledger: SqliteLedger) -> None:
        await ledger.post(posting_of(order(1, line(0))))
        second = order(2, line(1))
        rounded = payment_of(second, cash_unit=5)
        await ledger.post(posting_of(second, rounded, at=NOON + timedelta(days=1)))
        third = replace(order(3), note="Ąžuolas")
        paid = payment_of(third, [card("c", 100)])
        await ledger.post(posting_of(third, paid, at=NOON + timedelta(days=2)))

    in_ledger(tmp_path, work)
    return apsw.Connection(str(tmp_path / "ledger.db"))


def found(connection: apsw.Connection, wanted: OrderFilter) -> list[int]:
    narrowed = order_search.conditions(connection, wanted)
    assert narrowed is not None
    sql = f"SELECT o.serial FROM orders AS o WHERE 1{narrowed.sql} ORDER BY o.serial"  # noqa: S608
    return [serial for (serial,) in connection.execute(sql, narrowed.given)]


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("2.50", [1]),
        ("2,50", [1]),
        ("2.5", [1]),
        ("1.89", [2]),
        ("1.90", [2]),
        ("-1.90", [2]),
        ("6.28", [3]),
        ("999999999999", []),
        ("0.005", []),
        ("t1-000003", [3]),
        ("azuolas", [3]),
        ("KAVA", [1, 3]),
    ],
)
def test_texts_and_amounts(ledger: apsw.Connection, text: str, serials: list[int]) -> None:
    assert found(ledger, OrderFilter(text=text)) == serials


def test_an_amount_in_a_ledger_without_orders_finds_nothing(tmp_path: Path) -> None:
    async def nothing(_ledger: SqliteLedger) -> None: ...

    in_ledger(tmp_path, nothing)
    empty = apsw.Connection(str(tmp_path / "ledger.db"))
    assert found(empty, OrderFilter(text="2.50")) == []
    assert order_search.bounds(empty, Period()) == (1, 0)


def test_days_are_told_by_serials(ledger: apsw.Connection) -> None:
    assert order_search.bounds(ledger, Period()) == (1, 3)
    assert order_search.bounds(ledger, Period(DAY + timedelta(days=1))) == (2, 3)
    assert order_search.bounds(ledger, Period(until=DAY)) == (1, 1)
    assert order_search.bounds(ledger, Period.of_day(DAY - timedelta(days=1))) == (1, 0)


def test_a_clock_that_was_wrong_hides_no_order(ledger: apsw.Connection) -> None:
    ledger.execute("UPDATE orders SET at = '2009-01-01T00:00:00+00:00' WHERE serial = 2")
    days = Period(DAY, DAY + timedelta(days=2))
    assert order_search.bounds(ledger, days) == (1, 3)
    assert found(ledger, OrderFilter(period=days)) == [1, 3]


def test_unsent_orders_and_refused_ones_are_groups_of_their_own(ledger: apsw.Connection) -> None:
    for serial, state in ((1, "waiting"), (2, "needs-attention"), (3, "sent")):
        ledger.execute(
            "INSERT INTO outbox (serial, profile, state, tries, last_error)"
            " VALUES (?, 'p', ?, 0, '')",
            (serial, state),
        )
    for group, serials in (
        (OrderGroup.UNSENT, [1]),
        (OrderGroup.ATTENTION, [2]),
        (OrderGroup.COMPLETED, [3]),
        (OrderGroup.REFUNDED, []),
    ):
        assert found(ledger, OrderFilter(group=group)) == serials


def test_groups_of_unposted_orders_hold_no_posted_one(ledger: apsw.Connection) -> None:
    for group in (OrderGroup.PENDING, OrderGroup.CANCELLED):
        assert order_search.conditions(ledger, OrderFilter(group=group)) is None


def test_days_of_a_list_are_found_by_the_index(ledger: apsw.Connection) -> None:
    within = order_search.Conditions("SELECT min(o.serial) FROM orders AS o WHERE 1")
    order_search.add_period(within, Period.of_day(DAY))
    plan = ledger.execute(f"EXPLAIN QUERY PLAN {within.sql}", within.given).fetchall()
    assert all("SEARCH o USING COVERING INDEX orders_at" in str(row[3]) for row in plan)
