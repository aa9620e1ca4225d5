"""Lists are walked to their end, whatever the server counts, links, caps or repeats."""

from collections.abc import Callable, Sequence

import pytest

from cashier.backends import paging
from cashier.backends.paging import Query, page_of, walk
from cashier.domain.backend_errors import DamagedAnswerError

Row = dict[str, object]
Answering = Callable[[list[Row], int, int], object]


def rows(count: int) -> list[Row]:
    return [{"id": str(index)} for index in range(count)]


class Server:
    """Gives ``all_rows`` out in pages of at most ``cap``, in the envelope of ``answering``."""

    def __init__(self, all_rows: list[Row], cap: int, answering: Answering) -> None:
        self.rows, self.cap, self.answering = all_rows, cap, answering
        self.asked: list[Query] = []

    async def __call__(self, query: Query) -> object:
        self.asked.append(query)
        given = dict(query)
        page, size = int(given.get("page", "1")), min(int(given["per_page"]), self.cap)
        part = self.rows[(page - 1) * size : page * size]
        return self.answering(part, page, -(-len(self.rows) // size))


def counted(all_rows: list[Row]) -> Answering:
    return lambda part, _page, _pages: {"itemsTotal": len(all_rows), "data": part}


def linked(part: list[Row], page: int, pages: int) -> object:
    link = f"/eapi/v1/orders?page={page + 1}&per_page=50" if page < pages else None
    return {"data": part, "links": {"next": link, "self": "/eapi/v1/orders"}}


def numbered(part: list[Row], _page: int, pages: int) -> object:
    return {"items": part, "pagesTotal": pages}


def silent(part: list[Row], _page: int, _pages: int) -> object:
    return {"items": part}


async def walked(server: Server, size: int = 50) -> list[str]:
    pages = [page async for page in walk(server, [("status", "x")], ("per_page", size))]
    return [str(row["id"]) for page in pages for row in page]


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 49, 50, 51, 100, 101, 230])
@pytest.mark.parametrize("cap", [10, 50, 1000])
@pytest.mark.parametrize("how", ["counted", "linked", "numbered", "silent"])
async def test_every_row_is_there_once(count: int, cap: int, how: str) -> None:
    all_rows = rows(count)
    answering = counted(all_rows) if how == "counted" else globals()[how]
    server = Server(all_rows, cap, answering)
    assert await walked(server) == [str(row["id"]) for row in all_rows]
    assert all(dict(query)["per_page"] == "50" for query in server.asked)


async def test_a_full_list_that_is_counted_is_asked_for_no_more_than_needed() -> None:
    server = Server(rows(100), 50, counted(rows(100)))
    await walked(server)
    assert len(server.asked) == 2


async def test_the_filters_go_with_every_page() -> None:
    server = Server(rows(120), 50, counted(rows(120)))
    await walked(server)
    assert [dict(query)["status"] for query in server.asked] == ["x"] * 3


async def test_a_list_that_grows_meanwhile_repeats_nothing() -> None:
    all_rows = rows(100)

    def growing(part: list[Row], page: int, _pages: int) -> object:
        all_rows.insert(0, {"id": f"new{page}"})
        return {"itemsTotal": len(all_rows) - 1, "data": part}

    found = await walked(Server(all_rows, 50, growing))
    assert len(found) == len(set(found))
    assert set(found) >= {str(index) for index in range(100)}


async def test_a_list_that_ends_before_its_own_count_is_damaged() -> None:
    with pytest.raises(DamagedAnswerError) as caught:
        await walked(Server(rows(30), 50, counted(rows(40))))
    assert "30 of 40" in caught.value.words


@pytest.mark.parametrize("is_counted", [True, False])
async def test_a_server_that_gives_the_first_page_for_ever_is_found_out(is_counted: bool) -> None:
    async def stuck(_query: Query) -> object:
        return {"data": rows(50), **({"itemsTotal": 1000} if is_counted else {})}

    with pytest.raises(DamagedAnswerError):
        async for _page in walk(stuck, [], ("per_page", 50)):
            pass


