"""The orders that the web service holds: asked for by their dates, read by any spelling."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from cashier.backends.web_service_answers import Row, row, rows
from cashier.backends.web_service_calls import Calls
from cashier.backends.web_service_lookup import OPEN_ONES, ORDERS
from cashier.backends.web_service_reading import PENDING, VALIDATED, remote_order
from cashier.domain.errors import InputRefusedError
from cashier.domain.remote import RemoteFilter, RemoteOrder
from cashier.ports import Clock

STATUS_OF = {ORDERS: VALIDATED, OPEN_ONES: PENDING}
"""What the list that an order stands in says of it, where it says no more itself."""
_SPAN = timedelta(days=7)
_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)
Span = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of one shop; a date that names no zone is of the clock's."""

    calls: Calls
    currency: str
    clock: Clock

    async def rows(self, since: datetime | None, until: datetime | None, kind: str) -> list[Row]:
        """Return validated orders (by value date) or open ones (by creation date)."""
        form = [("validatedOrders", kind)]
        if since is not None:
            form.append(("from_date_ISO8601", since.isoformat(timespec="seconds")))
        if until is not None:
            form.append(("to_date_ISO8601", until.isoformat(timespec="seconds")))
        return rows(await self.calls.ask(("getOrders",), form), self.calls.host)

    async def row(self, id_: str) -> Row:
        if not id_.strip():
            raise InputRefusedError("id")
        return row(await self.calls.ask(("getOrder",), [("order_id", id_)]), self.calls.host)

    def read(self, found: Row, kind: str = "") -> RemoteOrder:
        return remote_order(found, self.currency, self._zone(), STATUS_OF.get(kind, ""))

    async def pages(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteOrder]]:
        """Yield orders week by week, each once; validated ones before open ones."""
        seen: set[str] = set()
        for since, until in self._spans(wanted):
            for kind in STATUS_OF:
                found = [self.read(one, kind) for one in await self.rows(since, until, kind)]
                page = [one for one in found if one.id not in seen and fits(one, wanted)]
                seen.update(one.id for one in found)
                if page:
                    yield page

    def _spans(self, wanted: RemoteFilter) -> Iterator[Span]:
        zone = self._zone()
        since = _start(wanted.since, zone)
        until = _start(wanted.until and wanted.until + _DAY, zone)
        while since is not None and until is not None and since < until:
            end = min(since + _SPAN, until)
            yield since, end - _SECOND
            since = end
        if since is None or until is None:
            yield since, until and until - _SECOND

    def _zone(self) -> tzinfo:
        return self.clock.now().tzinfo or UTC


def fits(order: RemoteOrder, wanted: RemoteFilter) -> bool:
    """Whether an order is one that was asked for; a number may be the service's or stand in it."""
    if wanted.status and order.status.lower() != wanted.status.lower():
        return False
    texts = (order.id, order.number, *order.others.values())
    return not wanted.number or any(
        wanted.number == text or f" {wanted.number} " in f" {text} " for text in texts
    )


def _start(day: date | None, zone: tzinfo) -> datetime | None:
    return datetime.combine(day, time.min, zone) if day is not None else None
