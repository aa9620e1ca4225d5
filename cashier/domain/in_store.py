"""Labels of the shop's own scales: where item, weight, price and count stand, by country.

A pattern is the number itself, without its last check digit, with letters for what changes:
``I`` the item, ``W`` kilograms, ``P`` the price, ``N`` a count, ``C`` the check digit of the
value. The point stands where the decimals begin: ``23IIIIIIW.WWW`` is a weight in grams.
"""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from cashier.domain.check_digit import check_digit, has_check_digit, value_check_digit
from cashier.domain.errors import InputRefusedError
from cashier.domain.money import MAX_PRICE_MINOR, Money, minor_digits
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity

_PAYLOAD = 12
_MOST_DECIMALS = 3
_SHAPE = re.compile(r"(02|04|2[0-9])([ICWPN]+)(?:\.([WP]+))?", re.ASCII)


class Measure(enum.Enum):
    """What a label says beside its item; the value is the letter in a pattern."""

    WEIGHT = "W"
    PRICE = "P"
    COUNT = "N"


@dataclass(frozen=True, slots=True)
class Label:
    """What one label says; ``is_sound`` is False where the digit that guards the value is wrong.

    ``names`` are the codes under which the catalogue may know the item, the most exact first.
    """

    pattern: "InStorePattern"
    names: tuple[str, ...]
    is_sound: bool
    quantity: Quantity | None = None
    unit: Unit | None = None
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class InStorePattern:
    """One layout of a label's number; ``text`` is how it is written."""

    text: str
    prefix: str
    letters: str
    measure: Measure
    decimals: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the pattern written as ``text``; raises ``InputRefusedError`` for any other."""
        found = _SHAPE.fullmatch(text)
        if found is None:
            raise InputRefusedError("in_store", text)
        prefix, fraction = found[1], found[3] or ""
        letters = "." * len(prefix) + found[2] + fraction
        measures = [one for one in Measure if one.value in letters]
        if len(letters) != _PAYLOAD or len(measures) != 1 or not _is_in_order(letters):
            raise InputRefusedError("in_store", text)
        pattern = cls(text, prefix, letters, measures[0], len(fraction))
        if len(fraction) > _MOST_DECIMALS or not pattern.is_guarded_rightly:
            raise InputRefusedError("in_store", text)
        return pattern

    @property
    def is_guarded(self) -> bool:
        """Whether the value has a check digit of its own."""
        return "C" in self.letters

    @property
    def is_guarded_rightly(self) -> bool:
        """Whether the check digit, where there is one, guards a value of a length that has one."""
        guards = self.letters.count("C")
        length = self.letters.count(self.measure.value)
        return guards == 0 or (guards == 1 and value_check_digit("0" * length) is not None)

    def read(self, code: str, currency: str) -> Label | None:
        """Return what ``code`` says, thirteen digits with a right check digit; else None."""
        if not code.startswith(self.prefix) or len(code) != _PAYLOAD + 1:
            return None
        if not has_check_digit(code):
            return None
        value = self._part(code, self.measure.value)
        guard = self._part(code, "C")
        is_sound = not guard or int(guard) == value_check_digit(value)
        price = self._price(value, currency) if self.measure is Measure.PRICE else None
        return Label(self, self._names(code), is_sound, self._quantity(value), self._unit(), price)

    def _part(self, code: str, letter: str) -> str:
        return "".join(
            digit for digit, one in zip(code, self.letters, strict=False) if one == letter
        )

    def _names(self, code: str) -> tuple[str, ...]:
        """Return the label without its value, its beginning, its item, and the item's number."""
        value, guard = self.measure.value, "C"
        blank = "".join(
            "0" if one in {value, guard} else digit
            for digit, one in zip(code, self.letters, strict=False)
        )
        item = self._part(code, "I")
        number = item.lstrip("0")
        names = (f"{blank}{check_digit(blank)}", self.prefix + item, item, number)
        return tuple(dict.fromkeys(name for name in names if name))

    def _quantity(self, value: str) -> Quantity | None:
        """Return weight or count; a label that says nothing of it says None."""
        if self.measure is Measure.PRICE:
            return None
        decimals = self.decimals if self.measure is Measure.WEIGHT else 0
        milli = int(value) * 10 ** (_MOST_DECIMALS - decimals)
        return Quantity(milli) if milli else None

    def _unit(self) -> Unit | None:
        return Unit.KILOGRAM if self.measure is Measure.WEIGHT else None

    def _price(self, value: str, currency: str) -> Money | None:
        """Return the price, where it has no more decimals than the shop's currency."""
        spare = minor_digits(currency) - self.decimals
        minor, left = divmod(int(value) * 10 ** max(spare, 0), 10 ** max(-spare, 0))
        return Money(minor, currency) if minor and not left and minor <= MAX_PRICE_MINOR else None


def _is_in_order(letters: str) -> bool:
    """Whether an item stands in it and every letter stands in one piece."""
    runs = [letter for letter, _run in groupby(letters)]
    return "I" in runs and len(runs) == len(set(runs))


_BALTIC = ("23IIIIIIW.WWW", "24IIIIIIWW.WW", "25IIIIIIWWW.W")
_NORDIC = ("20IIIIIIPP.PP", "21IIIIIIPPP.P", "22IIIIIIPPPP", *_BALTIC)
_DANISH = (
    *("21IIIIPPPP.PP", "22IIIIPPPP.PP", "23IIIIPPPP.PP", "24IIIIPPPP.PP"),
    *("26IIIIWWW.WWW", "27IIIIIWW.WWW", "28IIIIWWW.WWW"),
)
_GERMAN = (
    *("22IIIICPPP.PP", "23IIIICPPP.PP", "25IIIICNNNNN", "26IIIICNNNNN"),
    *("28IIIICWW.WWW", "29IIIICWW.WWW"),
)
_BRITISH = ("20IIIIICPP.PP",)
_AMERICAN = ("02IIIIICPP.PP",)  # a UPC-A that begins with 2, written with thirteen digits

_BY_COUNTRY: Mapping[str, tuple[str, ...]] = {
    "CA": _AMERICAN,
    "DE": _GERMAN,
    "DK": _DANISH,
    "EE": _BALTIC,
    "FI": _BALTIC,
    "GB": _BRITISH,
    "LT": _BALTIC,
    "LV": _BALTIC,
    "NO": _NORDIC,
    "SE": _NORDIC,
    "US": _AMERICAN,
}
COUNTRIES = tuple(_BY_COUNTRY)


def in_store_patterns(setting: str) -> tuple[InStorePattern, ...]:
    """Return the patterns of a country (ISO 3166), or those written one after another; "" is none.

    Raises ``InputRefusedError`` where ``setting`` is neither.
    """
    known = _BY_COUNTRY.get(setting.strip().upper())
    written = setting.replace(",", " ").split() if known is None else known
    patterns = tuple(InStorePattern.parse(text) for text in written)
    if len({one.prefix for one in patterns}) != len(patterns):
        raise InputRefusedError("in_store", setting)
    return patterns


def read_label(code: str, patterns: tuple[InStorePattern, ...], currency: str) -> Label | None:
    """Return what a label of twelve or thirteen digits says by ``patterns``, if it is one."""
    padded = code.zfill(_PAYLOAD + 1)
    return next((label for one in patterns if (label := one.read(padded, currency))), None)
