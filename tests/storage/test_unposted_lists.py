"""Unposted orders in a list: by group and day, found by their texts and amounts."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import apsw
import pytest

from cashier.domain.order import Customer
from cashier.domain.order_list import OrderFilter, OrderGroup, OrderSummary, Period
from cashier.domain.posting import OrderStatus
from cashier.storage import unposted_lists
from cashier.storage.ledger import SqliteLedger
from tests.storage.selling import NOON, OWNER, in_ledger, kept, line, order, total_of

DAY = NOON.date()


@pytest.fixture
def ledger(tmp_path: Path) -> apsw.Connection:
    async def work(ledger: SqliteLedger) -> None:
        table = replace(order(1, line(2, 2)), name="Table 7")
        await ledger.keep_open(kept(table, OrderStatus.PARKED))
        jane = replace(order(2), customer=Customer("Jane"), note="to go")
        await ledger.keep_open(kept(jane, at=NOON + timedelta(days=1)))
        await ledger.keep_open(kept(order(3), at=NOON + timedelta(days=2)))
        await ledger.void(order(3).id, at=NOON + timedelta(days=2), operator=OWNER)

    in_ledger(tmp_path, work)
    return apsw.Connection(str(tmp_path / "ledger.db"))


def found(connection: apsw.Connection, wanted: OrderFilter) -> list[OrderSummary]:
    rows = unposted_lists.read_unposted(connection, wanted)
    all_of_them = (unposted_lists.summary_of(connection, one, wanted.text) for one in rows)
    return [one for one in all_of_them if one is not None]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (OrderFilter(), [3, 2, 1]),
        (OrderFilter(group=OrderGroup.PENDING), [2, 1]),
        (OrderFilter(group=OrderGroup.CANCELLED), [3]),
        (OrderFilter(group=OrderGroup.COMPLETED), []),
        (OrderFilter(fiscal_day=1), []),
        (OrderFilter(period=Period.of_day(DAY)), [1]),
        (OrderFilter(text="table"), [1]),
        (OrderFilter(text="JÁNE"), [2]),
        (OrderFilter(text="dziugas"), [1]),
        (OrderFilter(text="26,98"), [1]),
    ],
)
def test_unposted_orders_are_found(
    ledger: apsw.Connection, wanted: OrderFilter, numbers: list[int]
) -> None:
    assert [int(UUID(one.id)) for one in found(ledger, wanted)] == numbers


def test_a_row_has_no_number_and_says_how_much_there_is(ledger: apsw.Connection) -> None:
    (table,) = found(ledger, OrderFilter(text="table"))
    assert (table.number, table.fiscal_day, table.customer) == ("", None, "Table 7")
    assert (table.line_count, table.item_count) == (1, 2)
    assert table.total == total_of(order(1, line(2, 2)))
    assert table.status is OrderStatus.PARKED
