"""The signature agrees with every published one, byte for byte, and a wrong clock is put right."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from cashier.backends.auth import KeepsSecrets
from cashier.backends.mac_auth import MacAuth, SignedRequest, body_ext, new_nonce
from cashier.domain.backend_errors import SecretMissingError

DATA = Path(__file__).parent.parent / "data" / "mac-vectors.json"
FILE: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
VECTORS: list[dict[str, Any]] = FILE["vectors"]
NOON = datetime(2024, 11, 4, 14, 30, tzinfo=UTC)
NONCE = "nQnNaSNyubfPErjRO55yaaEYo9YZfKHN"


def clock(at: datetime = NOON) -> Callable[[], datetime]:
    return lambda: at


def signed(vector: dict[str, Any]) -> httpx.Request:
    at = datetime.fromtimestamp(int(vector["ts"]), UTC)
    auth = MacAuth(FILE["id"], FILE["key"], clock(at), lambda: vector["nonce"])
    url = f"https://{vector['host']}{vector['uri']}"
    body = None if vector["body"] is None else vector["body"].encode()
    return next(auth.auth_flow(httpx.Request(vector["method"], url, content=body)))


def members(request: httpx.Request) -> dict[str, str]:
    header = request.headers["Authorization"]
    assert header.startswith("MAC ")
    return {
        name: value.strip('"')
        for name, value in (part.split("=", 1) for part in header[4:].split(", "))
    }


def test_the_vectors_are_there() -> None:
    assert [one["kind"] for one in VECTORS].count("public") == 2
    assert len(VECTORS) == 6


@pytest.mark.parametrize(
    "vector", VECTORS, ids=[f"{one['method']} {one['uri']}" for one in VECTORS]
)
def test_a_request_is_signed_as_published(vector: dict[str, Any]) -> None:
    found = members(signed(vector))
    assert found["mac"] == vector["mac"]
    assert found.get("ext", "") == vector["ext"]
    assert (found["id"], found["ts"], found["nonce"]) == (
        FILE["id"],
        vector["ts"],
        vector["nonce"],
    )


@pytest.mark.parametrize(
    "vector", VECTORS, ids=[f"{one['method']} {one['uri']}" for one in VECTORS]
)
def test_every_piece_of_a_request_is_under_the_signature(vector: dict[str, Any]) -> None:
    whole = SignedRequest(
        *(vector[name] for name in ("ts", "nonce", "method", "uri", "host", "port", "ext"))
    )
    assert whole.mac(FILE["key"]) == vector["mac"]
    others = [
        replace(whole, ts="1343811601"),
        replace(whole, nonce=whole.nonce[:-1]),
        replace(whole, method="PATCH"),
        replace(whole, uri=unquote(whole.uri) + "/"),
        replace(whole, host="pos.paysera.net"),
        replace(whole, port=8443),
        replace(whole, ext=whole.ext + "&user_id=1"),
    ]
    macs = {one.mac(FILE["key"]) for one in others} | {whole.mac(FILE["key"] + "=")}
    assert len(macs) == 8
    assert vector["mac"] not in macs


def test_what_is_signed_ends_with_a_newline_also_without_ext() -> None:
    one = SignedRequest("1", "n", "get", "/a?b=%3A", "POS.Paysera.com", 443)
    assert one.normalized() == b"1\nn\nGET\n/a?b=%3A\npos.paysera.com\n443\n\n"


def test_spacing_in_a_body_makes_another_signature() -> None:
    compact = next(one for one in VECTORS if one.get("note", "").startswith("seed create"))
    spaced = json.dumps(json.loads(compact["body"]))
    assert len(spaced.encode()) == 183
    found = members(signed({**compact, "body": spaced}))
    assert found["mac"] == "Mb0GyjyXFBjPhQW0/Ox3ON+c494mj3q/p53FDV38MI0="


def test_no_body_has_no_ext_and_no_member_for_it() -> None:
    assert body_ext(b"") == ""
    request = httpx.Request("POST", "https://pos.paysera.com/epapi/v1/orders/1/cancel")
    auth = MacAuth("id", "key", clock(), lambda: NONCE)
    assert "ext=" not in next(auth.auth_flow(request)).headers["Authorization"]


@pytest.mark.parametrize(
    ("url", "port"), [("http://127.0.0.1/a", 80), ("http://127.0.0.1:8123/a", 8123)]
)
def test_the_port_is_the_one_of_the_address(url: str, port: int) -> None:
    auth = MacAuth("id", "key", clock(), lambda: NONCE)
    found = members(next(auth.auth_flow(httpx.Request("GET", url))))
    expected = SignedRequest(found["ts"], NONCE, "GET", "/a", "127.0.0.1", port)
    assert found["mac"] == expected.mac("key")


def test_a_nonce_is_new_each_time_and_needs_no_quoting() -> None:
    nonces = {new_nonce() for _ in range(100)}
    assert len(nonces) == 100
    assert all(len(one) == 32 and one.replace("-", "").replace("_", "").isalnum() for one in nonces)


def asked(auth: MacAuth, status: int, date: str) -> dict[str, str]:
    """Send one request through ``auth`` and let it be answered; returns what was signed."""
    flow = auth.auth_flow(httpx.Request("GET", "https://pos.paysera.com/epapi/v1/orders"))
    request = next(flow)
    with pytest.raises(StopIteration):
        flow.send(httpx.Response(status, headers={"date": date} if date else {}))
    return members(request)


@pytest.mark.parametrize("hours", [-30, 1, 240_000])
def test_a_wrong_clock_is_put_right_by_the_answer_that_refuses_it(hours: int) -> None:
    server = NOON + timedelta(hours=hours)
    auth = MacAuth("id", "key", clock())
    first = asked(auth, 401, format_datetime(server, usegmt=True))
    assert auth.lessons == 1
    second = asked(auth, 200, "")
    assert first["ts"] == str(int(NOON.timestamp()))
    assert second["ts"] == str(int(server.timestamp()))
    assert second["nonce"] != first["nonce"]
    assert auth.clock_difference == timedelta(hours=hours)


def test_a_key_that_is_wrong_is_no_lesson_about_the_clock() -> None:
    auth = MacAuth("id", "key", clock())
    asked(auth, 401, format_datetime(NOON + timedelta(seconds=1), usegmt=True))
    assert auth.lessons == 0


def test_a_lesson_is_learnt_once() -> None:
    auth = MacAuth("id", "key", clock())
    for _ in range(3):
        asked(auth, 401, format_datetime(NOON + timedelta(hours=2), usegmt=True))
    assert auth.lessons == 1


@pytest.mark.parametrize(
    ("status", "date"),
    [
        (200, "Mon, 04 Nov 2024 18:00:00 GMT"),
        (500, "Mon, 04 Nov 2024 18:00:00 GMT"),
        (401, ""),
        (401, "yesterday"),
        (401, "Mon, 04 Nov 9024 18:00:00 GMT"),
    ],
)
def test_nothing_is_learnt_from_other_answers(status: int, date: str) -> None:
    auth = MacAuth("id", "key", clock())
    asked(auth, status, date)
    assert (auth.lessons, auth.clock_difference) == (0, timedelta())


def test_a_date_is_read_with_its_zone() -> None:
    auth = MacAuth("id", "key", clock())
    asked(auth, 401, "Mon, 04 Nov 2024 17:30:00 +0200")
    assert auth.clock_difference == timedelta(hours=1)


@pytest.mark.parametrize("typed", ["", "  ", 'a"b', "a\\b", "a\nb", "kéy"])
def test_what_cannot_be_an_id_or_a_key_is_missing_by_name(typed: str) -> None:
    with pytest.raises(SecretMissingError, match="THE_ID"):
        MacAuth(typed, "key", clock(), names=("THE_ID", "THE_KEY"))
    with pytest.raises(SecretMissingError, match="THE_KEY") as caught:
        MacAuth("id", typed, clock(), names=("THE_ID", "THE_KEY"))
    assert typed.strip() == "" or typed not in str(caught.value)


def test_it_says_what_must_never_be_shown_and_shows_none_of_it() -> None:
    auth = MacAuth(" the-id ", "the-key\n", clock())
    assert isinstance(auth, KeepsSecrets)
    assert auth.secrets == ("the-id", "the-key")
    assert "the-key" not in repr(auth)
