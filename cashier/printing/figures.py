"""Amounts, quantities, rates and times as the receipt's language writes them."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity

_MINUS = "\u2212"
_GROUP = "\u202f"
OWN_SIGNS = {"en": ".", "lt": ","}
"""Decimal signs of the languages the product speaks: most tills need no other, nor the library."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes figures with one decimal sign, a real minus and narrow spaces between thousands."""

    decimal: str = "."

    def money(self, amount: Money) -> str:
        """Return the amount with all decimals that ISO 4217 gives its currency."""
        return self._written(amount.text())

    def quantity(self, quantity: Quantity) -> str:
        return self._written(quantity.text())

    def percent(self, percent: Percent) -> str:
        return f"{self._written(percent.text())} %"

    def _written(self, plain: str) -> str:
        digits = plain.removeprefix("-")
        whole, point, fraction = digits.partition(".")
        grouped = f"{int(whole):,}".replace(",", _GROUP)
        sign = _MINUS if plain.startswith("-") else ""
        return f"{sign}{grouped}{self.decimal if point else ''}{fraction}"


@lru_cache(maxsize=32)
def figures_of(language: str) -> Figures:
    """Return the figures of ``language``; of English where it is not known."""
    if language in OWN_SIGNS:
        return Figures(OWN_SIGNS[language])
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - some MiB of other languages
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415 - as above

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Figures()
    return Figures(get_decimal_symbol(locale, numbering_system="latn"))


def moment(at: datetime) -> str:
    """Return date, time and zone offset in the order every language reads: year first."""
    return f"{at:%Y-%m-%d %H:%M} {_offset(at)}".rstrip()


def _offset(at: datetime) -> str:
    offset = f"{at:%z}"
    return f"{offset[:3]}:{offset[3:5]}" if offset else ""
