"""Reads a JSON object strictly and notes every problem with the name of its field."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_DIGITS = {"JPY": 0, "KRW": 0, "KWD": 3, "BHD": 3, "JOD": 3}
_MOST = Decimal(10) ** 9


def digits_of(currency: str) -> int:
    return _DIGITS.get(currency, 2)


def minor_of(amount: Decimal, currency: str) -> int:
    """Return minor units; a tie goes away from zero."""
    scaled = amount.scaleb(digits_of(currency))
    return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def major_of(minor: int, currency: str) -> Decimal:
    digits = digits_of(currency)
    return Decimal(minor).scaleb(-digits)


class Problems:
    """All that was wrong with one request."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []

    def add(self, field: str, code: str, message: str) -> None:
        self.found.append({"field": field, "code": code, "message": message})


class StrictObject:
    """One object of a request; what it lacks or has too much goes into ``problems``."""

    def __init__(self, value: object, where: str, problems: Problems) -> None:
        self.problems = problems
        self._where = where
        if isinstance(value, Mapping):
            self.fields: Mapping[str, Any] = value
        else:
            self.fields = {}
            problems.add(where, "not_an_object", "This value should be an object.")

    def path(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name

    def wrong(self, name: str, message: str, code: str = "invalid") -> None:
        self.problems.add(self.path(name), code, message)

    def only(self, *known: str) -> None:
        """Refuse every field that is not ``known``."""
        for name in self.fields:
            if name not in known:
                self.wrong(name, "This field was not expected.", "unknown_field")

    def has(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def text(self, name: str, *, required: bool = False) -> str:
        value = self.fields.get(name)
        if value is None or value == "":
            if required:
                self.wrong(name, "This value should not be blank.", "required")
            return ""
        if not isinstance(value, str):
            self.wrong(name, "This value should be of type string.")
            return ""
        if any(ord(char) < 32 and char not in "\n\t" for char in value):
            self.wrong(name, "This value has control characters.")
        return value

    def number(self, name: str, *, required: bool = True) -> Decimal:
        """Return a JSON number; text that looks like one is none."""
        value = self.fields.get(name)
        if value is None:
            if required:
                self.wrong(name, "This value should not be null.", "required")
            return Decimal(0)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.wrong(name, "This value should be of type number.")
            return Decimal(0)
        return Decimal(value)

    def major(self, name: str, currency: str, *, required: bool = True) -> int:
        """Return major units as minor ones; a part of the smallest coin is refused."""
        return self._exact(name, self.number(name, required=required), currency)

    def major_text(self, name: str, currency: str) -> int:
        """Return "12.34" as 1234; a number, a comma or another count of digits is refused."""
        value = self.text(name, required=True)
        whole, _, part = value.removeprefix("-").partition(".")
        if not (whole.isdigit() and len(part) == digits_of(currency) and part.isdigit()):
            self.wrong(name, 'This value should be an amount such as "12.34".')
            return 0
        return self._exact(name, Decimal(value), currency)

    def _exact(self, name: str, amount: Decimal, currency: str) -> int:
        minor = minor_of(amount, currency)
        if major_of(minor, currency) != amount:
            self.wrong(name, "This value has more digits than its currency.")
        if not Decimal(0) <= amount < _MOST:
            self.wrong(name, "This value should be zero or more.")
        return minor

    def percent(self, name: str) -> Decimal:
        rate = self.number(name)
        if not Decimal(0) <= rate <= Decimal(100):
            self.wrong(name, "This value should be between 0 and 100.")
        return rate

    def object(self, name: str) -> "StrictObject":
        return StrictObject(self.fields.get(name), self.path(name), self.problems)

    def objects(self, name: str, *, at_least: int = 0) -> list["StrictObject"]:
        value = self.fields.get(name)
        values = [] if value is None else value
        if not isinstance(values, list) or len(values) < at_least:
            self.wrong(name, f"This list should hold {at_least} objects or more.", "required")
            return []
        return [
            StrictObject(one, f"{self.path(name)}[{index}]", self.problems)
            for index, one in enumerate(values)
        ]
