"""The check of MAC headers agrees with every published vector and refuses all that is not right."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.servers.mac_check import MacCheck, NotSignedError, SignedRequest

VECTORS = json.loads((Path(__file__).parents[1] / "data/mac-vectors.json").read_text("utf-8"))
SIGNED = [one for one in VECTORS["vectors"] if one.get("mac") and "uri" in one]
Change = Callable[[str], str]


def check_at(ts: int, vector: dict[str, Any], window_s: int = 300) -> MacCheck:
    id_, key = vector.get("id", VECTORS["id"]), vector.get("key", VECTORS["key"])
    return MacCheck(id_, key, lambda: float(ts), window_s)


def request_of(vector: dict[str, Any]) -> SignedRequest:
    body = (vector["body"] or "").encode("utf-8")
    return SignedRequest(vector["method"], vector["uri"], vector["host"], int(vector["port"]), body)


def header_of(vector: dict[str, Any]) -> str:
    id_ = vector.get("id", VECTORS["id"])
    ext = f', ext="{vector["ext"]}"' if vector["ext"] else ""
    ts, nonce, mac = vector["ts"], vector["nonce"], vector["mac"]
    return f'MAC id="{id_}", ts="{ts}", nonce="{nonce}", mac="{mac}"{ext}'


@pytest.mark.parametrize("vector", SIGNED, ids=lambda one: f"{one['method']} {one['uri']}")
def test_every_vector_passes(vector: dict[str, Any]) -> None:
    check_at(int(vector["ts"]), vector).check(header_of(vector), request_of(vector))


@pytest.fixture
def vector() -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in SIGNED if one["body"] and one["method"] == "POST")
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda header: header.replace('mac="', 'mac="A'),
        lambda header: header.replace("MAC ", "Bearer "),
        lambda header: header.replace('id="', 'id="x'),
        lambda header: header.replace('nonce="', 'nonce="other'),
        lambda header: header.replace('nonce="', 'nonce="caf\u00e9'),
        lambda header: header.replace("ts=", "at="),
        lambda header: header.replace("body_hash=", "body_hash%3D"),
        lambda header: header + ', ts="1"',
        lambda header: header.replace('"', "'"),
        lambda header: header.partition(", ext")[0],
        lambda header: header[:0],
    ],
)
def test_a_header_with_anything_else_in_it_is_refused(
    vector: dict[str, Any], change: Change
) -> None:
    check = check_at(int(vector["ts"]), vector)
    with pytest.raises(NotSignedError):
        check.check(change(header_of(vector)), request_of(vector))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("method", "PUT"),
        ("uri", "/elsewhere"),
        ("host", "example.com"),
        ("port", 8443),
        ("body", "{}"),
    ],
)
def test_another_request_than_the_signed_one_is_refused(
    vector: dict[str, Any], field: str, value: object
) -> None:
    check = check_at(int(vector["ts"]), vector)
    check.ports = (value,) if isinstance(value, int) else (443,)
    with pytest.raises(NotSignedError):
        check.check(header_of(vector), request_of({**vector, field: value}))


def test_a_nonce_is_taken_once(vector: dict[str, Any]) -> None:
    check = check_at(int(vector["ts"]), vector)
    check.check(header_of(vector), request_of(vector))
    with pytest.raises(NotSignedError, match="nonce"):
        check.check(header_of(vector), request_of(vector))


@pytest.mark.parametrize(("late_s", "words"), [(301, "lifetime exceeded"), (-301, "in future")])
def test_a_clock_beyond_the_window_is_told_by_its_own_word(
    vector: dict[str, Any], late_s: int, words: str
) -> None:
    check = check_at(int(vector["ts"]) + late_s, vector)
    with pytest.raises(NotSignedError, match=words) as refused:
        check.check(header_of(vector), request_of(vector))
    assert refused.value.code == "invalid_timestamp"


@pytest.mark.parametrize("late_s", [300, -300, 0])
def test_a_clock_within_the_window_is_right_enough(vector: dict[str, Any], late_s: int) -> None:
    check_at(int(vector["ts"]) + late_s, vector).check(header_of(vector), request_of(vector))


def test_an_empty_ext_may_be_said_or_left_out() -> None:
    vector = next(one for one in SIGNED if not one["ext"])
    check = check_at(int(vector["ts"]), vector)
    check.check(f'{header_of(vector)}, ext=""', request_of(vector))
