"""What runs on the network's thread answers in any loop, is cancelled with its caller, and ends."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

import pytest

from cashier.app.back_end_elsewhere import BackEndElsewhere
from cashier.app.network_thread import NetworkThread
from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.remote import RemoteFilter, RemoteOrder
from tests.fake_back_end import FakeBackEnd


@pytest.fixture
def network() -> Iterator[NetworkThread]:
    made = NetworkThread()
    yield made
    made.close()
    assert "network" not in {one.name for one in threading.enumerate()}


async def test_nothing_begins_before_the_first_call(network: NetworkThread) -> None:
    assert not network.is_running

    async def where() -> str:
        return threading.current_thread().name

    assert await network.call(where) == "network"
    assert network.is_running


async def test_an_error_is_raised_where_it_was_asked(network: NetworkThread) -> None:
    back_end = FakeBackEnd(fail_with=BackEndUnreachableError("a"))
    with pytest.raises(BackEndUnreachableError):
        await BackEndElsewhere(back_end, network).check()


async def test_who_gives_up_cancels_the_call(network: NetworkThread) -> None:
    ended = threading.Event()

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await network.call(endless)
    assert await asyncio.to_thread(ended.wait, 10)


async def test_pages_come_one_after_the_other_as_they_are_wanted(network: NetworkThread) -> None:
    asked: list[int] = []
    left = threading.Event()

    async def pages() -> AsyncIterator[int]:
        try:
            for page in range(100):
                asked.append(page)
                yield page
        finally:
            left.set()

    walk = network.walk(pages)
    assert [await anext(walk), await anext(walk)] == [0, 1]
    await walk.aclose()  # type: ignore[attr-defined]
    assert asked == [0, 1]
    assert left.is_set()


async def test_a_list_that_is_stopped_while_a_page_comes_is_closed_after_that(
    network: NetworkThread,
) -> None:
    begun, left = threading.Event(), threading.Event()

    async def pages() -> AsyncIterator[int]:
        try:
            begun.set()
            await asyncio.Event().wait()
            yield 0
        finally:
            await asyncio.sleep(0)  # connections are let go
            left.set()

    async def read() -> None:
        async for _page in network.walk(pages):
            pytest.fail("there is no page")

    reading = asyncio.ensure_future(read())  # noqa: TID251 - a reader to be stopped
    await asyncio.to_thread(begun.wait, 10)
    reading.cancel()
    (outcome,) = await asyncio.gather(reading, return_exceptions=True)
    assert isinstance(outcome, asyncio.CancelledError)
    assert left.is_set()


async def test_a_list_of_a_back_end_reaches_its_end(network: NetworkThread) -> None:
    listed = [RemoteOrder(str(number)) for number in range(8)]
    elsewhere = BackEndElsewhere(FakeBackEnd(listed=listed), network)
    found = [one async for page in elsewhere.orders(RemoteFilter()) for one in page]
    assert found == listed


async def test_closing_cancels_what_still_runs() -> None:
    network = NetworkThread()
    begun = threading.Event()

    async def endless() -> None:
        begun.set()
        await asyncio.Event().wait()

    waiting = asyncio.gather(network.call(endless), return_exceptions=True)
    await asyncio.to_thread(begun.wait, 10)
    network.close()
    (outcome,) = await waiting
    assert isinstance(outcome, asyncio.CancelledError)
    network.close()


def test_every_method_of_the_port_is_there() -> None:
    methods = {name for name in vars(FakeBackEnd) if not name.startswith("_")}
    fields = set(FakeBackEnd.__dataclass_fields__)
    assert methods - fields <= set(vars(BackEndElsewhere))
