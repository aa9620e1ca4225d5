"""The order list asks for the newest orders of all days until it is told what to look for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cashier.domain.money import Money
from cashier.domain.order_list import (
    OrderFilter,
    OrderGroup,
    OrderSummary,
    Period,
    PeriodName,
    item_count,
    period_called,
    written_day,
)
from cashier.domain.posting import Delivery, OrderStatus
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity
from cashier.domain.receipt import ReceiptKind


def test_a_filter_looks_for_everything_a_page_at_a_time() -> None:
    everything = OrderFilter()
    assert (everything.fiscal_day, everything.sold_on, everything.status) == (None, None, None)
    assert (everything.text, everything.limit, everything.offset) == ("", 100, 0)


def test_filters_that_ask_the_same_are_the_same() -> None:
    asked = OrderFilter(sold_on=date(2025, 6, 2), status=OrderStatus.PARKED)
    assert asked == OrderFilter(sold_on=date(2025, 6, 2), status=OrderStatus.PARKED)
    assert asked != OrderFilter(sold_on=date(2025, 6, 3), status=OrderStatus.PARKED)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "today", "since", "until"),
    [
        (PeriodName.TODAY, "2026-11-20", "2026-11-20", "2026-11-20"),
        (PeriodName.YESTERDAY, "2026-03-01", "2026-02-28", "2026-02-28"),
        (PeriodName.THIS_WEEK, "2026-11-20", "2026-11-16", "2026-11-22"),
        (PeriodName.THIS_WEEK, "2026-11-16", "2026-11-16", "2026-11-22"),
        (PeriodName.THIS_WEEK, "2026-11-22", "2026-11-16", "2026-11-22"),
        (PeriodName.THIS_MONTH, "2026-11-20", "2026-11-01", "2026-11-30"),
        (PeriodName.THIS_MONTH, "2028-02-29", "2028-02-01", "2028-02-29"),
        (PeriodName.THIS_MONTH, "2026-12-31", "2026-12-01", "2026-12-31"),
    ],
)
def test_periods_are_of_whole_days(name: PeriodName, today: str, since: str, until: str) -> None:
    assert period_called(name, day(today)) == Period(day(since), day(until))


def test_all_days_have_no_end() -> None:
    everything = period_called(PeriodName.ALL, day("2026-11-20"))
    assert everything.holds(day("0001-01-01"))
    assert everything.holds(day("9999-12-31"))
    assert not everything.is_one_day


def test_a_period_holds_its_first_and_its_last_day() -> None:
    two = Period(day("2026-11-20"), day("2026-11-21"))
    held = [two.holds(day("2026-11-20") + timedelta(days=step)) for step in range(-1, 3)]
    assert held == [False, True, True, False]
    assert not two.is_one_day
    assert Period.of_day(day("2026-11-20")).is_one_day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026.1.2", "2026-01-02"),
        ("20.11.2026", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("20.11.", "2026-11-20"),
        ("20.11", "2026-11-20"),
        ("9", "2026-11-09"),
        (" 3. ", "2026-11-03"),
        ("29.2.2028", "2028-02-29"),
        ("29.2.2026", None),
        ("31.11.", None),
        ("0", None),
        ("2026", None),
        ("20.11.26", None),
        ("Friday", None),
        ("", None),
    ],
)
def test_a_day_is_written_in_the_usual_ways(text: str, found: str | None) -> None:
    expected = None if found is None else day(found)
    assert written_day(text, day("2026-11-20")) == expected


def test_a_day_asked_for_by_either_name_is_the_same_day() -> None:
    asked = day("2026-11-20")
    assert OrderFilter(sold_on=asked).days == OrderFilter(period=Period.of_day(asked)).days


@pytest.mark.parametrize(
    ("status", "delivery", "kind", "group"),
    [
        (OrderStatus.OPEN, Delivery.NOT_NEEDED, ReceiptKind.SALE, OrderGroup.PENDING),
        (OrderStatus.PARKED, Delivery.NOT_NEEDED, ReceiptKind.SALE, OrderGroup.PENDING),
        (OrderStatus.CANCELLED, Delivery.NOT_NEEDED, ReceiptKind.SALE, OrderGroup.CANCELLED),
        (OrderStatus.COMPLETED, Delivery.SENT, ReceiptKind.SALE, OrderGroup.COMPLETED),
        (OrderStatus.COMPLETED, Delivery.NOT_NEEDED, ReceiptKind.REFUND, OrderGroup.REFUNDED),
        (OrderStatus.PARTLY_REFUNDED, Delivery.NOT_NEEDED, ReceiptKind.SALE, OrderGroup.REFUNDED),
        (OrderStatus.REFUNDED, Delivery.UNSENT, ReceiptKind.SALE, OrderGroup.UNSENT),
        (OrderStatus.COMPLETED, Delivery.NEEDS_ATTENTION, ReceiptKind.SALE, OrderGroup.ATTENTION),
    ],
)
def test_every_order_stands_in_one_group(
    status: OrderStatus, delivery: Delivery, kind: ReceiptKind, group: OrderGroup
) -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    plain = OrderSummary("1", "", ReceiptKind.SALE, status, at, None, "owner", 1, Money(1), ())
    assert replace(plain, delivery=delivery, kind=kind).group is group


def test_pieces_are_counted_and_what_is_weighed_is_one_thing() -> None:
    lines = [(Quantity(3_000), Unit.PIECE), (Quantity(455), Unit.KILOGRAM)]
    assert item_count(lines) == 4
    assert item_count([(Quantity(-2_000), Unit.PIECE)]) == 2
