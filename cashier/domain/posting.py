"""A posting: an order made final, with every figure it was sold at; and its receipt."""

import enum
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cashier.domain.errors import NotCoveredError
from cashier.domain.money import Money
from cashier.domain.order import Customer, Figures, LineFigures, Order, require_lines
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead, Receipt, ReceiptKind, ReceiptLine, ReceiptTender
from cashier.domain.tax import VatGroup, VatMode
from cashier.domain.tender import Payment, SettledTender

_NOBODY = Customer()


class OrderStatus(enum.Enum):
    """Where an order stands; the value is its name in JSON."""

    OPEN = "open"
    PARKED = "parked"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly-refunded"


class Delivery(enum.Enum):
    """Whether the back end has the order."""

    NOT_NEEDED = "not-needed"
    UNSENT = "unsent"
    SENT = "sent"
    NEEDS_ATTENTION = "needs-attention"


@dataclass(frozen=True, slots=True)
class PostedLine:
    """A line as sold; a refund's quantity and amounts are negative.

    ``line_no`` counts from 1; for a refund it is the number of the line it gives back.
    """

    line_no: int
    name: str
    quantity: Quantity
    unit: str
    price: Money
    vat_rate: Percent
    letter: str
    figures: LineFigures
    discount_percent: Percent | None = None
    note: str = ""
    product_key: str = ""
    barcode: str = ""
    list_price: Money | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """Everything to be made final at once; only number, day and seal are given by the ledger.

    ``fingerprint`` tells a repeat of the same content from another order under the same id.
    ``profile`` names the remote back end in force; empty where there is none. ``remote`` is the
    id of the order there that is paid by this one.
    """

    id: UUID
    kind: ReceiptKind
    lines: tuple[PostedLine, ...]
    subtotal: Money
    discount: Money
    total: Money
    rounding: Money
    change: Money
    vat: tuple[VatGroup, ...]
    tenders: tuple[SettledTender, ...]
    at: datetime
    operator: str
    letterhead: Letterhead
    fingerprint: str
    discount_percent: Percent | None = None
    customer: Customer = _NOBODY
    note: str = ""
    refund_of: str = ""
    profile: str = ""
    vat_mode: VatMode = VatMode.PER_RECEIPT
    remote: str = ""

    @property
    def paid(self) -> Money:
        return self.total + self.rounding


@dataclass(frozen=True, slots=True)
class PostedOrder:
    """A posting with what the ledger gave it; ``is_repeat`` when it had been posted before."""

    posting: Posting
    number: str
    register: str
    fiscal_day: int
    seq: int
    seal: str
    status: OrderStatus = OrderStatus.COMPLETED
    delivery: Delivery = Delivery.NOT_NEEDED
    printed: bool = False
    copies: int = 0
    opened_day: bool = False
    is_repeat: bool = False
    printed_at: datetime | None = None
    fiscal_number: str = ""


def sale_lines(order: Order, figures: Figures) -> tuple[PostedLine, ...]:
    """Return the lines of a sale with the figures they are sold at."""
    letters = {group.rate: group.letter for group in figures.vat}
    return tuple(
        PostedLine(
            line_no=number,
            name=line.name,
            quantity=line.quantity,
            unit=line.unit.value,
            price=line.price,
            vat_rate=line.vat_rate,
            letter=letters[line.vat_rate],
            figures=one,
            discount_percent=line.discount.percent if line.discount else None,
            note=line.note,
            product_key=line.product_key,
            barcode=line.barcode,
            list_price=line.list_price,
        )
        for number, (line, one) in enumerate(zip(order.lines, figures.lines, strict=True), 1)
    )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, by whom and under which words and back-end profile something is posted."""

    at: datetime
    operator: str
    letterhead: Letterhead
    profile: str = ""
    vat_mode: VatMode = VatMode.PER_RECEIPT


def sale(
    order: Order, figures: Figures, payment: Payment, fingerprint: str, now: Circumstances
) -> Posting:
    """Return the posting of a paid order.

    Raises as ``Payment.settled_tenders`` does, ``EmptyOrderError`` for an order of nothing, and
    ``NotCoveredError`` for a payment of another total.
    """
    require_lines(order)
    if payment.total != figures.total:
        raise NotCoveredError("payment", payment.total.text())
    return Posting(
        id=order.id,
        kind=ReceiptKind.SALE,
        lines=sale_lines(order, figures),
        subtotal=figures.subtotal,
        discount=figures.discount,
        discount_percent=order.discount.percent if order.discount else None,
        total=figures.total,
        rounding=payment.rounding,
        change=payment.change,
        vat=figures.vat,
        tenders=payment.settled_tenders(),
        customer=order.customer,
        note=order.note,
        at=now.at,
        operator=now.operator,
        letterhead=now.letterhead,
        profile=now.profile,
        vat_mode=now.vat_mode,
        fingerprint=fingerprint,
        remote=order.remote,
    )


def receipt_of(posted: PostedOrder, *, copy: int = 0) -> Receipt:
    """Return the document of a posted order; every figure is the posted one."""
    posting = posted.posting
    return Receipt(
        kind=posting.kind,
        number=posted.number,
        issued_at=posting.at,
        fiscal_day=posted.fiscal_day,
        register=posted.register,
        operator=posting.operator,
        letterhead=posting.letterhead,
        lines=tuple(_receipt_line(line) for line in posting.lines),
        subtotal=posting.subtotal,
        discount=posting.discount,
        discount_percent=posting.discount_percent,
        total=posting.total,
        rounding=posting.rounding,
        tenders=tuple(
            ReceiptTender(
                one.type.value,
                one.amount,
                one.tendered,
                one.change,
                one.reference,
                one.balance,
                one.gives_back_wallet,
            )
            for one in posting.tenders
        ),
        change=posting.change,
        vat=posting.vat,
        seal=posted.seal,
        customer=posting.customer.name,
        company=posting.customer.company,
        note=posting.note,
        refund_of=posting.refund_of,
        copy=copy,
        fiscal_number=posted.fiscal_number,
    )


def _receipt_line(line: PostedLine) -> ReceiptLine:
    return ReceiptLine(
        name=line.name,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        gross=line.figures.gross,
        discount=line.figures.discount,
        discount_percent=line.discount_percent,
        total=line.figures.total,
        vat_rate=line.vat_rate,
        letter=line.letter,
        note=line.note,
    )
