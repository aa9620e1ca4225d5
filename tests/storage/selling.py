"""Sales for tests of the ledger: orders of a small shop made final without window or clock."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Discount, Order, OrderLine, TaxRules, work_out
from cashier.domain.posting import Circumstances, OrderStatus, PostedOrder, Posting, sale
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.refund import Sold
from cashier.domain.tax import VatRates
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from cashier.operations.post_order import content_of
from cashier.operations.refund_order import RefundOrder
from cashier.ports import Ledger
from cashier.storage.ledger import SqliteLedger

T = TypeVar("T")

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WORDS = Letterhead("Corner shop", ("Pilies g. 14",), "LT100001234517", ("Ačiū!",))
TAX = TaxRules(rates=VatRates(((Percent(21_000), "A"), (Percent(9_000), "B"))))
OWNER = "owner"
_GOODS = (("Kava", 250, 21_000), ("Juoda duona", 189, 9_000), ("Sūris „Džiugas“", 1_349, 21_000))


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def line(which: int = 0, pieces: int = 1, discount: Discount | None = None) -> OrderLine:
    name, price, rate = _GOODS[which % len(_GOODS)]
    return OrderLine(
        name, euro(price), Percent(rate), Quantity(pieces * 1_000), discount=discount, barcode=name
    )


def order(number: int, *lines: OrderLine, discount: Discount | None = None) -> Order:
    return Order(UUID(int=number), "EUR", lines or (line(0), line(1, 2)), discount)


def total_of(wanted: Order) -> Money:
    return work_out(wanted, TAX).total


def payment_of(
    wanted: Order, tenders: Sequence[Tender] = (), cash_unit: int = 1, given: int = 0
) -> Payment:
    """Return a payment with ``tenders``, and cash for what they leave open."""
    payment = Payment(total_of(wanted), cash_unit)
    for one in tenders:
        payment = payment.with_tender(one)
    if not payment.covers:
        amount = max(payment.due_in_cash, euro(given))
        payment = payment.with_tender(Tender("cash", TenderType.CASH, amount))
    return payment


def posting_of(
    wanted: Order,
    payment: Payment | None = None,
    *,
    at: datetime = NOON,
    profile: str = "",
    fingerprint: str = "",
) -> Posting:
    paid = payment_of(wanted) if payment is None else payment
    now = Circumstances(at, OWNER, WORDS, profile)
    return sale(wanted, work_out(wanted, TAX), paid, fingerprint or content_of(wanted, paid), now)


def card(key: str, minor: int, state: TenderState = TenderState.APPROVED) -> Tender:
    return Tender(key, TenderType.CARD, euro(minor), state, asked_at=NOON)


def kept(wanted: Order, status: OrderStatus = OrderStatus.OPEN, at: datetime = NOON) -> OpenOrder:
    return OpenOrder(wanted, status, total_of(wanted), at, OWNER)


@dataclass
class TestClock:
    """Shows the time it is set to; each look takes a second."""

    __test__ = False

    at: datetime = NOON
    step: timedelta = field(default=timedelta(seconds=1))

    def now(self) -> datetime:
        self.at += self.step
        return self.at


def refund_with(ledger: Ledger, at: datetime = NOON) -> RefundOrder:
    return RefundOrder(ledger, TestClock(at, timedelta(0)), lambda: WORDS)


async def refund(
    ledger: Ledger,
    number: str,
    refund_id: int,
    asked: dict[int, int] | None = None,
    method: TenderType | None = None,
) -> PostedOrder:
    """Give back ``asked`` (line -> pieces; None: all that is left) of the sale ``number``."""
    operation = refund_with(ledger)
    sold: Sold = await ledger.sold(number)
    quantities = None if asked is None else {no: Quantity(n * 1_000) for no, n in asked.items()}
    proposal = operation.propose(sold, quantities, method)
    return await operation(number, UUID(int=refund_id), proposal, operator=OWNER)


def opened(folder: Path, *, at: datetime = NOON, vfs: str | None = None) -> SqliteLedger:
    """Open the ledger in ``folder`` as its writer, without the folder's lock."""
    return SqliteLedger.open_for_writing(folder, "T1", at=at, operator=OWNER, vfs=vfs)


def in_ledger(folder: Path, work: Callable[[SqliteLedger], Awaitable[T]]) -> T:
    """Open the ledger, do ``work`` with it and close it again."""

    async def main() -> T:
        ledger = opened(folder)
        try:
            return await work(ledger)
        finally:
            ledger.close()

    return asyncio.run(main())


def sell(folder: Path, *numbers: int, at: datetime = NOON) -> list[PostedOrder]:
    """Post one sale for each of ``numbers``, which are the ids of the orders."""

    async def work(ledger: SqliteLedger) -> list[PostedOrder]:
        return [await ledger.post(posting_of(order(number), at=at)) for number in numbers]

    return in_ledger(folder, work)
