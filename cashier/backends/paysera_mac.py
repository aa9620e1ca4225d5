"""Paysera ``epapi/v1`` with signed requests: major units out, minor units in.

========================  =========================================================================
our reference             ``number``
looked up                 ``numbers``, and what is found is held against our lines
receipt numbers           the register's own documents; the number answered to an order is the
                          receipt's only where ``numbers_receipts`` says so
a repeat                  409, and the order there is held against ours; looked up before every one
refunds                   no call is known: by hand, until the ``return`` document appears
cash movements            no call is known: by hand, until the ``collection`` document appears
day closing               no call is known
rate limits               none documented; 429 with ``Retry-After`` or ``retry_after`` is honoured
unknown, and its setting  the unit of ``discountPrice`` (``discount``: major, minor, or in the
                          lines), payments (``sends_payments``), the unit of answers
                          (``answer_money``), lists in filters (``list_query``), product ids
                          (``products``, ``*`` for any other), names of tenders (``tenders``)
========================  =========================================================================
"""

from datetime import datetime, time

from typing_extensions import override

from cashier.backends.not_offered import NoDayReports, NoProducts
from cashier.backends.paging import Query
from cashier.backends.paysera_link import MacLink, Wire
from cashier.backends.paysera_order_calls import ORDER_CAPABILITIES, order_path
from cashier.backends.paysera_orders import instant, payments_body
from cashier.backends.paysera_register_calls import REGISTER_CAPABILITIES, PayseraRegister
from cashier.backends.reading import Fields
from cashier.domain.backend_errors import BackEndRefusedError
from cashier.domain.capability import Capability
from cashier.domain.errors import NotAvailableError
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.remote import CANCELLED_WORDS, Accepted, RemoteFilter
from cashier.ports import Clock, Secrets
from cashier.settings.back_end import BackEndProfile

_CANCELLED = "cancelled"
_LAST_SECOND = time(23, 59, 59)


class PayseraMac(NoProducts, NoDayReports, PayseraRegister):
    """One register by signed requests; orders in the dialect ``epapi``."""

    _update_method = "PATCH"
    _size = ("pageSize", 100)

    def __init__(
        self, profile: BackEndProfile, http: Wire, secrets: Secrets, clock: Clock, currency: str
    ) -> None:
        super().__init__(MacLink(profile, http, secrets, clock, currency))

    @property
    @override
    def capabilities(self) -> frozenset[Capability]:
        payments = self._link.profile.paysera.sends_payments
        reports = frozenset({Capability.REPORTS_PAYMENTS} if payments else ())
        return ORDER_CAPABILITIES | REGISTER_CAPABILITIES | reports | self._chosen

    async def cancel_order(self, id_: str) -> str:
        """Cancel without a body; the answer is no order, only a word."""
        answer = await self._link.change("POST", f"{order_path(id_)}/cancel")
        return Fields(answer).text("status") if isinstance(answer, dict) else ""

    async def report_payment(self, id_: str, order: OutgoingOrder) -> Accepted:
        """Add what was paid here to an order that has no payment yet.

        Nothing is known of how payments that are there already fare: such an order is refused, and
        so is one that is due another amount, or that does not count the payment.
        """
        if not self._link.profile.paysera.sends_payments:
            raise NotAvailableError("report_payment")
        there = await self.order(id_)
        if there.is_paid or (there.due is not None and there.due.minor <= 0):
            return self._answers.accepted(there, was_there=True)
        payments = payments_body(order.payments, self._link.profile)
        self._require(not there.payments, "it has a payment already")
        self._require(there.due == order.total, f"{order.total.text()} is not what is due there")
        self._require(len(payments) == len(order.payments), "a tender has no name there")
        path, body = order_path(id_), {"payments": payments}
        remote = self._made(await self._link.change("PATCH", path, body))
        is_counted = remote.due is not None and remote.due.minor <= 0
        self._require(is_counted, "the payment is not counted there")
        return self._answers.accepted(remote, was_there=False)

    def _require(self, is_so: bool, words: str) -> None:  # noqa: FBT001 - the one argument
        if not is_so:
            raise BackEndRefusedError(self._link.http.host, words)

    @override
    def _period(self, wanted: RemoteFilter) -> list[tuple[str, str]]:
        zone = self._link.zone
        ends = (
            ("createdAtFrom", wanted.since, time()),
            ("createdAtTo", wanted.until, _LAST_SECOND),
        )
        return [(name, instant(datetime.combine(day, at, zone))) for name, day, at in ends if day]

    @override
    def _status(self, status: str) -> Query:
        if not status:
            return []
        return self._several("status", _CANCELLED if status.lower() in CANCELLED_WORDS else status)
