"""The calls about orders that both families of Paysera share: send, look up, list, read, change."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

from cashier.backends.http import segment
from cashier.backends.paging import Item, Query, page_of
from cashier.backends.paysera_answers import AnsweredOrders, shows_notes
from cashier.backends.paysera_changes import change_body
from cashier.backends.paysera_link import PayseraLink
from cashier.backends.paysera_orders import GUIDE, dialect_of, order_body
from cashier.backends.paysera_same import is_same
from cashier.domain.backend_errors import (
    BackEndRefusedError,
    DamagedAnswerError,
    NotOnServerError,
    OutcomeUnknownError,
)
from cashier.domain.capability import Capability
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.remote import (
    CANCELLED_WORDS,
    Accepted,
    BackEndFinding,
    RegisterStatus,
    RemoteFilter,
    RemoteOrder,
)
from cashier.domain.text import cleaned

ORDERS = "/orders"
ORDER_CAPABILITIES = frozenset(
    {
        Capability.LOOKS_UP_ORDERS,
        Capability.LISTS_ORDERS,
        Capability.UPDATES_ORDERS,
        Capability.CANCELS_ORDERS,
    }
)
_TAKEN = 409
_A_DAY = timedelta(days=1)


class PayseraOrders(ABC):
    """Orders of one server. Nothing is sent twice from here: who repeats looks up before.

    ``_size`` is what a page's size is called, and the largest.
    """

    _update_method: str
    _size: tuple[str, int]

    def __init__(self, link: PayseraLink) -> None:
        self._link = link
        self._answers = AnsweredOrders(link.profile, link.currency, link.zone)

    async def send(self, order: OutgoingOrder) -> Accepted:
        """Record the order; where its number is there already, look whether that one is ours."""
        body = order_body(order, self._link.profile)
        try:
            answer = await self._link.change("POST", ORDERS, body)
        except BackEndRefusedError as error:
            found = await self.look_up(order) if error.status == _TAKEN else None
            if found is None:
                raise
            return found
        return self._accepted(self._made(answer), was_there=False)

    async def look_up(self, order: OutgoingOrder) -> Accepted | None:
        """Return the order by our number, or by our mark in its notes where it has none of ours."""
        is_guide = dialect_of(self._link.profile) == GUIDE
        try:
            remote = await (self._by_mark(order) if is_guide else self._by_number(order))
        except NotOnServerError as error:  # the list itself is not there: that tells nothing
            raise OutcomeUnknownError(self._link.http.host, error.words) from error
        return None if remote is None else self._accepted(remote, was_there=True)

    async def orders(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteOrder]]:
        """Give the orders page by page, newest or oldest first as the server has them."""
        query = [*self._period(wanted), *self._status(wanted.status)]
        if wanted.number and dialect_of(self._link.profile) != GUIDE:
            query += self._several("numbers", wanted.number)
        async for page in self._pages(query):
            found = [one for one in map(self._answers.read, page) if _is_wanted(one, wanted)]
            if found:
                yield found

    async def order(self, id_: str) -> RemoteOrder:
        return self._answers.read(await self._link.get(order_path(id_)))

    async def update_order(self, id_: str, order: OutgoingOrder) -> RemoteOrder:
        """Change an order that is not paid yet; payments are never changed by it."""
        body = change_body(order, await self.order(id_), self._link.profile)
        answer = await self._link.change(self._update_method, order_path(id_), body)
        return self._made(answer)

    async def check(self) -> BackEndFinding:
        """Look whether host, secret and register are good; asks for one page of orders."""
        page_of(await self._link.get(ORDERS, [self._size_of_one]))
        return BackEndFinding(
            host=self._link.http.host,
            register=await self.register_status() if self._link.profile.register else None,
            clock_difference=self._link.http.clock_difference,
            capabilities=self.capabilities,
        )

    async def aclose(self) -> None:
        await self._link.http.aclose()

    @property
    def _chosen(self) -> frozenset[Capability]:
        """What a setting says the server can do."""
        chosen = self._link.profile.paysera.numbers_receipts
        return frozenset({Capability.ISSUES_RECEIPT_NUMBER} if chosen else ())

    @property
    @abstractmethod
    def capabilities(self) -> frozenset[Capability]: ...

    @abstractmethod
    async def register_status(self) -> RegisterStatus: ...

    @property
    def _size_of_one(self) -> tuple[str, str]:
        return self._size[0], "1"

    @abstractmethod
    def _period(self, wanted: RemoteFilter) -> list[tuple[str, str]]: ...

    @abstractmethod
    def _status(self, status: str) -> Query: ...

    def _several(self, name: str, *values: str) -> list[tuple[str, str]]:
        """Return a filter of several values as this server takes it."""
        if self._link.profile.list_query == "commas":
            return [(name, ",".join(values))]
        return [(f"{name}[]", value) for value in values]

    def _pages(self, query: Query) -> AsyncIterator[Sequence[Item]]:
        return self._link.pages(ORDERS, query, self._size)

    def _made(self, answer: object) -> RemoteOrder:
        """Return the order that was answered to a change; what cannot be told is unknown."""
        try:
            remote = self._answers.read(answer)
        except DamagedAnswerError as error:
            raise OutcomeUnknownError(self._link.http.host, error.words) from error
        if not remote.id:
            raise OutcomeUnknownError(self._link.http.host, "an order without id and number")
        return remote

    def _accepted(self, remote: RemoteOrder, *, was_there: bool) -> Accepted:
        """Return what the server has of an order; without its total nobody can hold it to ours."""
        if remote.total is None:
            raise OutcomeUnknownError(self._link.http.host, "an order without a total")
        return self._answers.accepted(remote, was_there=was_there)

    async def _by_number(self, order: OutgoingOrder) -> RemoteOrder | None:
        strangers = 0
        async for page in self._pages(self._several("numbers", order.number)):
            for remote in map(self._answers.read, page):
                if remote.number != order.number:
                    continue
                is_told = remote.lines and remote.total is not None
                whole = remote if is_told else await self._whole(remote)
                if is_same(order, whole, self._link.profile):
                    return whole
                strangers += 1
        if strangers:
            raise BackEndRefusedError(
                self._link.http.host, f"{order.number}: another order has this number", _TAKEN
            )
        return None

    async def _whole(self, remote: RemoteOrder) -> RemoteOrder:
        """Return an order with lines and total, where a list tells of it in short."""
        return await self.order(remote.id) if remote.id != remote.number else remote

    async def _by_mark(self, order: OutgoingOrder) -> RemoteOrder | None:
        """Look through the orders since the sale; what shows no notes cannot tell."""
        day = order.created_at.astimezone(self._link.zone).date()
        items = [
            item
            async for page in self._pages(self._period(RemoteFilter(since=day - _A_DAY)))
            for item in page
        ]
        if items and not any(map(shows_notes, items)):
            items = [await self._in_full(item) for item in items]
        for item in items:
            if order.marker in cleaned(str(item.get("notes") or "")):
                return self._answers.read(item)
        if items and not any(map(shows_notes, items)):
            raise OutcomeUnknownError(self._link.http.host, "its orders do not show their notes")
        return None

    async def _in_full(self, item: Item) -> Item:
        id_ = item.get("id")
        if not isinstance(id_, str | int):
            return item
        try:
            whole = await self._link.get(order_path(str(id_)))
        except NotOnServerError:
            return item  # taken away meanwhile
        return whole if isinstance(whole, dict) else item


def order_path(id_: str) -> str:
    return f"{ORDERS}/{segment(id_)}"


def _is_wanted(remote: RemoteOrder, wanted: RemoteFilter) -> bool:
    """Whether an order is of what was asked for, where a server did not look at that itself."""
    is_number = not wanted.number or remote.number == wanted.number
    return is_number and _has_status(remote, wanted.status.lower())


def _has_status(remote: RemoteOrder, status: str) -> bool:
    told = remote.status.lower()
    both = {told, status} <= CANCELLED_WORDS
    return not status or not told or told == status or both
