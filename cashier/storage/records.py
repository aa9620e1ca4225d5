"""Orders as JSON texts: unposted ones to take up again, postings for the journal. No floats."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cashier.domain.company import Company
from cashier.domain.journal import Data
from cashier.domain.money import Money
from cashier.domain.order import Customer, Discount, Order, OrderLine
from cashier.domain.posting import PostedLine, Posting
from cashier.domain.product import Unit
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.tax import VatGroup
from cashier.domain.tender import SettledTender

_COMPACT = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def dump(content: object) -> str:
    """Return compact JSON text."""
    return _COMPACT.encode(content)


def posting_data(posting: Posting, number: str) -> Data:
    """Return what the journal keeps of a posting: all that was sold, nobody's personal data."""
    linked = {"remote": posting.remote} if posting.remote else {}
    return linked | {
        "number": number,
        "id": str(posting.id),
        "currency": posting.total.currency,
        "subtotal": posting.subtotal.minor,
        "discount": posting.discount.minor,
        "total": posting.total.minor,
        "rounding": posting.rounding.minor,
        "refund_of": posting.refund_of,
        "lines": [_line(line) for line in posting.lines],
        "tenders": [[one.type.value, one.amount.minor] for one in posting.tenders],
        "vat": vat_rows(posting.vat),
    }


def _line(line: PostedLine) -> Data:
    figures = line.figures
    return {
        "line": line.line_no,
        "name": line.name,
        "barcode": line.barcode,
        "quantity": line.quantity.milli,
        "price": line.price.minor,
        "list_price": None if line.list_price is None else line.list_price.minor,
        "vat_rate": line.vat_rate.milli,
        "total": figures.total.minor,
        "discount": figures.discount.minor,
        "share": figures.share.minor,
    }


def vat_rows(groups: tuple[VatGroup, ...]) -> list[list[object]]:
    """Return VAT groups as [rate, letter, gross, vat] rows."""
    return [[one.rate.milli, one.letter, one.gross.minor, one.vat.minor] for one in groups]


def vat_groups(text: str, currency: str) -> tuple[VatGroup, ...]:
    """Return the VAT groups stored as ``text``."""
    return tuple(
        VatGroup(Percent(rate), letter, Money(gross, currency), Money(vat, currency))
        for rate, letter, gross, vat in json.loads(text)
    )


def customer_text(customer: Customer) -> str:
    """Return a customer as JSON; empty for nobody."""
    if customer == Customer():
        return ""
    known: list[object] = [customer.name, customer.email, customer.phone]
    company = customer.company
    if company is not None:
        known.append([company.name, company.code, company.vat_number, company.address])
    return dump(known)


def customer_of(text: str) -> Customer:
    """Return the customer stored as ``text``."""
    if not text:
        return Customer()
    name, email, phone, *company = json.loads(text)
    return Customer(name, email, phone, Company(*company[0]) if company else None)


def letterhead_text(letterhead: Letterhead) -> str:
    """Return a letterhead as JSON."""
    return dump(
        {
            "shop_name": letterhead.shop_name,
            "address": letterhead.address,
            "tax_number": letterhead.tax_number,
            "footer": letterhead.footer,
            "language": letterhead.language,
            "words": dict(letterhead.words),
        }
    )


def letterhead_of(text: str) -> Letterhead:
    """Return the letterhead stored as ``text``."""
    content = json.loads(text)
    return Letterhead(
        content["shop_name"],
        tuple(content["address"]),
        content["tax_number"],
        tuple(content["footer"]),
        content["language"],
        content["words"],
    )


def order_text(order: Order) -> str:
    """Return an unposted order as JSON."""
    return dump(
        {
            "currency": order.currency,
            "lines": [_open_line(line) for line in order.lines],
            "discount": _discount(order.discount),
            "customer": customer_text(order.customer),
            "note": order.note,
            "name": order.name,
            "remote": order.remote,
        }
    )


def _open_line(line: OrderLine) -> dict[str, object]:
    return {
        "name": line.name,
        "price": line.price.minor,
        "vat_rate": line.vat_rate.milli,
        "quantity": line.quantity.milli,
        "unit": line.unit.value,
        "discount": _discount(line.discount),
        "note": line.note,
        "product_key": line.product_key,
        "barcode": line.barcode,
        "list_price": None if line.list_price is None else line.list_price.minor,
        "awaits_price": line.awaits_price,
    }


def _discount(discount: Discount | None) -> list[int | None] | None:
    if discount is None:
        return None
    percent, amount = discount.percent, discount.amount
    return [percent.milli if percent else None, None if amount is None else amount.minor]


def order_of(order_id: UUID, text: str) -> Order:
    """Return the unposted order stored as ``text``."""
    content = json.loads(text)
    currency = content["currency"]
    return Order(
        order_id,
        currency,
        tuple(_line_of(line, currency) for line in content["lines"]),
        _discount_of(content["discount"], currency),
        customer_of(content["customer"]),
        content["note"],
        content["name"],
        content.get("remote", ""),
    )


def _line_of(line: Mapping[str, Any], currency: str) -> OrderLine:
    listed = line["list_price"]
    return OrderLine(
        name=line["name"],
        price=Money(line["price"], currency),
        vat_rate=Percent(line["vat_rate"]),
        quantity=Quantity(line["quantity"]),
        unit=Unit(line["unit"]),
        discount=_discount_of(line["discount"], currency),
        note=line["note"],
        product_key=line["product_key"],
        barcode=line["barcode"],
        list_price=None if listed is None else Money(listed, currency),
        awaits_price=line.get("awaits_price", False),
    )


def _discount_of(stored: list[int | None] | None, currency: str) -> Discount | None:
    if stored is None:
        return None
    percent, amount = stored
    return Discount(
        None if percent is None else Percent(percent),
        None if amount is None else Money(amount, currency),
    )


def settled_row(serial: int, position: int, tender: SettledTender) -> tuple[object, ...]:
    """Return a tender as its row."""
    return (
        serial,
        position,
        tender.type.value,
        tender.amount.minor,
        None if tender.tendered is None else tender.tendered.minor,
        None if tender.change is None else tender.change.minor,
        tender.reference,
    )
