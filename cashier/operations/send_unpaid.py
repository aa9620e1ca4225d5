"""Send an order that is paid later: reserved at the back end, parked and linked at the till."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from cashier.domain.capability import Capability
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order, require_lines, require_prices, work_out
from cashier.domain.outgoing import OutgoingOrder, Reservation, Unpaid, unpaid
from cashier.domain.posting import OrderStatus
from cashier.domain.remote import Accepted, RemoteOrder
from cashier.domain.remote_sale import sale_of
from cashier.operations.keep_order import KeepOrder
from cashier.ports import Backend

_SHORT = 10


@dataclass(frozen=True, slots=True)
class SendUnpaid:
    """Looks an order up before it is sent, where that can be done: two tries make one order."""

    keep: KeepOrder
    prefix: str
    language: Callable[[], str]

    async def __call__(
        self, backend: Backend, order: Order, reservation: Reservation, *, operator: str
    ) -> OpenOrder:
        """Return the parked order with its link; without an answer it is parked unlinked.

        Raises ``EmptyOrderError``, ``NotGivenError`` and what ``Backend.send`` raises.
        """
        require_lines(order)
        require_prices(order)
        named = replace(order, name=reservation.name or order.name)
        await self.keep(named, OrderStatus.PARKED, operator=operator)
        accepted = await self._send(backend, self._going(named, self.number_of(order), reservation))
        linked = replace(named, remote=accepted.id)
        return await self.keep(linked, OrderStatus.PARKED, operator=operator)

    async def change(
        self, backend: Backend, remote: RemoteOrder, note: str, reservation: Reservation
    ) -> RemoteOrder:
        """Write a note and a reservation over those of a waiting order; its lines stay.

        Raises what ``sale_of`` and ``Backend.update_order`` raise.
        """
        total = remote.total
        currency = total.currency if total is not None else remote.currency
        order = sale_of(replace(remote, note=note), UUID(int=0), currency)
        going = self._going(order, remote.number, reservation)
        return await backend.update_order(remote.id, going)

    def number_of(self, order: Order) -> str:
        """Return our own number for an order that has no receipt yet; the same each time."""
        return f"{self.prefix}-U{order.id.hex[:_SHORT]}"

    def _going(self, order: Order, number: str, reservation: Reservation) -> OutgoingOrder:
        figures = work_out(order, self.keep.tax)
        how = Unpaid(number, self.keep.clock.now(), self.language(), reservation)
        return unpaid(order, figures, how)

    async def _send(self, backend: Backend, going: OutgoingOrder) -> Accepted:
        if Capability.LOOKS_UP_ORDERS in backend.capabilities:
            known = await backend.look_up(going)
            if known is not None:
                return known
        return await backend.send(going)
