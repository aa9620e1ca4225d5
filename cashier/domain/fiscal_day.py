"""The fiscal day: from its opening to its Z report, with totals that grow with each posting."""

import enum
from dataclasses import dataclass
from datetime import datetime

from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.tender import TenderType


class DayState(enum.Enum):
    """Whether a fiscal day takes sales."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FiscalDay:
    """One day of the till; ``z_number`` is known once it is closed."""

    number: int
    state: DayState
    opened_at: datetime
    float_: Money
    closed_at: datetime | None = None
    z_number: int | None = None


@dataclass(frozen=True, slots=True)
class CountedSum:
    """How many, and how much together."""

    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class RateTotals:
    """A rate's share of the day, after refunds; ``gross == net + vat``."""

    rate: Percent
    gross: Money
    vat: Money

    @property
    def net(self) -> Money:
        return self.gross - self.vat


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A day's figures: sales before refunds; VAT and tenders after them."""

    sales: CountedSum
    refunds: CountedSum
    discounts: CountedSum
    rounding: Money
    rates: tuple[RateTotals, ...]
    tenders: tuple[tuple[TenderType, CountedSum], ...]
    cash_sales: Money
    cash_refunds: Money
    first_number: str = ""
    last_number: str = ""
    unsent: int = 0
    seal: str = ""

    @property
    def net(self) -> Money:
        return self.sales.amount + self.refunds.amount


@dataclass(frozen=True, slots=True)
class DayReport:
    """A fiscal day with its figures and the totals since the till's first sale."""

    day: FiscalDay
    totals: DayTotals
    perpetual_sales: Money
    perpetual_refunds: Money
