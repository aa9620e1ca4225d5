"""The orders of this till: lists and finds them, shows one, gives out copies, cancels open ones."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from cashier.domain.errors import CashierError
from cashier.domain.open_order import OpenOrder
from cashier.domain.order_list import OrderFilter, OrderSummary
from cashier.domain.posting import OrderStatus, PostedOrder, receipt_of
from cashier.domain.receipt import Receipt
from cashier.domain.refund import Sold
from cashier.messages import sentence_for
from cashier.operations.copy_receipt import CopyReceipt
from cashier.operations.void_order import VoidOrder
from cashier.ports import LedgerReader
from cashier.ui.notice import Notice
from cashier.ui.save_file import saved_notice
from cashier.ui.tasks import VOID_ORDER, TaskOwner

LIST_ORDERS = "list orders"
SHOW_ORDER = "show order"
SAVE_COPY = "save copy"
PAGE = 100

WritePdf = Callable[[Receipt, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class OrdersOperations:
    """What the Orders page needs of the till, and who acts."""

    ledger: LedgerReader
    copy: CopyReceipt
    void: VoidOrder
    write_pdf: WritePdf
    operator: str = "owner"


@dataclass(frozen=True, slots=True)
class OrderList:
    """Rows found for ``wanted``, newest first; ``is_all`` when there are no older ones."""

    wanted: OrderFilter
    rows: tuple[OrderSummary, ...] = ()
    is_all: bool = True


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """One order looked at: posted with its document, or unposted with what is known of it.

    Of a refund ``sold`` is the sale with all its refunds.
    """

    summary: OrderSummary
    posted: PostedOrder | None = None
    sold: Sold | None = None
    unposted: OpenOrder | None = None

    @property
    def receipt(self) -> Receipt | None:
        return receipt_of(self.posted) if self.posted is not None else None

    @property
    def can_refund(self) -> bool:
        kept = {OrderStatus.COMPLETED, OrderStatus.PARTLY_REFUNDED}
        return (
            self.posted is not None
            and not self.posted.posting.refund_of
            and self.posted.status in kept
        )

    @property
    def can_void(self) -> bool:
        """Only what was set aside: the sale in progress is cancelled where it is rung up."""
        return self.summary.status is OrderStatus.PARKED


class OrdersPresenter(QObject):
    """Answers the Orders page; a later question always wins over an earlier one."""

    listed = Signal(object)  # OrderList
    shown = Signal(object)  # OrderDetail | None
    voided = Signal(object)  # OrderSummary
    noticed = Signal(object)  # Notice

    def __init__(
        self, operations: OrdersOperations, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._does = operations
        self._tasks = tasks
        self._list = OrderList(OrderFilter(limit=PAGE))
        self._detail: OrderDetail | None = None
        self._next_shown: OrderSummary | None = None
        self._next_number = ""

    @property
    def detail(self) -> OrderDetail | None:
        return self._detail

    @property
    def wanted(self) -> OrderFilter:
        return self._list.wanted

    def find(self, wanted: OrderFilter) -> None:
        """List the orders that match, from the newest on."""
        self._list = OrderList(replace(wanted, limit=PAGE, offset=0))
        self._next_number = ""
        self._read_list()

    def refresh(self) -> None:
        """Read the list again, as far as it was read, and the order that is shown."""
        self.find(self._list.wanted)
        if self._detail is not None:
            self.show(self._detail.summary)

    def read_more(self) -> None:
        """Go on to older orders."""
        if not self._list.is_all:
            self._read_list()

    def show(self, summary: OrderSummary) -> None:
        """Show one order of the list."""
        self._next_shown = summary
        self._tasks.start(SHOW_ORDER, self._show_next)

    def close(self) -> None:
        """Show no order any more."""
        self._next_shown = None
        self._set_detail(None)

    def find_receipt(self, number: str) -> None:
        """Find the order with this receipt number and show it."""
        self.find(OrderFilter(text=number))
        self._next_number = number

    def save_copy(self, path: str) -> None:
        """Write a marked and counted copy of the shown document to ``path``."""
        if self._detail is not None and self._detail.posted is not None:
            self._tasks.start(SAVE_COPY, partial(self._save, self._detail.posted.number, path))

    def void(self) -> None:
        """Cancel the shown order; refused where money was taken for it."""
        if self._detail is not None and self._detail.can_void:
            self._tasks.start(VOID_ORDER, partial(self._void, self._detail.summary))

    def _read_list(self) -> None:
        self._tasks.start(LIST_ORDERS, self._read_until_current)

    async def _read_until_current(self) -> None:
        """Read; a question asked meanwhile is answered before this ends."""
        asked = None
        while asked is not self._list:
            asked = self._list
            try:
                page = await self._page_after(asked)
            except CashierError as error:
                self.noticed.emit(Notice.of(sentence_for(error)))
                return
            if asked is self._list:
                self._list = asked = page
                self.listed.emit(page)
                self._show_named(page)

    def _show_named(self, page: OrderList) -> None:
        """Show the order that was asked for by its number, once it is in the list."""
        number, self._next_number = self._next_number, ""
        named = next((one for one in page.rows if number and one.number == number), None)
        if named is not None:
            self.show(named)

    async def _page_after(self, known: OrderList) -> OrderList:
        wanted = replace(known.wanted, offset=len(known.rows))
        rows = await self._does.ledger.orders(wanted)
        return OrderList(known.wanted, (*known.rows, *rows), len(rows) < PAGE)

    async def _show_next(self) -> None:
        summary = None
        while self._next_shown is not None and summary is not self._next_shown:
            summary = self._next_shown
            try:
                detail = await self._read_detail(summary)
            except CashierError as error:
                self.noticed.emit(Notice.of(sentence_for(error)))
                return
            if summary is self._next_shown:
                self._set_detail(detail)

    async def _read_detail(self, summary: OrderSummary) -> OrderDetail:
        if summary.number:
            ledger = self._does.ledger
            posted = await ledger.find(summary.number)
            sold = await ledger.sold(summary.refund_of) if summary.refund_of else None
            return OrderDetail(summary, posted, sold)
        kept = await self._does.ledger.open_orders()
        wanted = UUID(summary.id)
        return OrderDetail(
            summary, unposted=next((one for one in kept if one.order.id == wanted), None)
        )

    async def _save(self, number: str, path: str) -> None:
        try:
            receipt = await self._does.copy(number, operator=self._does.operator)
            await self._does.write_pdf(receipt, path)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self.noticed.emit(saved_notice(path))

    async def _void(self, summary: OrderSummary) -> None:
        try:
            await self._does.void(UUID(summary.id), operator=self._does.operator)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self.voided.emit(summary)
            self.close()
            self.refresh()

    def _set_detail(self, detail: OrderDetail | None) -> None:
        self._detail = detail
        self.shown.emit(detail)
