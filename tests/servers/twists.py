"""Twists what stands in an honest JSON answer into what a hostile or broken server would say."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from tests.servers.faults import Fault
from tests.servers.wire import dumps, loads

_TOTALS = frozenset({"total", "totalPrice", "totalAmount", "amount", "balance", "price"})
_NAMES = frozenset({"name", "title", "friendly_name", "notes", "message", "description", "status"})
_AMOUNT = re.compile(r"-?[0-9]+\.[0-9]+", re.ASCII)
_HOSTILE = "\x1b[2J\x1b]0;owned\x07\x00\r\n\u202ereversed"

Change = Callable[[str, object], object]


def twisted(fault: Fault | None, body: bytes) -> bytes:
    """Return the answer with the twist in it; what is no JSON stays as it is."""
    try:
        value = loads(body)
    except ValueError:
        return body
    if fault is Fault.DUPLICATE_IDS:
        return dumps(_each_twice(value))
    return dumps(_changed("", value, _CHANGES[fault])) if fault in _CHANGES else body


def _changed(name: str, value: object, change: Change) -> object:
    if isinstance(value, Mapping):
        return {key: _changed(str(key), one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_changed(name, one, change) for one in value]
    return change(name, value)


def _each_twice(value: object) -> object:
    """Let every list of objects hold its first again, with another figure in it."""
    if isinstance(value, Mapping):
        return {key: _each_twice(one) for key, one in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [*value, _changed("", value[0], _another)]
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _another(name: str, value: object) -> object:
    if name in _TOTALS and _is_amount_text(value):
        return str(Decimal(str(value)) + 1)
    return value + 1 if name in _TOTALS and isinstance(value, int | Decimal) else value


def _negative(name: str, value: object) -> object:
    if name in _TOTALS and _is_amount_text(value):
        return str(-Decimal(str(value)) - 1)
    return -value - 1 if name in _TOTALS and isinstance(value, int | Decimal) else value


def _is_amount_text(value: object) -> bool:
    """Whether it is a decimal in a text, as PHP writes amounts."""
    return isinstance(value, str) and _AMOUNT.fullmatch(value) is not None


def _foreign(name: str, value: object) -> object:
    return "XTS" if name == "currency" else value


def _of_wrong_type(name: str, value: object) -> object:
    if isinstance(value, bool) or value is None:
        return {"really": value}
    return [str(value)] if _is_number(value) else {"text": value}


def _hostile(name: str, value: object) -> object:
    return f"{value}{_HOSTILE}" if name in _NAMES and isinstance(value, str) else value


_CHANGES: Mapping[Fault | None, Change] = {
    Fault.WRONG_TYPES: _of_wrong_type,
    Fault.NEGATIVE_TOTAL: _negative,
    Fault.ANOTHER_TOTAL: _another,
    Fault.FOREIGN_CURRENCY: _foreign,
    Fault.CONTROL_CHARACTERS: _hostile,
}
