"""Servers that mean harm or are broken: a named error, bounded memory, nothing done twice."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from cashier.backends.auth import BearerAuth
from cashier.backends.http import Http, Limits
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndUnreachableError,
    DamagedAnswerError,
    OutcomeUnknownError,
)
from tests.backends.raw_server import Play, RawServer, answer, endless, raw, silence

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MEGABYTE = 1024 * 1024
SHORT = Limits(
    connect_s=5,
    answer_s=5,
    deadline_s=0.5,
    attempts=2,
    first_pause_s=0.001,
    longest_pause_s=0.002,
    most_bytes=MEGABYTE,
)
PATIENT = Limits(attempts=2, first_pause_s=0.001, longest_pause_s=0.002, most_bytes=MEGABYTE)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
KILOBYTES = b"10000\r\n" + b"x" * 65536 + b"\r\n"


def bomb(megabytes: int) -> bytes:
    """Return a small body that unpacks to much."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(b"\0" * MEGABYTE) for _ in range(megabytes)]
    return b"".join([*parts, packer.flush()])


TOO_LARGE: dict[str, Play] = {
    "told": raw(HEAD + b"Content-Length: 104857600\r\n\r\n"),
    "untold": raw(HEAD + b"Connection: close\r\n\r\n", *[b"x" * MEGABYTE] * 100, stays=False),
    "chunked": endless(CHUNKED, KILOBYTES),
    "bomb": answer(bomb(100), headers=["Content-Encoding: gzip"]),
}
CUT_OFF: dict[str, Play] = {
    "dropped": raw(stays=False),
    "half a status": raw(b"HTTP/1.", stays=False),
    "half a head": raw(HEAD, stays=False),
    "half a body": raw(HEAD + b'Content-Length: 100\r\n\r\n{"id":', stays=False),
    "half a chunk": raw(CHUNKED + b"10\r\n{", stays=False),
}
NO_HTTP: dict[str, Play] = {
    "another protocol": raw(b"SSH-2.0-OpenSSH_9.7\r\n", stays=False),
    "nulls": raw(b"\0" * 1000, stays=False),
    "a head without end": endless(b"HTTP/1.1 200 OK\r\n", b"X-Fill: " + b"y" * 60_000 + b"\r\n"),
    "one line without end": endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536),
    "a length that is none": raw(HEAD + b"Content-Length: -5\r\n\r\n{}", stays=False),
    "two lengths": raw(HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", stays=False),
    "a status of another world": raw(b"HTTP/1.1 999999 OK\r\n\r\n", stays=False),
}
TOO_SLOW: dict[str, Play] = {
    "nothing at all": silence,
    "a body that never ends": endless(CHUNKED, b"1\r\n \r\n"),
    "a head that never ends": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "half a body and silence": raw(HEAD + b'Content-Length: 100\r\n\r\n{"id":'),
}
NOT_ASKED_FOR: dict[str, Play] = {
    "another packing": answer(b"xx", headers=["Content-Encoding: br"]),
    "no packing": answer(b"{}", headers=["Content-Encoding: gzip"]),
    "packed, cut off": answer(gzip.compress(b"{}" * 999)[:-9], headers=["Content-Encoding: gzip"]),
}


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    async with RawServer() as server:
        yield server


async def failing(server: RawServer, method: str, limits: Limits) -> BackEndError:
    """Return the error of one call, which has to have one."""
    http = Http(server.url, lambda: NOW, limits=limits)
    try:
        with pytest.raises(BackEndError) as caught:
            await http.request(method, "/orders", body=b"{}" if method == "POST" else None)
    finally:
        await http.aclose()
    assert caught.value.what == http.host
    assert caught.value.words.isprintable()
    assert len(caught.value.words) <= 400
    return caught.value


@pytest.mark.parametrize("play", TOO_LARGE.values(), ids=TOO_LARGE)
@pytest.mark.parametrize(
    ("method", "kind"), [("GET", DamagedAnswerError), ("POST", OutcomeUnknownError)]
)
async def test_a_body_that_is_too_large_is_put_down_and_not_asked_for_again(
    server: RawServer, play: Play, method: str, kind: type[BackEndError]
) -> None:
    server.answers(play)
    tracemalloc.start()
    try:
        before, _peak = tracemalloc.get_traced_memory()
        error = await failing(server, method, PATIENT)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert type(error) is kind
    assert "more than" in error.words
    assert peak - before < 12 * MEGABYTE
    assert len(server.seen) == 1


@pytest.mark.parametrize("play", CUT_OFF.values(), ids=CUT_OFF)
async def test_a_look_that_is_cut_off_is_taken_again(server: RawServer, play: Play) -> None:
    server.answers(play, answer(b"[]"))
    http = Http(server.url, lambda: NOW, limits=PATIENT)
    assert (await http.request("GET", "/orders")).body == b"[]"
    assert len(server.seen) == 2
    await http.aclose()


