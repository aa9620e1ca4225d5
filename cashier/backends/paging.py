"""Walking a list page by page to its real end, whatever the server says, leaves out or caps."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from cashier.backends.wire_json import as_text
from cashier.domain.backend_errors import DamagedAnswerError

Query = Sequence[tuple[str, str]]
Fetch = Callable[[Query], Awaitable[object]]
Item = Mapping[str, object]

MOST_PAGES = 10_000
MOST_ITEMS = 500_000
_LISTS = ("data", "items")
_IDS = ("id", "uuid")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; ``total`` and ``pages`` where the server tells them.

    ``next_query`` is of its link to the next page: None where it links nothing at all.
    """

    items: tuple[Item, ...]
    total: int | None = None
    pages: int | None = None
    next_query: Query | None = None


async def walk(fetch: Fetch, query: Query, size: tuple[str, int]) -> AsyncIterator[Sequence[Item]]:
    """Give every item once, page by page; ``size`` is what the page size is called, and it.

    A page size that the server cut in silence costs nothing, and a list that changes meanwhile
    repeats nothing. ``DamagedAnswerError`` where the server tells of more than it gives.
    """
    asked = [*query, (size[0], str(size[1]))]
    coming: Query = asked
    steps = _Walk(size[1])
    for number in range(1, MOST_PAGES + 1):
        page = page_of(await fetch(coming))
        fresh = steps.take(page)
        if fresh:
            yield fresh
        if steps.is_at_end(page, number, has_fresh=bool(fresh)):
            return
        coming = page.next_query or [*asked, ("page", str(number + 1))]
    raise DamagedAnswerError(words=f"a list of more than {MOST_PAGES} pages")


def page_of(answer: object) -> Page:
    """Return one page as it came; ``DamagedAnswerError`` where it is no list at all."""
    if isinstance(answer, list):
        return Page(_objects(answer), total=len(answer))
    if not isinstance(answer, Mapping):
        raise DamagedAnswerError(words="no list")
    items = next((answer[name] for name in _LISTS if isinstance(answer.get(name), list)), None)
    if not isinstance(items, list):
        raise DamagedAnswerError(words="no list: neither “data” nor “items”")
    more = answer.get("_metadata")
    total = _count(answer.get("itemsTotal"))
    if total is None and isinstance(more, Mapping):
        total = _count(more.get("total"))
    return Page(_objects(items), total, _count(answer.get("pagesTotal")), _next(answer))


class _Walk:
    """What was seen so far."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._first = 0
        self._total: int | None = None
        self._rows = 0
        self._given = 0
        self._seen: set[int] = set()

    def take(self, page: Page) -> list[Item]:
        """Return what of a page was not on another before: a list that grows moves its rows.

        Within one page nothing moves, so there only what is the same in all it says is left out.
        """
        self._first = self._first or len(page.items)
        self._total = page.total if self._total is None else self._total
        self._rows += len(page.items)
        fresh = [item for item in _once_each(page.items) if _hash(_key(item)) not in self._seen]
        self._seen.update(_hash(_key(item)) for item in page.items)
        self._given += len(fresh)
        if self._given > MOST_ITEMS:
            raise DamagedAnswerError(words=f"a list of more than {MOST_ITEMS} entries")
        return fresh

    def is_at_end(self, page: Page, number: int, *, has_fresh: bool) -> bool:
        if not has_fresh:
            self._refuse_gap(page)
            return True
        if page.total is not None:
            return self._given >= page.total and not page.next_query
        if page.pages is not None:
            return number >= page.pages
        if page.next_query is not None:
            return not page.next_query
        # Nothing tells the end. A first page that is short may be the server's own bound, so one
        # more look has to come back empty; a later page shorter than the first is the last.
        return number > 1 and len(page.items) < self._first

    def _refuse_gap(self, page: Page) -> None:
        """Refuse an end that leaves out what the server itself counted when the walk began."""
        total = self._total
        is_short = total is not None and self._rows - len(page.items) < total
        is_stuck = total is None and bool(page.items) and len(page.items) >= self._size
        if is_short or is_stuck:
            told = "" if total is None else f" of {total}"
            raise DamagedAnswerError(words=f"the list ends after {self._given}{told}")


def _objects(items: Sequence[object]) -> tuple[Item, ...]:
    found = tuple(item for item in items if isinstance(item, Mapping))
    if len(found) < len(items):
        raise DamagedAnswerError(words="a list with something in it that is no object")
    return found


def _once_each(items: Sequence[Item]) -> list[Item]:
    """Return items without those that say the very same."""
    if len({_key(item) for item in items}) == len(items):
        return list(items)
    return list({_hash(as_text(item)): item for item in items}.values())


def _hash(key: str) -> int:
    """Return what is kept of a key: an item without an id is its own, and may be large."""
    return hash(key)


def _key(item: Item) -> str:
    for name in _IDS:
        if isinstance(item.get(name), str | int):
            return f"{name}={item[name]}"
    return as_text(item)


def _count(value: object) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if is_count and isinstance(value, int) else None


def _next(answer: Mapping[str, object]) -> Query | None:
    """Return the query of the link to the next page; empty where the server says there is none."""
    links = answer.get("links", answer.get("_links"))
    if not isinstance(links, Mapping) or "next" not in links:
        return None
    link = links["next"]
    if isinstance(link, Mapping):
        link = link.get("href")
    if not isinstance(link, str) or not link:
        return ()
    return parse_qsl(urlsplit(link).query) or None
