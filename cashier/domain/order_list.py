"""The list of orders: what to look for, and what a row of it shows."""

from dataclasses import dataclass
from datetime import date, datetime

from cashier.domain.money import Money
from cashier.domain.posting import Delivery, OrderStatus
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import TenderType


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Which orders; newest first. ``text`` is found in number, customer, note and line names."""

    fiscal_day: int | None = None
    sold_on: date | None = None
    status: OrderStatus | None = None
    text: str = ""
    limit: int = 100
    offset: int = 0


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
