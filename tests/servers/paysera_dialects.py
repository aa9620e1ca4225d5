"""Requests of the three Paysera dialects read strictly into drafts of orders."""

import enum
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from tests.servers.paysera_book import Draft, Line
from tests.servers.strict import Problems, StrictObject

_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")


class Dialect(enum.Enum):
    """Which of the forms a server takes."""

    GUIDE = "guide"
    NEW = "new"
    EPAPI = "epapi"


@dataclass(slots=True)
class Strictness:
    """What a server refuses beyond what is wrong in any case; empty sets refuse nothing."""

    unknown_fields: bool = True
    product_ids: bool = False
    discount_in_minor_units: bool = False
    payments_make_up_total: bool = False
    payment_methods: Collection[str] = field(default_factory=frozenset)
    tax_classes: Collection[str] = field(default_factory=frozenset)
    products: Collection[str] = field(default_factory=frozenset)


class OrderReader:
    """Reads one order; ``problems`` holds what is wrong with it."""

    def __init__(self, body: object, strictness: Strictness) -> None:
        self.problems = Problems()
        self._strictness = strictness
        self._order = StrictObject(body, "", self.problems)

    def draft(self, dialect: Dialect) -> Draft:
        readers: dict[Dialect, Callable[[], Draft]] = {
            Dialect.GUIDE: self._guide,
            Dialect.NEW: self._new,
            Dialect.EPAPI: self._epapi,
        }
        draft = readers[dialect]()
        if not self.problems.found:
            self._check_sums(draft)
        return draft

    def _only(self, part: StrictObject, *known: str) -> None:
        if self._strictness.unknown_fields:
            part.only(*known)

    def _guide(self) -> Draft:
        order = self._order
        self._only(order, "customer", "items", "notes")
        return Draft(
            lines=[self._guide_line(one) for one in order.objects("items", at_least=1)],
            customer=self._customer("name", "email", "phone"),
            notes=order.text("notes"),
        )

    def _guide_line(self, line: StrictObject) -> Line:
        self._only(line, "name", "quantity", "price", "tax_rate")
        name = line.text("name", required=True)
        price = line.major("price", "EUR")
        return Line(name, self._quantity(line), price, line.percent("tax_rate"))

    def _new(self) -> Draft:
        order = self._order
        self._only(
            order, "number", "currency", "languageCode", "createdAt", "orderPositions", "payments",
            "customer",
        )  # fmt: skip
        currency = self._currency()
        return Draft(
            lines=[
                self._new_line(one, currency) for one in order.objects("orderPositions", at_least=1)
            ],
            currency=currency,
            number=order.text("number"),
            language=self._language(),
            payments=[self._new_payment(one, currency) for one in order.objects("payments")],
            customer=self._customer("email", "billingAddress"),
            created_at=self._instant(order, "createdAt"),
        )

    def _new_line(self, line: StrictObject, currency: str) -> Line:
        self._only(line, "title", "productSKU", "quantity", "unitPrice", "measureUnit", "tax")
        title, tax, price = (
            line.text("title", required=True),
            line.object("tax"),
            line.object("unitPrice"),
        )
        self._only(price, "regular")
        self._only(tax, "taxRate", "taxClassifier")
        self._one_of(tax, "taxClassifier", self._strictness.tax_classes)
        unit, sku = line.text("measureUnit"), line.text("productSKU")
        minor = price.major("regular", currency)
        return Line(title, self._quantity(line), minor, tax.percent("taxRate"), sku, unit)

    def _new_payment(self, payment: StrictObject, currency: str) -> tuple[str, int]:
        self._only(payment, "paymentMethod", "amount", "advancePayment", "createdAt")
        self._instant(payment, "createdAt")
        self._one_of(payment, "paymentMethod", self._strictness.payment_methods)
        return payment.text("paymentMethod", required=True), payment.major_text("amount", currency)

    def _epapi(self) -> Draft:
        order = self._order
        self._only(
            order, "number", "currency", "languageCode", "discountPrice", "expiresAt",
            "reservationName", "reservationComment", "createdAt", "customer", "orderPositions",
            "payments",
        )  # fmt: skip
        currency = self._currency()
        self._instant(order, "expiresAt")
        extra = ("expiresAt", "reservationName", "reservationComment")
        return Draft(
            lines=[
                self._epapi_line(one, currency)
                for one in order.objects("orderPositions", at_least=1)
            ],
            currency=currency,
            number=order.text("number"),
            language=self._language(),
            discount=self._discount(currency),
            payments=[self._epapi_payment(one, currency) for one in order.objects("payments")],
            customer=self._customer("name", "email", "phone"),
            created_at=self._instant(order, "createdAt"),
            extra={name: order.text(name) for name in extra if order.has(name)},
        )

    def _discount(self, currency: str) -> int:
        if self._strictness.discount_in_minor_units:
            return int(self._order.number("discountPrice", required=False))
        return self._order.major("discountPrice", currency, required=False)

    def _epapi_line(self, line: StrictObject, currency: str) -> Line:
        self._only(line, "productId", "quantity", "price", "name", "vatRate")
        self._one_of(line, "productId", self._strictness.products)
        name = line.text("name", required=True)
        product_id = line.text("productId", required=self._strictness.product_ids)
        price = line.major("price", currency)
        return Line(name, self._quantity(line), price, line.percent("vatRate"), product_id)

    def _epapi_payment(self, payment: StrictObject, currency: str) -> tuple[str, int]:
        self._only(payment, "type", "amount")
        self._one_of(payment, "type", self._strictness.payment_methods)
        return payment.text("type", required=True), payment.major("amount", currency)

    def _quantity(self, line: StrictObject) -> Decimal:
        quantity = line.number("quantity")
        if quantity <= 0:
            line.wrong("quantity", "This value should be greater than zero.")
        return quantity

    def _customer(self, *known: str) -> dict[str, object]:
        if not self._order.has("customer"):
            return {}
        customer = self._order.object("customer")
        self._only(customer, *known)
        return dict(customer.fields)

    def _currency(self) -> str:
        currency = self._order.text("currency") or "EUR"
        if not _CURRENCY.match(currency):
            self._order.wrong("currency", "This value is not a valid currency.")
        return currency

    def _language(self) -> str:
        language = self._order.text("languageCode") or "en"
        if not _LANGUAGE.match(language):
            self._order.wrong("languageCode", "This value is not a valid language.")
        return language

    def _instant(self, part: StrictObject, name: str) -> datetime | None:
        text = part.text(name)
        if not text:
            return None
        if not _INSTANT.match(text):
            part.wrong(name, "This value is not a valid datetime.")
            return None
        return datetime.fromisoformat(text).astimezone(UTC)

    def _one_of(self, part: StrictObject, name: str, allowed: Collection[str]) -> None:
        if allowed and part.fields.get(name) not in allowed:
            part.wrong(name, "The value you selected is not a valid choice.", "no_such_choice")

    def _check_sums(self, draft: Draft) -> None:
        if draft.total < 0:
            self._order.wrong("discountPrice", "The discount is more than the order.")
        has_payments = self._strictness.payments_make_up_total and draft.payments
        if has_payments and draft.paid != draft.total:
            self._order.wrong("payments", f"Payments of {draft.paid} for {draft.total}.")
