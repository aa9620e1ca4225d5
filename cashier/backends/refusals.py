"""What a server that says no tells: its words, and how long it asks to wait."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from cashier.backends.wire_json import loads
from cashier.domain.backend_errors import DamagedAnswerError

SHORTEST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(seconds=120)
_MILLISECONDS_FROM = 1000
_MOST_WORDS = 200
_NAMES = ("error_description", "message", "detail", "errorMessage")
_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_READ_FOR_WORDS = 4_000


def words_of(headers: Mapping[str, str], body: bytes) -> str:
    """Return what the server says of its refusal, plain and short; its fields by their rank."""
    told = _object(body)
    for found in (*(_text(told.get(name)) for name in _NAMES), _listed(told), _error(told)):
        if found:
            return f"{found[:_MOST_WORDS]}{_code(told, found)}"
    if headers.get("location"):
        return f"it points to {headers['location'][:_MOST_WORDS]}"
    return _plain(body[:_READ_FOR_WORDS].decode("utf-8", "replace"))[:_MOST_WORDS]


def wait_asked(headers: Mapping[str, str], body: bytes, now: datetime) -> timedelta:
    """Return how long to wait, between 1 and 120 seconds.

    The header counts before the body. A figure of 1,000 or more in the body is milliseconds, a
    smaller one seconds: servers answer both, and a minute taken for 60 ms spends every try.
    """
    asked = _of_header(headers.get("retry-after", "").strip(), now)
    if asked is None:
        asked = _of_body(_object(body).get("retry_after"))
    return min(max(asked or SHORTEST_WAIT, SHORTEST_WAIT), LONGEST_WAIT)


def header_date(text: str) -> datetime | None:
    """Return the moment a header names, in UTC."""
    try:
        found = parsedate_to_datetime(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _of_header(text: str, now: datetime) -> timedelta | None:
    if text.isdecimal() and text.isascii():
        return timedelta(seconds=min(int(text[:9]), 1_000_000))
    until = header_date(text) if text else None
    return until - now if until is not None else None


def _of_body(value: object) -> timedelta | None:
    text = str(value) if not isinstance(value, bool) else ""
    found = re.fullmatch(r"([0-9]{1,9})(?:\.[0-9]*)?", text, re.ASCII)
    if found is None:
        return None
    figure = int(found[1])
    is_short = figure >= _MILLISECONDS_FROM
    return timedelta(milliseconds=figure) if is_short else timedelta(seconds=figure)


def _object(body: bytes) -> Mapping[str, object]:
    try:
        found = loads(body)
    except DamagedAnswerError:
        return {}
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    return _plain(value) if isinstance(value, str) else ""


def _listed(told: Mapping[str, object]) -> str:
    """Return what a list of errors says, of classic, checkout or field-by-field form."""
    found = told.get("errors", told.get("details"))
    if isinstance(found, dict):
        return ", ".join(f"{name}: {_of_field(value)}" for name, value in found.items())
    if not isinstance(found, list):
        return ""
    messages = (_text(one.get("message")) for one in found if isinstance(one, dict))
    return ", ".join(filter(None, messages))


def _of_field(value: object) -> str:
    texts = value if isinstance(value, list) else [value]
    return _plain(" ".join(str(one) for one in texts))


def _code(told: Mapping[str, object], found: str) -> str:
    """Return the figure of an error, where the words do not name it themselves."""
    codes = (str(told.get(name)) for name in ("code", "error"))
    code = next((one for one in codes if re.fullmatch("[0-9]{1,8}", one, re.ASCII)), "")
    return f" (code {code})" if code and code not in found else ""


def _error(told: Mapping[str, object]) -> str:
    error = told.get("error")
    return _text(error.get("message")) if isinstance(error, dict) else _text(error)


def _plain(text: str) -> str:
    """Return text without markup, in one line."""
    return " ".join(_TAGS.sub(" ", text[:_READ_FOR_WORDS]).split())
