"""What a back end tells about its own orders, documents, invoices and register; nothing is guessed.

Every field that a system may leave out can be None or empty, words are kept as they came, and
fields that nobody knows stay in ``others`` as text, to be shown.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cashier.domain.capability import Capability
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.quantity import Percent, Quantity

_NOBODY = Customer()
PAID_WORDS = frozenset({"completed", "paid"})
CANCELLED_WORDS = frozenset({"cancelled", "canceled"})
WAITING_WORDS = frozenset({"pending", "confirmed", "waitingpayment"})


@dataclass(frozen=True, slots=True)
class RemoteLine:
    """One position of a remote order, document or invoice."""

    name: str
    quantity: Quantity | None = None
    price: Money | None = None
    total: Money | None = None
    vat_rate: Percent | None = None
    vat: Money | None = None
    product_id: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemotePayment:
    """A payment that a system knows of; only one whose status is "completed" counts."""

    type: str
    amount: Money | None
    status: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RemoteOrder:
    """An order as its server tells it; ``status`` is the server's own word."""

    id: str
    number: str = ""
    status: str = ""
    currency: str = ""
    total: Money | None = None
    discount: Money | None = None
    lines: tuple[RemoteLine, ...] = ()
    payments: tuple[RemotePayment, ...] = ()
    customer: Customer = _NOBODY
    created_at: datetime | None = None
    updated_at: datetime | None = None
    note: str = ""
    missing: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_paid(self) -> bool:
        return self.status.lower() in PAID_WORDS

    @property
    def is_cancelled(self) -> bool:
        return self.status.lower() in CANCELLED_WORDS

    @property
    def awaits_payment(self) -> bool:
        return self.status.lower() in WAITING_WORDS

    @property
    def due(self) -> Money | None:
        """The total less completed payments; a server's total has its discount off already."""
        if self.total is None:
            return None
        paid = Money(0, self.total.currency)
        for one in self.payments:
            if one.amount is not None and one.status.lower() in PAID_WORDS:
                paid += one.amount
        return self.total - paid


@dataclass(frozen=True, slots=True)
class RemoteDocument:
    """A financial document: ``type`` such as receipt, return or collection, as it came."""

    id: str
    type: str = ""
    number: str = ""
    amount: Money | None = None
    vat: Money | None = None
    fiscal_day: str = ""
    created_at: datetime | None = None
    status: str = ""
    lines: tuple[RemoteLine, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemoteInvoice:
    """An invoice of the server; ``number`` is the full one, prefix included."""

    id: str
    number: str = ""
    total: Money | None = None
    vat: Money | None = None
    status: str = ""
    customer: Customer = _NOBODY
    created_at: datetime | None = None
    due_date: date | None = None
    lines: tuple[RemoteLine, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InvoiceRequest:
    """An invoice to be made for an order of the server."""

    order_id: str
    type: str = "invoice"
    customer: Customer = _NOBODY
    lines: tuple[RemoteLine, ...] = ()
    currency: str = "EUR"
    issued_on: date | None = None
    due_on: date | None = None
    note: str = ""
    related_invoice: str = ""


@dataclass(frozen=True, slots=True)
class RemoteFiscalDay:
    """The register's fiscal day as its server tells it."""

    id: str
    number: int | None = None
    status: str = ""
    started_at: datetime | None = None
    closed_at: datetime | None = None
    sales: Money | None = None
    returns: Money | None = None
    collections: Money | None = None
    receipts: int | None = None
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterStatus:
    """The register as its server sees it."""

    name: str
    status: str = ""
    fiscal_mode: bool | None = None
    last_activity: datetime | None = None
    fiscal_day: int | None = None
    is_day_started: bool | None = None
    balance: Money | None = None
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemoteProduct:
    """A product of the server, to be taken into the catalogue."""

    id: str
    name: str
    price: Money | None = None
    vat_rate: Percent | None = None
    sku: str = ""
    barcodes: tuple[str, ...] = ()
    category: str = ""
    is_active: bool = True
    others: Mapping[str, str] = field(default_factory=dict)


class RemoteList(enum.Enum):
    """A list of what a system knows its own things by, beside orders and products."""

    DEPARTMENTS = "departments"
    DEPARTMENT_GROUPS = "department-groups"
    PAYMENT_MODES = "payment-modes"
    DELIVERIES = "deliveries"
    CASH_BOXES = "cash-boxes"
    USERS = "users"
    CLIENTS = "clients"
    VARIATIONS = "variations"
    DISCOUNTS = "discounts"
    TABLES = "tables"
    DELIVERY_ZONES = "delivery-zones"
    RELAY_POINTS = "relay-points"
    OPEN_ORDERS = "open-orders"


@dataclass(frozen=True, slots=True)
class RemoteEntry:
    """One entry of such a list: its id there and what it is called."""

    id: str
    name: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemoteFilter:
    """What to list: by days (both included, of the shop's time zone), status, type and number."""

    since: date | None = None
    until: date | None = None
    status: str = ""
    type: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a server answered to an order: its id and what it says of it."""

    id: str
    number: str = ""
    total: Money | None = None
    status: str = ""
    receipt_number: str = ""
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class BackEndFinding:
    """What a look at a back end found; no order was made for it."""

    host: str
    register: RegisterStatus | None = None
    clock_difference: timedelta | None = None
    capabilities: frozenset[Capability] = frozenset()
    words: tuple[str, ...] = ()
