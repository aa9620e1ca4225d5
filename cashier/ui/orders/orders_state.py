"""What the Orders page shows: the question, the rows found for it, and the order looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cashier.domain.open_order import OpenOrder
from cashier.domain.order_list import (
    OrderFilter,
    OrderGroup,
    OrderMark,
    OrderSummary,
    Period,
    PeriodName,
    period_called,
)
from cashier.domain.posting import OrderStatus, PostedOrder, receipt_of
from cashier.domain.receipt import Receipt
from cashier.domain.refund import Sold

PAGE = 100


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period by its name, or one day; a name means other days tomorrow."""

    name: PeriodName = PeriodName.TODAY
    day: date | None = None

    def on(self, today: date) -> Period:
        """Return the days it means on ``today``."""
        return period_called(self.name, today) if self.day is None else Period.of_day(self.day)


_TODAY = PeriodChoice()


@dataclass(frozen=True, slots=True)
class OrderQuery:
    """What is looked for."""

    text: str = ""
    group: OrderGroup = OrderGroup.ALL
    choice: PeriodChoice = _TODAY

    def filter_on(self, today: date) -> OrderFilter:
        period = self.choice.on(today)
        return OrderFilter(text=self.text, limit=PAGE, group=self.group, period=period)


@dataclass(frozen=True, slots=True)
class OrderList:
    """Rows found for ``query``, newest first; ``is_all`` when there are no older ones.

    ``is_searching`` while older orders are still being looked through; ``counts`` are of the whole
    period, whatever else is asked for, and None until they are known.
    """

    query: OrderQuery
    today: date
    rows: tuple[OrderSummary, ...] = ()
    mark: OrderMark | None = None
    is_all: bool = False
    is_searching: bool = False
    counts: Mapping[OrderGroup, int] | None = None

    @property
    def filter(self) -> OrderFilter:
        """The question as the ledger is asked it."""
        return self.query.filter_on(self.today)

    @property
    def is_one_day(self) -> bool:
        return self.filter.days.is_one_day


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """One order looked at: posted with its document, or unposted with what is known of it.

    Of a refund, and of a sale that was refunded, ``sold`` is the sale with all its refunds.
    """

    summary: OrderSummary
    posted: PostedOrder | None = None
    sold: Sold | None = None
    unposted: OpenOrder | None = None

    @property
    def receipt(self) -> Receipt | None:
        return receipt_of(self.posted) if self.posted is not None else None

    @property
    def can_refund(self) -> bool:
        kept = {OrderStatus.COMPLETED, OrderStatus.PARTLY_REFUNDED}
        return (
            self.posted is not None
            and not self.posted.posting.refund_of
            and self.posted.status in kept
        )

    @property
    def can_void(self) -> bool:
        """Only what was set aside: the sale in progress is cancelled where it is rung up."""
        return self.summary.status is OrderStatus.PARKED

    @property
    def can_cancel(self) -> bool:
        """Whether it can be cancelled, before it is paid or by giving everything back."""
        return self.can_void or self.can_refund
