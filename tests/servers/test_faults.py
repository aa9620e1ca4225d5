"""Each fault does what its name says, on the right side of being applied; nothing stays behind."""

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from typing_extensions import override

from tests.servers.faults import NOT_APPLIED, TWISTS, Fault
from tests.servers.loopback import LoopbackServer
from tests.servers.wire import dumps, json_answer, loads

ENOUGH = 1_000_000
ANSWER = {
    "id": "1",
    "name": "Žuvis",
    "total": 4,
    "currency": "EUR",
    "isOpen": True,
    "data": [{"id": "7", "total": 5}],
}
ANSWERED = {
    Fault.ERROR_BEFORE: 500,
    Fault.ERROR_AFTER: 500,
    Fault.GATEWAY_BEFORE: 502,
    Fault.GATEWAY_AFTER: 502,
    Fault.LIMIT_HEADER: 429,
    Fault.LIMIT_BODY: 429,
    Fault.REDIRECT: 302,
    Fault.HTML_BEFORE: 200,
    Fault.HTML_AFTER: 200,
}
UNANSWERED = (Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.LATE, Fault.SLOW, Fault.HALF_BODY)


class Counting(LoopbackServer):
    """Counts what is applied."""

    secrets: Mapping[str, str] = {}
    settings = ""

    def __init__(self) -> None:
        super().__init__()
        self.applied = 0

    @override
    def state(self) -> object:
        return {"applied": self.applied}

    @override
    def routes(self) -> Sequence[BaseRoute]:
        return [Route("/orders", self._apply, methods=["POST", "GET"])]

    async def _apply(self, request: Request) -> Response:
        self.note(request, await request.body())
        self.applied += 1
        return json_answer(ANSWER, 201)


@pytest.fixture
async def server() -> AsyncIterator[Counting]:
    async with Counting() as running:
        running.faults.slow_for = timedelta(seconds=20)
        running.faults.huge_bytes = 3 * ENOUGH
        yield running


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=0.3) as running:
        yield running


async def asked(server: Counting, client: httpx.AsyncClient, fault: Fault) -> httpx.Response:
    server.faults.plan(fault, method="POST", path="orders")
    return await client.post(f"{server.url}/orders", content=b'{"total": 4}')


async def read_much(server: Counting, client: httpx.AsyncClient) -> tuple[bytes, bool]:
    """Read an answer until there is enough of it; returns it and whether it came to an end."""
    got = bytearray()
    async with client.stream("POST", f"{server.url}/orders", content=b"{}") as answer:
        async for part in answer.aiter_bytes():
            got += part
            if len(got) > 4 * ENOUGH:
                return bytes(got), False
    return bytes(got), True


@pytest.mark.parametrize("fault", Fault)
async def test_a_fault_is_on_the_side_of_being_applied_that_it_says(
    server: Counting, client: httpx.AsyncClient, fault: Fault
) -> None:
    if fault in {Fault.HUGE, Fault.ENDLESS}:
        server.faults.plan(fault)
        await read_much(server, client)
    else:
        try:
            await asked(server, client, fault)
        except httpx.TransportError:
            assert fault in UNANSWERED
    server.faults.clear()
    server.stop()  # also ends what is still going on
    assert server.applied == (0 if fault in NOT_APPLIED else 1)
    assert [one.fault for one in server.faults.happened] == [fault]


@pytest.mark.parametrize("fault", UNANSWERED)
async def test_an_answer_that_never_comes_whole_is_none(
    server: Counting, client: httpx.AsyncClient, fault: Fault
) -> None:
    with pytest.raises(httpx.TransportError):
        await asked(server, client, fault)


@pytest.mark.parametrize(("fault", "status"), ANSWERED.items())
async def test_a_status_in_the_place_of_the_answer(
    server: Counting, client: httpx.AsyncClient, fault: Fault, status: int
) -> None:
    answer = await asked(server, client, fault)
    assert answer.status_code == status
    assert b'"data"' not in answer.content


async def test_both_ways_of_asking_to_wait(server: Counting, client: httpx.AsyncClient) -> None:
    server.faults.retry_after, server.faults.retry_after_in_body = 7, 60
    in_header = await asked(server, client, Fault.LIMIT_HEADER)
    in_body = await asked(server, client, Fault.LIMIT_BODY)
    assert in_header.headers["retry-after"] == "7"
    assert "retry-after" not in in_body.headers
    assert in_body.json()["retry_after"] == 60


async def test_a_huge_answer_is_whole_and_huge(server: Counting, client: httpx.AsyncClient) -> None:
    server.faults.plan(Fault.HUGE)
    got, is_whole = await read_much(server, client)
    assert (len(got), is_whole) == (3 * ENOUGH, True)
    assert isinstance(loads(got), str)


async def test_an_endless_answer_has_no_end(server: Counting, client: httpx.AsyncClient) -> None:
    server.faults.plan(Fault.ENDLESS)
    got, is_whole = await read_much(server, client)
    assert len(got) > 4 * ENOUGH
    assert not is_whole


async def test_a_nested_answer_is_deep(server: Counting, client: httpx.AsyncClient) -> None:
    answer = await asked(server, client, Fault.NESTED)
    with pytest.raises(RecursionError):
        answer.json()


