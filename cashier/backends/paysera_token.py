"""Paysera eapi with an access token."""

from typing_extensions import override

from cashier.backends.not_offered import NoDayReports, NoPayments, NoProducts, NoRegister
from cashier.backends.paging import Query
from cashier.backends.paysera_link import TokenLink, Wire
from cashier.backends.paysera_order_calls import PayseraOrders, order_path
from cashier.backends.reading import Fields
from cashier.domain.capability import Capability
from cashier.domain.remote import CANCELLED_WORDS, RemoteFilter
from cashier.ports import Clock, Secrets
from cashier.settings.back_end import BackEndProfile

_CAPABILITIES = frozenset(
    {
        Capability.LOOKS_UP_ORDERS,
        Capability.LISTS_ORDERS,
        Capability.UPDATES_ORDERS,
        Capability.CANCELS_ORDERS,
    }
)
_CANCELLED = "canceled"


class PayseraToken(NoRegister, NoPayments, NoProducts, NoDayReports, PayseraOrders):
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
        return _CAPABILITIES | self._chosen

    @override
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
