"""What ``ports.Ledger`` promises, asked of the ledger on disk and of the fake in memory."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from cashier.domain.errors import (
    ApprovedTenderError,
    NothingToRefundError,
    OrderIdTakenError,
    RefundTooLargeError,
    TenderRefusedError,
    UndecidedTenderError,
    UnknownOrderError,
)
from cashier.domain.order_list import OrderFilter, OrderGroup, OrderSummary, Period
from cashier.domain.posting import OrderStatus
from cashier.domain.quantity import Quantity
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import TenderState, TenderType
from cashier.ports import Ledger
from tests.fake_ledger import FakeLedger
from tests.storage.selling import (
    NOON,
    OWNER,
    card,
    euro,
    kept,
    line,
    opened,
    order,
    payment_of,
    posting_of,
    refund,
    refund_with,
    total_of,
)


@pytest.fixture(params=["sqlite", "fake"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    if request.param == "fake":
        yield FakeLedger()
        return
    real = opened(tmp_path)
    yield real
    real.close()


async def test_numbers_of_sales_and_refunds_are_one_series(ledger: Ledger) -> None:
    first = await ledger.post(posting_of(order(1)))
    back = await refund(ledger, first.number, 2)
    second = await ledger.post(posting_of(order(3)))
    assert [one.number for one in (first, back, second)] == ["T1-000001", "T1-000002", "T1-000003"]
    assert back.posting.kind is ReceiptKind.REFUND
    assert back.posting.refund_of == first.number


async def test_the_same_order_posts_once(ledger: Ledger) -> None:
    posting = posting_of(order(1))
    first = await ledger.post(posting)
    again = await ledger.post(replace(posting, at=NOON + timedelta(hours=1)))
    assert (again.number, again.is_repeat) == (first.number, True)
    assert again.posting == posting
    assert (await ledger.post(posting_of(order(2)))).number == "T1-000002"


async def test_two_tasks_posting_one_order_get_one_sale(ledger: Ledger) -> None:
    posting = posting_of(order(1))
    both = await asyncio.gather(*(ledger.post(posting) for _ in range(8)))
    assert {one.number for one in both} == {"T1-000001"}
    assert [one.is_repeat for one in both].count(False) == 1


async def test_an_id_with_other_content_is_refused(ledger: Ledger) -> None:
    await ledger.post(posting_of(order(1)))
    with pytest.raises(OrderIdTakenError):
        await ledger.post(posting_of(order(1, line(2))))
    assert (await ledger.post(posting_of(order(2)))).number == "T1-000002"


async def test_a_posted_order_is_found_by_number_and_by_id(ledger: Ledger) -> None:
    posting = posting_of(order(1))
    posted = await ledger.post(posting)
    for name in (posted.number, str(posting.id)):
        found = await ledger.find(name)
        assert found is not None
        assert (found.number, found.posting) == (posted.number, posting)
    assert await ledger.find("T1-000009") is None
    assert await ledger.find("nonsense") is None


async def test_a_sale_tells_what_was_given_back(ledger: Ledger) -> None:
    number = (await ledger.post(posting_of(order(1, line(0, 3), line(1))))).number
    assert await _status(ledger, number) is OrderStatus.COMPLETED
    await refund(ledger, number, 2, {1: 1})
    assert await _status(ledger, number) is OrderStatus.PARTLY_REFUNDED
    sold = await ledger.sold(number)
    assert sold.all_left() == {1: Quantity(2_000), 2: Quantity(1_000)}
    await refund(ledger, number, 3)
    assert await _status(ledger, number) is OrderStatus.REFUNDED


async def test_more_than_is_left_is_not_given_back(ledger: Ledger) -> None:
    number = (await ledger.post(posting_of(order(1, line(0, 2))))).number
    operation, sold = refund_with(ledger), await ledger.sold(number)
    stale = operation.propose(sold, {1: Quantity(2_000)})
    await refund(ledger, number, 2, {1: 1})
    with pytest.raises(RefundTooLargeError):
        await operation(number, UUID(int=3), stale, operator=OWNER)
    await refund(ledger, number, 4, {1: 1})
    with pytest.raises(NothingToRefundError):
        await refund(ledger, number, 5)


async def test_a_refund_worked_out_before_another_one_is_refused(ledger: Ledger) -> None:
    number = (await ledger.post(posting_of(order(1, line(1, 3))))).number
    operation, sold = refund_with(ledger), await ledger.sold(number)
    stale = operation.propose(sold, {1: Quantity(500)})
    assert stale.figures.total == euro(-95)  # half a loaf of 1.89; the next half is 0.94
    await operation(number, UUID(int=2), stale, operator=OWNER)
    with pytest.raises(RefundTooLargeError):
        await operation(number, UUID(int=3), stale, operator=OWNER)
    fresh = operation.propose(await ledger.sold(number), {1: Quantity(500)})
    assert fresh.figures.total == euro(-94)
    await operation(number, UUID(int=4), fresh, operator=OWNER)


async def test_no_card_gives_back_more_than_it_took(ledger: Ledger) -> None:
    wanted = order(1, line(0, 2))
    paid = payment_of(wanted, [card("c", 250)])
    number = (await ledger.post(posting_of(wanted, paid))).number
    operation, sold = refund_with(ledger), await ledger.sold(number)
    first = operation.propose(sold, {1: Quantity(1_000)}, TenderType.CARD)
    await operation(number, UUID(int=2), first, operator=OWNER)
    now = operation.propose(await ledger.sold(number), {1: Quantity(1_000)})
    by_card = replace(now, tenders=first.tenders)
    with pytest.raises(RefundTooLargeError):
        await operation(number, UUID(int=3), by_card, operator=OWNER)
    await operation(number, UUID(int=4), now, operator=OWNER)


async def test_a_refund_of_nothing_known_is_refused(ledger: Ledger) -> None:
    number = (await ledger.post(posting_of(order(1)))).number
    with pytest.raises(UnknownOrderError):
        await ledger.sold("T1-000044")
    back = await refund(ledger, number, 2)
    with pytest.raises(NothingToRefundError):
        await ledger.sold(back.number)


async def test_an_open_order_comes_back_with_its_tenders(ledger: Ledger) -> None:
    wanted = order(1)
    await ledger.keep_open(kept(wanted, OrderStatus.PARKED))
    tender = card("c", 100, TenderState.ASKED)
    await ledger.ask_tender(wanted.id, tender)
    (found,) = await ledger.open_orders()
    assert (found.order, found.status, found.tenders) == (wanted, OrderStatus.PARKED, (tender,))
    await ledger.answer_tender("c", TenderState.APPROVED, at=NOON, operator=OWNER)
    (found,) = await ledger.open_orders()
    assert [one.state for one in found.tenders] == [TenderState.APPROVED]


async def test_a_posted_order_is_open_no_more_and_never_again(ledger: Ledger) -> None:
    wanted = order(1)
    await ledger.keep_open(kept(wanted))
    await ledger.post(posting_of(wanted))
    assert await ledger.open_orders() == []
    with pytest.raises(OrderIdTakenError):
        await ledger.keep_open(kept(wanted))
    with pytest.raises(UnknownOrderError):
        await ledger.ask_tender(wanted.id, card("late", 100, TenderState.ASKED))
    with pytest.raises(UnknownOrderError):
        await ledger.void(wanted.id, at=NOON, operator=OWNER)
    assert await ledger.open_orders() == []


async def test_a_void_order_is_neither_kept_nor_posted_again(ledger: Ledger) -> None:
    wanted = order(1)
    await ledger.keep_open(kept(wanted))
    await ledger.void(wanted.id, at=NOON, operator=OWNER)
    assert await ledger.open_orders() == []
    with pytest.raises(UnknownOrderError):
        await ledger.keep_open(kept(wanted))
    with pytest.raises(UnknownOrderError):
        await ledger.post(posting_of(wanted))
    with pytest.raises(UnknownOrderError):
        await ledger.void(wanted.id, at=NOON, operator=OWNER)


async def test_an_unknown_order_is_not_voided(ledger: Ledger) -> None:
    with pytest.raises(UnknownOrderError):
        await ledger.void(UUID(int=77), at=NOON, operator=OWNER)


async def test_a_tender_is_asked_only_for_an_order_that_is_kept(ledger: Ledger) -> None:
    with pytest.raises(UnknownOrderError):
        await ledger.ask_tender(UUID(int=1), card("c", 100, TenderState.ASKED))
    with pytest.raises(UnknownOrderError):
        await ledger.answer_tender("c", TenderState.APPROVED, at=NOON, operator=OWNER)


async def test_an_undecided_tender_blocks_void_posting_and_the_next_one(ledger: Ledger) -> None:
    wanted = order(1)
    await ledger.keep_open(kept(wanted))
    await ledger.ask_tender(wanted.id, card("c", 100, TenderState.ASKED))
    for state in (TenderState.ASKED, TenderState.UNKNOWN):
        if state is TenderState.UNKNOWN:
            await ledger.answer_tender("c", state, at=NOON, operator=OWNER)
        with pytest.raises(UndecidedTenderError):
            await ledger.void(wanted.id, at=NOON, operator=OWNER)
        with pytest.raises(UndecidedTenderError):
            await ledger.post(posting_of(wanted))
        with pytest.raises(UndecidedTenderError):
            await ledger.ask_tender(wanted.id, card("other", 100, TenderState.ASKED))
        with pytest.raises(UndecidedTenderError):
            await ledger.keep_open(replace(kept(wanted), total=euro(99)))
    await ledger.answer_tender("c", TenderState.DECLINED, at=NOON, operator=OWNER)
    assert (await ledger.post(posting_of(wanted))).number == "T1-000001"


async def test_an_approved_tender_stays_until_it_is_reversed(ledger: Ledger) -> None:
    wanted = order(1)
    await ledger.keep_open(kept(wanted))
    await ledger.ask_tender(wanted.id, card("c", 100, TenderState.ASKED))
    await ledger.answer_tender("c", TenderState.APPROVED, at=NOON, operator=OWNER)
    with pytest.raises(ApprovedTenderError):
        await ledger.void(wanted.id, at=NOON, operator=OWNER)
    with pytest.raises(ApprovedTenderError):
        await ledger.keep_open(replace(kept(wanted), total=euro(99)))
    with pytest.raises(ApprovedTenderError):
        await ledger.post(posting_of(wanted))
    for forgotten in (TenderState.DECLINED, TenderState.UNKNOWN):
        with pytest.raises(ApprovedTenderError):
            await ledger.answer_tender("c", forgotten, at=NOON, operator=OWNER)
    await ledger.answer_tender("c", TenderState.REVERSED, at=NOON, operator=OWNER)
    await ledger.void(wanted.id, at=NOON, operator=OWNER)


async def test_a_posting_holds_every_approved_tender(ledger: Ledger) -> None:
    wanted = order(1)
    await ledger.keep_open(kept(wanted))
    await ledger.ask_tender(wanted.id, card("c", 100, TenderState.ASKED))
    await ledger.answer_tender("c", TenderState.APPROVED, at=NOON, operator=OWNER)
    posted = await ledger.post(posting_of(wanted, payment_of(wanted, [card("c", 100)])))
    assert [one.type for one in posted.posting.tenders] == [TenderType.CARD, TenderType.CASH]


async def test_a_decision_is_final(ledger: Ledger) -> None:
    wanted = order(1)
    await ledger.keep_open(kept(wanted))
    await ledger.ask_tender(wanted.id, card("c", 100, TenderState.ASKED))
    await ledger.answer_tender("c", TenderState.DECLINED, at=NOON, operator=OWNER)
    await ledger.answer_tender("c", TenderState.DECLINED, at=NOON, operator=OWNER)
    with pytest.raises(TenderRefusedError):
        await ledger.answer_tender("c", TenderState.APPROVED, at=NOON, operator=OWNER)


async def test_one_key_is_one_tender(ledger: Ledger) -> None:
    wanted = order(1)
    await ledger.keep_open(kept(wanted))
    for _ in range(2):
        await ledger.ask_tender(wanted.id, card("c", 100, TenderState.ASKED))
    with pytest.raises(TenderRefusedError):
        await ledger.ask_tender(wanted.id, card("c", 101, TenderState.ASKED))
    (found,) = await ledger.open_orders()
    assert [one.amount for one in found.tenders] == [euro(100)]


async def test_copies_are_counted_from_one(ledger: Ledger) -> None:
    number = (await ledger.post(posting_of(order(1)))).number
    copies = [await ledger.count_copy(number, at=NOON, operator=OWNER) for _ in range(3)]
    assert copies == [1, 2, 3]


async def test_orders_are_listed_newest_first(ledger: Ledger) -> None:
    first = await ledger.post(posting_of(order(1)))
    await refund(ledger, first.number, 2, {1: 1})
    later = NOON + timedelta(hours=1)
    await ledger.keep_open(kept(order(3), OrderStatus.PARKED, later))
    found = await ledger.orders(OrderFilter())
    assert [one.number for one in found] == ["", "T1-000002", "T1-000001"]
    assert found[2].status is OrderStatus.PARTLY_REFUNDED
    assert found[0].total == total_of(order(3))
    parked = await ledger.orders(OrderFilter(status=OrderStatus.PARKED))
    assert [one.id for one in parked] == [str(UUID(int=3))]
    assert [one.number for one in await ledger.orders(OrderFilter(limit=1, offset=1))] == [
        "T1-000002"
    ]


async def test_pages_follow_each_other_and_hold_every_order_once(ledger: Ledger) -> None:
    for number in range(1, 8):
        await ledger.post(posting_of(order(number), at=NOON + timedelta(minutes=number)))
    between = NOON + timedelta(minutes=4, seconds=30)
    await ledger.keep_open(kept(order(8), OrderStatus.PARKED, NOON + timedelta(hours=1)))
    await ledger.keep_open(kept(order(9), OrderStatus.PARKED, between))
    listed = [int(UUID(one.id)) for one in await _pages(ledger, OrderFilter(limit=2))]
    assert sorted(listed) == list(range(1, 10))
    assert [one for one in listed if one < 8] == [7, 6, 5, 4, 3, 2, 1]


async def test_groups_part_the_orders_and_are_counted(ledger: Ledger) -> None:
    first = await ledger.post(posting_of(order(1)))
    await ledger.post(posting_of(order(2)))
    await refund(ledger, first.number, 3, {1: 1})
    await ledger.keep_open(kept(order(4), OrderStatus.PARKED))
    await ledger.keep_open(kept(order(5)))
    await ledger.keep_open(kept(order(6)))
    await ledger.void(order(6).id, at=NOON, operator=OWNER)
    counts = await ledger.order_counts(Period())
    for group, expected in (
        (OrderGroup.ALL, {1, 2, 3, 4, 5, 6}),
        (OrderGroup.COMPLETED, {2}),
        (OrderGroup.REFUNDED, {1, 3}),
        (OrderGroup.PENDING, {4, 5}),
        (OrderGroup.CANCELLED, {6}),
        (OrderGroup.UNSENT, set()),
        (OrderGroup.ATTENTION, set()),
    ):
        found = await _pages(ledger, OrderFilter(group=group))
        assert {int(UUID(one.id)) for one in found} == expected
        assert all(group in {OrderGroup.ALL, one.group} for one in found)
        assert counts[group] == len(expected)


async def test_a_period_is_of_whole_days(ledger: Ledger) -> None:
    for days in range(4):
        at = NOON + timedelta(days=days)
        await ledger.post(posting_of(order(days + 1), at=at))
    await ledger.keep_open(kept(order(9), OrderStatus.PARKED, NOON + timedelta(days=1)))
    day = NOON.date()
    two = Period(day + timedelta(days=1), day + timedelta(days=2))
    found = await _pages(ledger, OrderFilter(period=two, limit=1))
    assert {int(UUID(one.id)) for one in found} == {9, 2, 3}
    counts = await ledger.order_counts(two)
    assert (counts[OrderGroup.ALL], counts[OrderGroup.PENDING]) == (3, 1)
    long_ago = Period.of_day(day - timedelta(days=400))
    assert await _pages(ledger, OrderFilter(period=long_ago)) == []
    assert (await ledger.order_counts(long_ago))[OrderGroup.ALL] == 0


async def test_a_row_counts_things_and_is_found_by_its_amount(ledger: Ledger) -> None:
    await ledger.post(posting_of(order(1, line(0, 3), line(1))))
    await ledger.post(posting_of(order(2, line(2))))
    (found,) = await _pages(
        ledger, OrderFilter(text=total_of(order(1, line(0, 3), line(1))).text())
    )
    assert (found.line_count, found.item_count) == (2, 4)


async def _pages(ledger: Ledger, wanted: OrderFilter) -> list[OrderSummary]:
    page = await ledger.order_page(wanted)
    rows = list(page.rows)
    while page.mark is not None:
        page = await ledger.order_page(wanted, page.mark)
        rows += page.rows
    return rows


async def _status(ledger: Ledger, number: str) -> OrderStatus:
    found = await ledger.find(number)
    assert found is not None
    return found.status
