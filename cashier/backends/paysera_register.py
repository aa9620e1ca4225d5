"""Register, documents, fiscal days and invoices as both families of Paysera answer them.

Two shapes of a register's status are known, and two names for most amounts: what is there is read,
what nobody knows stays beside it to be shown. Amounts are in the unit of the dialect, never of the
type of the number. Printed VAT is shown as it came and never worked out again.
"""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Protocol

from cashier.backends.reading import Fields
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.remote import (
    RegisterStatus,
    RemoteDocument,
    RemoteFiscalDay,
    RemoteInvoice,
    RemoteLine,
)

_UNIT_PRICES = ("unitPrice", "price")
_TOTALS = ("total", "amount", "totalAmount")


class Amount(Protocol):
    """Reads an amount in the unit that the server answers in."""

    def __call__(self, fields: Fields, currency: str, *names: str) -> Money | None: ...


class AnsweredRegister:
    """Reads what one server tells beside its orders; ``currency`` where an answer names none."""

    def __init__(self, amount: Amount, currency: str, zone: Callable[[], tzinfo]) -> None:
        self._amount = amount
        self._currency = currency
        self._zone = zone

    def status(self, source: object, register: str) -> RegisterStatus:
        """Return the register's status; ``register`` is what it is called where it has no name."""
        fields = Fields(source, "status")
        currency = fields.currency(self._currency)
        zone = self._zone()
        return RegisterStatus(
            name=fields.text("name") or fields.text("number", "registrationNumber") or register,
            status=fields.text("status"),
            fiscal_mode=fields.flag("fiscal_mode", "fiscalMode"),
            last_activity=fields.instant(zone, "last_activity", "lastActivity", "lastTransaction"),
            fiscal_day=fields.whole("fiscalDayNumber", "fiscal_day_number"),
            is_day_started=fields.flag("fiscalDayStarted", "fiscal_day_started"),
            balance=self._amount(fields, currency, "currentBalance", "current_balance"),
            others=fields.others,
        )

    def document(self, source: object, type_: str = "") -> RemoteDocument:
        """Return a document; ``type_`` is what was asked for, where the answer does not say it."""
        fields = Fields(source, "document")
        currency = fields.currency(self._currency)
        number = fields.text("number")
        return RemoteDocument(
            id=fields.text("id", "uuid") or number,
            type=fields.text("type") or type_,
            number=number,
            amount=self._amount(fields, currency, *_TOTALS),
            vat=self._amount(fields, currency, "vatAmount", "vat_amount"),
            fiscal_day=fields.text("fiscalDayNumber", "fiscal_day_number", "fiscalDay"),
            created_at=fields.instant(self._zone(), "createdAt", "created_at"),
            status=fields.text("status"),
            lines=self._lines(fields, currency),
            others=fields.others,
        )

    def fiscal_day(self, source: object) -> RemoteFiscalDay:
        fields = Fields(source, "fiscal day")
        currency = fields.currency(self._currency)
        zone = self._zone()
        number = fields.whole("number")
        return RemoteFiscalDay(
            id=fields.text("id") or ("" if number is None else str(number)),
            number=number,
            status=fields.text("status"),
            started_at=fields.instant(zone, "startedAt", "started_at"),
            closed_at=fields.instant(zone, "closedAt", "closed_at"),
            sales=self._amount(fields, currency, "totalSales", "total_sales"),
            returns=self._amount(fields, currency, "totalReturns", "total_returns"),
            collections=self._amount(fields, currency, "totalCollections", "total_collections"),
            receipts=fields.whole("receiptCount", "receipt_count"),
            others=fields.others,
        )

    def invoice(self, source: object) -> RemoteInvoice:
        fields = Fields(source, "invoice")
        currency = fields.currency(self._currency)
        number = fields.text("fullNumber") or fields.text("prefix") + fields.text("number")
        customer, of_customer = _customer(fields.nested("customer"))
        return RemoteInvoice(
            id=fields.text("uuid", "id") or number,
            number=number,
            total=self._amount(fields, currency, "totalAmount", "totalPrice", "total", "amount"),
            vat=self._amount(fields, currency, "vatAmount", "vat_amount"),
            status=fields.text("status"),
            customer=customer,
            created_at=fields.instant(self._zone(), "createdAt", "created_at", "issueDate"),
            due_date=fields.day("dueDate", "due_date"),
            lines=self._lines(fields, currency),
            others={**fields.others, **of_customer},
        )

    def _lines(self, fields: Fields, currency: str) -> tuple[RemoteLine, ...]:
        names = ("lineItems", "invoicePositions", "items")
        return tuple(self._line(one, currency) for one in fields.each(*names))

    def _line(self, fields: Fields, currency: str) -> RemoteLine:
        tax = fields.nested("tax")
        return RemoteLine(
            name=fields.text("description", "name", "title"),
            quantity=fields.quantity("quantity"),
            price=price_in(fields, currency, self._amount),
            total=self._amount(fields, currency, "totalPrice", "total"),
            vat_rate=tax.percent("taxRate") if tax else fields.percent("vatRate", "tax_rate"),
            vat=self._amount(fields, currency, "vatAmount", "vat_amount"),
            product_id=fields.text("productId", "productSKU"),
            others=fields.others,
        )


def price_in(fields: Fields, currency: str, amount: Amount) -> Money | None:
    """Return a price that stands by itself, or as an object with its regular one."""
    if not isinstance(fields.peek(*_UNIT_PRICES), Mapping):
        return amount(fields, currency, *_UNIT_PRICES)
    within = fields.nested(*_UNIT_PRICES)
    if within is None:
        return None
    return amount(within, within.currency(currency), "regular", "amount", "value")


def _customer(fields: Fields | None) -> tuple[Customer, dict[str, str]]:
    """Return who it is made out to, and what else is told of them."""
    if fields is None:
        return Customer(), {}
    customer = Customer(fields.text("name"), fields.text("email"), fields.text("phone"))
    return customer, {f"customer.{name}": value for name, value in fields.others.items()}
