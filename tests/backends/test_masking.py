"""Secrets are taken out of a server's words in every form it may repeat them in."""

import json
from base64 import b64encode
from urllib.parse import quote, quote_plus

import pytest

from cashier.backends.masking import Mask

SECRET = 'canary/7f+3a="x y"'  # noqa: S105 - made up for this test


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        quote(SECRET, safe=""),
        quote_plus(SECRET),
        b64encode(SECRET.encode()).decode(),
        json.dumps(SECRET),
        json.dumps(SECRET).replace("/", "\\/"),
    ],
)
def test_a_secret_is_masked_in_each_form(form: str) -> None:
    told = f"before {form} after"
    masked = Mask([SECRET])
    assert masked.text(told).replace('"', "") == "before *** after"
    assert masked.content(told.encode()) == masked.text(told).encode()
    assert masked.headers({"x-echo": told}) == {"x-echo": masked.text(told)}


def test_a_secret_inside_another_leaves_nothing_of_the_longer_one() -> None:
    assert Mask(["abc", "abcdef"]).text("abcdef abc") == "*** ***"


def test_without_secrets_nothing_is_masked() -> None:
    assert Mask([""]).text("words") == "words"
    assert Mask([]).content(b"\xff\x00") == b"\xff\x00"
