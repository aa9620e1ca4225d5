"""Calls over real sockets: what is answered, repeated, refused and given up."""

from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stamina.instrumentation

from cashier.backends.auth import BearerAuth
from cashier.backends.http import FORM, Http, Limits, segment
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    BackEndUnreachableError,
    DamagedAnswerError,
    NotAuthorisedError,
    NotOnServerError,
    OutcomeUnknownError,
    RateLimitedError,
)
from cashier.domain.errors import InputRefusedError, SettingsRefusedError
from tests.backends.raw_server import RawServer, answer

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
QUICK = Limits(
    connect_s=5, answer_s=5, deadline_s=10, attempts=3, first_pause_s=0.001, longest_pause_s=0.002
)
TOKEN = "canary-5b1f-token"  # noqa: S105 - made up for this test


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    async with RawServer() as server:
        yield server


@pytest.fixture
async def http(server: RawServer) -> AsyncIterator[Http]:
    http = Http(f"{server.url}/api/v1/", lambda: NOW, limits=QUICK)
    yield http
    await http.aclose()


@contextmanager
def noted_pauses() -> Iterator[list[float]]:
    """Note how long each repeat waits."""
    pauses: list[float] = []
    before = stamina.instrumentation.get_on_retry_hooks()
    stamina.instrumentation.set_on_retry_hooks([lambda about: pauses.append(about.wait_for)])
    try:
        yield pauses
    finally:
        stamina.instrumentation.set_on_retry_hooks(before)


async def test_a_call_goes_below_the_base_url_as_it_was_given(
    server: RawServer, http: Http
) -> None:
    server.answers(answer(b'{"id":1}', status=201))
    found = await http.request(
        "POST",
        "/orders",
        query=[("numbers[]", "A 1"), ("numbers[]", "B&2")],
        body=b'{"price":19.99}',
        auth=BearerAuth(TOKEN),
    )
    assert (found.status, found.body, found.content_type) == (201, b'{"id":1}', "application/json")
    seen = server.seen[0]
    assert seen.target == "/api/v1/orders?numbers%5B%5D=A%201&numbers%5B%5D=B%262"
    assert seen.body == b'{"price":19.99}'
    assert seen.headers["content-type"] == "application/json"
    assert seen.headers["authorization"] == f"Bearer {TOKEN}"
    assert seen.headers["accept"] == "application/json"


async def test_a_call_without_a_body_sends_none(server: RawServer, http: Http) -> None:
    server.answers(answer(b"", status=204))
    found = await http.request("POST", "/orders/1/cancel")
    assert (found.status, found.body) == (204, b"")
    assert "content-type" not in server.seen[0].headers
    assert server.seen[0].body == b""


async def test_a_form_says_that_it_is_one(server: RawServer, http: Http) -> None:
    server.answers(answer(b"OK"))
    await http.request("POST", "/workers/webapp.php", body=b"a=1", content_type=FORM)
    assert server.seen[0].headers["content-type"] == FORM


async def test_one_connection_serves_many_calls(server: RawServer, http: Http) -> None:
    server.answers(*[answer(b"{}")] * 5)
    for _ in range(5):
        await http.request("GET", "/status")
    assert server.connections == 1


async def test_the_clock_of_the_server_is_noted(server: RawServer, http: Http) -> None:
    server.answers(answer(b"{}", headers=["Date: Sat, 21 Nov 2026 12:00:42 GMT"]))
    await http.request("GET", "/status")
    assert http.clock_difference == timedelta(seconds=42)


async def test_the_clock_is_noted_from_a_refusal_too(server: RawServer, http: Http) -> None:
    server.answers(answer(b"{}", status=401, headers=["Date: Sat, 21 Nov 2026 11:59:00 GMT"]))
    with pytest.raises(NotAuthorisedError):
        await http.request("GET", "/status")
    assert http.clock_difference == timedelta(minutes=-1)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BackEndRefusedError),
        (401, NotAuthorisedError),
        (403, NotAuthorisedError),
        (404, NotOnServerError),
        (405, NotOnServerError),
        (409, BackEndRefusedError),
        (422, BackEndRefusedError),
        (429, RateLimitedError),
        (301, OutcomeUnknownError),
        (408, OutcomeUnknownError),
        (500, OutcomeUnknownError),
        (502, OutcomeUnknownError),
        (503, OutcomeUnknownError),
    ],
)
async def test_a_sale_that_is_not_accepted_is_sent_once_and_says_why(
    server: RawServer, http: Http, status: int, kind: type[BackEndError]
) -> None:
    server.answers(answer(b'{"message":"Because"}', status=status))
    with pytest.raises(BackEndError) as caught:
        await http.request("POST", "/orders", body=b"{}")
    assert type(caught.value) is kind
    assert "Because" in caught.value.words
    assert str(status) in caught.value.words
    assert caught.value.what == http.host
    assert len(server.seen) == 1
    if isinstance(caught.value, BackEndRefusedError):
        assert caught.value.status == status


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_look_is_repeated_until_it_is_answered(
    server: RawServer, http: Http, status: int
) -> None:
    server.answers(answer(b"<html>", status=status), answer(b"", status=status), answer(b"[]"))
    assert (await http.request("GET", "/orders")).body == b"[]"
    assert len(server.seen) == 3


