"""Finding our own order at the web service, which honours no key: by our marker in its comment.

The marker stands in ``privateComment``. Orders are asked for around the second they were dated to
first, then around their day, then up to now: a list that the service cuts short cannot hide what a
narrow question finds. Orders whose comment the list does not show are read one by one; where that
shows none either, the service cannot tell, and nobody takes the order for missing.
"""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta

from cashier.backends.web_service_answers import Row
from cashier.backends.web_service_reading import ORDER_IDS, holds, tells_private_comment
from cashier.domain.backend_errors import BackEndRefusedError, OutcomeUnknownError
from cashier.domain.outgoing import OutgoingOrder

MOST_READ = 50
Listed = Callable[[datetime, datetime, str], Awaitable[list[Row]]]
Read = Callable[[str], Awaitable[Row]]
_SECOND, _DAY = timedelta(seconds=2), timedelta(days=1)
ORDERS, OPEN_ONES = "1", "0"


class Search:
    """One search for one order; remembers what it saw of others on the way."""

    def __init__(self, listed: Listed, read: Read, order: OutgoingOrder, host: str) -> None:
        self._listed = listed
        self._read = read
        self._order = order
        self._host = host
        self._tells = False
        self._blind: dict[str, Row] = {}

    async def run(self, now: datetime) -> tuple[Row, str] | None:
        """Return our order and the list it stands in, None where the service has none of it.

        ``OutcomeUnknownError`` where the service shows no comments to tell it by.
        """
        for since, until in spans(self._order.created_at, now):
            for kind in (ORDERS, OPEN_ONES):
                found = self._among(await self._listed(since, until, kind))
                if found is not None:
                    return found, kind
        return await self._one_by_one()

    def _among(self, rows: list[Row]) -> Row | None:
        for row in rows:
            if holds(row, self._order.marker):
                return row
            if tells_private_comment(row):
                self._tells = True
            else:
                id_ = next((str(row[name]) for name in ORDER_IDS if row.get(name)), "")
                self._blind[id_] = row
        return None

    async def _one_by_one(self) -> tuple[Row, str] | None:
        """Look into the orders that showed no comment in their list."""
        if self._tells or not self._blind:
            return None
        if len(self._blind) > MOST_READ or "" in self._blind:
            raise OutcomeUnknownError(self._host, "its orders show no private comment")
        for id_ in self._blind:
            try:
                row = await self._read(id_)
            except BackEndRefusedError:
                continue
            if holds(row, self._order.marker):
                return row, ORDERS
            self._tells = self._tells or tells_private_comment(row)
        if not self._tells:
            raise OutcomeUnknownError(self._host, "its orders show no private comment")
        return None


def spans(created_at: datetime, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Return when to look: its very second, the days around it, then each day up to now."""
    yield created_at - _SECOND, created_at + _SECOND
    start, last = created_at - _DAY, max(created_at, now) + _DAY
    yield start, created_at + _DAY
    start = created_at + _DAY
    while start < last:
        yield start, min(start + _DAY, last)
        start += _DAY
