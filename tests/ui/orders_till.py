"""A till with posted sales to look at: presenters of Done and Orders over a ledger in memory."""

import asyncio
from dataclasses import dataclass, field, replace
from itertools import count
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from cashier.domain.order import Order, TaxRules, work_out
from cashier.domain.posting import PostedOrder
from cashier.domain.receipt import Letterhead, Receipt
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.operations.copy_receipt import CopyReceipt
from cashier.operations.post_order import PostOrder
from cashier.operations.refund_order import RefundOrder
from cashier.operations.void_order import VoidOrder
from cashier.ui.done.done_page import DonePage
from cashier.ui.done.done_presenter import DoneOperations, DonePresenter, PrintReceipt
from cashier.ui.done.preview_presenter import PreviewPresenter, Printed
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.look.theme import Theme
from cashier.ui.orders.orders_page import OrdersPage, OrdersPresenters
from cashier.ui.orders.orders_presenter import OrdersOperations, OrdersPresenter, PrintCopy
from cashier.ui.orders.refund_presenter import RefundOperations, RefundPresenter
from tests.fake_ledger import FakeLedger
from tests.ui.paying import TickingClock, child, in_front, line, order_of, plain

CASH_UNIT = 5
_NAMES = (
    *("list orders", "show order", "save copy", "void order", "read sale", "post refund"),
    "print copy",
    *("save receipt", "keep receipt", "print receipt", "preview"),
)


@dataclass(frozen=True)
class GreyRaster:
    """A picture of one grey, as wide as it was asked for."""

    width: int
    height: int
    rgb: bytes
    places: tuple[Printed, ...] = ()


@dataclass
class FakePaper:
    """Draws grey pictures and keeps what was written, by path."""

    drawn: list[Receipt] = field(default_factory=list)
    written: dict[str, Receipt] = field(default_factory=dict)
    kept: list[Receipt] = field(default_factory=list)
    failure: Exception | None = None

    async def render(self, receipt: Receipt, width_px: int) -> GreyRaster:
        self.drawn.append(receipt)
        return GreyRaster(width_px, 40, bytes([120]) * width_px * 40 * 3)

    async def write_pdf(self, receipt: Receipt, path: str) -> None:
        self.written[path] = receipt

    async def keep_pdf(self, receipt: Receipt) -> None:
        if self.failure is not None:
            raise self.failure
        self.kept.append(receipt)


@dataclass
class OrdersTill:
    """Sales, and the pages that show them."""

    ledger: FakeLedger
    paper: FakePaper
    tasks: TaskOwner
    errors: list[Exception]
    done: DonePresenter
    orders: OrdersPresenter
    refund: RefundPresenter
    preview: PreviewPresenter
    notices: list[Notice] = field(default_factory=list)
    refunded: list[PostedOrder] = field(default_factory=list)
    page: QWidget | None = None

    async def sell(self, order: Order | None = None, *tenders: Tender) -> PostedOrder:
        """Post a sale; without tenders it is paid in exact cash."""
        tax, sold = TaxRules(), order or order_of()
        payment = Payment(work_out(sold, tax).total, CASH_UNIT)
        cash = Tender("cash", TenderType.CASH, payment.cash_due)
        for one in tenders or (cash,):
            payment = payment.with_tender(one)
        post = PostOrder(self.ledger, TickingClock(), lambda: tax, lambda: Letterhead("Shop"))
        return await post(sold, payment, operator="owner")

    async def refund_all(self, number: str) -> PostedOrder:
        """Give all that is left of a sale back, without the page."""
        sold = await self.ledger.sold(number)
        shop, unit = Letterhead("Shop"), CASH_UNIT
        operation = RefundOrder(self.ledger, TickingClock(), lambda: shop, lambda: unit)
        new_id = UUID(int=9_000 + len(self.ledger.posted))
        return await operation(number, new_id, operation.propose(sold), operator="owner")

    async def settled(self) -> None:
        while running := [name for name in _NAMES if self.tasks.is_running(name)]:
            for name in running:
                await self.tasks.settled(name)
        await asyncio.sleep(0)

    def button(self, name: str) -> QAbstractButton:
        assert self.page is not None
        return child(self.page, QAbstractButton, name)

    async def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)
        await self.settled()

    async def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        assert self.page is not None
        await in_front(self.page)
        QTest.keyClick(self.page, key, held or Qt.KeyboardModifier.NoModifier)
        await self.settled()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focus = QApplication.focusWidget() or self.page
        assert focus is not None
        QTest.keyClicks(focus, text)

    def text(self, name: str) -> str:
        assert self.page is not None
        return plain(child(self.page, QLabel, name).text())


def orders_till(
    print_receipt: PrintReceipt | None = None,
    *,
    has_back_end: bool = False,
    print_copy: PrintCopy | None = None,
) -> OrdersTill:
    ledger, paper, clock, ids = FakeLedger(), FakePaper(), TickingClock(), count(100)
    errors: list[Exception] = []
    tasks = TaskOwner(errors.append)
    copy = CopyReceipt(ledger, clock)
    refund = RefundOrder(ledger, clock, lambda: Letterhead("Shop"), lambda: CASH_UNIT)
    till = OrdersTill(
        ledger,
        paper,
        tasks,
        errors,
        DonePresenter(
            DoneOperations(copy, paper.write_pdf, paper.keep_pdf, clock, print_receipt), tasks
        ),
        OrdersPresenter(
            OrdersOperations(
                ledger,
                copy,
                VoidOrder(ledger, clock),
                paper.write_pdf,
                clock,
                print_copy=print_copy,
                has_back_end=has_back_end,
            ),
            tasks,
        ),
        RefundPresenter(RefundOperations(ledger, refund, lambda: UUID(int=next(ids))), tasks),
        PreviewPresenter(paper.render, tasks, "preview"),
    )
    for presenter in (till.done, till.orders, till.refund, till.preview):
        presenter.noticed.connect(till.notices.append)
    till.refund.refunded.connect(till.refunded.append)
    return till


def with_done_page(till: OrdersTill, theme: Theme) -> OrdersTill:
    return _shown(till, DonePage(theme, till.done, till.preview))


def with_orders_page(till: OrdersTill, theme: Theme) -> OrdersTill:
    presenters = OrdersPresenters(till.orders, till.refund, till.preview)
    return _shown(till, OrdersPage(theme, presenters, "EUR"))


def _shown(till: OrdersTill, page: QWidget) -> OrdersTill:
    page.resize(1366, 712)
    page.show()
    page.activateWindow()
    page.setFocus()
    return replace(till, page=page)


def three_lines() -> Order:
    return order_of(
        line("Bread", "1.00", "3"), line("Butter", "3.49"), line("Apples", "2.29", "0.455")
    )
