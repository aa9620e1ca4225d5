"""The order: what the customer buys, and every figure that follows from it.

The rules are decision 5 of the house plan: a line's gross and discount are rounded once each, an
order discount is split over the lines by largest remainder, VAT comes from the discounted totals.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from cashier.domain.company import Company
from cashier.domain.decimals import Ratio, half_up, within
from cashier.domain.errors import (
    CurrencyMismatchError,
    DiscountTooLargeError,
    EmptyOrderError,
    InputRefusedError,
    NegativeError,
    NotGivenError,
    TooLargeError,
)
from cashier.domain.money import MAX_PRICE_MINOR, MAX_TOTAL_MINOR, Money, allocate
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import MAX_QUANTITY_MILLI, WHOLE, Percent, Quantity
from cashier.domain.tax import VatGroup, VatMode, VatRates, vat_groups
from cashier.domain.text import checked

MAX_LINES = 1_000
ONE = Quantity(WHOLE)
_HUNDRED_PERCENT = 100_000
_NO_RATES = VatRates()


@dataclass(frozen=True, slots=True)
class TaxRules:
    """How this shop works out VAT and names its rates."""

    mode: VatMode = VatMode.PER_RECEIPT
    rates: VatRates = _NO_RATES


@dataclass(frozen=True, slots=True)
class Discount:
    """Something off: a percentage or an amount, never both, never less than nothing."""

    percent: Percent | None = None
    amount: Money | None = None

    def __post_init__(self) -> None:
        if self.amount is None:
            return
        if self.percent is not None:
            raise InputRefusedError("discount", f"{self.percent.text()} % + {self.amount.text()}")
        if self.amount.minor < 0:
            raise NegativeError("discount", self.amount.text())

    def on(self, base: Money) -> Money:
        """Return what is taken off ``base``; an amount above it raises DiscountTooLargeError."""
        if self.percent is not None:
            return Money(half_up(*percent_ratio(base, self.percent)), base.currency)
        off_amount = self.amount or Money.zero(base.currency)
        if (base - off_amount).minor < 0:
            raise DiscountTooLargeError("discount", off_amount.text())
        return off_amount


@dataclass(frozen=True, slots=True)
class Customer:
    """Who buys, as far as the customer wants it noted."""

    name: str = ""
    email: str = ""
    phone: str = ""
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One product in an order; ``list_price`` is the catalogue's where the price was changed.

    A line that ``awaits_price`` cannot be paid before somebody says what it costs. There is no line
    of a negative price, of nothing, or beyond what any shop sells: ``NegativeError`` or
    ``TooLargeError``.
    """

    name: str
    price: Money
    vat_rate: Percent
    quantity: Quantity = ONE
    unit: Unit = Unit.PIECE
    discount: Discount | None = None
    note: str = ""
    product_key: str = ""
    barcode: str = ""
    list_price: Money | None = None
    awaits_price: bool = False

    def __post_init__(self) -> None:
        within(self.price.minor, MAX_PRICE_MINOR, "price", self.price.minor)
        if within(self.quantity.milli, MAX_QUANTITY_MILLI, "quantity", self.quantity.milli) == 0:
            raise NegativeError("quantity", 0)

    @classmethod
    def of(cls, product: Product, quantity: Quantity = ONE) -> "OrderLine":
        return cls(
            name=product.name,
            price=product.price,
            vat_rate=product.vat_rate,
            quantity=quantity,
            unit=product.unit,
            product_key=product.key,
            barcode=product.barcodes[0] if product.barcodes else "",
            awaits_price=product.awaits_price,
        )

    @classmethod
    def free(cls, name: str, price: Money, vat_rate: Percent) -> "OrderLine":
        """Return one of something that is in no catalogue.

        Raises ``NotGivenError`` where it has no name, ``TextRefusedError`` for one that cannot be.
        """
        called = checked(name, "name")
        if not called:
            raise NotGivenError("name", price.text())
        return cls(called, price, vat_rate)

    @property
    def gross(self) -> Money:
        """Price x quantity, rounded once."""
        return Money(half_up(*gross_ratio(self.price, self.quantity)), self.price.currency)

    def takes(self, product: Product) -> bool:
        """Whether one more of ``product`` belongs in this line: nothing about it was changed."""
        return (
            self.product_key == product.key
            and self.price == product.price
            and self.vat_rate == product.vat_rate
            and self.unit is product.unit is Unit.PIECE
            and self.list_price is None
            and self.awaits_price is product.awaits_price
            and self.discount is None
            and not self.note
        )


@dataclass(frozen=True, slots=True)
class LineFigures:
    """A line's amounts: ``total = gross - discount``, ``net = total - share``."""

    gross: Money
    discount: Money
    total: Money
    share: Money

    @property
    def net(self) -> Money:
        return self.total - self.share if self.share else self.total


@dataclass(frozen=True, slots=True)
class Figures:
    """An order worked out: ``total = subtotal - discount = sum of the VAT groups' gross``."""

    lines: tuple[LineFigures, ...]
    subtotal: Money
    discount: Money
    total: Money
    vat: tuple[VatGroup, ...]
    vat_mode: VatMode = VatMode.PER_RECEIPT


