"""An order as each dialect of Paysera writes it: one order, three forms, never guessed from types.

``guide`` and ``new`` go to eapi, ``epapi`` to the address of that name. Prices go out in major
units as JSON numbers, whatever the answers are in.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from cashier.backends.paysera_lines import SentLine, number, sent_lines
from cashier.domain.errors import NotAvailableError
from cashier.domain.order import Customer
from cashier.domain.outgoing import OutgoingOrder, OutgoingPayment, Reservation
from cashier.settings.back_end import DIALECTS, BackEndProfile

GUIDE, NEW, EPAPI = "guide", "new", "epapi"
LEFT_OUT = "-"
"""Among the tenders: a payment that stays at home."""
_UNIT = "unit"
_NO_PRODUCT = "free"
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_@.].*)?", re.ASCII)
_PAYMENT_WORDS: Mapping[str, str] = {"transfer": "bankTransfer"}

Body = dict[str, object]


def order_body(order: OutgoingOrder, profile: BackEndProfile) -> Body:
    """Return the request that makes ``order``; ``NotAvailableError`` for what has no form there."""
    if order.is_refund or order.total.minor < 0:
        raise NotAvailableError("refund")
    return _WRITERS[dialect_of(profile)](order, profile)


def payments_body(payments: tuple[OutgoingPayment, ...], profile: BackEndProfile) -> list[Body]:
    """Return payments as epapi takes them; a tender that is called "-" is left out."""
    found = ((_payment_word(one, profile), one) for one in payments)
    return [{"type": word, "amount": _major(one)} for word, one in found if word]


def dialect_of(profile: BackEndProfile) -> str:
    """Return the dialect that a profile names, or the first of its kind."""
    return profile.dialect or DIALECTS[profile.kind][0]


def shares_lines(profile: BackEndProfile) -> bool:
    """Whether an order's discount has to be in its lines: only epapi has a field for it."""
    return dialect_of(profile) != EPAPI or profile.paysera.discount == "lines"


def instant(at: datetime) -> str:
    """Return a time as all of Paysera writes it: UTC, whole seconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _guide(order: OutgoingOrder, profile: BackEndProfile) -> Body:
    lines = sent_lines(order, profile.wire, with_shares=True)
    return {
        **_customer(_contact(order.customer)),
        "items": [
            {
                "name": line.name,
                "quantity": line.quantity,
                "price": Decimal(line.price.text()),
                "tax_rate": number(line.vat_rate.text()),
            }
            for line in lines
        ],
        "notes": _notes(order),
    }


def _new(order: OutgoingOrder, profile: BackEndProfile) -> Body:
    if order.reservation not in (None, Reservation()):
        raise NotAvailableError("reservation")
    lines = sent_lines(order, profile.wire, with_shares=True)
    body: Body = {
        "number": order.number,
        "currency": order.currency,
        **_language(order.language),
        "createdAt": instant(order.created_at),
        "orderPositions": [_new_position(line) for line in lines],
    }
    if profile.paysera.sends_payments:
        body["payments"] = _new_payments(order, profile)
    return {**body, **_customer(_new_contact(order.customer))}


def _new_contact(customer: Customer) -> Body:
    found: Body = {"email": customer.email} if customer.email else {}
    if customer.phone:
        found["billingAddress"] = {"phone": customer.phone}
    return found


def _new_position(line: SentLine) -> Body:
    tax: Body = {"taxRate": number(line.vat_rate.text())}
    if line.vat_class:
        tax["taxClassifier"] = line.vat_class
    return {
        "title": line.name,
        "productSKU": line.product_id or None,
        "quantity": line.quantity,
        "unitPrice": {"regular": Decimal(line.price.text())},
        "measureUnit": _UNIT,
        "tax": tax,
    }


def _new_payments(order: OutgoingOrder, profile: BackEndProfile) -> list[Body]:
    found = ((_payment_word(one, profile), one) for one in order.payments)
    return [
        {
            "paymentMethod": word,
            "amount": one.amount.text(),
            "advancePayment": 0,
            "createdAt": instant(order.created_at),
        }
        for word, one in found
        if word
    ]


def _epapi(order: OutgoingOrder, profile: BackEndProfile) -> Body:
    in_lines = shares_lines(profile)
    lines = sent_lines(order, profile.wire, with_shares=in_lines)
    body: Body = {
        "number": order.number,
        "currency": order.currency,
        **_language(order.language),
        "createdAt": instant(order.created_at),
        "orderPositions": [_epapi_position(line) for line in lines],
        **_reservation(_with_note(order)),
        **_customer(_contact(order.customer)),
    }
    if order.discount and not in_lines:
        body["discountPrice"] = _discount(order, profile)
    if profile.paysera.sends_payments:
        body["payments"] = payments_body(order.payments, profile)
    return body


def _epapi_position(line: SentLine) -> Body:
    return {
        "productId": line.product_id or line.own_code or _NO_PRODUCT,
        "quantity": line.quantity,
        "price": Decimal(line.price.text()),
        "name": line.name,
        "vatRate": number(line.vat_rate.text()),
    }


def _discount(order: OutgoingOrder, profile: BackEndProfile) -> int | Decimal:
    if profile.paysera.discount == "minor":
        return order.discount.minor
    return Decimal(order.discount.text())


def _reservation(reservation: Reservation) -> Body:
    expires = reservation.expires_at
    found = {
        "reservationName": reservation.name,
        "reservationComment": reservation.comment,
        "expiresAt": instant(expires) if expires is not None else "",
    }
    return {name: text for name, text in found.items() if text}


def _with_note(order: OutgoingOrder) -> Reservation:
    """Return the reservation; its comment is the one field of epapi that takes a note."""
    if order.reservation is None:
        return Reservation()
    return replace(order.reservation, comment=order.reservation.comment or order.note)


def _notes(order: OutgoingOrder) -> str:
    """Return our mark, what was noted, and what guide has no other place for; mark first."""
    reservation = order.reservation or Reservation()
    notes = [f"{line.name}: {line.note}" for line in order.lines if line.note]
    kept = [order.note, *notes, *(str(text) for text in _reservation(reservation).values())]
    return "\n".join([order.marker, *filter(None, kept)])


def _language(language: str) -> Body:
    found = _LANGUAGE.fullmatch(language)
    return {"languageCode": found[1].lower()} if found else {}


def _contact(customer: Customer) -> Body:
    company = customer.company
    name = customer.name or (company.name if company else "")
    found = {"email": customer.email, "name": name, "phone": customer.phone}
    return {key: text for key, text in found.items() if text}


def _customer(contact: Body) -> Body:
    return {"customer": contact} if contact else {}


def _payment_word(payment: OutgoingPayment, profile: BackEndProfile) -> str:
    ours = payment.type.value
    plain = _PAYMENT_WORDS.get(ours, ours) if dialect_of(profile) == NEW else ours
    found = profile.wire.tenders.get(ours, plain)
    return "" if found == LEFT_OUT else found


def _major(payment: OutgoingPayment) -> Decimal:
    return Decimal(payment.amount.text())


_WRITERS: Mapping[str, Callable[[OutgoingOrder, BackEndProfile], Body]] = {
    GUIDE: _guide,
    NEW: _new,
    EPAPI: _epapi,
}
