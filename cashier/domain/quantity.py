"""How much of a product, and how many percent: exact numbers with up to three decimals."""

from dataclasses import dataclass
from typing import Self

from cashier.domain.decimals import parse_steps, plain, within
from cashier.domain.errors import NegativeError

MAX_QUANTITY_MILLI = 99_999_999
"""Largest quantity of one line, in thousandths (99,999.999)."""
MAX_PERCENT_MILLI = 100_000
WHOLE = 1_000


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A quantity in thousandths of the product's unit (pieces, kg, l, m); negative in a refund."""

    milli: int = WHOLE

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return plain decimal ``text`` as a quantity above zero; refuse anything else by name."""
        milli = within(parse_steps(text, 3, "quantity"), MAX_QUANTITY_MILLI, "quantity", text)
        if milli == 0:
            raise NegativeError("quantity", text)
        return cls(milli)

    def text(self) -> str:
        """Return plain decimal text without trailing zeros: ``"0.455"``, ``"2"``."""
        return plain(self.milli, 3, trim=True)

    def is_whole(self) -> bool:
        return self.milli % WHOLE == 0

    def __add__(self, other: "Quantity") -> "Quantity":
        total = self.milli + other.milli
        return Quantity(within(total, MAX_QUANTITY_MILLI, "quantity", total))


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """A rate in thousandths of a percent, 0 to 100: 25.5 % is 25 500."""

    milli: int

    def __post_init__(self) -> None:
        within(self.milli, MAX_PERCENT_MILLI, "percent", self.milli)

    @classmethod
    def parse(cls, text: str, *, what: str = "percent") -> Self:
        """Return plain decimal ``text`` (``"25.5"``) as a percentage between 0 and 100."""
        return cls(within(parse_steps(text, 3, what), MAX_PERCENT_MILLI, what, text))

    def text(self) -> str:
        return plain(self.milli, 3, trim=True)