@pytest.mark.parametrize("play", [*CUT_OFF.values(), *NO_HTTP.values()], ids=[*CUT_OFF, *NO_HTTP])
async def test_a_sale_that_got_no_whole_answer_is_sent_once_and_unknown(
    server: RawServer, play: Play
) -> None:
    server.answers(play)
    assert type(await failing(server, "POST", PATIENT)) is OutcomeUnknownError
    assert len(server.seen) == 1


@pytest.mark.parametrize("play", NO_HTTP.values(), ids=NO_HTTP)
async def test_what_speaks_no_http_is_given_up(server: RawServer, play: Play) -> None:
    server.answers(play, play)
    assert type(await failing(server, "GET", PATIENT)) is BackEndUnreachableError
    assert len(server.seen) == 2


@pytest.mark.parametrize("play", TOO_SLOW.values(), ids=TOO_SLOW)
@pytest.mark.parametrize(
    ("method", "kind"), [("GET", BackEndUnreachableError), ("POST", OutcomeUnknownError)]
)
async def test_a_call_ends_at_its_deadline_whatever_comes(
    server: RawServer, play: Play, method: str, kind: type[BackEndError]
) -> None:
    server.answers(play, play)
    error = await failing(server, method, SHORT)
    assert type(error) is kind
    assert "0.5 s" in error.words


@pytest.mark.parametrize("play", NOT_ASKED_FOR.values(), ids=NOT_ASKED_FOR)
@pytest.mark.parametrize(
    ("method", "kind"), [("GET", DamagedAnswerError), ("POST", OutcomeUnknownError)]
)
async def test_a_packing_that_cannot_be_undone_is_named(
    server: RawServer, play: Play, method: str, kind: type[BackEndError]
) -> None:
    server.answers(play)
    error = await failing(server, method, PATIENT)
    assert type(error) is kind
    assert "packed" in error.words


async def test_a_packed_body_is_unpacked(server: RawServer) -> None:
    server.answers(
        answer(gzip.compress(b'{"a":1}'), headers=["Content-Encoding: gzip"]),
        answer(zlib.compress(b'{"b":2}'), headers=["Content-Encoding: deflate"]),
        answer(b"", headers=["Content-Encoding: gzip"]),
    )
    http = Http(server.url, lambda: NOW, limits=PATIENT)
    bodies = [(await http.request("GET", "/")).body for _ in range(3)]
    assert bodies == [b'{"a":1}', b'{"b":2}', b""]
    await http.aclose()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("method", "kind"), [("GET", DamagedAnswerError), ("POST", OutcomeUnknownError)]
)
async def test_a_redirect_takes_no_secret_elsewhere(
    server: RawServer, status: int, method: str, kind: type[BackEndError]
) -> None:
    async with RawServer() as thief:
        server.answers(
            answer(b"", status=status, headers=[f"Location: {thief.url}/orders", "Refresh: 0"])
        )
        http = Http(server.url, lambda: NOW, limits=PATIENT)
        with pytest.raises(BackEndError) as caught:
            await http.request(method, "/orders", auth=BearerAuth("canary-token"))
        await http.aclose()
        assert type(caught.value) is kind
        assert "points to" in caught.value.words
        assert thief.connections == 0


async def test_words_of_a_server_act_on_no_screen(server: RawServer) -> None:
    said = b'{"message":"\\u001b]0;owned\\u0007\\u001b[2J\\r\\nCall 112 \\u202e"}'
    server.answers(answer(said, status=400))
    error = await failing(server, "POST", PATIENT)
    assert error.words.isprintable()
    assert "Call 112" in error.words


async def test_a_cookie_is_not_kept(server: RawServer) -> None:
    server.answers(answer(b"{}", headers=["Set-Cookie: track=1; Path=/"]), answer(b"{}"))
    http = Http(server.url, lambda: NOW, limits=PATIENT)
    await http.request("GET", "/a")
    await http.request("GET", "/b")
    assert "cookie" not in server.seen[1].headers
    await http.aclose()


async def test_a_call_that_is_cancelled_lets_its_connection_go(server: RawServer) -> None:
    http = Http(server.url, lambda: NOW, limits=PATIENT)
    came = asyncio.Event()

    async def noted(writer: asyncio.StreamWriter) -> None:
        came.set()
        await silence(writer)

    server.answers(noted, answer(b"{}"))
    async with asyncio.TaskGroup() as group:
        call = group.create_task(http.request("POST", "/orders", body=b"{}"))
        await came.wait()
        call.cancel()
    assert (await http.request("GET", "/status")).body == b"{}"
    assert server.connections == 2
    await http.aclose()
