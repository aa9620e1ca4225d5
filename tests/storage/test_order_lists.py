"""Lists of orders: what they show, and what they are searched by."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from cashier.domain.company import Company
from cashier.domain.order import Customer
from cashier.domain.order_list import OrderFilter, OrderGroup
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import TenderType
from cashier.storage import order_lists, order_search
from cashier.storage.ledger import SqliteLedger
from tests.storage.selling import (
    NOON,
    OWNER,
    card,
    in_ledger,
    kept,
    line,
    order,
    payment_of,
    posting_of,
    refund,
)

BUYER = Customer("Ona 100%", company=Company("UAB Gintaras"))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    async def work(ledger: SqliteLedger) -> None:
        for_ona = replace(order(1, line(0)), customer=BUYER, note="to go")
        await ledger.post(posting_of(for_ona, payment_of(for_ona, [card("c", 100)])))
        await ledger.post(posting_of(order(2, line(1, 2)), at=NOON + timedelta(days=1)))
        await refund(ledger, "T1-000002", 3, {1: 1})
        parked = replace(order(4, line(2)), name="Table 7")
        later = NOON + timedelta(days=2)
        await ledger.keep_open(kept(parked, OrderStatus.PARKED, later))
        await ledger.keep_open(kept(order(5), at=later + timedelta(minutes=1)))
        await ledger.void(order(5).id, at=later + timedelta(hours=1), operator=OWNER)

    in_ledger(tmp_path, work)
    return tmp_path


def ids(folder: Path, wanted: OrderFilter) -> list[int]:
    async def work(ledger: SqliteLedger) -> list[int]:
        return [int(one.id.replace("-", ""), 16) for one in await ledger.orders(wanted)]

    return in_ledger(folder, work)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (OrderFilter(), [5, 4, 3, 2, 1]),
        (OrderFilter(limit=2), [5, 4]),
        (OrderFilter(limit=2, offset=3), [2, 1]),
        (OrderFilter(status=OrderStatus.PARKED), [4]),
        (OrderFilter(status=OrderStatus.CANCELLED), [5]),
        (OrderFilter(status=OrderStatus.PARTLY_REFUNDED), [2]),
        (OrderFilter(fiscal_day=1), [3, 2, 1]),
        (OrderFilter(fiscal_day=2), []),
        (OrderFilter(sold_on=NOON.date()), [3, 1]),
        (OrderFilter(text="ona 1"), [1]),
        (OrderFilter(text="100%"), [1]),
        (OrderFilter(text="10_%"), []),
        (OrderFilter(text='"'), []),
        (OrderFilter(text="ÓNA 1"), [1]),
        (OrderFilter(text="uab gint"), [1]),
        (OrderFilter(text="TO GO"), [1]),
        (OrderFilter(text="T1-000002"), [2]),
        (OrderFilter(text="duona"), [5, 3, 2]),
        (OrderFilter(text="table 7"), [4]),
    ],
)
def test_orders_are_found(shop: Path, wanted: OrderFilter, found: list[int]) -> None:
    assert ids(shop, wanted) == found


def test_a_search_looks_at_a_bounded_number_of_orders_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_lists, "SEARCHED_AT_ONCE", 3)

    async def work(ledger: SqliteLedger) -> None:
        for number in range(1, 9):
            at = NOON + timedelta(minutes=number)
            sold = order(number, line(2 if number == 2 else 0))
            await ledger.post(posting_of(sold, at=at))
        await ledger.keep_open(kept(order(9, line(2)), OrderStatus.PARKED, NOON))
        wanted = OrderFilter(text="džiugas")
        looks: list[list[str]] = []
        page, mark = await ledger.order_page(wanted), None
        while page.mark is not None:
            looks.append([one.number for one in page.rows])
            mark = page.mark
            page = await ledger.order_page(wanted, mark)
        looks.append([one.number for one in page.rows])
        # The parked one is older than what was not looked at yet, so it comes last.
        assert looks == [[], [], ["T1-000002", ""]]

    in_ledger(tmp_path, work)


@pytest.mark.parametrize("group", [OrderGroup.ALL, OrderGroup.COMPLETED, OrderGroup.REFUNDED])
def test_a_page_reads_no_more_orders_than_it_shows(shop: Path, group: OrderGroup) -> None:
    connection = apsw.Connection(str(shop / "ledger.db"))
    narrowed = order_search.conditions(connection, OrderFilter(group=group))
    assert narrowed is not None
    sql = f"{order_lists._KEYS}{narrowed.sql} ORDER BY o.serial DESC LIMIT 100"  # noqa: SLF001
    given = {"floor": 1, "below": 9} | narrowed.given
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", given)]
    assert plan[0].startswith("SEARCH o USING INTEGER PRIMARY KEY")
    assert not any("SORT" in step or step == "SCAN o" for step in plan)


def test_a_row_shows_what_the_list_needs(shop: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        back, sale, first = (await ledger.orders(OrderFilter(fiscal_day=1)))[:3]
        assert (first.customer, first.line_count) == ("Ona 100%", 1)
        assert first.tenders == (TenderType.CARD, TenderType.CASH)
        assert (back.refund_of, back.total) == (sale.number, -line(1).price)
        assert (sale.printed, sale.operator) == (False, OWNER)

    in_ledger(shop, work)
