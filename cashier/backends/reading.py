"""Reading the fields of an answer: what is odd is named and shown, and nothing is lost."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import TypeVar

from cashier.backends.wire_json import as_text
from cashier.domain.backend_errors import DamagedAnswerError
from cashier.domain.currency import MINOR_DIGITS
from cashier.domain.errors import InputRefusedError
from cashier.domain.money import MAX_TOTAL_MINOR, Money
from cashier.domain.quantity import MAX_QUANTITY_MILLI, Percent, Quantity
from cashier.domain.text import cleaned

T = TypeVar("T")

_LONGEST = 1_000
_LONGEST_OTHER = 200
_MOST_OTHERS = 100
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)
_THOUSANDTHS = 1_000
_MILLISECONDS_FROM = 10**11


class Fields:
    """The fields of one object of an answer.

    Each is asked for by its names, the first that is there counts. What has a wrong type reads as
    nothing, is named in ``missing`` and kept in ``others`` beside the fields nobody asked for.
    """

    def __init__(self, source: object, what: str = "answer") -> None:
        """Take what should be an object; ``DamagedAnswerError`` where it is none."""
        if not isinstance(source, Mapping):
            raise DamagedAnswerError(words=f"“{what}” is no object")
        self._source: Mapping[str, object] = source
        self._read: set[str] = set()
        self._missing: list[str] = []

    @property
    def missing(self) -> tuple[str, ...]:
        """What was needed and not there, or there in a form that cannot be read."""
        return tuple(dict.fromkeys(self._missing))

    @property
    def others(self) -> dict[str, str]:
        """All that was not read, as text to be shown."""
        rest = [name for name in self._source if name not in self._read]
        return {
            cleaned(name[:_LONGEST_OTHER]): _shown(self._source[name])
            for name in rest[:_MOST_OTHERS]
        }

    def need(self, *names: str) -> None:
        """Name the fields of ``names`` that are not there."""
        self._missing += [name for name in names if self._source.get(name) is None]

    def needed_text(self, *names: str) -> str:
        """Return a text that nothing goes on without; ``DamagedAnswerError``."""
        found = self.text(*names)
        if not found:
            raise DamagedAnswerError(words=f"“{names[0]}” is missing")
        return found

    def peek(self, *names: str) -> object:
        """Return the value as it came without taking it as read."""
        found = (self._source[name] for name in names if self._source.get(name) is not None)
        return next(found, None)

    def raw(self, *names: str) -> object:
        """Return the value as it came, None where there is none."""
        for name in names:
            if self._source.get(name) is not None:
                self._read.add(name)
                return self._source[name]
        self._read.update(names)
        return None

    def text(self, *names: str) -> str:
        """Return a text, or a number as text, without anything that could act on a screen."""
        value = self.raw(*names)
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal | None):
            return self._odd(names, "")
        return "" if value is None else cleaned(str(value)[:_LONGEST])

    def currency(self, default: str = "", *names: str) -> str:
        """Return an ISO 4217 code; ``default`` where there is none."""
        found = self.text(*(names or ("currency",))).upper()
        if found and found not in MINOR_DIGITS:
            return self._odd(names or ("currency",), "")
        return found or default

    def money_minor(self, currency: str, *names: str) -> Money | None:
        """Return an amount that stands in minor units."""
        number = self._number(names)
        return None if number is None else self._money(number, currency, names)

    def money_major(self, currency: str, *names: str) -> Money | None:
        """Return an amount that stands in major units, whether with decimals or not."""
        number = self._number(names)
        if number is None:
            return None
        return self._money(number.scaleb(MINOR_DIGITS.get(currency, 0)), currency, names)

    def quantity(self, *names: str) -> Quantity | None:
        number = self._number(names)
        milli = None if number is None else _whole(number * _THOUSANDTHS)
        if number is not None and (milli is None or abs(milli) > MAX_QUANTITY_MILLI):
            return self._odd(names, None)
        return None if milli is None else Quantity(milli)

    def percent(self, *names: str) -> Percent | None:
        number = self._number(names)
        milli = None if number is None else _whole(number * _THOUSANDTHS)
        try:
            if milli is None:
                return None if number is None else self._odd(names, None)
            return Percent(milli)
        except InputRefusedError:
            return self._odd(names, None)

    def whole(self, *names: str) -> int | None:
        number = self._number(names)
        found = None if number is None else _whole(number)
        return self._odd(names, None) if found is None and number is not None else found

    def flag(self, *names: str) -> bool | None:
        """Return a yes or no; 1 and 0 and their words too, for "false" would read as true."""
        value = self.raw(*names)
        if isinstance(value, bool) or value is None:
            return value
        word = str(value).strip().lower()
        if word in ("1", "true", "yes"):
            return True
        return False if word in ("0", "false", "no", "") else self._odd(names, None)

    def instant(self, zone: tzinfo, *names: str) -> datetime | None:
        """Return a moment; one that names no zone is of ``zone``."""
        value = self.raw(*names)
        if value is None or value == "":
            return None
        found = _instant(value)
        if found is None:
            return self._odd(names, None)
        return found if found.tzinfo else found.replace(tzinfo=zone)

    def day(self, *names: str) -> date | None:
        value = self.raw(*names)
        if value is None or value == "":
            return None
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            return self._odd(names, None)

    def nested(self, *names: str) -> "Fields | None":
        """Return the fields of an object within."""
        value = self.raw(*names)
        if value is None or value == []:  # an empty object that was written by PHP
            return None
        return Fields(value, names[0]) if isinstance(value, Mapping) else self._odd(names, None)

    def each(self, *names: str) -> "tuple[Fields, ...]":
        """Return the fields of every object in a list within."""
        value = self.raw(*names)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            return self._odd(names, ())
        return tuple(Fields(one, names[0]) for one in value)

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return a list of texts, or a single one."""
        value = self.raw(*names)
        if value is None:
            return ()
        found = value if isinstance(value, list) else [value]
        if any(isinstance(one, bool) or not isinstance(one, str | int) for one in found):
            return self._odd(names, ())
        return tuple(cleaned(str(one)[:_LONGEST]) for one in found)

    def _number(self, names: tuple[str, ...]) -> Decimal | None:
        value = self.raw(*names)
        if value is None or value == "":
            return None
        text = "" if isinstance(value, bool) else format(value, "f" * isinstance(value, Decimal))
        return Decimal(text) if _NUMBER.fullmatch(text) else self._odd(names, None)

    def _money(self, minor: Decimal, currency: str, names: tuple[str, ...]) -> Money | None:
        found = _whole(minor)
        if found is None or abs(found) > MAX_TOTAL_MINOR or currency not in MINOR_DIGITS:
            return self._odd(names, None)
        return Money(found, currency)

    def _odd(self, names: tuple[str, ...], instead: T) -> T:
        """Note that a field cannot be read, and leave it among what is shown as it came."""
        name = next((one for one in names if self._source.get(one) is not None), names[0])
        self._missing.append(name)
        self._read.discard(name)
        return instead


def _whole(number: Decimal) -> int | None:
    return int(number) if number == number.to_integral_value() else None


def _instant(value: object) -> datetime | None:
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            seconds = value // 1000 if abs(value) >= _MILLISECONDS_FROM else value
            return datetime.fromtimestamp(seconds, UTC)
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else as_text(value)
    return cleaned(text[:_LONGEST_OTHER])