@dataclass(frozen=True, slots=True)
class Order:
    """A sale before it is posted; it has an id from the start and a number only when posted.

    ``remote`` is the id of the back end's own order that is paid by it; empty for most.
    """

    id: UUID
    currency: str
    lines: tuple[OrderLine, ...] = ()
    discount: Discount | None = None
    customer: Customer = Customer()
    note: str = ""
    name: str = ""
    remote: str = ""

    def with_product(self, product: Product, quantity: Quantity = ONE) -> "Order":
        """Return the order with ``product`` in it: a line more, or more in its own line."""
        for index in range(len(self.lines) - 1, -1, -1):
            if self.lines[index].takes(product):
                return self.with_quantity(index, self.lines[index].quantity + quantity)
        return self.with_line(OrderLine.of(product, quantity))

    def with_line(self, line: OrderLine) -> "Order":
        if len(self.lines) >= MAX_LINES:
            raise TooLargeError("lines", MAX_LINES)
        return replace(self, lines=(*self.lines, line))

    def line(self, index: int) -> OrderLine:
        """Return the line at ``index``; ``IndexError`` where there is none (also below zero)."""
        if index < 0:
            raise IndexError(index)
        return self.lines[index]

    def with_changed(self, index: int, line: OrderLine) -> "Order":
        self.line(index)
        return replace(self, lines=(*self.lines[:index], line, *self.lines[index + 1 :]))

    def with_quantity(self, index: int, quantity: Quantity) -> "Order":
        return self.with_changed(index, replace(self.line(index), quantity=quantity))

    def with_price(self, index: int, price: Money) -> "Order":
        """Return the order with another price; the first one is kept as the list price.

        A line that waited for its price has no other one to keep.
        """
        line = self.line(index)
        if line.awaits_price:
            return self.with_changed(index, replace(line, price=price, awaits_price=False))
        listed = line.price if line.list_price is None else line.list_price
        kept = None if price == listed else listed
        return self.with_changed(index, replace(line, price=price, list_price=kept))

    def with_line_discount(self, index: int, discount: Discount | None) -> "Order":
        return self.with_changed(index, replace(self.line(index), discount=discount))

    def with_line_note(self, index: int, note: str) -> "Order":
        return self.with_changed(index, replace(self.line(index), note=note))

    def without_line(self, index: int) -> "Order":
        """Return the order without a line; the last line takes the order discount with it."""
        self.line(index)
        lines = (*self.lines[:index], *self.lines[index + 1 :])
        return replace(self, lines=lines, discount=self.discount if lines else None)


def work_out(order: Order, tax: TaxRules, before: tuple[Order, Figures] | None = None) -> Figures:
    """Return every figure of ``order``.

    ``before`` is what it was made from, worked out by the same rules: the figures of a line that is
    the very same are taken over, so that one more line costs a till no more than the one.

    Raises ``DiscountTooLargeError`` where a discount exceeds its base, ``TooLargeError`` beyond the
    largest total, ``CurrencyMismatchError`` where a price has another currency.
    """
    zero = Money.zero(order.currency)
    known = _known(order, before)
    plain = [
        _before_share(line, zero) if one is None else (one.gross, one.discount, one.total)
        for line, one in zip(order.lines, known, strict=True)
    ]
    subtotal = _subtotal(plain, order.currency)
    discount = order.discount.on(subtotal) if order.discount else zero
    shares = allocate(discount.minor, [total.minor for _, _, total in plain])
    lines = tuple(
        one
        if one is not None and one.share.minor == share
        else LineFigures(gross, off, total, Money(share, order.currency) if share else zero)
        for (gross, off, total), share, one in zip(plain, shares, known, strict=True)
    )
    vat = vat_groups(
        ((line.vat_rate, one.net) for line, one in zip(order.lines, lines, strict=True)),
        tax.mode,
        tax.rates,
    )
    return Figures(lines, subtotal, discount, subtotal - discount, vat, tax.mode)


def gross_ratio(price: Money, quantity: Quantity) -> Ratio:
    """Return price x quantity in minor units, exactly."""
    return price.minor * quantity.milli, WHOLE


def percent_ratio(base: Money, percent: Percent) -> Ratio:
    """Return ``percent`` of ``base`` in minor units, exactly."""
    return base.minor * percent.milli, _HUNDRED_PERCENT


def require_lines(order: Order) -> None:
    """Raise ``EmptyOrderError`` for an order that holds nothing."""
    if not order.lines:
        raise EmptyOrderError("order")


def require_prices(order: Order) -> None:
    """Raise ``NotGivenError`` where a line still waits for its price."""
    for line in order.lines:
        if line.awaits_price:
            raise NotGivenError("price", line.name)


def _known(order: Order, before: tuple[Order, Figures] | None) -> Sequence[LineFigures | None]:
    """Return for each line its figures of before, where it is the very line in the same place."""
    found: list[LineFigures | None] = []
    if before is not None and before[0].currency == order.currency:
        old, figures = before
        triples = zip(order.lines, old.lines, figures.lines, strict=False)
        found = [one if line is was else None for line, was, one in triples]
    return [*found, *[None] * (len(order.lines) - len(found))]


def _before_share(line: OrderLine, zero: Money) -> tuple[Money, Money, Money]:
    """Return a line's gross, discount and total."""
    if line.price.currency != zero.currency:
        raise CurrencyMismatchError(zero.currency, line.price.currency)
    gross = line.gross
    if line.discount is None:
        return gross, zero, gross
    off = line.discount.on(gross)
    return gross, off, gross - off


def _subtotal(plain: Sequence[tuple[Money, Money, Money]], currency: str) -> Money:
    subtotal = sum(total.minor for _, _, total in plain)
    return Money(within(subtotal, MAX_TOTAL_MINOR, "total", subtotal), currency)
