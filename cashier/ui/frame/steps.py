"""The way of a sale through the pages: from Sell to Pay to Done and back, and where scans go."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.domain.open_order import OpenOrder
from cashier.domain.posting import PostedOrder
from cashier.translation import _
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.presenters import Presenters
from cashier.ui.frame.status_strip import TillStatus
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.sell.order_keeper import OrderKeeper
from cashier.ui.sell.sale_notes import SaleNotes
from cashier.ui.sell.sale_view import SaleView

if TYPE_CHECKING:  # their modules are loaded after the first paint
    from cashier.domain.refund import Sold
    from cashier.ui.done.done_presenter import DonePresenter
    from cashier.ui.orders.orders_presenter import OrdersPresenter
    from cashier.ui.orders.refund_presenter import RefundPresenter
    from cashier.ui.pay.pay_state import PayState
    from cashier.ui.pay.payment_presenter import PaymentPresenter

READ_STATUS = "read status"


@runtime_checkable
class TypedPage(Protocol):
    """A page that has a use for what was typed on the page before it."""

    def take_text(self, text: str) -> None:
        """Take one character as if it was typed here."""


class Steps(QObject):
    """Leads from page to page; decides nothing about money."""

    order_shown = Signal(object)  # PostedOrder
    order_left = Signal()

    def __init__(self, window: MainWindow, on: Presenters, keeper: OrderKeeper) -> None:
        super().__init__(window)
        self._window = window
        self._on = on
        self._keeper = keeper
        self._is_paying = False
        self._is_testing: Callable[[], bool] = _never
        self._takes_scan: Callable[[str], bool] = _not_taken
        on.sale.pay_requested.connect(self._on_pay_requested)

    def follow_payment(self, payment: "PaymentPresenter") -> None:
        """Lead where a payment ends."""
        payment.left.connect(self._on_payment_left)
        payment.parked.connect(self._on_payment_parked)
        payment.posted.connect(self._on_posted)
        payment.scan_passed.connect(self._on.sale.add_code)

    def follow_done(self, done: "DonePresenter") -> None:
        """Lead from a posted order to what comes next."""
        done.ended.connect(self._on_done_ended)
        done.scan_passed.connect(self._on_done_scan_passed)
        done.typing_passed.connect(self._on_done_typing_passed)
        done.refund_requested.connect(self._on_refund_requested)

    def follow_orders(self, orders: "OrdersPresenter") -> None:
        """Tell whom it concerns what became of an order."""
        orders.voided.connect(self._on.park.drop)

    def follow_refund(self, refund: "RefundPresenter") -> None:
        """Show a posted refund as every posted order."""
        refund.refunded.connect(self._on_refunded)

    def test_scans_while(self, is_testing: Callable[[], bool]) -> None:
        """Leave what is scanned in the settings to the tester there, while ``is_testing``."""
        self._is_testing = is_testing

    def offer_scans(self, takes: Callable[[str], bool]) -> None:
        """Ask ``takes`` first whether a scan on the Sell page is for what is open there."""
        self._takes_scan = takes

    @Slot(str)
    def take_scan(self, code: str) -> None:
        """Hand a scanned code to the page in view."""
        match self._window.page:
            case Page.PAY:
                self._on.payment.scan(code)
            case Page.DONE:
                self._on.done.scan(code)
            case Page.ORDERS:
                self._on.orders.find_receipt(code)
            case Page.SETTINGS:
                if not self._is_testing():
                    self._window.toaster.show_notice(_unused(code))
            case Page.SELL | Page.START | None:
                self._sell_scan(code)

    def _sell_scan(self, code: str) -> None:
        if self._window.page is Page.START:
            self._window.show_page(Page.SELL)
        if not self._takes_scan(code):
            self._on.sale.add_code(code)

    @Slot(object)
    def _on_pay_requested(self, view: SaleView) -> None:
        self._window.widget(Page.PAY)
        self._window.toaster.end_undo()  # a line that comes back would not be paid
        self._on.payment.begin(view.order, view.tenders)
        self._is_paying = True
        self._window.show_page(Page.PAY)

    @Slot(object)
    def _on_payment_left(self, state: "PayState") -> None:
        self._is_paying = False
        self._on.sale.set_tenders(state.payment.tenders)
        self._on.sale.set_notes(SaleNotes.of(state.order))
        self._window.show_page(Page.SELL)

    @Slot(object)
    def _on_payment_parked(self, kept: OpenOrder) -> None:
        self._is_paying = False
        self._on.park.take_parked(kept)
        self._window.show_page(Page.SELL)

    @Slot(object)
    def _on_posted(self, posted: PostedOrder) -> None:
        self._is_paying = False
        self._keeper.forget(posted.posting.id)
        self._on.sale.start_new()
        self._show_done(posted)

    @Slot(object)
    def _on_refunded(self, posted: PostedOrder) -> None:
        self._show_done(posted, self._on.refund.refunded_of)

    @Slot()
    def _on_done_ended(self) -> None:
        """Go on selling: with the payment that a refund came between, where there is one."""
        self.order_left.emit()
        self._window.show_page(Page.PAY if self._is_paying else Page.SELL)

    @Slot(str)
    def _on_done_scan_passed(self, code: str) -> None:
        self.take_scan(code)

    @Slot(str)
    def _on_done_typing_passed(self, text: str) -> None:
        """Let the page that is in view now have what was typed: nothing typed is lost."""
        page = self._window.page
        widget: object = self._window.widget(page) if page is not None else None
        if isinstance(widget, TypedPage):
            widget.take_text(text)

    @Slot(str)
    def _on_refund_requested(self, number: str) -> None:
        self._window.show_page(Page.ORDERS)
        self._on.orders.find_receipt(number)
        self._on.refund.begin(number)

    def _show_done(self, posted: PostedOrder, sold: "Sold | None" = None) -> None:
        payment = self._on.payment
        choice = payment.rules.receipt if posted.posting.refund_of else payment.receipt
        self._window.widget(Page.DONE)
        self._on.done.begin(posted, sold, wants_pdf=choice == "pdf")
        self.order_shown.emit(posted)
        self._window.show_page(Page.DONE)


def _never() -> bool:
    return False


def _not_taken(_code: str) -> bool:
    return False


def _unused(code: str) -> Notice:
    text = _("{code} was scanned. The sale is unchanged.").format(code=code)
    return Notice(NoticeKind.REMOVED, text, _("Go to Sell and scan it again."), "barcode")


class StatusReader(QObject):
    """Reads what the strip's chips show, whenever something was posted."""

    status_read = Signal(object)  # TillStatus

    def __init__(
        self,
        read: Callable[[], Awaitable[TillStatus]],
        tasks: TaskOwner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._tasks = tasks

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        self._tasks.start(READ_STATUS, self._show)

    async def _show(self) -> None:
        try:
            status = await self._read()
        except CashierError:
            self.status_read.emit(TillStatus(register_trouble=_("Register not ready")))
            raise
        self.status_read.emit(status)
