"""Every call of the web service under every fault: a value or a named error, and nothing twice."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta

import pytest

from cashier.backends.web_service import WebService
from cashier.domain.backend_errors import BackEndError, OutcomeUnknownError
from cashier.domain.remote import Accepted, RemoteFilter, RemoteList, RemoteOrder
from tests.backends.web_shop import NOW, euros, order, shop_at
from tests.servers.faults import NOT_APPLIED, Fault
from tests.servers.web_service import WebServiceServer

# A few megabytes show what a hundred would; the bound is the same.
HUGE = 12 * 1024 * 1024
QUICK_FAULTS = [one for one in Fault if one not in (Fault.SLOW, Fault.LATE)]
Call = Callable[[WebService], Awaitable[object]]


async def _orders(shop: WebService) -> list[RemoteOrder]:
    return [one async for page in shop.orders(RemoteFilter()) for one in page]


async def _products(shop: WebService) -> object:
    return [one async for page in shop.products() for one in page]


CALLS: dict[str, Call] = {
    "look up": lambda shop: shop.look_up(order()),
    "check": lambda shop: shop.check(),
    "orders": _orders,
    "order": lambda shop: shop.order("1001"),
    "products": _products,
    "departments": lambda shop: shop.listed(RemoteList.DEPARTMENTS),
    "report": lambda shop: shop.day_report(NOW.date(), "pdf"),
}


@pytest.fixture(scope="module")
def running() -> Iterator[WebServiceServer]:
    with WebServiceServer() as server:
        server.faults.huge_bytes = HUGE
        server.faults.slow_for = timedelta(seconds=4)
        server.faults.nested_deep = 5_000
        server.faults.retry_after = server.faults.retry_after_in_body = 60
        yield server


@pytest.fixture
def server(running: WebServiceServer) -> WebServiceServer:
    running.shop.orders.clear()
    running.faults.clear()
    return running


@pytest.fixture
async def shop(server: WebServiceServer) -> AsyncIterator[WebService]:
    made = shop_at(server.url)
    yield made
    await made.aclose()


@pytest.mark.parametrize("fault", Fault)
async def test_a_sale_is_there_once_or_its_outcome_is_open(
    server: WebServiceServer, shop: WebService, fault: Fault
) -> None:
    server.faults.plan(fault, path="webapp")
    there = await _sent_or_found(shop, server, fault)
    if there is None:
        there = await shop.send(order())
    assert len(server.orders) == 1
    assert there.id in ("1001", "")


async def _sent_or_found(
    shop: WebService, server: WebServiceServer, fault: Fault
) -> Accepted | None:
    """Return what the service has of the order, None where it certainly has nothing of it."""
    try:
        return await shop.send(order())
    except OutcomeUnknownError:
        found = await shop.look_up(order())
        assert (found is None) is (fault in NOT_APPLIED)
        return found
    except BackEndError:
        assert not server.orders
        return None


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", QUICK_FAULTS)
async def test_a_question_has_an_answer_or_a_named_error(
    server: WebServiceServer, shop: WebService, fault: Fault, call: str
) -> None:
    await shop.send(order())
    server.faults.plan(fault, path="/get", times=None)
    async with asyncio.timeout(20):
        found = await _answer_or_error(CALLS[call](shop))
    shown = found.words + str(found) if isinstance(found, BackEndError) else repr(found)
    assert "\x1b" not in shown


async def _answer_or_error(asked: Awaitable[object]) -> object:
    try:
        return await asked
    except BackEndError as error:
        return error


@pytest.mark.parametrize("fault", [Fault.ANOTHER_TOTAL, Fault.NEGATIVE_TOTAL])
async def test_a_total_that_is_not_ours_is_told_with_the_order(
    server: WebServiceServer, shop: WebService, fault: Fault
) -> None:
    server.faults.plan(fault, path="getOrder.")
    accepted = await shop.send(order())
    assert accepted.total is not None
    assert accepted.total != euros(250)
