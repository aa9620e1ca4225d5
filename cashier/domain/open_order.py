"""An order that is not posted yet, as the till keeps it: in progress, parked or cancelled."""

from dataclasses import dataclass
from datetime import datetime

from cashier.domain.errors import (
    ApprovedTenderError,
    TenderRefusedError,
    UndecidedTenderError,
)
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
    taken = (one.amount for one in tenders if one.has_taken_money)
    return sum(taken, Money.zero(currency))


def check_may_change(tenders: tuple[Tender, ...], total: Money) -> None:
    """Raise where ``total`` is below what tenders other than cash took, or may have taken.

    ``ApprovedTenderError``, or ``UndecidedTenderError`` where only an unknown outcome forbids it.
    """
    taken = approved_without_cash(tenders, total.currency)
    if total < taken:
        raise ApprovedTenderError("total", taken.text())
    for one in tenders:
        if one.is_undecided and one.type is not TenderType.CASH:
            taken += one.amount
    if total < taken:
        raise UndecidedTenderError("total", taken.text())


def check_may_void(tenders: tuple[Tender, ...]) -> None:
    """Raise where a tender was taken, or may have been: its reversal is confirmed first.

    What a back end had before stays with it, and keeps no order from being voided here.
    """
    if any(one.is_undecided for one in tenders):
        raise UndecidedTenderError("void")
    if any(one.state is TenderState.APPROVED and not one.was_paid_there for one in tenders):
        raise ApprovedTenderError("void")


def check_may_ask(tenders: tuple[Tender, ...], tender: Tender) -> None:
    """Raise ``UndecidedTenderError`` where an earlier tender of the order has no outcome yet."""
    if any(one.is_undecided for one in tenders if one.key != tender.key):
        raise UndecidedTenderError("tender", tender.type.value)


def check_may_become(tender: Tender, state: TenderState) -> None:
    """Raise where an outcome that is known would be forgotten.

    An approved tender can only be reversed, and one that a back end took not even that
    (``ApprovedTenderError``); one that was declined or reversed stays so, and nothing is asked
    for a second time (``TenderRefusedError``).
    """
    if state is tender.state:
        return
    is_reversed = state is TenderState.REVERSED and not tender.was_paid_there
    if tender.state is TenderState.APPROVED and not is_reversed:
        raise ApprovedTenderError("tender", tender.amount.text())
    is_final = tender.state in {TenderState.DECLINED, TenderState.REVERSED}
    if is_final or state is TenderState.ASKED:
        raise TenderRefusedError("tender", tender.amount.text())
