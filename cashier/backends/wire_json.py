"""JSON on the wire: no float in either direction, and nothing that an answer can grow beyond."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from cashier.domain.backend_errors import DamagedAnswerError

DEEPEST = 64
LARGEST = 8 * 1024 * 1024
_MOST_DIGITS = 40
_LARGEST_POWER = 30
_STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def loads(data: bytes) -> object:
    """Return what ``data`` says, its fractions as Decimal; ``DamagedAnswerError`` for all else.

    All else is also what no honest server sends: more than 8 MB, 64 levels or 40 digits, a key
    that stands twice in one object, NaN and infinity.
    """
    if len(data) > LARGEST:
        raise DamagedAnswerError(words=f"more than {LARGEST} bytes")
    _refuse_depth(data)
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=_decimal,
            parse_int=_whole,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        raise DamagedAnswerError(words=f"no UTF-8 at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise DamagedAnswerError(words=_why(data)) from error


def dumps(value: object) -> bytes:
    """Return ``value`` as compact UTF-8 JSON in its own order; a Decimal goes out as a number.

    Raises ``TypeError`` for a float and everything else that is no JSON.
    """
    return as_text(value).encode()


def as_text(value: object) -> str:
    """Return ``value`` as compact JSON text, for a person to read or to tell it from others."""
    return "".join(_pieces(value))


def _refuse_depth(data: bytes) -> None:
    """Refuse deep nesting before anything recurses into it."""
    depth = 0
    for sign in _STRINGS.sub(b"", data).translate(None, _NO_BRACKETS):
        depth += 1 if sign in b"[{" else -1
        if depth > DEEPEST:
            raise DamagedAnswerError(words=f"nested deeper than {DEEPEST} levels")


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text) if len(text) <= _MOST_DIGITS else None
    except InvalidOperation:
        number = None
    if number is None or abs(number.adjusted()) > _LARGEST_POWER:
        raise DamagedAnswerError(words=f"no number of this world: {text[:_MOST_DIGITS]}")
    return number


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise DamagedAnswerError(words=f"no number of this world: {text[:_MOST_DIGITS]}")
    return int(text)


def _refuse_constant(text: str) -> object:
    raise DamagedAnswerError(words=f"{text} is no number")


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _times = Counter(name for name, _value in pairs).most_common(1)[0]
        raise DamagedAnswerError(words=f"“{twice[:80]}” stands twice")
    return found


def _why(data: bytes) -> str:
    start = data[:64].lstrip()
    if not start:
        return "empty"
    return "a web page, not JSON" if start.startswith(b"<") else "no JSON, or only a part of it"


def _pieces(value: object) -> list[str]:
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return [json.dumps(value, ensure_ascii=False)]
    if isinstance(value, int):
        return [str(value)]
    if isinstance(value, Decimal):
        return [_number(value)]
    if isinstance(value, Mapping):
        return _joined("{", [_member(name, one) for name, one in value.items()], "}")
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return _joined("[", [_pieces(one) for one in value], "]")
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _member(name: object, value: object) -> list[str]:
    if not isinstance(name, str):
        raise TypeError(f"{type(name).__name__} is no name in JSON")
    return [json.dumps(name, ensure_ascii=False), ":", *_pieces(value)]


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError(f"{value} is no number in JSON")
    return format(value, "f")


def _joined(start: str, parts: Sequence[list[str]], end: str) -> list[str]:
    found = [start]
    for index, part in enumerate(parts):
        found += [",", *part] if index else part
    return [*found, end]
