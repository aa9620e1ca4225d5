"""What every back end is asked is answered, or fails by name, whatever its server says."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cashier.domain.backend_errors import BackEndError, DamagedAnswerError
from cashier.domain.capability import Capability
from cashier.domain.outbox import BY_HAND, SendState
from cashier.domain.remote import RemoteFilter, RemoteOrder
from cashier.operations.register_by_hand import RegisterByHand
from cashier.ports import Backend
from cashier.storage.by_hand import SqliteByHand
from tests.contracts.counter import Counter
from tests.contracts.systems import SYSTEMS, OrderSystem
from tests.servers.faults import Fault
from tests.servers.loopback import LoopbackServer
from tests.servers.paysera import PayseraServer
from tests.servers.paysera_book import Draft, Line

ALL = RemoteFilter()
HOSTILE = (Fault.HTML_AFTER, Fault.WRONG_TYPES, Fault.NESTED, Fault.CONTROL_CHARACTERS)
Ask = Callable[[Backend, str], Awaitable[object]]


@pytest.fixture(params=SYSTEMS, ids=lambda system: system.name.replace(" ", "-"))
def system(request: pytest.FixtureRequest) -> OrderSystem:
    found: OrderSystem = request.param
    return found


@pytest.fixture
async def counter(system: OrderSystem, tmp_path: Path) -> AsyncIterator[Counter]:
    async with system.start() as server, Counter(tmp_path, server) as running:
        yield running


async def walked(pages: AsyncIterator[Sequence[Any]]) -> list[Any]:
    return [one async for page in pages for one in page]


async def _orders(back_end: Backend, _id: str) -> object:
    return await walked(back_end.orders(ALL))


async def _documents(back_end: Backend, _id: str) -> object:
    return await walked(back_end.documents(ALL))


async def _invoices(back_end: Backend, _id: str) -> object:
    return await walked(back_end.invoices(ALL))


async def _products(back_end: Backend, _id: str) -> object:
    return await walked(back_end.products())


CALLS: Mapping[str, tuple[Capability | None, Ask]] = {
    "check": (None, lambda back_end, _id: back_end.check()),
    "orders": (Capability.LISTS_ORDERS, _orders),
    "order": (Capability.LISTS_ORDERS, lambda back_end, id_: back_end.order(id_)),
    "status": (
        Capability.TELLS_REGISTER_STATUS,
        lambda back_end, _id: back_end.register_status(),
    ),
    "fiscal day": (
        Capability.TELLS_FISCAL_DAY,
        lambda back_end, _id: back_end.fiscal_day("125"),
    ),
    "documents": (Capability.LISTS_DOCUMENTS, _documents),
    "invoices": (Capability.LISTS_INVOICES, _invoices),
    "products": (Capability.LISTS_PRODUCTS, _products),
    "product": (
        Capability.LISTS_PRODUCTS,
        lambda back_end, _id: back_end.product("4770190036016"),
    ),
}


def calls_of(back_end: Backend) -> list[str]:
    return [name for name, (needed, _) in CALLS.items() if needed in {None, *back_end.capabilities}]


async def asked(counter: Counter, name: str, id_: str) -> str:
    """Return what a call came to: answered, or the name of its error and the server's words."""
    try:
        await CALLS[name][1](counter.back_end, id_)
    except BackEndError as error:
        return f"{error.code}: {error.words}"
    return "answered"


async def first_id(counter: Counter) -> str:
    """Return the id of an order that the server has of us."""
    await counter.sell()
    await counter.relay_until_decided()
    orders: list[RemoteOrder] = await walked(counter.back_end.orders(ALL))
    return orders[0].id


async def every_call_meets(counter: Counter, faults: Sequence[Fault]) -> None:
    id_ = await first_id(counter)
    for name in calls_of(counter.back_end):
        assert await asked(counter, name, id_) == "answered"
        for fault in faults:
            counter.server.faults.plan(fault, times=None)
            assert "\x1b" not in await asked(counter, name, id_)
            counter.server.faults.clear()
        assert await asked(counter, name, id_) == "answered"


async def test_every_call_fails_by_name_or_not_at_all(counter: Counter) -> None:
    await every_call_meets(counter, HOSTILE)


@pytest.mark.long
async def test_every_call_meets_every_fault(counter: Counter) -> None:
    counter.server.faults.slow_for = timedelta(seconds=2)
    await every_call_meets(counter, [one for one in Fault if one is not Fault.LATE])


@pytest.mark.parametrize("cap", [None, 7])
async def test_lists_reach_their_end_whatever_a_page_is_cut_to(
    system: OrderSystem, counter: Counter, cap: int | None
) -> None:
    server = counter.server
    fill(server, 60)
    if cap is not None:
        server.faults.cap = cap
        server.faults.plan(Fault.SILENT_CAP, times=None)
    orders: list[RemoteOrder] = await walked(counter.back_end.orders(ALL))
    ids = [one.id for one in orders]
    assert len(ids) == len(set(ids)) == system.count(server)


def fill(server: LoopbackServer, count: int) -> None:
    """Let the server have orders from elsewhere."""
    if not isinstance(server, PayseraServer):
        return
    for number in range(count):
        line = Line(f"Coffee {number}", Decimal(1), 250, Decimal(21))
        server.book.take(Draft([line]), "pending", server.now())


async def test_a_refund_without_a_call_waits_for_its_document(
    system: OrderSystem, counter: Counter
) -> None:
    server = counter.server
    if not isinstance(server, PayseraServer):
        assert Capability.SENDS_REFUNDS in counter.back_end.capabilities
        return
    sale = await counter.sell()
    await counter.relay_until_decided()
    back = await counter.give_back(sale)
    await counter.relay_until_decided()
    item = await counter.place(back)
    assert (item.state, item.said.code) == (SendState.NEEDS_ATTENTION, BY_HAND)
    book = SqliteByHand(counter.ledger)
    register = RegisterByHand(book, counter.clock, lambda _name: counter.back_end)
    assert await register.look() == []
    [order] = server.orders.values()
    document = server.book.return_(order, sale.posting.total.minor, server.now())
    [done] = await register.look()
    assert done.document == document.id
    assert (await counter.place(back)).state is SendState.SENT
    assert await book.waiting() == []


async def test_a_damaged_list_is_never_taken_for_its_end(
    system: OrderSystem, counter: Counter
) -> None:
    server = counter.server
    fill(server, 120)
    method, path = system.look
    for fault in (Fault.CUT_JSON, Fault.EMPTY, Fault.HTML_AFTER):
        server.faults.clear()
        server.faults.follow([None, fault] if isinstance(server, PayseraServer) else [fault])
        with pytest.raises(DamagedAnswerError):
            await walked(counter.back_end.orders(ALL))
    assert server.faults.requests(method, path) > 0
