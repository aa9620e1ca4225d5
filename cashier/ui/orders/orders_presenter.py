"""The orders of this till: lists and finds them, shows one, gives out copies, cancels open ones."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.domain.order_list import OrderSummary, PeriodName
from cashier.domain.posting import OrderStatus
from cashier.domain.receipt import Receipt, number_in
from cashier.domain.refund import Sold
from cashier.messages import sentence_for
from cashier.operations.copy_receipt import CopyReceipt
from cashier.operations.void_order import VoidOrder
from cashier.ports import Clock, LedgerReader
from cashier.translation import _
from cashier.ui.controls.save_file import saved_notice
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.orders.orders_state import PAGE, OrderDetail, OrderList, OrderQuery, PeriodChoice

LIST_ORDERS = "list orders"
SHOW_ORDER = "show order"
SAVE_COPY = "save copy"
PRINT_COPY = "print copy"
VOID_ORDER = "void order"

WritePdf = Callable[[Receipt, str], Awaitable[None]]
PrintCopy = Callable[[Receipt], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class OrdersOperations:
    """What the Orders page needs of the till, and who acts.

    ``print_copy`` is None where there is no printer, ``has_back_end`` whether orders are sent.
    """

    ledger: LedgerReader
    copy: CopyReceipt
    void: VoidOrder
    write_pdf: WritePdf
    clock: Clock
    operator: str = "owner"
    print_copy: PrintCopy | None = None
    has_back_end: bool = False


class OrdersPresenter(QObject):
    """Answers the Orders page; a later question always wins over an earlier one."""

    listed = Signal(object)  # OrderList
    shown = Signal(object)  # OrderDetail | None
    voided = Signal(object)  # OrderSummary
    noticed = Signal(object)  # Notice
    receipt_wanted = Signal()
    unsent_wanted = Signal(str)  # the number of an order that is not sent

    def __init__(
        self, operations: OrdersOperations, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._does = operations
        self._tasks = tasks
        self._list = OrderList(OrderQuery(), self._today())
        self._wanted_rows = PAGE
        self._is_counted = False
        self._is_quiet = False
        self._detail: OrderDetail | None = None
        self._next_shown: OrderSummary | None = None
        self._next_number = ""

    @property
    def detail(self) -> OrderDetail | None:
        return self._detail

    @property
    def listing(self) -> OrderList:
        """What is listed now."""
        return self._list

    @property
    def query(self) -> OrderQuery:
        return self._list.query

    @property
    def has_printer(self) -> bool:
        return self._does.print_copy is not None

    @property
    def has_back_end(self) -> bool:
        return self._does.has_back_end

    def use_back_end(self, *, has_one: bool) -> None:
        """Ask about sending from the next page on, or no more."""
        self._does = replace(self._does, has_back_end=has_one)

    def find(self, query: OrderQuery) -> None:
        """List the orders that match, from the newest on."""
        wanted = OrderList(query, self._today())
        if wanted.filter.days == self._list.filter.days:
            wanted = replace(wanted, counts=self._list.counts)
        self._ask(wanted, PAGE)

    def refresh(self) -> None:
        """Read the list again, as far as it was read, and the order that is shown."""
        known = self._list
        again = OrderList(known.query, self._today())
        self._ask(again, max(len(known.rows), PAGE), self._next_number)
        self._is_quiet = len(known.rows) > PAGE  # what is in view stays until it is all read again
        if self._detail is not None:
            self.show(self._detail.summary)

    def read_more(self) -> None:
        """Go on to older orders."""
        if not self._list.is_all and not self._list.is_searching:
            self._wanted_rows = len(self._list.rows) + PAGE
            self._tasks.start(LIST_ORDERS, self._read_until_current)

    def show(self, summary: OrderSummary) -> None:
        """Show one order of the list."""
        self._next_shown = summary
        self._tasks.start(SHOW_ORDER, self._show_next)

    def close(self) -> None:
        """Show no order any more."""
        self._next_shown = None
        self._set_detail(None)

    def find_receipt(self, code: str) -> None:
        """Find the order with the receipt number that was scanned, of whatever day, and show it."""
        self.receipt_wanted.emit()
        number = number_in(code)
        query = OrderQuery(number, choice=PeriodChoice(PeriodName.ALL))
        self._ask(OrderList(query, self._today()), PAGE, number)

    @Slot()
    def want_unsent(self) -> None:
        """Tell that somebody wants to know why the shown order is not sent."""
        if self._detail is not None and self._detail.posted is not None:
            self.unsent_wanted.emit(self._detail.posted.number)

    def save_copy(self, path: str) -> None:
        """Write a marked and counted copy of the shown document to ``path``."""
        if self._detail is not None and self._detail.posted is not None:
            self._tasks.start(SAVE_COPY, partial(self._save, self._detail.posted.number, path))

    def print_copy(self) -> None:
        """Print a marked and counted copy of the shown document."""
        if self._detail is not None and self._detail.posted is not None and self.has_printer:
            self._tasks.start(PRINT_COPY, partial(self._print, self._detail.posted.number))

    def void(self) -> None:
        """Cancel the shown order; refused where money was taken for it."""
        if self._detail is not None and self._detail.can_void:
            self._tasks.start(VOID_ORDER, partial(self._void, self._detail.summary))

    def _today(self) -> date:
        return self._does.clock.now().date()

    def _ask(self, wanted: OrderList, rows: int, number: str = "") -> None:
        self._list = wanted
        self._wanted_rows = rows
        self._is_counted = wanted.counts is not None
        self._is_quiet = False
        self._next_number = number
        self._tasks.start(LIST_ORDERS, self._read_until_current)

    async def _read_until_current(self) -> None:
        """Read page by page, each shown as it comes; then count. The last question wins."""
        try:
            while self._has_to_read or not self._is_counted:
                await (self._read_page() if self._has_to_read else self._count())
        except CashierError as error:
            self._list = replace(self._list, is_searching=False)
            self.noticed.emit(Notice.of(sentence_for(error)))

    @property
    def _has_to_read(self) -> bool:
        return not self._list.is_all and len(self._list.rows) < self._wanted_rows

    async def _read_page(self) -> None:
        known = self._list
        page = await self._does.ledger.order_page(known.filter, known.mark)
        if known is not self._list:
            return
        rows = (*known.rows, *page.rows)
        is_searching = page.mark is not None and len(rows) < self._wanted_rows
        found = replace(
            known, rows=rows, mark=page.mark, is_all=page.mark is None, is_searching=is_searching
        )
        if self._is_quiet and is_searching:
            self._list = found
        else:
            self._show_list(found)

    async def _count(self) -> None:
        known = self._list
        counts = await self._does.ledger.order_counts(known.filter.days)
        if known is not self._list:
            return
        self._is_counted = True
        if counts != known.counts:
            self._show_list(replace(known, counts=counts))

    def _show_list(self, found: OrderList) -> None:
        self._list = found
        self.listed.emit(found)
        self._show_named(found)

    def _show_named(self, found: OrderList) -> None:
        """Show the order that was asked for by its number, once it is in the list."""
        number = self._next_number
        named = next((one for one in found.rows if number and one.number == number), None)
        if named is not None:
            self._next_number = ""
            self.show(named)

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
            return OrderDetail(summary, posted, await self._sold(summary))
        kept = await self._does.ledger.open_orders()
        wanted = UUID(summary.id)
        return OrderDetail(
            summary, unposted=next((one for one in kept if one.order.id == wanted), None)
        )

    async def _sold(self, summary: OrderSummary) -> Sold | None:
        """Return the sale with its refunds where there are any."""
        if summary.refund_of:
            return await self._does.ledger.sold(summary.refund_of)
        is_refunded = summary.status in {OrderStatus.REFUNDED, OrderStatus.PARTLY_REFUNDED}
        return await self._does.ledger.sold(summary.number) if is_refunded else None

    async def _print(self, number: str) -> None:
        if self._does.print_copy is None:
            return
        try:
            receipt = await self._does.copy(number, operator=self._does.operator)
            await self._does.print_copy(receipt)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            text = _("Copy of {number} printed").format(number=number)
            self.noticed.emit(Notice(NoticeKind.DONE, text, icon="printer"))
            self.refresh()

    async def _save(self, number: str, path: str) -> None:
        try:
            receipt = await self._does.copy(number, operator=self._does.operator)
            await self._does.write_pdf(receipt, path)
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        else:
            self.noticed.emit(saved_notice(path))
            self.refresh()

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
