"""What lies behind the Sell page: presenters and pages that are loaded after the first paint."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cashier.app.documents import Documents
from cashier.app.product_files import import_needs
from cashier.app.till import Till, new_id
from cashier.domain.posting import PostedOrder
from cashier.domain.receipt_number import ReceiptNumber
from cashier.domain.tender import TenderType
from cashier.settings import Settings
from cashier.ui.done.done_page import DonePage
from cashier.ui.done.done_presenter import DoneOperations, DonePresenter
from cashier.ui.done.preview_presenter import PAINT_FIRST_S, PreviewPresenter
from cashier.ui.frame.answer_banner import AnswerBanner
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.presenters import Presenters
from cashier.ui.frame.steps import StatusReader, Steps
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.imports.import_presenter import ImportPresenter
from cashier.ui.look.theme import Theme
from cashier.ui.orders.orders_page import OrdersPage, OrdersPresenters
from cashier.ui.orders.orders_presenter import OrdersOperations, OrdersPresenter
from cashier.ui.orders.refund_presenter import RefundOperations, RefundPresenter
from cashier.ui.pay.pay_page import PayPage
from cashier.ui.pay.payment_presenter import PaymentPresenter, PaymentRules, PayOperations
from cashier.ui.remote.orders_desk import DeskChoice
from cashier.ui.scan.scanner import Scanner

if TYPE_CHECKING:
    from cashier.app.remote_pages import RemotePages
    from cashier.app.unpaid import UnpaidSending
    from cashier.operations.take_wallet import TakeWallet
    from cashier.ports import TagReader
    from cashier.ui.explain.explanation_presenter import ExplanationPresenter


def payment_rules(settings: Settings) -> PaymentRules:
    """Return how ``settings`` take money; a wallet is a tender where one is set up."""
    shop, payments = settings.shop, settings.payments
    wallet = (TenderType.WALLET,) if settings.wallet.is_on else ()
    chosen = (TenderType(name) for name in payments.tenders)
    tenders = (*wallet, *(one for one in chosen if one is not TenderType.WALLET))
    return PaymentRules(
        shop.tax, shop.cash_unit, tenders, receipt=payments.receipt, notes=payments.notes
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The till and the window that the pages belong to."""

    till: Till
    tasks: TaskOwner
    documents: Documents
    theme: Theme
    window: MainWindow
    steps: Steps
    scanner: Scanner
    status: StatusReader
    operator: str


