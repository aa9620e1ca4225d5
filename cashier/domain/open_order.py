"""An order that is not posted yet, as the till keeps it: in progress, parked or cancelled."""

from dataclasses import dataclass
from datetime import datetime

from cashier.domain.errors import ApprovedTenderError, UndecidedTenderError
from cashier.domain.money import Money
from cashier.domain.order import Order
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender, TenderState, TenderType


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An unposted order with the tenders asked for it; ``total`` is what it came to when kept."""

    order: Order
    status: OrderStatus
    total: Money
    updated_at: datetime
    operator: str
    tenders: tuple[Tender, ...] = ()


def approved_without_cash(tenders: tuple[Tender, ...], currency: str) -> Money:
    """Return what tenders other than cash have taken: money that is gone from the customer."""
    taken = (
        one.amount
        for one in tenders
        if one.state is TenderState.APPROVED and one.type is not TenderType.CASH
    )
    return sum(taken, Money.zero(currency))


def check_may_change(tenders: tuple[Tender, ...], total: Money) -> None:
    """Raise ``ApprovedTenderError`` when ``total`` is below what was taken already."""
    taken = approved_without_cash(tenders, total.currency)
    if total < taken:
        raise ApprovedTenderError("total", taken.text())


def check_may_void(tenders: tuple[Tender, ...]) -> None:
    """Raise where a tender was taken, or may have been: its reversal is confirmed first."""
    if any(one.is_undecided for one in tenders):
        raise UndecidedTenderError("void")
    taken = [one for one in tenders if one.state is TenderState.APPROVED]
    if any(one.type is not TenderType.CASH for one in taken):
        raise ApprovedTenderError("void")
