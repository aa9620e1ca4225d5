"""The receipt: one value with every figure and word of a document; all output is made from it."""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cashier.domain.company import Company
from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatGroup
from cashier.domain.text import N_

RECEIPT_WORDS: Mapping[str, str] = {
    "receipt": N_("Receipt"),
    "refund": N_("REFUND"),
    "copy": N_("COPY"),
    "slip": N_("NOT A FISCAL RECEIPT"),
    "fiscal_number": N_("Fiscal receipt"),
    "refund_of": N_("Refund of"),
    "till": N_("Till"),
    "day": N_("Day"),
    "operator": N_("Cashier"),
    "customer": N_("Customer"),
    "buyer": N_("Buyer"),
    "company_code": N_("Company code"),
    "note": N_("Note"),
    "discount": N_("Discount"),
    "subtotal": N_("Subtotal"),
    "order_discount": N_("Discount on all"),
    "total": N_("TOTAL"),
    "rounding": N_("Cash rounding"),
    "to_pay": N_("To pay"),
    "paid_out": N_("Paid out"),
    "given": N_("Given"),
    "change": N_("Change"),
    "tag": N_("Tag"),
    "balance": N_("New balance"),
    "of_wallet": N_("Paid by wallet, given back in cash"),
    "vat": N_("VAT"),
    "rate": N_("Rate"),
    "net": N_("Net"),
    "gross": N_("Gross"),
    "seal": N_("Journal seal"),
    "tax_number": N_("VAT no."),
    "cash": N_("Cash"),
    "card": N_("Card"),
    "wallet": N_("Wallet"),
    "voucher": N_("Voucher"),
    "transfer": N_("Transfer"),
    "other": N_("Other"),
}
"""Every word printed on a receipt, by key, in English; the translations are of these texts."""


_QR = re.compile(r"(.+) \d{4}-\d\d-\d\dT\S+ -?[\d.]+ [A-Z]{3} (?:[0-9a-f]+|-)", re.ASCII)


def number_in(code: str) -> str:
    """Return the receipt's number in what was scanned: the text of its QR code, or itself."""
    found = _QR.fullmatch(code.strip())
    return found[1] if found is not None else code.strip()


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
    """One tender: ``method`` is a key of the words; for cash what was given and went back.

    ``balance`` is what a wallet holds after it; ``of_wallet`` that cash gives back what one took.
    """

    method: str
    amount: Money
    tendered: Money | None = None
    change: Money | None = None
    reference: str = ""
    balance: Money | None = None
    of_wallet: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """A posted order as a document; a refund's amounts are negative, its quantities too.

    ``fiscal_number`` is the one that a back end gave, where that numbers receipts; ``is_slip`` that
    it is still to come. ``total + rounding`` is the sum of the tenders' amounts. ``copy`` is 0 for
    the original and counts from 1 for marked copies.
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
    company: Company | None = None
    note: str = ""
    refund_of: str = ""
    copy: int = 0
    fiscal_number: str = ""
    is_slip: bool = False

    @property
    def to_pay(self) -> Money:
        return self.total + self.rounding
