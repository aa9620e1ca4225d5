"""One line to a server: by token or by signature, never twice but for a clock that was wrong."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Unpack

import httpx
import pytest

from cashier.backends.http import Answer, Options
from cashier.backends.mac_auth import MacAuth
from cashier.backends.paysera_link import MacLink, TokenLink
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    BackEndUnreachableError,
    DamagedAnswerError,
    NotAuthorisedError,
    OutcomeUnknownError,
    SecretMissingError,
)
from tests.backends.paysera_shop import EPAPI, GUIDE, NOW
from tests.fakes import FakeClock
from tests.known_secrets import KnownSecrets

MAC = {"CASHIER_MAC_ID": "the-id", "CASHIER_MAC_SECRET": "the-key"}
Reply = Callable[[MacAuth], Answer]


class ScriptedWire:
    """Answers what it was told to, one after the other, and keeps what it was asked."""

    host = "pos.example.com"
    clock_difference: timedelta | None = None

    def __init__(self, *replies: Answer | BackEndError | Reply) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[str, str, Any]] = []
        self.is_closed = False

    async def request(self, method: str, path: str, **options: Unpack[Options]) -> Answer:
        self.asked.append((method, path, options))
        reply = self.replies.pop(0)
        if isinstance(reply, BackEndError):
            raise reply
        auth = options["auth"]
        return reply if isinstance(reply, Answer) else reply(_mac(auth))

    async def aclose(self) -> None:
        self.is_closed = True


def _mac(auth: object) -> MacAuth:
    assert isinstance(auth, MacAuth)
    return auth


def token_link(wire: ScriptedWire, secrets: KnownSecrets | None = None) -> TokenLink:
    known = secrets or KnownSecrets({"CASHIER_TOKEN": "secret"})
    return TokenLink(GUIDE, wire, known, FakeClock(NOW), "EUR")


def mac_link(wire: ScriptedWire, secrets: KnownSecrets | None = None) -> MacLink:
    return MacLink(EPAPI, wire, secrets or KnownSecrets(MAC), FakeClock(NOW), "EUR")


def saying(text: bytes, status: int = 200) -> Answer:
    return Answer(status, {}, text)


def refused_at(at: datetime, error: BackEndError) -> Reply:
    """Return a reply that refuses with a ``Date``, as the transport hands it to the signer."""

    def reply(auth: MacAuth) -> Answer:
        flow = auth.auth_flow(httpx.Request("GET", "https://pos.example.com/orders"))
        next(flow)
        date = f"{at:%a, %d %b %Y %H:%M:%S} GMT"
        with pytest.raises(StopIteration):
            flow.send(httpx.Response(401, headers={"date": date}))
        raise error

    return reply


async def test_it_asks_with_the_token_and_reads_exactly() -> None:
    wire = ScriptedWire(saying(b'{"total": 19.99}'))
    link = token_link(wire)
    assert str(await link.get("/orders", [("page", "1")])) == "{'total': Decimal('19.99')}"
    method, path, options = wire.asked[0]
    assert (method, path, options["query"]) == ("GET", "/orders", [("page", "1")])
    assert options["is_safe"]
    assert options["body"] is None
    request = next(options["auth"].auth_flow(httpx.Request("GET", "https://pos.example.com")))
    assert request.headers["Authorization"] == "Bearer secret"


async def test_a_token_typed_anew_counts_from_the_next_call() -> None:
    secrets = KnownSecrets({"CASHIER_TOKEN": "old"})
    wire = ScriptedWire(saying(b"{}"), saying(b"{}"))
    link = token_link(wire, secrets)
    await link.get("/orders")
    await secrets.keep("CASHIER_TOKEN", "new")
    await link.get("/orders")
    assert [asked[2]["auth"].secrets for asked in wire.asked] == [("old",), ("new",)]


async def test_a_change_goes_out_once_as_compact_json() -> None:
    wire = ScriptedWire(saying(b'{"id":1}', 201))
    assert await token_link(wire).change("POST", "/orders", {"a": [1, "ž"]}) == {"id": 1}
    assert wire.asked[0][2]["body"] == '{"a":[1,"ž"]}'.encode()
    assert not wire.asked[0][2]["is_safe"]


async def test_no_content_is_no_body_and_no_answer_is_none() -> None:
    wire = ScriptedWire(saying(b"", 204), saying(b" \n"))
    link = token_link(wire)
    assert await link.change("DELETE", "/orders/1") is None
    assert await link.change("POST", "/orders/1/cancel") is None
    assert [asked[2]["body"] for asked in wire.asked] == [None, None]


@pytest.mark.parametrize("damaged", [b"<html>", b'{"id":', b'{"id":1,"id":2}', b"\xff"])
async def test_a_damaged_answer_is_named_and_after_a_change_leaves_it_open(damaged: bytes) -> None:
    wire = ScriptedWire(saying(damaged), saying(damaged))
    link = token_link(wire)
    with pytest.raises(DamagedAnswerError, match=r"pos\.example\.com"):
        await link.get("/orders")
    with pytest.raises(OutcomeUnknownError, match=r"pos\.example\.com"):
        await link.change("POST", "/orders", {})


async def test_a_list_that_is_none_is_damaged_by_name() -> None:
    wire = ScriptedWire(saying(b'{"orders": []}'))
    pages = token_link(wire).pages("/orders", [], ("per_page", 50))
    with pytest.raises(DamagedAnswerError, match=r"pos\.example\.com"):
        await anext(pages)


@pytest.mark.parametrize(
    "error",
    [NotAuthorisedError("h", "Timestamp is in future", 401), BackEndRefusedError("h", "", 400)],
)
async def test_a_wrong_clock_is_put_right_and_the_request_made_once_more(
    error: BackEndError,
) -> None:
    wire = ScriptedWire(refused_at(NOW + timedelta(hours=1), error), saying(b"{}"))
    link = mac_link(wire)
    await link.change("POST", "/orders", {"n": 1})
    first, second = (options for _, _, options in wire.asked)
    assert first["body"] == second["body"]
    assert first["auth"] is second["auth"]
    assert first["auth"].clock_difference == timedelta(hours=1)


async def test_a_clock_that_is_still_wrong_is_no_reason_for_a_third_try() -> None:
    error = NotAuthorisedError("h", "", 401)
    wire = ScriptedWire(
        refused_at(NOW + timedelta(hours=1), error), refused_at(NOW + timedelta(hours=2), error)
    )
    with pytest.raises(NotAuthorisedError):
        await mac_link(wire).get("/orders")
    assert len(wire.asked) == 2


@pytest.mark.parametrize(
    "reply",
    [
        refused_at(NOW, NotAuthorisedError("h", "", 401)),
        NotAuthorisedError("h", "", 401),
        OutcomeUnknownError("h"),
        BackEndUnreachableError("h"),
    ],
)
async def test_nothing_else_is_repeated(reply: BackEndError | Reply) -> None:
    wire = ScriptedWire(reply)
    with pytest.raises(BackEndError):
        await mac_link(wire).change("POST", "/orders", {})
    assert len(wire.asked) == 1


async def test_what_was_learnt_stays_as_long_as_id_and_key_do() -> None:
    secrets = KnownSecrets(MAC)
    wire = ScriptedWire(*[saying(b"{}")] * 3)
    link = mac_link(wire, secrets)
    await link.get("/a")
    await link.get("/b")
    await secrets.keep("CASHIER_MAC_SECRET", "another")
    await link.get("/c")
    first, second, third = (options["auth"] for _, _, options in wire.asked)
    assert first is second
    assert third is not first
    assert third.secrets == ("the-id", "another")


async def test_an_empty_secret_is_missing_by_its_name_before_anything_is_sent() -> None:
    wire = ScriptedWire()
    with pytest.raises(SecretMissingError, match="CASHIER_TOKEN"):
        await token_link(wire, KnownSecrets({"CASHIER_TOKEN": " "})).get("/orders")
    empty = KnownSecrets({**MAC, "CASHIER_MAC_SECRET": ""})
    with pytest.raises(SecretMissingError, match="CASHIER_MAC_SECRET"):
        await mac_link(wire, empty).get("/orders")
    assert wire.asked == []
