"""The order list asks for the newest orders of all days until it is told what to look for."""

from datetime import date

from cashier.domain.order_list import OrderFilter
from cashier.domain.posting import OrderStatus


def test_a_filter_looks_for_everything_a_page_at_a_time() -> None:
    everything = OrderFilter()
    assert (everything.fiscal_day, everything.sold_on, everything.status) == (None, None, None)
    assert (everything.text, everything.limit, everything.offset) == ("", 100, 0)


def test_filters_that_ask_the_same_are_the_same() -> None:
    asked = OrderFilter(sold_on=date(2025, 6, 2), status=OrderStatus.PARKED)
    assert asked == OrderFilter(sold_on=date(2025, 6, 2), status=OrderStatus.PARKED)
    assert asked != OrderFilter(sold_on=date(2025, 6, 3), status=OrderStatus.PARKED)