class PagesBehind(QObject):
    """Makes each presenter and each page once, together with everyone who hears it."""

    def __init__(self, of: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._of = of
        self._payment: PaymentPresenter | None = None
        self._tags: TagReader | None = None
        self._orders: OrdersPresenter | None = None
        self._remote: RemotePages | None = None
        self._unpaid: UnpaidSending | None = None
        self._profile = of.till.settings.back_end
        self.desk = DeskChoice(self)

    @property
    def of(self) -> Surroundings:
        """What the pages are made of and for."""
        return self._of

    def payment(self) -> PaymentPresenter:
        of, till = self._of, self._of.till
        operations = PayOperations(
            till.keep_order,
            till.take_tender,
            till.post_order,
            of.operator,
            self._take_wallet,
            self._tag_reader,
        )
        made = PaymentPresenter(operations, payment_rules(till.settings), of.tasks, self)
        made.posted.connect(of.status.refresh)
        of.steps.follow_payment(made)
        AnswerBanner(of.window, made)
        self._payment = made
        return made

    def _tag_reader(self) -> "TagReader | None":
        """Return the reader that does not type, where the shop has one."""
        if self._of.till.settings.wallet.reader != "pcsc":
            return None
        if self._tags is None:
            from cashier.scanning.pcsc import PcscTags  # noqa: PLC0415 - few shops have one

            self._tags = PcscTags()
        return self._tags

    def _take_wallet(self) -> "TakeWallet":
        return self._of.till.take_wallet

    @Slot(object)
    def use_settings(self, settings: Settings) -> None:
        """Take money by changed settings from the next payment on."""
        if self._payment is not None:
            self._payment.use(payment_rules(settings))
        self._of.window.forget_page(Page.PAY)
        if settings.back_end != self._profile:
            if self._remote is not None:
                self._remote.leave()
            if self._orders is not None:
                self._orders.use_back_end(has_one=bool(settings.back_end.name))
            self._profile, self._remote = settings.back_end, None
            self._of.window.forget_page(Page.ORDERS)
            self._of.window.forget_page(Page.SELL)

    def done(self) -> DonePresenter:
        of = self._of
        documents = of.documents
        operations = DoneOperations(
            of.till.copy_receipt,
            documents.write_pdf,
            documents.keep_pdf,
            of.till.clock,
            ask_number=self._ask_number,
            is_numbered_there=self._is_numbered_there,
            find=of.till.ledger.find,
            operator=of.operator,
        )
        made = DonePresenter(operations, of.tasks, self)
        made.noticed.connect(of.window.toaster.show_notice)
        of.status.status_read.connect(made.look_again)
        of.steps.follow_done(made)
        return made

    def _is_numbered_there(self, posted: PostedOrder) -> bool:
        if not posted.posting.profile:  # most sales stay at home, and load nothing
            return False
        return self._of.till.await_receipt_number.is_needed(posted)

    async def _ask_number(self, posted: PostedOrder) -> ReceiptNumber:
        return await self._of.till.await_receipt_number(posted)

    def orders(self) -> OrdersPresenter:
        of, till = self._of, self._of.till
        made = OrdersPresenter(
            OrdersOperations(
                till.ledger,
                till.copy_receipt,
                till.void_order,
                of.documents.write_pdf,
                till.clock,
                has_back_end=bool(till.settings.back_end.name),
            ),
            of.tasks,
            self,
        )
        made.noticed.connect(of.window.toaster.show_notice)
        made.receipt_wanted.connect(self.desk.show_till)
        of.steps.follow_orders(made)
        self._orders = made
        return made

    def refund(self) -> RefundPresenter:
        of, till = self._of, self._of.till
        operations = RefundOperations(till.ledger, till.refund_order, new_id)
        made = RefundPresenter(operations, of.tasks, self)
        made.noticed.connect(of.window.toaster.show_notice)
        made.refunded.connect(of.status.refresh)
        of.steps.follow_refund(made)
        return made

    def importing(self) -> ImportPresenter:
        of = self._of
        made = ImportPresenter(import_needs(of.till), of.tasks, self)
        made.noticed.connect(of.window.toaster.show_notice)
        return made

    def explanations(self, on: Presenters) -> "ExplanationPresenter":
        from cashier.ui.explain.explanation_presenter import (  # noqa: PLC0415 - most sales need none
            ExplanationPresenter,
        )
        from cashier.ui.explain.explanation_source import ExplanationSource  # noqa: PLC0415 - as above

        of = self._of
        return ExplanationPresenter(of.theme, of.window, ExplanationSource(on))

    def pay_page(self, on: Presenters) -> QWidget:
        of = self._of
        page = PayPage(of.theme, on.payment, of.till.settings.shop.currency)
        of.scanner.typing_began.connect(page.mark_typing)
        of.scanner.typing_taken_back.connect(page.take_typing_back)
        return page

    def done_page(self, on: Presenters) -> QWidget:
        return DonePage(self._of.theme, on.done, self._preview("draw receipt", PAINT_FIRST_S))

    def orders_page(self, on: Presenters) -> QWidget:
        """Return the till's own orders; with a back end, its lists beside them."""
        if not self._of.till.settings.back_end.name:
            return self._till_orders(on)
        return self.remote(on).page(partial(self._till_orders, on))

    def remote(self, on: Presenters) -> "RemotePages":
        """Return who shows the lists of the back end in force."""
        from cashier.app.remote_pages import RemotePages  # noqa: PLC0415 - most tills have no back end

        if self._remote is None:
            self._remote = RemotePages(self._of, self.desk, on, self)
        return self._remote

    def unpaid(self, on: Presenters) -> "UnpaidSending":
        """Return who sends a sale that is paid later."""
        from cashier.app.unpaid import UnpaidSending  # noqa: PLC0415 - most tills have no back end

        if self._unpaid is None:
            self._unpaid = UnpaidSending(self._of, on, self)
        return self._unpaid

    def _till_orders(self, on: Presenters) -> QWidget:
        presenters = OrdersPresenters(on.orders, on.refund, self._preview("draw order"))
        return OrdersPage(self._of.theme, presenters, self._of.till.settings.shop.currency)

    def _preview(self, name: str, wait_s: float = 0) -> PreviewPresenter:
        of = self._of
        preview = PreviewPresenter(of.documents.render, of.tasks, name, self, wait_s=wait_s)
        preview.noticed.connect(self._of.window.toaster.show_notice)
        return preview