async def test_what_stands_in_the_answer_but_not_as_it_should(
    server: Counting, client: httpx.AsyncClient
) -> None:
    wrong = await asked(server, client, Fault.WRONG_TYPE)
    cut = await asked(server, client, Fault.CUT_JSON)
    empty = await asked(server, client, Fault.EMPTY)
    assert wrong.headers["content-type"] == "application/octet-stream"
    assert loads(wrong.content) == ANSWER
    assert dumps(ANSWER).startswith(cut.content)
    assert 0 < len(cut.content) < len(dumps(ANSWER))
    assert (empty.status_code, empty.content) == (201, b"")


@pytest.mark.parametrize("fault", sorted(TWISTS, key=str))
async def test_a_twist_changes_what_is_said(
    server: Counting, client: httpx.AsyncClient, fault: Fault
) -> None:
    told = (await asked(server, client, fault)).json()
    expected: dict[Fault, object] = {
        Fault.WRONG_TYPES: ["4"],
        Fault.NEGATIVE_TOTAL: -5,
        Fault.ANOTHER_TOTAL: 5,
    }
    assert told != ANSWER
    assert told["total"] == expected.get(fault, 4)
    assert (told["currency"] == "XTS") == (fault is Fault.FOREIGN_CURRENCY)
    assert ("\x1b" in str(told["name"])) == (fault is Fault.CONTROL_CHARACTERS)
    assert (len(told["data"]) == 2) == (fault is Fault.DUPLICATE_IDS)


async def test_a_wrong_clock_stays_wrong(server: Counting, client: httpx.AsyncClient) -> None:
    server.faults.clock_error = timedelta(days=-400)
    answers = [await asked(server, client, Fault.WRONG_CLOCK)]
    answers.append(await client.get(f"{server.url}/orders"))
    years = {parsedate_to_datetime(one.headers["date"]).year for one in answers}
    assert max(years) < 2026
    server.faults.clear()
    right = await client.get(f"{server.url}/orders")
    assert parsedate_to_datetime(right.headers["date"]).year > max(years)


async def test_a_script_is_followed_by_the_requests_it_is_for(
    server: Counting, client: httpx.AsyncClient
) -> None:
    server.faults.follow([Fault.ERROR_BEFORE, None, Fault.HTML_AFTER], method="POST")
    answers = [
        await client.request(method, f"{server.url}/orders")
        for method in ("POST", "GET", "POST", "POST", "POST")
    ]
    statuses = [one.status_code for one in answers]
    assert statuses == [500, 201, 201, 200, 201]
    assert server.faults.counts() == {Fault.ERROR_BEFORE: 1, Fault.HTML_AFTER: 1}


async def test_a_fault_happens_as_often_as_planned_and_where(
    server: Counting, client: httpx.AsyncClient
) -> None:
    server.faults.plan(Fault.ERROR_BEFORE, path="/elsewhere")
    server.faults.plan(Fault.ERROR_BEFORE, times=2)
    got = [(await client.get(f"{server.url}/orders")).status_code for _ in range(3)]
    assert got == [500, 500, 201]


async def test_faults_are_planned_from_outside(server: Counting, client: httpx.AsyncClient) -> None:
    control = f"{server.host_url}/-/faults"
    refused = await client.post(control, content=b'{"fault": "no such"}')
    planned = await client.post(control, content=b'{"fault": "500-after", "times": 2}')
    hit = await client.get(f"{server.url}/orders")
    await client.delete(control)
    missed = await client.get(f"{server.url}/orders")
    state = await client.get(f"{server.host_url}/-/state")
    assert [one.status_code for one in (refused, planned, hit, missed)] == [400, 200, 500, 201]
    assert (await client.get(control)).json()["happened"] == {"500-after": 1}
    assert state.json() == {"applied": 2}


async def test_a_second_start_takes_the_same_port_and_keeps_what_was_there(
    server: Counting, client: httpx.AsyncClient
) -> None:
    await client.get(f"{server.url}/orders")
    url = server.url
    await asyncio.to_thread(server.stop)
    with pytest.raises(httpx.ConnectError):
        await client.get(f"{url}/orders")
    await asyncio.to_thread(server.start)
    assert server.url == url
    await client.get(f"{url}/orders")
    assert server.applied == 2


async def test_connections_are_counted(server: Counting, client: httpx.AsyncClient) -> None:
    for _ in range(5):
        await client.get(f"{server.url}/orders")
    assert server.connections == 1
    with pytest.raises(httpx.TransportError):
        await asked(server, client, Fault.DROP_AFTER)
    await client.get(f"{server.url}/orders")
    assert server.connections == 2


def test_a_server_that_is_stopped_leaves_no_thread_and_no_port() -> None:
    before = threading.active_count()
    with Counting() as server:
        url = server.url
        httpx.get(f"{url}/orders")
        assert threading.active_count() == before + 1
    assert threading.active_count() == before
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/orders")
    server.stop()  # a second time is nothing


def test_a_defect_of_the_server_is_not_taken_for_a_fault() -> None:
    with Counting() as server:
        answer = httpx.get(f"{server.host_url}/no-such-path")
    assert answer.status_code == 404
    assert answer.json()["error"] == "not_found"
