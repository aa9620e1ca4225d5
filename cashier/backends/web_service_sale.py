"""A sale as the form that the cash-register web service takes: every parameter it documents."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from cashier.backends.web_service_items import items_of
from cashier.domain.backend_errors import MappingMissingError
from cashier.domain.order import Customer
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.text import cleaned
from cashier.settings.back_end import BackEndProfile

Form = list[tuple[str, str]]
SPLIT = "split"
"""Among the tenders: what an order of several kinds is paid under."""
REFUND = "refund-"
"""Before a tender's name: what money goes back under, where that is a method of its own."""
OPEN = "-2"
"""The payment of an order that stays open: neither validated nor paid."""
VALIDATED = "-1"
"""The payment of an order that is validated and not paid; only payments can be added to it."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COMMENT_LENGTH = 500


def sale_form(order: OutgoingOrder, profile: BackEndProfile) -> Form:
    """Return all parameters but the shop's and the key; ``MappingMissingError``.

    The items stand last: whatever a server cuts off a long form, our mark is not among it.
    """
    ids = profile.web_service
    return [
        *payment_form(order, profile),
        ("deliveryMethod", str(ids.delivery_method)),
        *_given(
            ("idUser", ids.user),
            ("idtable", ids.table),
            ("idcaisse", profile.register),
            ("numcouverts", ids.covers),
            ("pagerNum", ids.pager),
        ),
        *_client(order.customer, ids.client),
        *_given(("publicComment", _public_comment(order))),
        ("privateComment", _private_comment(order)),
        ("dateValeur", str((order.created_at - _EPOCH) // timedelta(seconds=1))),
        *(("itemsList[]", item) for item in items_of(order, profile)),
    ]


def payment_form(order: OutgoingOrder, profile: BackEndProfile) -> Form:
    """Return under which id the order is paid, or that it is not."""
    form = [("payment", _payment(order, profile))]
    if profile.web_service.sends_amount and order.payments:
        form.append(("paymentAmount", order.total.text()))
    return form


def _payment(order: OutgoingOrder, profile: BackEndProfile) -> str:
    if order.reservation is not None:
        return VALIDATED if profile.web_service.unpaid == "validated" else OPEN
    kinds = {one.type.value for one in order.payments}
    if not kinds:  # an order of 0.00 is paid without a tender
        return VALIDATED
    kind = kinds.pop() if len(kinds) == 1 else SPLIT
    known = profile.wire.tenders
    found = (order.is_refund and known.get(REFUND + kind)) or known.get(kind)
    if not found:
        raise MappingMissingError("refund" if order.is_refund else "payment", kind)
    return found


def _client(customer: Customer, known: str) -> Iterator[tuple[str, str]]:
    """Return who buys: what the customer wants noted, else the client that is set up."""
    company = customer.company
    details = Form(
        _given(
            ("client[nom]", company.name if company else customer.name),
            ("client[prenom]", customer.name if company else ""),
            ("client[email]", customer.email),
            ("client[telephone]", customer.phone),
            ("client[adresseligne1]", company.address if company else ""),
            ("client[numtva]", company.vat_number if company else ""),
            ("client[rcs]", company.code if company else ""),
        )
    )
    yield from details or _given(("idClient", known))


def _public_comment(order: OutgoingOrder) -> str:
    """Return what staff and customer may read: the note, and what was reserved for whom."""
    parts = [order.note]
    if order.reservation is not None:
        expires = order.reservation.expires_at
        parts += [order.reservation.name, order.reservation.comment]
        parts.append(expires.isoformat(timespec="minutes") if expires else "")
    return " · ".join(filter(None, parts))[:_COMMENT_LENGTH]


def _private_comment(order: OutgoingOrder) -> str:
    return f"{order.marker} < {order.refund_of}" if order.is_refund else order.marker


def _given(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Return the pairs that have something to say, cleaned of what controls."""
    for name, text in pairs:
        if spoken := cleaned(text):
            yield name, spoken
