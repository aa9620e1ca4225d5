"""The receipt: one value with every figure and word of a document; all output is made from it."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatGroup

RECEIPT_WORDS: Mapping[str, str] = {
    "receipt": "Receipt",
    "refund": "REFUND",
    "copy": "COPY",
    "refund_of": "Refund of",
    "till": "Till",
    "day": "Day",
    "operator": "Cashier",
    "customer": "Customer",
    "note": "Note",
    "discount": "Discount",
    "subtotal": "Subtotal",
    "order_discount": "Discount on all",
    "total": "TOTAL",
    "rounding": "Cash rounding",
    "to_pay": "To pay",
    "paid_out": "Paid out",
    "given": "Given",
    "change": "Change",
    "vat": "VAT",
    "rate": "Rate",
    "net": "Net",
    "gross": "Gross",
    "seal": "Journal seal",
    "tax_number": "VAT no.",
    "cash": "Cash",
    "card": "Card",
    "wallet": "Wallet",
    "voucher": "Voucher",
    "transfer": "Transfer",
    "other": "Other",
}
"""Every word printed on a receipt, by key, in English; the translations are of these texts."""


class ReceiptKind(enum.Enum):
    """What a document records."""

    SALE = "sale"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The words a document is issued under; kept with it, so that a copy says the same."""

    shop_name: str
    address: tuple[str, ...] = ()
    tax_number: str = ""
    footer: tuple[str, ...] = ()
    language: str = "en"
    words: Mapping[str, str] = field(default_factory=lambda: RECEIPT_WORDS)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line: ``quantity`` x ``price`` = ``gross``, less ``discount`` = ``total``."""

    name: str
    quantity: Quantity
    unit: str
    price: Money
    gross: Money
    discount: Money
    discount_percent: Percent | None
    total: Money
    vat_rate: Percent
    letter: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptTender:
    """One tender: ``method`` is a key of the words; for cash what was given and went back."""

    method: str
    amount: Money
    tendered: Money | None = None
    change: Money | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A posted order as a document; a refund's amounts are negative, its quantities too.

    ``total + rounding`` is the sum of the tenders' amounts. ``copy`` is 0 for the original and
    counts from 1 for marked copies.
    """

    kind: ReceiptKind
    number: str
    issued_at: datetime
    fiscal_day: int
    register: str
    operator: str
    letterhead: Letterhead
    lines: tuple[ReceiptLine, ...]
    subtotal: Money
    discount: Money
    discount_percent: Percent | None
    total: Money
    rounding: Money
    tenders: tuple[ReceiptTender, ...]
    change: Money
    vat: tuple[VatGroup, ...]
    seal: str
    customer: str = ""
    note: str = ""
    refund_of: str = ""
    copy: int = 0

    @property
    def to_pay(self) -> Money:
        return self.total + self.rounding
