"""Paysera epapi with signed requests."""

from datetime import datetime, time

from typing_extensions import override

from cashier.backends.not_offered import NoDayReports, NoPayments, NoProducts, NoRegister
from cashier.backends.paging import Query
from cashier.backends.paysera_link import MacLink, Wire
from cashier.backends.paysera_order_calls import PayseraOrders, order_path
from cashier.backends.paysera_orders import instant
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
_CANCELLED = "cancelled"
_LAST_SECOND = time(23, 59, 59)


class PayseraMac(NoRegister, NoPayments, NoProducts, NoDayReports, PayseraOrders):
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
        return _CAPABILITIES | self._chosen

    @override
    async def cancel_order(self, id_: str) -> str:
        """Cancel without a body; the answer is no order, only a word."""
        answer = await self._link.change("POST", f"{order_path(id_)}/cancel")
        return Fields(answer).text("status") if isinstance(answer, dict) else ""

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