async def test_a_look_that_is_never_answered_is_given_up(server: RawServer, http: Http) -> None:
    server.answers(*[answer(b"<html><title>Bad gateway</title></html>", status=502)] * 3)
    with pytest.raises(BackEndUnreachableError) as caught:
        await http.request("GET", "/orders")
    assert caught.value.words == "HTTP 502: Bad gateway"
    assert len(server.seen) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 409])
async def test_a_look_that_is_refused_is_not_repeated(
    server: RawServer, http: Http, status: int
) -> None:
    server.answers(answer(b"{}", status=status))
    with pytest.raises(BackEndRefusedError):
        await http.request("GET", "/orders")
    assert len(server.seen) == 1


async def test_an_update_that_is_said_to_be_safe_is_repeated(server: RawServer, http: Http) -> None:
    server.answers(answer(b"", status=500), answer(b"{}"))
    await http.request("PUT", "/orders/1", body=b"{}", is_safe=True)
    assert [one.body for one in server.seen] == [b"{}", b"{}"]


async def test_the_wait_that_a_server_asks_for_is_told(server: RawServer, http: Http) -> None:
    server.answers(answer(b'{"retry_after":60}', status=429))
    with pytest.raises(RateLimitedError) as caught:
        await http.request("POST", "/orders", body=b"{}")
    assert caught.value.wait == timedelta(seconds=60)


async def test_a_look_does_not_wait_longer_than_a_person_would(
    server: RawServer, http: Http
) -> None:
    server.answers(answer(b"{}", status=429, headers=["Retry-After: 31"]))
    with pytest.raises(RateLimitedError) as caught:
        await http.request("GET", "/orders")
    assert caught.value.wait == timedelta(seconds=31)
    assert len(server.seen) == 1


async def test_a_short_wait_of_a_look_is_kept_and_then_repeated(
    server: RawServer, http: Http
) -> None:
    server.answers(answer(b"{}", status=429, headers=["Retry-After: 1"]), answer(b"[]"))
    with noted_pauses() as pauses:
        assert (await http.request("GET", "/orders")).body == b"[]"
    assert pauses == [1]


async def test_pauses_grow_with_jitter_up_to_a_ceiling(server: RawServer) -> None:
    limits = replace(QUICK, attempts=9, first_pause_s=0.001, longest_pause_s=0.02)
    server.answers(*[answer(b"", status=503)] * 9)
    http = Http(server.url, lambda: NOW, limits=limits)
    with noted_pauses() as pauses, pytest.raises(BackEndUnreachableError):
        await http.request("GET", "/orders")
    least = [min(0.001 * 2**turn, 0.02) for turn in range(8)]
    spread, rounding = 0.001, 1e-9
    least = [low - rounding for low in least]
    assert all(
        low <= pause <= low + spread + 2 * rounding
        for low, pause in zip(least, pauses, strict=True)
    )
    assert len({pause - low for low, pause in zip(least[:4], pauses[:4], strict=True)}) > 1
    assert max(pauses) == pytest.approx(0.02)
    await http.aclose()


async def test_nobody_listening_is_unreachable_for_every_call() -> None:
    async with RawServer() as gone:
        url = gone.url
    http = Http(url, lambda: NOW, limits=QUICK)
    for method in ("GET", "POST"):
        with pytest.raises(BackEndUnreachableError) as caught:
            await http.request(method, "/orders")
        assert caught.value.words == "nobody listens there"
    await http.aclose()


async def test_a_host_that_nobody_knows_is_unreachable_and_says_so() -> None:
    http = Http("https://no-such-host.invalid", lambda: NOW, limits=replace(QUICK, attempts=1))
    with pytest.raises(BackEndUnreachableError) as caught:
        await http.request("POST", "/orders", body=b"{}")
    assert caught.value.words
    assert caught.value.what == "no-such-host.invalid"
    await http.aclose()


async def test_a_call_after_closing_makes_a_new_connection(server: RawServer, http: Http) -> None:
    server.answers(answer(b"{}"), answer(b"{}"))
    await http.request("GET", "/a")
    await http.aclose()
    await http.request("GET", "/b")
    assert server.connections == 2


