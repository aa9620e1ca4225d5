"""Money: whole minor units with their ISO 4217 currency, and the two ways to divide it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cashier.domain.currency import MINOR_DIGITS
from cashier.domain.decimals import Ratio, half_up, parse_steps, plain, within
from cashier.domain.errors import CurrencyMismatchError, TooLargeError, UnknownCurrencyError

MAX_PRICE_MINOR = 999_999_999
"""Largest price or tender, in minor units; above it a number is a mistake, not a price."""
MAX_TOTAL_MINOR = 10**14
"""Largest sum an order may reach; far inside the 64-bit integers of the database."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) of one currency.

    Amounts of two currencies are never equal; to add or compare them raises
    ``CurrencyMismatchError``.
    """

    minor: int
    currency: str = "EUR"

    @classmethod
    def parse(cls, text: str, currency: str, *, what: str = "amount") -> Self:
        """Return plain decimal ``text`` in major units (``"12.30"``) as money.

        Raises ``NotADecimalError``, ``NegativeError``, ``TooPreciseError`` or ``TooLargeError``.
        """
        steps = parse_steps(text, minor_digits(currency), what)
        return cls(within(steps, MAX_PRICE_MINOR, what, text), currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls(0, currency)

    def text(self) -> str:
        """Return major units with all of the currency's decimals: ``"12.30"``."""
        return plain(self.minor, minor_digits(self.currency), trim=False)

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __gt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor > other.minor

    def __ge__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor >= other.minor

    def _same(self, other: "Money") -> None:
        if other.currency != self.currency:
            raise CurrencyMismatchError(self.currency, other.currency)


def minor_digits(currency: str) -> int:
    """Return the number of decimals of ``currency`` by ISO 4217."""
    try:
        return MINOR_DIGITS[currency]
    except KeyError:
        raise UnknownCurrencyError("currency", currency) from None


def round_to(minor: int, unit: int) -> int:
    """Return ``minor`` rounded to the nearest multiple of ``unit``, ties away from zero."""
    return half_up(minor, unit) * unit


def allocate(minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split ``minor`` in proportion to ``weights`` by largest remainder; ties go to the earlier.

    The parts add up to ``minor`` exactly. Weights are not negative; where all are zero, ``minor``
    must be zero too.
    """
    return tuple(share + spare for share, spare in share_out(minor, weights))


def share_out(minor: int, weights: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return each part of ``allocate`` as its share cut to whole units, and the spare unit or 0."""
    if minor == 0:
        return ((0, 0),) * len(weights)
    whole = sum(weights)
    if whole == 0:
        raise TooLargeError("discount", minor)
    ratios = [share_ratio(minor, weight, whole) for weight in weights]
    shares = [divmod(above, below) for above, below in ratios]
    spare = minor - sum(share for share, _ in shares)
    by_remainder = sorted(range(len(shares)), key=lambda index: -shares[index][1])
    favoured = frozenset(by_remainder[:spare])
    return tuple((share, int(index in favoured)) for index, (share, _) in enumerate(shares))


def share_ratio(minor: int, weight: int, whole: int) -> Ratio:
    """Return the part of ``minor`` that ``weight`` of ``whole`` stands for, exactly."""
    return minor * weight, whole
