"""The list of orders: what to look for, what a row of it shows, and how far it was read."""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cashier.domain.money import Money
from cashier.domain.posting import Delivery, OrderStatus
from cashier.domain.product import Unit
from cashier.domain.quantity import WHOLE, Quantity
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import TenderType

_WEEK = 7
_WRITTEN = re.compile(
    r"(?P<year_first>\d{4})[-./](?P<month_then>\d{1,2})[-./](?P<day_last>\d{1,2})"
    r"|(?P<day>\d{1,2})\.?(?:[-./](?P<month>\d{1,2})\.?(?:[-./]?(?P<year_last>\d{4}))?)?",
    re.ASCII,
)


class OrderGroup(enum.Enum):
    """What stands together in the list; every order is in ``ALL`` and in one group beside it."""

    ALL = "all"
    COMPLETED = "completed"
    PENDING = "pending"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"
    UNSENT = "unsent"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``since`` to ``until``, both included; None: from the first, to the last."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def of_day(cls, day: date) -> "Period":
        return cls(day, day)

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def is_one_day(self) -> bool:
        return self.since is not None and self.since == self.until


class PeriodName(enum.Enum):
    """The periods that have a name of their own."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this-week"
    THIS_MONTH = "this-month"
    ALL = "all"


def period_called(name: PeriodName, today: date) -> Period:
    """Return the days that ``name`` means on ``today``; a week begins on Monday."""
    match name:
        case PeriodName.TODAY:
            return Period.of_day(today)
        case PeriodName.YESTERDAY:
            return Period.of_day(today - timedelta(days=1))
        case PeriodName.THIS_WEEK:
            monday = today - timedelta(days=today.weekday())
            return Period(monday, monday + timedelta(days=_WEEK - 1))
        case PeriodName.THIS_MONTH:
            next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
            return Period(today.replace(day=1), next_month - timedelta(days=1))
        case PeriodName.ALL:
            return Period()


def written_day(text: str, today: date) -> date | None:
    """Return the day that ``text`` names, with year and month of ``today`` where it has none.

    A year comes first (``2026-11-20``) or last (``20.11.2026``); None for what names no day.
    """
    parts = _WRITTEN.fullmatch(text.strip())
    if parts is None:
        return None
    if parts["year_first"]:
        year, month, day = (int(parts[name]) for name in ("year_first", "month_then", "day_last"))
    else:
        year = int(parts["year_last"] or today.year)
        month, day = int(parts["month"] or today.month), int(parts["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


_ALL_DAYS = Period()


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Which orders; newest first.

    ``text`` is found in number, amount, customer, note and line names.
    """

    fiscal_day: int | None = None
    sold_on: date | None = None
    status: OrderStatus | None = None
    text: str = ""
    limit: int = 100
    offset: int = 0
    group: OrderGroup = OrderGroup.ALL
    period: Period = _ALL_DAYS

    @property
    def days(self) -> Period:
        """The days asked for, whichever way they were named."""
        return self.period if self.sold_on is None else Period.of_day(self.sold_on)


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """One order in a list; an unposted one has no number and no fiscal day."""

    id: str
    number: str
    kind: ReceiptKind
    status: OrderStatus
    at: datetime
    fiscal_day: int | None
    operator: str
    line_count: int
    total: Money
    tenders: tuple[TenderType, ...]
    customer: str = ""
    refund_of: str = ""
    delivery: Delivery = Delivery.NOT_NEEDED
    printed: bool = False
    item_count: int = 0

    @property
    def group(self) -> OrderGroup:
        """The group this order stands in: its delivery first, then what became of it."""
        match self.delivery:
            case Delivery.NEEDS_ATTENTION:
                return OrderGroup.ATTENTION
            case Delivery.UNSENT:
                return OrderGroup.UNSENT
            case Delivery.SENT | Delivery.NOT_NEEDED if self.kind is ReceiptKind.REFUND:
                return OrderGroup.REFUNDED
            case Delivery.SENT | Delivery.NOT_NEEDED:
                return _GROUPS[self.status]


_GROUPS = {
    OrderStatus.OPEN: OrderGroup.PENDING,
    OrderStatus.PARKED: OrderGroup.PENDING,
    OrderStatus.COMPLETED: OrderGroup.COMPLETED,
    OrderStatus.CANCELLED: OrderGroup.CANCELLED,
    OrderStatus.REFUNDED: OrderGroup.REFUNDED,
    OrderStatus.PARTLY_REFUNDED: OrderGroup.REFUNDED,
}


@dataclass(frozen=True, slots=True)
class OrderMark:
    """How far a list was read: posted orders below ``serial``, unposted after ``unposted``."""

    serial: int | None = None
    unposted: int = 0


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Rows found, newest first; ``mark`` is where to go on, None where there are no older ones.

    A search looks at a bounded number of orders a page, so a page may be empty and not the last.
    """

    rows: tuple[OrderSummary, ...] = ()
    mark: OrderMark | None = None


def item_count(lines: Iterable[tuple[Quantity, Unit]]) -> int:
    """Return how many things there are: pieces by their number, what is weighed as one."""
    return sum(
        abs(quantity.milli) // WHOLE if unit is Unit.PIECE else 1 for quantity, unit in lines
    )
