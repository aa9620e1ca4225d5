"""What a Paysera register holds: orders, documents, fiscal days, invoices, products; exact sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID, uuid5

from tests.servers.strict import minor_of

COMPLETED = "completed"
CANCELLED = "cancelled"
_SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


@dataclass(slots=True)
class Line:
    """A position; ``price`` and ``gross`` in minor units, VAT included."""

    name: str
    quantity: Decimal
    price: int
    rate: Decimal
    product_id: str = ""
    unit: str = ""

    @property
    def gross(self) -> int:
        return int((self.quantity * self.price).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @property
    def vat(self) -> int:
        """The VAT in it, cut off for each unit: the way that yields the printed 692."""
        part = self.price * self.rate / (100 + self.rate)
        return int(int(part) * self.quantity)


@dataclass(slots=True)
class Payment:
    """A payment; ``amount`` in minor units."""

    id: str
    type: str
    amount: int
    at: datetime
    status: str = COMPLETED


@dataclass(slots=True)
class Draft:
    """An order as a request gives it, in whichever dialect; ``number`` empty: to be made up."""

    lines: list[Line] = field(default_factory=list)
    currency: str = "EUR"
    number: str = ""
    language: str = "en"
    discount: int = 0
    payments: list[tuple[str, int]] = field(default_factory=list)
    customer: Mapping[str, object] = field(default_factory=dict)
    notes: str = ""
    created_at: datetime | None = None
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(line.gross for line in self.lines) - self.discount

    @property
    def paid(self) -> int:
        return sum(amount for _, amount in self.payments)


@dataclass(slots=True)
class Order:
    """An order that the register has taken."""

    id: str
    number: str
    draft: Draft
    status: str
    created_at: datetime
    updated_at: datetime
    payments: list[Payment] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.draft.total

    @property
    def paid(self) -> int:
        return sum(one.amount for one in self.payments if one.status == COMPLETED)

    @property
    def is_final(self) -> bool:
        return self.status in {COMPLETED, CANCELLED, "canceled"}


@dataclass(slots=True)
class Document:
    """A financial document of the register."""

    id: str
    type: str
    number: str
    amount: int
    currency: str
    fiscal_day: int
    created_at: datetime
    lines: list[Line] = field(default_factory=list)
    original: str = ""
    order_id: str = ""


@dataclass(slots=True)
class FiscalDay:
    """A fiscal day of the register."""

    number: int
    started_at: datetime
    closed_at: datetime | None = None

    @property
    def id(self) -> str:
        return f"FD{self.started_at:%Y%m%d}-{self.number}"


@dataclass(slots=True)
class Invoice:
    """An invoice; every one belongs to an order."""

    uuid: str
    prefix: str
    number: int
    order: Order
    status: str
    created_at: datetime
    due_date: str
    type: str = "invoice"
    notes: str = ""

    @property
    def full_number(self) -> str:
        return f"{self.prefix}-{self.number:03d}"


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the register's own catalogue."""

    id: int
    sku: str
    title: Mapping[str, str]
    price: Decimal
    rate: Decimal
    codes: tuple[str, ...] = ()
    active: bool = True
    category: int = 1


PRODUCTS = (
    Product(
        1,
        "PROD001",
        {"lt": "Kavos pupelės 1 kg", "en": "Coffee Beans 1kg"},
        Decimal("19.99"),
        Decimal(21),
        ("4770190036016",),
    ),
    Product(2, "COFFEE", {"lt": "Kava", "en": "Coffee"}, Decimal("2.50"), Decimal(21)),
    Product(3, "CROISSANT", {"lt": "Raguolis", "en": "Croissant"}, Decimal("3.00"), Decimal(9)),
    Product(
        4,
        "OLD",
        {"lt": "Sena prekė", "en": "Old stock"},
        Decimal("1.00"),
        Decimal(21),
        active=False,
    ),
    Product(5, "MOUSE", {"lt": "Pelė", "en": "Wireless Mouse"}, Decimal("29.99"), Decimal(21)),
)


class NumberTakenError(Exception):
    """Another order has this number."""


