"""Leaving a sale and coming back: parked orders, cancelled ones, and what a fall left open."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import InputRefusedError
from cashier.domain.open_order import OpenOrder, check_may_void
from cashier.domain.order import Order
from cashier.domain.order_list import OrderSummary
from cashier.domain.posting import OrderStatus
from cashier.messages import sentence_for
from cashier.operations.void_order import VoidOrder
from cashier.ports import Clock
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import VOID_ORDER, TaskOwner
from cashier.ui.sell.order_keeper import OrderKeeper, Wanted
from cashier.ui.sell.parked_orders import ParkedOrders
from cashier.ui.sell.sale_presenter import SalePresenter
from cashier.ui.sell.sale_view import SaleView

RESTORE_SALE = "restore sale"


@dataclass(frozen=True, slots=True)
class ParkNeeds:
    """What parking and cancelling need of the till."""

    void: VoidOrder
    open_orders: Callable[[], Awaitable[list[OpenOrder]]]
    new_id: Callable[[], UUID]
    clock: Clock
    operator: str = "owner"


def _nothing() -> bool:
    return False


class ParkPresenter(QObject):
    """Holds the parked orders and swaps them with the sale in progress."""

    parked_changed = Signal(object)  # tuple[OpenOrder, ...]
    noticed = Signal(object)  # Notice

    def __init__(
        self, needs: ParkNeeds, sale: SalePresenter, keeper: OrderKeeper, tasks: TaskOwner
    ) -> None:
        super().__init__(sale)
        self._needs = needs
        self._sale = sale
        self._keeper = keeper
        self._tasks = tasks
        self._parked = ParkedOrders()
        self._voided: Order | None = None
        self._first: Callable[[], bool] = _nothing

    @property
    def parked(self) -> tuple[OpenOrder, ...]:
        return self._parked.orders

    def restore(self) -> None:
        """Bring back what was open and parked when the till was last closed, or fell."""
        self._tasks.start(RESTORE_SALE, self._restore)

    @Slot()
    def park(self) -> None:
        """Set the sale aside, with all that was scanned for it, and begin a new one."""
        self._sale.after_codes(self._park)

    def _park(self) -> None:
        view = self._sale.settle()
        if view is not None and not view.is_empty:
            self._put_aside(view)
            self._sale.start_new()
            self.noticed.emit(Notice(NoticeKind.DONE, _("Sale parked"), icon="parked"))

    @Slot(object)
    def resume(self, order_id: UUID) -> None:
        """Take a parked sale up again; the one in progress is parked for it."""
        self._sale.after_codes(partial(self._resume, order_id))

    def _resume(self, order_id: UUID) -> None:
        view = self._sale.settle()
        parked = self._parked.find(order_id)
        if view is None or parked is None:
            return
        self._leave(view)
        self._show(self._parked.without(order_id))
        self._sale.take_up(parked.order, parked.tenders)
        self._keeper.keep(Wanted(parked.order, OrderStatus.OPEN, parked.tenders))

    @Slot(object)
    def take_parked(self, parked: OpenOrder) -> None:
        """Show an order that was parked on another page, and begin a new sale."""
        self._keeper.note_written(parked.order.id)
        self._show(self._parked.with_order(parked))
        if parked.order.id == self._sale.view.order.id:
            self._sale.start_new()

    @Slot(object)
    def drop(self, voided: OrderSummary) -> None:
        """Show a parked order no more that was cancelled on another page."""
        order_id = UUID(voided.id)
        self._keeper.forget(order_id)
        self._show(self._parked.without(order_id))

    @Slot()
    def void(self) -> None:
        """Cancel the sale; it can be undone. Refused while a tender was taken for it."""
        self._sale.after_codes(self._begin_void)

    def _begin_void(self) -> None:
        view = self._sale.settle()
        if view is None or (view.is_empty and not self._keeper.knows(view.order.id)):
            return
        try:
            check_may_void(view.tenders)
        except InputRefusedError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
            return
        self._sale.set_busy(busy=True)
        if not self._tasks.start(VOID_ORDER, partial(self._void, view.order)):
            self._sale.set_busy(busy=False)

    def undo_first(self, step: Callable[[], bool]) -> None:
        """Undo by ``step`` before anything of the sale, for as long as it has something."""
        self._first = step

    @Slot()
    def undo(self) -> None:
        """Bring back the line that was removed last, else the sale that was cancelled last."""
        if self._first() or self._sale.undo() or self._voided is None:
            return
        view = self._sale.settle()
        if view is None:
            return
        self._leave(view)
        # The journal has the cancelled one under its id: what is sold again is another order.
        again = replace(self._voided, id=self._needs.new_id())
        self._voided = None
        self._sale.take_up(again)
        self._keeper.keep(Wanted(again, OrderStatus.OPEN))

    async def _void(self, order: Order) -> None:
        try:
            await self._keeper.settled()
            if self._keeper.knows(order.id):
                await self._needs.void(order.id, operator=self._needs.operator)
        finally:
            self._sale.set_busy(busy=False)
        self._keeper.forget(order.id)
        self._voided = order if order.lines else None
        self._sale.start_new()
        self.noticed.emit(
            Notice(
                NoticeKind.REMOVED,
                _("Sale cancelled"),
                icon="cancelled",
                can_undo=self._voided is not None,
            )
        )

    async def _restore(self) -> None:
        kept = await self._needs.open_orders()
        for one in kept:
            self._keeper.note_written(one.order.id)
        in_progress = [one for one in kept if one.status is OrderStatus.OPEN]
        current = in_progress[-1] if in_progress and self._sale.view.is_empty else None
        found = ParkedOrders(tuple(one for one in kept if one is not current))
        for parked in self._parked.orders:  # parked while this was read
            found = found.with_order(parked)
        self._show(found)
        if current is None:
            return
        self._sale.take_up(current.order, current.tenders)
        if current.order.lines:
            text = _("The sale that was open is back. Check the last line and go on.")
            self.noticed.emit(Notice(NoticeKind.DONE, text))

    def _leave(self, view: SaleView) -> None:
        """Park the sale in progress for another one; one with nothing in it is cancelled."""
        order = view.order
        if not (view.is_empty and not view.has_notes and not view.tenders):
            self._put_aside(view)
        elif self._keeper.knows(order.id):
            self._tasks.start(f"{VOID_ORDER} {order.id}", partial(self._drop_empty, order.id))

    async def _drop_empty(self, order_id: UUID) -> None:
        await self._keeper.settled()
        if self._keeper.knows(order_id):
            await self._needs.void(order_id, operator=self._needs.operator)
        self._keeper.forget(order_id)

    def _put_aside(self, view: SaleView) -> None:
        self._keeper.keep(Wanted(view.order, OrderStatus.PARKED, view.tenders))
        parked = OpenOrder(
            view.order,
            OrderStatus.PARKED,
            view.figures.total,
            self._needs.clock.now(),
            self._needs.operator,
            view.tenders,
        )
        self._show(self._parked.with_order(parked))

    def _show(self, parked: ParkedOrders) -> None:
        self._parked = parked
        self.parked_changed.emit(parked.orders)
