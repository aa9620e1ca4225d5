"""The JSON of ``cashier sell``, read strictly: every wrong thing is refused by its name."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from cashier.domain.errors import (
    EmptyOrderError,
    FileRefusedError,
    InputRefusedError,
    NotGivenError,
)
from cashier.domain.journal import canonical
from cashier.domain.money import Money
from cashier.domain.order import MAX_LINES, Customer, Discount
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tender import TenderType
from cashier.domain.text import NAME_LENGTH, NOTE_LENGTH, checked
from cashier.operations.ring_up import LineRequest, PaymentRequest, SaleRequest
from cashier.translation import _

LONGEST_REQUEST = 4_000_000
"""Bytes; a thousand lines with notes fit many times."""

_MOST_PAYMENTS = 100
_SALE = {"id", "lines", "discount", "customer", "note", "payments"}
_LINE = {
    "barcode", "name", "price", "vat_rate", "quantity", "discount_percent", "discount", "note",
}  # fmt: skip
_CUSTOMER = {"name", "email", "phone"}
_PAYMENT = {"method", "amount", "tendered", "token"}
_DISCOUNT = {"amount", "percent"}

T = TypeVar("T")


class _Number(str):
    """A JSON number, kept as the text it was written in."""

    __slots__ = ()


def read_sale(raw: bytes, currency: str, new_id: Callable[[], UUID]) -> SaleRequest:
    """Return the sale that ``raw`` asks for.

    Raises ``FileRefusedError`` where it is no JSON in UTF-8, else the error that names what is
    wrong. A key whose value is null counts as left out.
    """
    content = _object(_parsed(raw), "sale", _SALE)
    lines, payments = _list(content, "lines"), _list(content, "payments")
    if not lines:
        raise EmptyOrderError("order")
    _refuse_crowd(lines, "lines", MAX_LINES)
    _refuse_crowd(payments, "payments", _MOST_PAYMENTS)
    request = SaleRequest(
        id=_id(content["id"]) if "id" in content else new_id(),
        currency=currency,
        lines=tuple(_line(one, currency) for one in lines),
        discount=_discount(content, currency),
        customer=_customer(content.get("customer", {})),
        note=_text(content, "note", NOTE_LENGTH),
        payments=tuple(_payment(one, currency) for one in payments),
        fingerprint="",
    )
    return replace(request, fingerprint=fingerprint_of(request))


def fingerprint_of(request: SaleRequest) -> str:
    """Return what tells this sale from another one, however it was written down; not its id."""
    content = {
        "currency": request.currency,
        "lines": [
            [
                line.barcode,
                line.name,
                line.quantity.milli,
                None if line.price is None else line.price.minor,
                None if line.vat_rate is None else line.vat_rate.milli,
                _off(line.discount),
                line.note,
            ]
            for line in request.lines
        ],
        "discount": _off(request.discount),
        "customer": [request.customer.name, request.customer.email, request.customer.phone],
        "note": request.note,
        "payments": [
            [one.method.value, None if one.amount is None else one.amount.minor, *_wallet(one)]
            for one in request.payments
        ],
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()[:32]


def _wallet(one: PaymentRequest) -> list[str]:
    return [one.token] if one.token else []


def _off(discount: Discount | None) -> list[int | None] | None:
    if discount is None:
        return None
    percent, amount = discount.percent, discount.amount
    return [percent.milli if percent else None, amount.minor if amount else None]


def _parsed(raw: bytes) -> object:
    if len(raw) > LONGEST_REQUEST:
        raise FileRefusedError(_("it is too long"))
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_without_duplicates,
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=_no_constant,
        )
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(_("it is not JSON in UTF-8")) from error


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object; ``InputRefusedError`` where a key stands twice."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise InputRefusedError(_("key that stands twice"), key)
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise InputRefusedError(_("number"), name)


def _object(value: object, what: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputRefusedError(what, _kind(value))
    for key in value:
        if key not in known:
            raise InputRefusedError(_("unknown key"), f"{key} ({what})")
    return {key: one for key, one in value.items() if one is not None}


def _list(content: Mapping[str, Any], key: str) -> list[object]:
    value = content.get(key, [])
    if not isinstance(value, list):
        raise InputRefusedError(key, _kind(value))
    return value


def _refuse_crowd(values: list[object], what: str, most: int) -> None:
    if len(values) > most:
        given = _("{count}, and at most {most} can be").format(count=len(values), most=most)
        raise InputRefusedError(what, given)


def _id(value: object) -> UUID:
    text = _plain_text(value, "id")
    try:
        return UUID(text)
    except ValueError as error:
        raise InputRefusedError("id", text) from error


def _line(value: object, currency: str) -> LineRequest:
    line = _object(value, "line", _LINE)
    return LineRequest(
        quantity=_number(line, "quantity", Quantity.parse) or Quantity(),
        barcode=_text(line, "barcode"),
        name=_text(line, "name"),
        price=_number(line, "price", lambda text: Money.parse(text, currency, what="price")),
        vat_rate=_number(line, "vat_rate", lambda text: Percent.parse(text, what="vat_rate")),
        discount=_line_discount(line, currency),
        note=_text(line, "note", NOTE_LENGTH),
    )


def _line_discount(line: Mapping[str, Any], currency: str) -> Discount | None:
    percent = _number(line, "discount_percent", Percent.parse)
    if percent is None:
        return _discount(line, currency)
    if "discount" in line:
        raise InputRefusedError("discount", _("it is given twice"))
    return Discount(percent=percent)


def _discount(content: Mapping[str, Any], currency: str) -> Discount | None:
    if "discount" not in content:
        return None
    given = _object(content["discount"], "discount", _DISCOUNT)
    if len(given) != 1:
        raise InputRefusedError("discount", _("either amount or percent"))
    return Discount(
        percent=_number(given, "percent", Percent.parse),
        amount=_number(given, "amount", lambda text: Money.parse(text, currency, what="discount")),
    )


def _customer(value: object) -> Customer:
    given = _object(value, "customer", _CUSTOMER)
    return Customer(_text(given, "name"), _text(given, "email"), _text(given, "phone"))


def _payment(value: object, currency: str) -> PaymentRequest:
    given = _object(value, "payment", _PAYMENT)
    method = _method(given)
    if "tendered" in given and method is not TenderType.CASH:
        raise InputRefusedError("payment", _("only cash is tendered"))
    if "token" in given and method is not TenderType.WALLET:
        raise InputRefusedError("payment", _("only a wallet has a token"))
    if "tendered" in given and "amount" in given:
        raise InputRefusedError("payment", _("either amount or tendered"))
    if "token" not in given and method is TenderType.WALLET:
        raise NotGivenError("payment", _("a wallet needs its token"))
    key = "tendered" if "tendered" in given else "amount"
    amount = _number(given, key, lambda text: Money.parse(text, currency))
    token = _text(given, "token") if "token" in given else ""
    if "token" in given and not token:
        raise NotGivenError("payment", _("a wallet needs its token"))
    return PaymentRequest(method, amount, token)


def _method(given: Mapping[str, Any]) -> TenderType:
    if "method" not in given:
        raise NotGivenError("method", _("every payment has one"))
    name = _plain_text(given["method"], "method")
    try:
        return TenderType(name)
    except ValueError as error:
        raise InputRefusedError("method", name) from error


def _number(given: Mapping[str, Any], key: str, parse: Callable[[str], T]) -> T | None:
    return parse(_plain_text(given[key], key)) if key in given else None


def _text(given: Mapping[str, Any], key: str, longest: int = NAME_LENGTH) -> str:
    return checked(_plain_text(given[key], key), key, longest) if key in given else ""


def _plain_text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise InputRefusedError(what, _kind(value))
    return value


def _kind(value: object) -> str:
    """Return what kind of JSON value it is, in words."""
    if isinstance(value, dict):
        return _("an object stands there")
    if isinstance(value, list):
        return _("a list stands there")
    if value is None:
        return _("nothing stands there")
    if isinstance(value, bool):
        return _("true or false stands there")
    return _("a number stands there") if isinstance(value, _Number) else _("a text stands there")