async def test_the_log_tells_of_changes_and_failures_and_not_of_every_look(
    server: RawServer, http: Http, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "cashier")
    traced = answer(b"{}", headers=["Paysera-Correlation-Id: corr-7"])
    server.answers(traced, traced, answer(b'{"retry_after":60000}', status=429))
    await http.request("GET", "/status")
    assert caplog.messages == []
    await http.request("POST", "/orders", body=b"{}")
    with pytest.raises(RateLimitedError):
        await http.request("POST", "/orders", body=b"{}")
    sent, asked, refused = caplog.messages
    assert sent == f"POST {http.host}/orders: 200 corr-7"
    assert "60000" in asked  # as the server said it, whatever it is taken for
    assert refused.startswith(f"POST {http.host}/orders: rate-limited")


@pytest.mark.parametrize("status", [400, 401, 409, 429, 500, 302])
async def test_a_secret_that_a_server_repeats_is_shown_nowhere(
    server: RawServer, http: Http, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    packed = b64encode(b"key-canary/77").decode()
    said = f'{{"message":"bad {TOKEN} and key-canary/77, key-canary%2F77, {packed}"}}'.encode()
    server.answers(answer(said, status=status, headers=[f"Location: /x?t={TOKEN}"]))
    with pytest.raises(BackEndError) as caught:
        await http.request(
            "POST", "/o", body=b"{}", auth=BearerAuth(TOKEN), secrets=["key-canary/77"]
        )
    told = f"{caught.value!r} {caught.value.words} {caught.value.__cause__!r}"
    assert "***" in told
    assert TOKEN not in told + caplog.text
    assert packed not in told + caplog.text
    assert "canary" not in told + caplog.text


@pytest.mark.parametrize("place", [*range(150, 205), *range(3985, 4001)])
@pytest.mark.parametrize("status", [400, 429, 500])
async def test_no_part_of_a_secret_is_left_where_words_are_cut_short(
    server: RawServer, http: Http, status: int, place: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    told = "." * place + TOKEN + "." * 300
    bodies = (f'{{"message":"{told}"}}', f"<p>{told}", "<" + "b" * place + f">{TOKEN}", "")
    for body in bodies:
        where = [f"Location: {told}", f"Retry-After: {told[52:]}"]
        server.answers(answer(body.encode(), status=status, headers=where))
        with pytest.raises(BackEndError) as caught:
            await http.request("POST", "/o", body=b"{}", auth=BearerAuth(TOKEN))
        assert TOKEN[:3] not in caught.value.words + caplog.text


async def test_no_part_of_a_secret_is_left_of_a_long_trace(
    server: RawServer, http: Http, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    for place in range(80, 101):
        trace = f"paysera-correlation-id: {'.' * place}{TOKEN}"
        server.answers(answer(b"{}", headers=[trace]))
        await http.request("POST", "/o", body=b"{}", auth=BearerAuth(TOKEN))
    assert "...*" in caplog.text
    assert TOKEN[:3] not in caplog.text


@pytest.mark.parametrize(
    "url",
    [
        "http://pos.paysera.com/eapi/v1",
        "ftp://pos.paysera.com",
        "pos.paysera.com",
        "https://",
        "https://user:secret@pos.paysera.com",
        "https://pos.paysera.com/?key=1",
        "https://pos.paysera.com/#x",
        "file:///etc/passwd",
        "",
    ],
)
def test_a_url_that_no_secret_may_go_to_is_refused(url: str) -> None:
    with pytest.raises(SettingsRefusedError):
        Http(url, lambda: NOW)


def test_ids_are_one_segment_of_a_path_whatever_they_hold() -> None:
    assert segment("REG001") == "REG001"
    assert segment("a/b?c#d e%41") == "a%2Fb%3Fc%23d%20e%2541"
    assert segment("Ąž") == "%C4%84%C5%BE"
    assert segment("..") == "%2E%2E"
    with pytest.raises(InputRefusedError):
        segment("")


async def test_a_segment_arrives_as_it_left(server: RawServer, http: Http) -> None:
    server.answers(answer(b"{}"), answer(b"{}"))
    await http.request("GET", f"/orders/{segment('..')}/x")
    await http.request("GET", f"/orders/{segment('a/../b%2F')}")
    assert server.seen[0].target == "/api/v1/orders/%2E%2E/x"
    assert server.seen[1].target == "/api/v1/orders/a%2F..%2Fb%252F"


async def test_a_redirect_is_never_followed(server: RawServer, http: Http) -> None:
    server.answers(answer(b"", status=302, headers=[f"Location: {server.url}/stolen"]))
    with pytest.raises(DamagedAnswerError) as caught:
        await http.request("GET", "/orders", auth=BearerAuth(TOKEN))
    assert "/stolen" in caught.value.words
    assert len(server.seen) == 1
