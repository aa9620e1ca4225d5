"""Finding our own order: by its marker alone, past cut lists, never missed where none can see."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from cashier.backends.web_service_answers import Row
from cashier.backends.web_service_lookup import MOST_READ, OPEN_ONES, ORDERS, Search, spans
from cashier.domain.backend_errors import NotOnServerError, OutcomeUnknownError
from tests.backends.web_shop import NOW, order

OURS = order()


class Shelf:
    """Orders of a service by their dates; a list may be cut short, or show no comments."""

    def __init__(self, *, cap: int = 10_000, shows_in_list: bool = True) -> None:
        self.orders: list[tuple[datetime, str, dict[str, object]]] = []
        self.cap = cap
        self.shows_in_list = shows_in_list
        self.read: list[str] = []

    def holds(
        self, id_: int, at: datetime = NOW, comment: str | None = "", kind: str = ORDERS
    ) -> None:
        row: dict[str, object] = {"id": id_, "price": "2.50"}
        if comment is not None:
            row["privateComment"] = comment
        self.orders.append((at, kind, row))

    async def listed(self, since: datetime, until: datetime, kind: str) -> list[Row]:
        found = [row for at, of, row in self.orders if since <= at <= until and of == kind]
        hidden = () if self.shows_in_list else ("privateComment",)
        return [
            {name: value for name, value in row.items() if name not in hidden}
            for row in found[: self.cap]
        ]

    async def row(self, id_: str) -> Row:
        self.read.append(id_)
        for _at, _kind, row in self.orders:
            if str(row["id"]) == id_:
                return row
        raise NotOnServerError

    async def search(self, now: datetime = NOW) -> tuple[Row, str] | None:
        return await Search(self.listed, self.row, OURS, "kash.click").run(now)


async def found_id(shelf: Shelf, now: datetime = NOW) -> object:
    found = await shelf.search(now)
    return found and found[0]["id"]


async def test_an_empty_service_has_nothing() -> None:
    assert await Shelf().search() is None


async def test_our_order_is_told_from_others_by_its_marker_alone() -> None:
    shelf = Shelf()
    shelf.holds(1, comment="Cashier T1-000042 another")
    shelf.holds(2, comment=f"x {OURS.marker} < T1-000041")
    assert await found_id(shelf) == 2


@pytest.mark.parametrize("kind", [ORDERS, OPEN_ONES])
async def test_validated_and_open_orders_are_looked_through(kind: str) -> None:
    shelf = Shelf()
    shelf.holds(1, comment=OURS.marker, kind=kind)
    found = await shelf.search()
    assert found is not None
    assert found[1] == kind


async def test_a_list_that_is_cut_short_does_not_hide_our_order() -> None:
    shelf = Shelf(cap=2)
    for number in range(50):
        shelf.holds(number, NOW - timedelta(minutes=5 + number))
    shelf.holds(99, comment=OURS.marker)
    assert await found_id(shelf) == 99


@pytest.mark.parametrize("days", [0, 1, 2, 30])
async def test_an_order_that_was_dated_by_its_arrival_is_found_on_any_day(days: int) -> None:
    shelf = Shelf()
    shelf.holds(7, NOW + timedelta(days=days), OURS.marker)
    assert await found_id(shelf, NOW + timedelta(days=30, hours=1)) == 7


async def test_comments_that_only_the_order_itself_shows_are_read_there() -> None:
    shelf = Shelf(shows_in_list=False)
    shelf.holds(1, comment="other")
    shelf.holds(2, comment=OURS.marker)
    assert await found_id(shelf) == 2
    shelf.orders.pop()
    assert await shelf.search() is None


@pytest.mark.parametrize("count", [1, MOST_READ + 1])
async def test_where_no_comment_is_shown_nobody_takes_the_order_for_missing(count: int) -> None:
    shelf = Shelf(shows_in_list=False)
    for number in range(count):
        shelf.holds(number, comment=None)
    with pytest.raises(OutcomeUnknownError):
        await shelf.search()
    assert len(shelf.read) <= MOST_READ


async def test_one_comment_shown_tells_that_the_others_have_none() -> None:
    shelf = Shelf()
    shelf.holds(1, comment=None)
    shelf.holds(2, comment="somebody else's")
    assert await shelf.search() is None
    assert shelf.read == []


def test_every_moment_up_to_now_is_looked_at_without_a_gap() -> None:
    now = NOW + timedelta(days=3, hours=5)
    _second, *days = spans(NOW, now)
    assert days[0][0] <= NOW - timedelta(days=1)
    assert days[-1][1] >= now + timedelta(days=1)
    assert all(before[1] >= after[0] for before, after in pairwise(days))
