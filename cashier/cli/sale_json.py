"""The JSON of ``cashier sell``, read strictly: every wrong thing is refused by its name."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from cashier.domain.errors import FileRefusedError, InputRefusedError, TextRefusedError
from cashier.domain.journal import canonical
from cashier.domain.money import Money
from cashier.domain.order import Customer, Discount
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tender import TenderType
from cashier.domain.text import NOTE_LENGTH, checked
from cashier.operations.ring_up import LineRequest, PaymentRequest, SaleRequest

LONGEST_REQUEST = 4_000_000
"""Bytes; a thousand lines with notes fit many times."""

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

    Raises ``FileRefusedError`` where it is no JSON object, else the error that names what is wrong.
    """
    content = _object(_parsed(raw), "sale", _SALE)
    lines = content.get("lines")
    if not isinstance(lines, list) or not lines:
        raise InputRefusedError("lines", "empty" if lines == [] else type(lines).__name__)
    payments = content.get("payments", [])
    if not isinstance(payments, list):
        raise InputRefusedError("payments", type(payments).__name__)
    return SaleRequest(
        id=_id(content["id"]) if "id" in content else new_id(),
        currency=currency,
        lines=tuple(_line(one, currency) for one in lines),
        discount=_discount(content, currency),
        customer=_customer(content.get("customer", {})),
        note=_text(content, "note", NOTE_LENGTH),
        payments=tuple(_payment(one, currency) for one in payments),
        fingerprint=_fingerprint(content),
    )


def _parsed(raw: bytes) -> object:
    if len(raw) > LONGEST_REQUEST:
        raise FileRefusedError("too long", len(raw))
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_without_duplicates,
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=_no_constant,
        )
    except (ValueError, RecursionError) as error:
        raise FileRefusedError("not JSON in UTF-8", type(error).__name__) from error


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InputRefusedError("duplicate key", next(k for k, _ in pairs if _count(pairs, k) > 1))
    return found


def _count(pairs: list[tuple[str, object]], key: str) -> int:
    return sum(1 for name, _ in pairs if name == key)


def _no_constant(name: str) -> NoReturn:
    raise InputRefusedError("number", name)


def _object(value: object, what: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputRefusedError(what, type(value).__name__)
    for key in value:
        if key not in known:
            raise InputRefusedError(f"unknown key in {what}", ascii(key))
    return value


def _id(value: object) -> UUID:
    try:
        return UUID(_plain_text(value, "id"))
    except ValueError as error:
        raise InputRefusedError("id", ascii(value)) from error


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
        raise InputRefusedError("discount", "given twice")
    return Discount(percent=percent)


def _discount(content: Mapping[str, Any], currency: str) -> Discount | None:
    if content.get("discount") is None:
        return None
    given = _object(content["discount"], "discount", _DISCOUNT)
    if len(given) != 1:
        raise InputRefusedError("discount", "either amount or percent")
    return Discount(
        percent=_number(given, "percent", Percent.parse),
        amount=_number(given, "amount", lambda text: Money.parse(text, currency, what="discount")),
    )


def _customer(value: object) -> Customer:
    given = _object(value, "customer", _CUSTOMER)
    return Customer(_text(given, "name"), _text(given, "email"), _text(given, "phone"))


def _payment(value: object, currency: str) -> PaymentRequest:
    given = _object(value, "payment", _PAYMENT)
    name = _plain_text(given.get("method"), "method")
    try:
        method = TenderType(name)
    except ValueError as error:
        raise InputRefusedError("method", ascii(name)) from error
    key = "tendered" if method is TenderType.CASH and "tendered" in given else "amount"
    if "tendered" in given and key != "tendered":
        raise InputRefusedError("tendered", f"only cash is tendered, not {name}")
    return PaymentRequest(method, _number(given, key, lambda text: Money.parse(text, currency)))


def _number(given: Mapping[str, Any], key: str, parse: Callable[[str], T]) -> T | None:
    if given.get(key) is None:
        return None
    return parse(_plain_text(given[key], key))


def _text(given: Mapping[str, Any], key: str, longest: int = 200) -> str:
    value = given.get(key)
    if value is None:
        return ""
    return checked(_plain_text(value, key), key, longest)


def _plain_text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise TextRefusedError(what, type(value).__name__)
    return value


def _fingerprint(content: Mapping[str, Any]) -> str:
    """Return what tells this request from another; the id and the order of keys do not count."""
    asked = {key: value for key, value in content.items() if key != "id"}
    return hashlib.sha256(canonical(asked).encode("utf-8", "surrogatepass")).hexdigest()[:32]
