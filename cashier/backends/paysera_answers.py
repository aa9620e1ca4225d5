"""An order as Paysera answers it, read with patience; the unit of amounts goes by the dialect.

epapi answers minor units, eapi major ones; a setting says otherwise where a server does.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo

from cashier.backends.paysera_orders import EPAPI, dialect_of
from cashier.backends.reading import Fields
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.remote import Accepted, RemoteLine, RemoteOrder, RemotePayment
from cashier.settings.back_end import BackEndProfile

_TOTALS = ("total", "totalPrice")


class AnsweredOrders:
    """Reads orders of one server; ``currency`` is the shop's, for answers that name none."""

    def __init__(self, profile: BackEndProfile, currency: str, zone: tzinfo) -> None:
        self._profile = profile
        self._currency = currency
        self._zone = zone

    def read(self, source: object) -> RemoteOrder:
        """Return an order; ``DamagedAnswerError`` for what is no object."""
        fields = Fields(_unwrapped(source), "order")
        currency = fields.currency(self._currency)
        lines = [self._line(one, currency) for one in fields.each("orderPositions", "items")]
        payments = [self._payment(one, currency) for one in fields.each("payments")]
        number = fields.text("number")
        order = RemoteOrder(
            id=fields.text("id", "uuid") or number,
            number=number,
            status=fields.text("status"),
            currency=currency,
            total=self.amount(fields, currency, *_TOTALS),
            discount=self.amount(fields, currency, "discountPrice"),
            lines=tuple(line for line, _ in lines),
            payments=tuple(payment for payment, _ in payments),
            customer=_customer(fields.nested("customer")),
            created_at=fields.instant(self._zone, "createdAt", "created_at"),
            updated_at=fields.instant(self._zone, "updatedAt", "updated_at"),
            note=fields.text("notes"),
        )
        if order.total is None:
            fields.need(_TOTALS[self._is_minor])
        within = [name for _, missing in (*lines, *payments) for name in missing]
        missing = tuple(dict.fromkeys((*fields.missing, *within)))
        return replace(order, missing=missing, others=fields.others)

    def accepted(self, remote: RemoteOrder, *, was_there: bool) -> Accepted:
        is_receipt = self._profile.paysera.numbers_receipts
        return Accepted(
            id=remote.id,
            number=remote.number,
            total=remote.total,
            status=remote.status,
            receipt_number=remote.number if is_receipt else "",
            was_there=was_there,
        )

    def amount(self, fields: Fields, currency: str, *names: str) -> Money | None:
        """Return an amount in the unit that this server answers in."""
        read = fields.money_minor if self._is_minor else fields.money_major
        return read(currency, *names)

    @property
    def _is_minor(self) -> bool:
        chosen = self._profile.paysera.answer_money
        return chosen == "minor" or (chosen == "dialect" and dialect_of(self._profile) == EPAPI)

    def _line(self, fields: Fields, currency: str) -> tuple[RemoteLine, tuple[str, ...]]:
        tax = fields.nested("tax")
        price = fields.nested("unitPrice")
        line = RemoteLine(
            name=fields.text("name", "title"),
            quantity=fields.quantity("quantity"),
            price=self.amount(price or fields, currency, "regular" if price else "price"),
            total=self.amount(fields, currency, "totalPrice"),
            vat_rate=(tax or fields).percent(*(("taxRate",) if tax else ("vatRate", "tax_rate"))),
            vat=self.amount(fields, currency, "vatAmount"),
            product_id=fields.text("productId", "productSKU"),
        )
        nested = [one.missing for one in (tax, price) if one is not None]
        missing = tuple(name for part in (fields.missing, *nested) for name in part)
        return replace(line, others=fields.others), missing

    def _payment(self, fields: Fields, currency: str) -> tuple[RemotePayment, tuple[str, ...]]:
        payment = RemotePayment(
            type=fields.text("type", "paymentMethod"),
            amount=self.amount(fields, currency, "amount"),
            status=fields.text("status"),
            at=fields.instant(self._zone, "timestamp", "createdAt"),
        )
        return payment, fields.missing


def _unwrapped(source: object) -> object:
    """Return the order itself where an answer wraps it, as some of these servers do."""
    if isinstance(source, Mapping) and isinstance(source.get("data"), Mapping):
        return source if {"id", "number"} & set(source) else source["data"]
    return source


def shows_notes(item: Mapping[str, object]) -> bool:
    """Whether an answer has a place for notes, filled or not."""
    return "notes" in item


def _customer(fields: Fields | None) -> Customer:
    if fields is None:
        return Customer()
    billing = fields.nested("billingAddress")
    phone = fields.text("phone") or (billing.text("phone") if billing else "")
    return Customer(fields.text("name"), fields.text("email"), phone)
