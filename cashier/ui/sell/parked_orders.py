"""The orders set aside, oldest first, as the parked rail shows them."""

from dataclasses import dataclass
from uuid import UUID

from cashier.domain.open_order import OpenOrder


@dataclass(frozen=True, slots=True)
class ParkedOrders:
    """The parked orders; each order is in it once."""

    orders: tuple[OpenOrder, ...] = ()

    def find(self, order_id: UUID) -> OpenOrder | None:
        return next((one for one in self.orders if one.order.id == order_id), None)

    def with_order(self, parked: OpenOrder) -> "ParkedOrders":
        return ParkedOrders((*self.without(parked.order.id).orders, parked))

    def without(self, order_id: UUID) -> "ParkedOrders":
        return ParkedOrders(tuple(one for one in self.orders if one.order.id != order_id))
