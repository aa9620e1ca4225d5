"""Keeps unposted orders durable behind the window: the newest state of each, never an older one."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from cashier.domain.errors import OrderIdTakenError
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order, OrderLine
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender
from cashier.ui.frame.tasks import TaskOwner

KEEP_ORDER = "keep order"


class Keep(Protocol):
    """The operation that writes an unposted order to the ledger."""

    def __call__(
        self,
        order: Order,
        status: OrderStatus,
        *,
        operator: str,
        tenders: tuple[Tender, ...] = (),
        removed: tuple[OrderLine, ...] = (),
    ) -> Awaitable[OpenOrder]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order as it is to be kept, with the lines removed since it was kept last."""

    order: Order
    status: OrderStatus
    tenders: tuple[Tender, ...] = ()
    removed: tuple[OrderLine, ...] = ()

    def after(self, older: "Wanted | None") -> "Wanted":
        """Return this state with the removed lines of an older one that was not written."""
        if older is None:
            return self
        removed = (*older.removed, *self.removed)
        return Wanted(self.order, self.status, self.tenders, removed)


class OrderKeeper:
    """Writes one state after the other; states that came meanwhile are written as one.

    A state that could not be written stays wanted and goes with the next change; the task owner
    reports why.
    """

    def __init__(self, keep: Keep, tasks: TaskOwner, operator: str) -> None:
        self._keep = keep
        self._tasks = tasks
        self._operator = operator
        self._wanted: dict[UUID, Wanted] = {}
        self._written: set[UUID] = set()

    def keep(self, wanted: Wanted) -> None:
        """Write ``wanted`` soon; what is wanted of the same order and not written is replaced."""
        self._wanted[wanted.order.id] = wanted.after(self._wanted.get(wanted.order.id))
        self._tasks.start(KEEP_ORDER, self._write)

    def knows(self, order_id: UUID) -> bool:
        """Return whether the ledger has, or is about to have, the order."""
        return order_id in self._written or order_id in self._wanted

    def note_written(self, order_id: UUID) -> None:
        """Note that the ledger has the order already."""
        self._written.add(order_id)

    def forget(self, order_id: UUID) -> None:
        """Write no more of an order that is posted or void."""
        self._wanted.pop(order_id, None)
        self._written.discard(order_id)

    async def settled(self) -> None:
        """Return when everything wanted is written, or could not be."""
        await self._tasks.settled(KEEP_ORDER)

    async def _write(self) -> None:
        while self._wanted:
            order_id, wanted = next(iter(self._wanted.items()))
            del self._wanted[order_id]
            try:
                await self._keep(
                    wanted.order,
                    wanted.status,
                    operator=self._operator,
                    tenders=wanted.tenders,
                    removed=wanted.removed,
                )
            except OrderIdTakenError:
                self.forget(order_id)  # it was posted meanwhile: nothing of it is left to keep
                continue
            except BaseException:
                newer = self._wanted.get(order_id)
                self._wanted[order_id] = newer.after(wanted) if newer else wanted
                raise
            self._written.add(order_id)
