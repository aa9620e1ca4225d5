"""VAT in prices that include it: extraction, grouping by rate, and the letters on the receipt.

Formula and modes: decision 5 of the house plan; the gross is always net + VAT by construction.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from cashier.domain.decimals import Ratio, half_up
from cashier.domain.money import Money
from cashier.domain.quantity import Percent

_FULL = 100_000
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class VatMode(enum.Enum):
    """Where VAT is rounded: once per rate of a receipt, or line by line and then summed."""

    PER_RECEIPT = "per_receipt"
    PER_LINE = "per_line"


@dataclass(frozen=True, slots=True)
class VatGroup:
    """All of an order at one rate; ``gross == net + vat``."""

    rate: Percent
    letter: str
    gross: Money
    vat: Money

    @property
    def net(self) -> Money:
        return self.gross - self.vat


@dataclass(frozen=True, slots=True)
class VatRates:
    """The shop's rates with their letters, in the order the shop wrote them."""

    letters: tuple[tuple[Percent, str], ...] = ()

    def letter(self, rate: Percent) -> str:
        """Return the letter of ``rate``, ``*`` where it has none."""
        for known, letter in self.letters:
            if known == rate:
                return letter
        return "*"

    def with_rate(self, rate: Percent) -> "VatRates":
        """Return the table with ``rate`` in it, under the first letter that is free."""
        if any(known == rate for known, _ in self.letters):
            return self
        taken = {letter for _, letter in self.letters}
        letter = next((one for one in _LETTERS if one not in taken), "*")
        return VatRates((*self.letters, (rate, letter)))


def vat_in(gross_minor: int, rate: Percent) -> int:
    """Return the VAT inside ``gross_minor``: half-up(gross * r / (100 + r))."""
    return half_up(*vat_ratio(gross_minor, rate))


def vat_ratio(gross_minor: int, rate: Percent) -> Ratio:
    """Return the VAT inside ``gross_minor`` in minor units, exactly."""
    return gross_minor * rate.milli, _FULL + rate.milli


def vat_groups(
    parts: Iterable[tuple[Percent, Money]], mode: VatMode, rates: VatRates
) -> tuple[VatGroup, ...]:
    """Return one group per rate, highest rate first, from (rate, discounted gross) parts.

    A rate the shop has not named gets the next free letter, on this order.
    """
    # By thousandths: a receipt of hundreds of lines is added up with every line that joins it.
    gross: dict[int, int] = {}
    vat: dict[int, int] = {}
    currency = ""
    for rate, amount in parts:
        milli, currency = rate.milli, amount.currency
        gross[milli] = gross.get(milli, 0) + amount.minor
        if mode is VatMode.PER_LINE:
            vat[milli] = vat.get(milli, 0) + vat_in(amount.minor, rate)
    found = [Percent(milli) for milli in sorted(gross, reverse=True)]
    if mode is VatMode.PER_RECEIPT:
        vat = {rate.milli: vat_in(gross[rate.milli], rate) for rate in found}
    for rate in found:
        rates = rates.with_rate(rate)
    return tuple(
        VatGroup(
            rate,
            rates.letter(rate),
            Money(gross[rate.milli], currency),
            Money(vat[rate.milli], currency),
        )
        for rate in found
    )
