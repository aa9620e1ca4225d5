"""Paysera ``eapi/v1`` with an access token, orders in the dialect ``guide`` or ``new``.

========================  =========================================================================
our reference             ``guide``: a mark with our number and the order's id in ``notes``;
                          ``new``: ``number``
looked up                 ``guide``: the orders since the sale for the mark, one by one where the
                          list shows no notes, else it cannot be told; ``new``: ``numbers[]``, held
                          against our lines
receipt numbers           the register's own documents; the number answered to an order is the
                          receipt's only where ``numbers_receipts`` says so
a repeat                  ``guide``: a second order; ``new``: 409, and the order there is held
                          against ours. Looked up before every repeat in both
refunds                   no call is known: by hand, until the ``return`` document appears
cash movements            no call is known: by hand, until the ``collection`` document appears
day closing               ``close-fiscal-day``, only when asked for, never repeated unlooked
rate limits               none documented; 429 with ``Retry-After`` or ``retry_after`` is honoured
unknown, and its setting  the unit of ``total`` (``answer_money``), payments of ``new``
                          (``sends_payments``), lists in filters (``list_query``), classes of VAT
                          (``vat_classes``), names of tenders (``tenders``), products (``products``)
========================  =========================================================================
"""

from typing_extensions import override

from cashier.backends.not_offered import NoDayReports, NoPayments
from cashier.backends.paging import Query
from cashier.backends.paysera_link import TokenLink, Wire
from cashier.backends.paysera_order_calls import ORDER_CAPABILITIES, order_path
from cashier.backends.paysera_register_calls import REGISTER_CAPABILITIES
from cashier.backends.paysera_token_calls import PayseraTokenCalls
from cashier.backends.reading import Fields
from cashier.domain.capability import Capability
from cashier.domain.remote import CANCELLED_WORDS, RemoteFilter
from cashier.ports import Clock, Secrets
from cashier.settings.back_end import BackEndProfile

_CAPABILITIES = frozenset(
    {
        Capability.CREATES_INVOICES,
        Capability.LISTS_PRODUCTS,
        Capability.CLOSES_REGISTER_DAY,
    }
)
_CANCELLED = "canceled"


class PayseraToken(NoPayments, NoDayReports, PayseraTokenCalls):
    """One register by its access token; orders in the dialect ``guide`` or ``new``."""

    _update_method = "PUT"
    _size = ("per_page", 50)

    def __init__(
        self, profile: BackEndProfile, http: Wire, secrets: Secrets, clock: Clock, currency: str
    ) -> None:
        super().__init__(TokenLink(profile, http, secrets, clock, currency))

    @property
    @override
    def capabilities(self) -> frozenset[Capability]:
        return _CAPABILITIES | ORDER_CAPABILITIES | REGISTER_CAPABILITIES | self._chosen

    async def cancel_order(self, id_: str) -> str:
        answer = await self._link.change("DELETE", order_path(id_))
        return Fields(answer).text("status") if isinstance(answer, dict) else ""

    @override
    def _period(self, wanted: RemoteFilter) -> list[tuple[str, str]]:
        days = (("from", wanted.since), ("to", wanted.until))
        return [(name, day.isoformat()) for name, day in days if day is not None]

    @override
    def _status(self, status: str) -> Query:
        if not status:
            return []
        return [("status", _CANCELLED if status.lower() in CANCELLED_WORDS else status)]
