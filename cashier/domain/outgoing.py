"""An order on its way to a back end: what was sold, exact to the cent, in no system's dialect."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cashier.domain.money import Money
from cashier.domain.order import Customer, Figures, Order
from cashier.domain.posting import PostedLine, PostedOrder, sale_lines
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tender import TenderType

MARKER = re.compile(r"Cashier \S+ ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
"""The mark of an order of ours in a text, with its id: see ``OutgoingOrder.marker``."""
_NOBODY = Customer()


@dataclass(frozen=True, slots=True)
class OutgoingLine:
    """One line; ``charged`` is what it counts for: price x quantity less all of its discounts."""

    name: str
    quantity: Quantity
    unit: str
    price: Money
    discount: Money
    share: Money
    charged: Money
    vat_rate: Percent
    product_key: str = ""
    barcode: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingPayment:
    """What one tender counts for, without cash rounding; ``reference`` is its slip's number."""

    type: TenderType
    amount: Money
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Reservation:
    """What is filled in when an order is sent before it is paid."""

    name: str = ""
    comment: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutgoingOrder:
    """A sale, or with negative amounts a refund; ``number`` and ``id`` are ours.

    The ``charged`` of all lines make up ``total``, and so do the payments. ``discount`` is the
    one of the whole order, already in the lines as their ``share``. ``remote`` is the id of the
    server's own order that was paid by it: of that, the payment is reported.
    """

    id: UUID
    number: str
    created_at: datetime
    language: str
    lines: tuple[OutgoingLine, ...]
    discount: Money
    total: Money
    payments: tuple[OutgoingPayment, ...] = ()
    customer: Customer = _NOBODY
    note: str = ""
    refund_of: str = ""
    reservation: Reservation | None = None
    remote: str = ""

    @property
    def currency(self) -> str:
        return self.total.currency

    @property
    def is_refund(self) -> bool:
        return bool(self.refund_of)

    @property
    def marker(self) -> str:
        """What tells this order from every other where a system has no field for our number."""
        return f"Cashier {self.number} {self.id}"


def marked_id(text: str) -> str:
    """Return the id of the order of ours whose mark stands in ``text``; empty without one."""
    found = MARKER.search(text)
    return found[1] if found else ""


def outgoing(posted: PostedOrder) -> OutgoingOrder:
    """Return a posted order as it goes out; cash rounding stays at home."""
    posting = posted.posting
    return OutgoingOrder(
        id=posting.id,
        number=posted.number,
        created_at=posting.at,
        language=posting.letterhead.language,
        lines=tuple(_line(line) for line in posting.lines),
        discount=posting.discount,
        total=posting.total,
        payments=_payments(posted),
        customer=posting.customer,
        note=posting.note,
        refund_of=posting.refund_of,
        remote=posting.remote,
    )


@dataclass(frozen=True, slots=True)
class Unpaid:
    """When, in which language and for whom an order goes out that is paid later."""

    number: str
    at: datetime
    language: str
    reservation: Reservation


def unpaid(order: Order, figures: Figures, how: Unpaid) -> OutgoingOrder:
    """Return an order that is not paid yet as it goes out; it has no receipt's number."""
    return OutgoingOrder(
        id=order.id,
        number=how.number,
        created_at=how.at,
        language=how.language,
        lines=tuple(_line(line) for line in sale_lines(order, figures)),
        discount=figures.discount,
        total=figures.total,
        customer=order.customer,
        note=order.note,
        reservation=how.reservation,
        remote=order.remote,
    )


def _line(line: PostedLine) -> OutgoingLine:
    figures = line.figures
    return OutgoingLine(
        name=line.name,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        discount=figures.discount,
        share=figures.share,
        charged=figures.net,
        vat_rate=line.vat_rate,
        product_key=line.product_key,
        barcode=line.barcode,
        note=line.note,
    )


def _payments(posted: PostedOrder) -> tuple[OutgoingPayment, ...]:
    """Return what the tenders count for; the cash of them makes up the exact total."""
    posting = posted.posting
    others = [
        OutgoingPayment(one.type, one.amount, one.reference)
        for one in posting.tenders
        if one.type is not TenderType.CASH
    ]
    cash = posting.total - sum((one.amount for one in others), Money(0, posting.total.currency))
    return (*others, OutgoingPayment(TenderType.CASH, cash)) if cash.minor else tuple(others)
