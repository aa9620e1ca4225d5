"""The back end's own orders: as rows beside ours, and one of them with what differs."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from cashier.domain.capability import Capability
from cashier.domain.outgoing import marked_id
from cashier.domain.posting import PostedOrder
from cashier.domain.remote import RemoteFilter, RemoteOrder
from cashier.domain.remote_difference import Difference, Differing, differences
from cashier.domain.text import cleaned
from cashier.ports import Backend, Clock, LedgerReader
from cashier.translation import _
from cashier.ui.frame.chips import Tone
from cashier.ui.look import formatting
from cashier.ui.orders.order_words import Chip
from cashier.ui.remote.remote_state import (
    ColumnSpec,
    ListKind,
    RemoteRow,
    Sheet,
    SheetVerb,
    SheetWords,
    Source,
)
from cashier.ui.remote.remote_words import (
    NOTHING,
    amount_text,
    difference_words,
    moment,
    money_words,
    remote_chip,
    remote_status_words,
    sheet_lines,
)

_OWN_NOTICE = frozenset({Differing.ADDING_UP, Differing.VAT})
_STATUSES = ("pending", "confirmed", "waitingPayment", "completed", "cancelled")


@dataclass(frozen=True, slots=True)
class RemoteOrders:
    """Reads, compares and words the orders of a back end."""

    backend: Backend
    ledger: LedgerReader
    clock: Clock

    def kind(self) -> ListKind:
        return ListKind(
            Source.ORDERS,
            _columns,
            self._read,
            self._read_one,
            self._row,
            self._sheet,
            _statuses,
        )

    async def _read(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[object]]:
        async for page in self.backend.orders(wanted):
            yield page

    async def _read_one(self, item: object) -> object:
        return await self.backend.order(_order(item).id)

    async def _row(self, item: object) -> RemoteRow:
        order = _order(item)
        ours = await self._ours(order)
        found = _to_mark(_differences(order, ours), ours)
        cells = (
            moment(order.created_at, self.clock.now()),
            cleaned(order.number) or NOTHING,
            cleaned(order.customer.name) or NOTHING,
            amount_text(ours.posting.total if ours is not None else None),
            amount_text(order.total),
        )
        return RemoteRow(order.id, cells, _chip(order, found), order)

    async def _sheet(self, item: object) -> Sheet:
        order = _order(item)
        ours = await self._ours(order)
        found = _differences(order, ours)
        about = moment(order.created_at, self.clock.now())
        return Sheet(
            order.id,
            cleaned(order.number) or cleaned(order.id),
            about,
            remote_chip(order.status),
            _words(order, found),
            tuple(_facts(order, ours)),
            sheet_lines(order.lines),
            order.total,
            tuple(_verbs(order, self.backend.capabilities, is_paid=ours is not None)),
        )

    async def _ours(self, order: RemoteOrder) -> PostedOrder | None:
        """Return the sale that it is: paid here, bearing our mark, or else of its number."""
        paid_as = await self.ledger.payment_of_remote(order.id)
        texts = (order.note, *order.others.values())
        marked = next(filter(None, map(marked_id, texts)), "")
        name = paid_as or marked or order.number
        return await self.ledger.find(name) if name else None


def _order(item: object) -> RemoteOrder:
    assert isinstance(item, RemoteOrder)  # noqa: S101 - this list holds nothing else, for the checker
    return item


def _columns() -> tuple[ColumnSpec, ...]:
    return (
        ColumnSpec(_("Time"), 84),
        ColumnSpec(_("Number"), 114, is_strong=True),
        ColumnSpec(_("Customer"), 126),
        ColumnSpec(_("Here"), 84, is_right=True, takes_spare=False),
        ColumnSpec(_("Server"), 92, is_right=True, is_strong=True, takes_spare=False),
    )


def _statuses() -> tuple[tuple[str, str], ...]:
    return (("", _("All")), *((one, remote_status_words(one)) for one in _STATUSES))


def _differences(order: RemoteOrder, ours: PostedOrder | None) -> tuple[Difference, ...]:
    """Return what differs; the web service, with our mark in a field of its own, repeats lines."""
    is_repeating = any(map(marked_id, order.others.values()))
    found = differences(order, ours)
    return tuple(one for one in found if not (is_repeating and one.what is Differing.LINES))


def _to_mark(found: tuple[Difference, ...], ours: PostedOrder | None) -> tuple[Difference, ...]:
    """Return what is marked in the list: of an order that is not ours, nothing but its sums."""
    return tuple(one for one in found if ours is not None or one.what in _OWN_NOTICE)


def _chip(order: RemoteOrder, found: tuple[Difference, ...]) -> Chip:
    return ("attention", _("Differs"), Tone.ERROR) if found else remote_chip(order.status)


def _words(order: RemoteOrder, found: tuple[Difference, ...]) -> SheetWords | None:
    if found:
        text = " ".join(difference_words(one) for one in found)
        heading = _("Till and server do not agree")
        hint = _("Nothing is changed by that: what was sold here stands.")
        return SheetWords(Tone.ERROR, "attention", heading, f"{text} {hint}")
    if order.missing:
        named = ", ".join(cleaned(one) for one in order.missing)
        heading = _("The server left something out")
        return SheetWords(Tone.WARN, "warning", heading, _("Missing: {names}.").format(names=named))
    if order.awaits_payment and order.due is not None and order.due.minor > 0:
        due = _("{amount} is due").format(amount=money_words(order.due))
        hint = _("Take the payment here: it becomes a sale of this till.")
        return SheetWords(Tone.INFO, "clock", due, hint)
    return None


def _facts(order: RemoteOrder, ours: PostedOrder | None) -> list[tuple[str, str]]:
    customer = " · ".join(
        one for one in (order.customer.name, order.customer.email, order.customer.phone) if one
    )
    facts = [
        (_("Here"), money_words(ours.posting.total) if ours is not None else ""),
        (_("Discount"), money_words(order.discount) if order.discount else ""),
        (_("Due"), money_words(order.due) if order.awaits_payment else ""),
        (_("Customer"), cleaned(customer)),
        (_("Note"), cleaned(order.note)),
        *((_payment(one.type, one.status), money_words(one.amount)) for one in order.payments),
        *((cleaned(name), cleaned(value)) for name, value in order.others.items()),
        (_("Id there"), cleaned(order.id)),
    ]
    return [(label, value) for label, value in facts if value and value != NOTHING]


def _payment(kind: str, status: str) -> str:
    return _("Payment {kind}, {status}").format(
        kind=cleaned(kind) or NOTHING, status=remote_status_words(status)
    )


def _verbs(order: RemoteOrder, can: frozenset[Capability], *, is_paid: bool) -> list[SheetVerb]:
    """Return what can be done; an order that was paid here is paid, whatever the server says."""
    due = None if is_paid else order.due
    is_due = order.awaits_payment and due is not None and due.minor > 0
    verbs = []
    if is_due and due is not None:
        label = _("Take {amount}").format(amount=formatting.money_text(due))
        verbs.append(SheetVerb("takePayment", label, "cash", "orders.take_payment", is_first=True))
    if Capability.UPDATES_ORDERS in can:
        why = "" if order.awaits_payment else _("Only an order that waits can be changed")
        verbs.append(SheetVerb("updateRemote", _("Change it"), "note", "orders.change", why))
    if Capability.CREATES_INVOICES in can:
        why = _("It was cancelled") if order.is_cancelled else ""
        verbs.append(SheetVerb("makeInvoice", _("Invoice"), "orders", "orders.invoice", why))
    if Capability.CANCELS_ORDERS in can:
        why = "" if order.awaits_payment else _("Only an order that waits can be cancelled")
        verbs.append(
            SheetVerb("cancelRemote", _("Cancel"), "close", "orders.cancel", why, is_dangerous=True)
        )
    return verbs
