"""The words of a refusal in every form that is known, and how long a server asks to wait."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.backends.refusals import LONGEST_WAIT, SHORTEST_WAIT, header_date, wait_asked, words_of
from cashier.domain.backend_errors import BackEndRefusedError

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"error":"unauthorized","error_description":"Bad mac"}', "Bad mac"),
        ('{"error":"e","message":"m","error_description":"d"}', "d"),
        ('{"message":"No such VAT rate"}', "No such VAT rate"),
        ('{"detail":"Invalid API key"}', "Invalid API key"),
        ('{"result":"KO","errorMessage":"Bad key"}', "Bad key"),
        ('{"errors":[{"code":"a","message":"one"},{"message":"two"}]}', "one, two"),
        (
            '{"errors":{"products":["This field is required."]}}',
            "products: This field is required.",
        ),
        ('{"details":[{"field":"a","message":"is odd"}]}', "is odd"),
        ('{"error":"rate_limit_exceeded"}', "rate_limit_exceeded"),
        ('{"error":{"message":"inner"}}', "inner"),
        ('{"code":1015,"message":"The fiscal service refused it"}', "refused it (code 1015)"),
        ('{"error":"1015","message":"Code 1015 it is"}', "Code 1015 it is"),
        ("plain words", "plain words"),
        ("<html><title>Bad &amp; gateway</title><script>x()</script></html>", "gateway"),
        ("<style>a{b}</style><h1>502</h1>", "502"),
        ('["no object"]', '["no object"]'),
        ("", ""),
    ],
)
def test_the_words_are_found_by_their_rank(body: str, words: str) -> None:
    found = words_of({}, body.encode())
    assert found.endswith(words)
    assert "x()" not in found
    assert "<" not in found


def test_where_a_redirect_points_to_is_told() -> None:
    assert (
        words_of({"location": "https://evil.example/"}, b"") == "it points to https://evil.example/"
    )


@pytest.mark.parametrize(
    "body",
    [b"x" * 10**7, b'{"message":"' + b"x" * 10**6 + b'"}', b"<" * 10**6, b"<script>" * 10**5],
)
def test_words_are_bounded(body: bytes) -> None:
    assert len(words_of({}, body)) <= 220


@given(st.binary(max_size=300))
def test_no_body_breaks_the_reader_of_words(body: bytes) -> None:
    assert BackEndRefusedError("host", words_of({}, body)).words.isprintable()


@pytest.mark.parametrize(
    ("header", "body", "seconds"),
    [
        ("", '{"retry_after":60}', 60),  # seconds: 60 ms would spend every try
        ("", '{"retry_after":999}', 120),
        ("", '{"retry_after":1000}', 1),  # milliseconds from here on
        ("", '{"retry_after":2500}', 2.5),
        ("", '{"retry_after":"30"}', 30),
        ("", '{"retry_after":7.9}', 7),
        ("", '{"retry_after":600000}', 120),
        ("", '{"retry_after":-5}', 1),
        ("", '{"retry_after":true}', 1),
        ("", '{"retry_after":null}', 1),
        ("", '{"retry_after":"soon"}', 1),
        ("", "<html>", 1),
        ("", "", 1),
        ("5", '{"retry_after":60}', 5),  # the header counts before the body
        ("0", "", 1),
        ("100000000000000000000", "", 120),
        ("Sat, 21 Nov 2026 12:00:42 GMT", "", 42),
        ("Sat, 21 Nov 2026 11:00:00 GMT", "", 1),
        ("Sat, 21 Nov 2099 11:00:00 GMT", "", 120),
        ("tomorrow", '{"retry_after":9}', 9),
        ("٣", '{"retry_after":9}', 9),
    ],
)
def test_how_long_to_wait(header: str, body: str, seconds: float) -> None:
    headers = {"retry-after": header} if header else {}
    assert wait_asked(headers, body.encode(), NOW) == timedelta(seconds=seconds)


@given(st.text(max_size=40), st.binary(max_size=100))
def test_a_wait_is_always_within_bounds(header: str, body: bytes) -> None:
    assert SHORTEST_WAIT <= wait_asked({"retry-after": header}, body, NOW) <= LONGEST_WAIT


@pytest.mark.parametrize("text", ["", "x", "Sat, 99 Nov 2026 12:00:42 GMT", "1", "\x00"])
def test_a_date_that_is_none_is_none(text: str) -> None:
    assert header_date(text) is None


def test_dates_of_headers_are_utc() -> None:
    assert header_date("Sat, 21 Nov 2026 12:00:42 GMT") == NOW + timedelta(seconds=42)
    assert header_date("Sat, 21 Nov 2026 14:00:42 +0200") == NOW + timedelta(seconds=42)
