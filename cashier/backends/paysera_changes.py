"""What changes an order of the server: only what differs, and nothing of its own is lost by it."""

from cashier.backends.paysera_lines import SentLine, sent_lines
from cashier.backends.paysera_orders import EPAPI, GUIDE, Body, dialect_of, order_body, shares_lines
from cashier.domain.outgoing import MARKER, OutgoingOrder
from cashier.domain.quantity import WHOLE
from cashier.domain.remote import RemoteLine, RemoteOrder
from cashier.settings.back_end import BackEndProfile

_LINES = frozenset({"orderPositions", "discountPrice"})
_STAYS = frozenset({"payments", "number", "createdAt"})


def change_body(order: OutgoingOrder, there: RemoteOrder, profile: BackEndProfile) -> Body:
    """Return the request that makes ``order`` of what is there; payments are not changed by it.

    epapi takes what is to be changed, eapi the whole order: product ids of lines that stay are
    the server's, and the mark in the notes is the one that it was sent with.
    """
    body = order_body(order, profile)
    dialect = dialect_of(profile)
    sent = list(sent_lines(order, profile.wire, with_shares=shares_lines(profile)))
    lines_stay = len(sent) == len(there.lines) and all(map(_stays, sent, there.lines))
    if dialect == EPAPI:
        left_out = _STAYS | _LINES if lines_stay and there.total == order.total else _STAYS
        return {name: value for name, value in body.items() if name not in left_out}
    body.pop("payments", None)
    if dialect == GUIDE:
        body["notes"] = _notes(str(body["notes"]), order, there)
    elif lines_stay:
        body["orderPositions"] = _with_their_products(body["orderPositions"], there)
    return body


def _stays(sent: SentLine, there: RemoteLine) -> bool:
    is_as_much = there.quantity is not None and there.quantity.milli == sent.quantity * WHOLE
    return is_as_much and there.name == sent.name and there.price == sent.price


def _notes(notes: str, order: OutgoingOrder, there: RemoteOrder) -> str:
    """Return notes under the mark that the order has there, if it has one of ours."""
    found = MARKER.search(there.note)
    rest = MARKER.sub("", notes.removeprefix(order.marker)).strip("\n ")
    return "\n".join(filter(None, (found[0] if found else "", rest)))


def _with_their_products(positions: object, there: RemoteOrder) -> object:
    if not isinstance(positions, list):
        return positions
    return [
        {**one, "productSKU": one["productSKU"] or line.product_id or None}
        for one, line in zip(positions, there.lines, strict=True)
    ]