async def test_a_short_list_without_pages_is_whole() -> None:
    async def stuck(_query: Query) -> object:
        return {"data": rows(3)}

    assert [len(page) async for page in walk(stuck, [], ("per_page", 50))] == [3]


async def test_a_bare_array_is_a_whole_list() -> None:
    async def bare(_query: Query) -> object:
        return rows(7)

    assert [len(page) async for page in walk(bare, [], ("per_page", 5))] == [7]


async def test_a_link_to_another_host_is_never_followed_there() -> None:
    asked: list[Query] = []

    async def leading_away(query: Query) -> object:
        asked.append(query)
        link = "https://evil.example/eapi/v1/orders?page=2" if len(asked) == 1 else None
        return {"data": [{"id": len(asked)}], "links": {"next": link}}

    assert [len(page) async for page in walk(leading_away, [], ("per_page", 1))] == [1, 1]
    assert asked[1] == [("page", "2")]


async def test_an_endless_list_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_PAGES", 20)
    asked = 0

    async def endless(_query: Query) -> object:
        nonlocal asked
        asked += 1
        return {"data": [{"id": asked}], "itemsTotal": 10**12}

    with pytest.raises(DamagedAnswerError):
        async for _page in walk(endless, [], ("per_page", 1)):
            pass
    assert asked == 20


async def test_two_rows_of_one_page_with_the_same_id_are_both_shown() -> None:
    page = [{"id": "1", "total": 5}, {"id": "1", "total": 6}, {"id": "1", "total": 5}]

    async def once(_query: Query) -> object:
        return {"data": page, "itemsTotal": 3}

    found = [row async for rows_ in walk(once, [], ("per_page", 50)) for row in rows_]
    assert [row["total"] for row in found] == [5, 6]


async def test_rows_that_are_told_twice_do_not_end_a_list_early() -> None:
    all_rows = rows(120)

    def twice(part: list[Row], _page: int, _pages: int) -> object:
        return {"itemsTotal": 120, "data": [row for row in part for _ in range(2)]}

    assert len(await walked(Server(all_rows, 50, twice))) == 120


async def test_a_row_that_moved_to_the_next_page_is_shown_once_though_it_changed() -> None:
    pages = [[{"id": 1, "s": "a"}, {"id": 2, "s": "a"}], [{"id": 2, "s": "b"}, {"id": 3, "s": "a"}]]
    pages.append([])
    turn = iter(pages)

    async def moving(_query: Query) -> object:
        return {"data": next(turn), "itemsTotal": 4}

    found = [row async for rows_ in walk(moving, [], ("per_page", 2)) for row in rows_]
    assert [row["id"] for row in found] == [1, 2, 3]


async def test_what_is_kept_of_a_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_ITEMS", 100)
    page = iter(range(1000))

    async def endless(_query: Query) -> object:
        number = next(page)
        return {"data": [{"id": f"{number}-{index}"} for index in range(30)]}

    with pytest.raises(DamagedAnswerError) as caught:
        async for _page in walk(endless, [], ("per_page", 30)):
            pass
    assert "more than 100" in caught.value.words
    assert next(page) == 4


@pytest.mark.parametrize(
    "answer", [None, "x", 1, {}, {"data": {}}, {"data": [1]}, {"items": "x"}, [[]]]
)
def test_what_is_no_list_is_damaged(answer: object) -> None:
    with pytest.raises(DamagedAnswerError):
        page_of(answer)


@pytest.mark.parametrize("total", ["many", -5, True, 1.5, None])
def test_a_count_that_is_none_does_not_count(total: object) -> None:
    assert page_of({"data": [], "itemsTotal": total}).total is None


def test_the_classic_envelope_is_counted_too() -> None:
    assert page_of({"items": [], "_metadata": {"total": 7}}).total == 7


async def test_rows_without_an_id_are_told_apart_by_all_they_hold() -> None:
    same: Sequence[Row] = [{"number": "1", "total": 5}, {"number": "1", "total": 6}]

    async def once(_query: Query) -> object:
        return {"data": list(same), "itemsTotal": 2}

    assert [len(page) async for page in walk(once, [], ("per_page", 50))] == [2]