class Book:
    """The register's books; all amounts are minor units."""

    def __init__(self, began_at: datetime) -> None:
        self.orders: dict[str, Order] = {}
        self.documents: list[Document] = []
        self.invoices: list[Invoice] = []
        self.products: list[Product] = list(PRODUCTS)
        self.days = [FiscalDay(125, began_at)]
        self.writes = 0

    def _id(self, kind: str) -> str:
        self.writes += 1
        return str(uuid5(_SPACE, f"{kind}-{self.writes}-{id(self)}"))

    @property
    def day(self) -> FiscalDay:
        return self.days[-1]

    def by_number(self, number: str) -> list[Order]:
        return [order for order in self.orders.values() if order.number == number]

    def take(self, draft: Draft, status: str, at: datetime) -> Order:
        """Record an order; ``NumberTakenError`` where its number is there already."""
        if draft.number and self.by_number(draft.number):
            raise NumberTakenError(draft.number)
        number = draft.number or f"A{len(self.orders) + 1:06d}"
        order = Order(self._id("order"), number, draft, status, draft.created_at or at, at)
        self.orders[order.id] = order
        self.pay(order, draft.payments, at)
        if status == COMPLETED and not self._receipts_of(order):
            self._issue_receipt(order, at)
        return order

    def pay(self, order: Order, payments: Iterable[tuple[str, int]], at: datetime) -> None:
        """Add payments; an order that they cover is completed and has its receipt."""
        for type_, amount in payments:
            order.payments.append(Payment(self._id("pay"), type_, amount, at))
        if order.payments and order.paid >= order.total and not order.is_final:
            order.status = COMPLETED
            self._issue_receipt(order, at)

    def _receipts_of(self, order: Order) -> list[Document]:
        return [one for one in self.documents if one.order_id == order.id]

    def _issue_receipt(self, order: Order, at: datetime) -> None:
        self._issue("receipt", "RCP", order.total, at, order)

    def _issue(
        self, type_: str, prefix: str, amount: int, at: datetime, order: Order | None = None
    ) -> Document:
        if self.day.closed_at is not None:
            self.days.append(FiscalDay(self.day.number + 1, at))
        count = sum(one.type == type_ for one in self.documents) + 1
        document = Document(
            id=self._id(type_),
            type=type_,
            number=f"{prefix}-{at.year}-{count:03d}",
            amount=amount,
            currency=order.draft.currency if order else "EUR",
            fiscal_day=self.day.number,
            created_at=at,
            lines=list(order.draft.lines) if order else [],
            order_id=order.id if order else "",
        )
        self.documents.append(document)
        return document

    def return_(self, order: Order, amount: int, at: datetime) -> Document:
        """Do what a person does at the register itself: give money back."""
        receipts = [one for one in self._receipts_of(order) if one.type == "receipt"]
        document = self._issue("return", "RTN", amount, at, order)
        document.original = receipts[0].id if receipts else ""
        return document

    def collect(self, amount: int, at: datetime) -> Document:
        """Do what a person does at the register itself: take money out."""
        return self._issue("collection", "COL", amount, at)

    def close_day(self, at: datetime) -> Document | None:
        """Close the fiscal day; None where it is closed already."""
        if self.day.closed_at is not None:
            return None
        document = self._issue("fiscal-day-report", "Z", self.sum_of("receipt"), at)
        self.day.closed_at = at
        return document

    def sum_of(self, type_: str, day: int | None = None) -> int:
        wanted = self.day.number if day is None else day
        return sum(
            one.amount for one in self.documents if one.type == type_ and one.fiscal_day == wanted
        )

    def count_of(self, type_: str, day: int) -> int:
        return sum(one.type == type_ and one.fiscal_day == day for one in self.documents)

    def invoice(
        self, order: Order, at: datetime, *, type_: str = "invoice", due: str = "", notes: str = ""
    ) -> Invoice:
        status = "paid" if order.status == COMPLETED else "unpaid"
        number = len(self.invoices) + 1
        due_date = due or f"{at + timedelta(days=14):%Y-%m-%d}"
        made = Invoice(
            self._id("invoice"), "INV", number, order, status, at, due_date, type_, notes
        )
        self.invoices.append(made)
        return made

    def stranger(self, number: str, at: datetime) -> Order:
        """Let somebody else's order have this number."""
        foreign = Line(
            "Somebody else's", Decimal(1), minor_of(Decimal("77.77"), "EUR"), Decimal(21)
        )
        return self.take(Draft([foreign], number=number), "pending", at)
