"""The window of one till, put together: presenters, pages, and who hears whom."""

import asyncio
import contextlib
import logging
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from cashier.app import look
from cashier.app.documents import RECEIPTS, Documents
from cashier.app.product_cards import ProductCards
from cashier.app.relay_due import RelayDue
from cashier.app.till import OPERATOR, Till, new_id
from cashier.app.till_status import read_status
from cashier.app.warm_up import WarmUp
from cashier.messages import sentence_for
from cashier.ui.explain.explainable import Place
from cashier.ui.explain.explainer import Explainer
from cashier.ui.frame.garbage import GarbageCollector
from cashier.ui.frame.input_filter import InputFilter
from cashier.ui.frame.input_guard import GUARD_MS, InputGuard
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.presenters import Presenters
from cashier.ui.frame.status_strip import StatusStrip, TillStatus
from cashier.ui.frame.steps import READ_STATUS, StatusReader, Steps
from cashier.ui.frame.tasks import MONEY_WORK, TaskOwner
from cashier.ui.goods.goods_presenter import ALL, LOAD_CATEGORIES, GoodsPresenter
from cashier.ui.goods.product_grid import ProductGrid
from cashier.ui.goods.product_model import LOOK_UP_PRODUCTS, ProductQuery
from cashier.ui.look import formatting
from cashier.ui.look.theme import Appearance
from cashier.ui.scan.scan_rule import ScanRule
from cashier.ui.scan.scanner import Scanner
from cashier.ui.sell.order_keeper import OrderKeeper
from cashier.ui.sell.park_presenter import RESTORE_SALE, ParkNeeds, ParkPresenter
from cashier.ui.sell.sale_presenter import SaleNeeds, SalePresenter
from cashier.ui.sell.sell_page import Selling, SellPage

if TYPE_CHECKING:  # loaded after the first paint
    from cashier.app.first_start import FirstStart
    from cashier.app.pages import PagesBehind
    from cashier.app.settings_pages import SettingsBehind
    from cashier.ui.explain.explanation_presenter import ExplanationPresenter
    from cashier.ui.imports.import_presenter import ImportPresenter

_log = logging.getLogger(__name__)

_READ_FIRST = (RESTORE_SALE, LOAD_CATEGORIES, LOOK_UP_PRODUCTS, READ_STATUS)
_LONGEST_READING_S = 0.2


class TillWindow(QObject):
    """One till's window with everything behind it; made inside a running loop.

    ``is_to_reopen`` tells, once it is closed, that somebody wants the shop opened again.
    """

    settings_changed = Signal(object)  # Settings
    closing = Signal()
    is_to_reopen = False
    _is_without_products = False

    def __init__(
        self,
        till: Till,
        appearance: Appearance = Appearance.SYSTEM,
        guard_ms: int = GUARD_MS,
    ) -> None:
        super().__init__()
        self._till = till
        formatting.use(till.settings.shop.language)
        self._closed = asyncio.get_running_loop().create_future()
        self.tasks = TaskOwner(self.report)
        self.documents = Documents(till.folder / RECEIPTS)
        self.theme = look.made_for(till.settings, appearance)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - the window needs one, for the checker
        self.theme.dress(app)
        self.window = self._make_window()
        self._keeper = OrderKeeper(till.keep_order, self.tasks, OPERATOR)
        self.presenters = self._make_presenters()
        self.goods = GoodsPresenter(
            till.catalogue, self.tasks, self, read_picture=till.read_picture
        )
        self.status = StatusReader(self._read_status, self.tasks, self)
        self.steps = Steps(self.window, self.presenters, self._keeper)
        self.cards = ProductCards(till, self.tasks, self.presenters, self.goods, self)
        self.steps.offer_scans(self.cards.takes_code)
        self.scanner = Scanner(ScanRule.of(till.settings.scanner), self)
        self._guard = InputGuard(guard_ms, self)
        self.explainer = Explainer(self.theme.keys, self)
        self._warm_up = WarmUp(self)
        window = self.window
        takers = (
            window.fade,
            self._warm_up,
            self.scanner,
            self._guard,
            window.ring,
            self.explainer,
        )
        self._filter = InputFilter(takers, self)
        self._garbage = GarbageCollector(self)
        self._is_begun = False
        self._add_pages()
        self._connect()
        look.take_keys(till.settings, self.theme, self.window.toaster)

    async def prepare(self) -> None:
        """Make the first page, while what it shows is read; so the first picture is the last.

        Where reading takes long the window does not wait for it.
        """
        self._begin()
        await asyncio.sleep(0)  # the questions are on their way
        self.window.show_page(Page.SELL)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_READING_S):
                for name in _READ_FIRST:
                    await self.tasks.settled(name)

    def show(self) -> None:
        """Show the window with the sale that was open when the till was last closed, or fell."""
        self._begin()
        self.window.show_page(Page.SELL)
        self._watch_input()
        self.window.show()
        self._warm_up.begin()

    def _begin(self) -> None:
        if not self._is_begun:
            self._is_begun = True
            self.presenters.park.restore()
            self.goods.start()
            self.status.refresh()

    def _watch_input(self) -> None:
        """See keys and presses before any widget, from now on.

        Not before the page is made: what makes an event while it is made, and has no class of its
        own in Qt for Python, would be compared with every class there is, and load them all.
        """
        app = QApplication.instance()
        if app is not None:
            self._filter.watch(app)

    @Slot()
    def reopen(self) -> None:
        """Close, to be opened again at once: something of the shop is another from then on."""
        self.is_to_reopen = True
        self.window.close()

    def tell_of_the_fall(self) -> None:
        """Say that the window before did not end in order, and what is safe."""
        self.tasks.start("tell of the fall", self._tell_of_the_fall)

    async def _tell_of_the_fall(self) -> None:
        from cashier.app.fall import word_of_the_fall  # noqa: PLC0415 - only after a fall

        self.window.toaster.show_notice(await word_of_the_fall(self._till.ledger))

    async def closed(self) -> None:
        """Return when the window was closed and everything that ran has ended."""
        await self._closed

    def report(self, error: Exception) -> None:
        """Tell the cashier in a sentence, and the log the rest."""
        _log.error("a task failed", exc_info=error)
        self.window.toaster.show_notice(Notice.of(sentence_for(error)))

    def on_loop_error(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Take what asyncio could not hand to anybody."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self.report(error)
        else:
            _log.error("in the loop: %s", context.get("message"))

    def _make_window(self) -> MainWindow:
        shop = self._till.settings.shop
        strip = StatusStrip(self.theme, self._till.clock, shop.name, self._till.settings.prefix)
        return MainWindow(self.theme, strip)

    def _make_presenters(self) -> Presenters:
        till, tasks = self._till, self.tasks
        shop = till.settings.shop
        needs = SaleNeeds(till.find_code, new_id, shop.currency, shop.tax)
        sale = SalePresenter(needs, self._keeper, tasks, self)
        park = ParkPresenter(
            ParkNeeds(till.void_order, till.ledger.open_orders, new_id, till.clock, OPERATOR),
            sale,
            self._keeper,
            tasks,
        )
        return Presenters(sale, park, self._pages_behind)

    def _pages_behind(self) -> "PagesBehind":
        return self._behind

    @cached_property
    def _behind(self) -> "PagesBehind":
        from cashier.app.pages import (  # noqa: PLC0415 - the first paint needs none of them
            PagesBehind,
            Surroundings,
        )

        of = Surroundings(
            self._till,
            self.tasks,
            self.documents,
            self.theme,
            self.window,
            self.steps,
            self.scanner,
            self.status,
            OPERATOR,
        )
        return PagesBehind(of, self)

    @cached_property
    def importing(self) -> "ImportPresenter":
        """Who brings products in."""
        made = self._behind.importing()
        made.imported.connect(self.goods.refresh)
        return made

    @cached_property
    def explanations(self) -> "ExplanationPresenter":
        """Who shows how an amount came about."""
        made = self._behind.explanations(self.presenters)
        self.scanner.code_scanned.connect(made.leave)
        return made

    def _add_pages(self) -> None:
        self.window.add_page(Page.SELL, self._sell_page)
        self.window.add_page(Page.PAY, self._pay_page)
        self.window.add_page(Page.DONE, self._done_page)
        self.window.add_page(Page.ORDERS, self._orders_page)
        self.window.add_page(Page.SETTINGS, self._settings_page)
        self.window.add_page(Page.START, self._start_page)

    def _sell_page(self) -> QWidget:
        unpaid = self._open_unpaid if self._till.settings.back_end.name else None
        selling = Selling(self.presenters.sale, self.presenters.park, self.goods, unpaid)
        page = SellPage(self.theme, selling)
        page.product_requested.connect(self.cards.open)
        page.line_card_requested.connect(self.cards.open_key)
        self.scanner.typing_began.connect(page.mark_typing)
        self.scanner.typing_taken_back.connect(page.take_typing_back)
        if self._is_without_products:  # that was known before there was a page
            self._lead_on(page.goods.grid)
        return page

    def _open_unpaid(self) -> None:
        self._behind.unpaid(self.presenters).open()

    def _pay_page(self) -> QWidget:
        return self._behind.pay_page(self.presenters)

    def _done_page(self) -> QWidget:
        return self._behind.done_page(self.presenters)

    def _orders_page(self) -> QWidget:
        return self._behind.orders_page(self.presenters)

    def _settings_page(self) -> QWidget:
        return self._settings.page()

    @cached_property
    def _settings(self) -> "SettingsBehind":
        from cashier.app.settings_pages import SettingsBehind  # noqa: PLC0415 - seldom wanted

        made = SettingsBehind(self._behind, self.presenters.sale, self._importing, self)
        made.reopen_wanted.connect(self.reopen)
        made.in_force_changed.connect(self.settings_changed)
        made.products_pulled.connect(self.goods.refresh)
        return made

    def _importing(self) -> "ImportPresenter":
        return self.importing

    def _connect(self) -> None:
        on, toaster = self.presenters, self.window.toaster
        self.goods.model.answered.connect(self._on_goods_answered)
        for one in (on.sale, on.park, self.goods, self.cards):
            one.noticed.connect(toaster.show_notice)
        on.sale.undo_ended.connect(toaster.end_undo)
        toaster.undo_requested.connect(on.park.undo)
        toaster.offer_taken.connect(self.cards.on_offer_taken)
        self.status.status_read.connect(self.window.strip.show_status)
        self.sending = RelayDue(self._till, self.tasks, self.status, self)
        self.settings_changed.connect(self.sending.take_settings)
        self.scanner.code_scanned.connect(self.steps.take_scan)
        self.explainer.place_held.connect(self._on_place_held)
        self.explainer.explanation_wanted.connect(self._on_explanation_wanted)
        self.window.explanation_requested.connect(self._on_explanation_wanted)
        self.window.page_shown.connect(self._guard.begin)
        self.scanner.code_scanned.connect(self.window.leave_keys)
        self.window.strip.day_chosen.connect(self._on_day_chosen)
        for chip in (self.window.strip.outbox_chosen, self.window.strip.attention_chosen):
            chip.connect(self._on_unsent_chosen)
        self.window.key_change_requested.connect(self._on_key_change_requested)
        self.window.close_requested.connect(self._on_close_requested)

    @Slot(object)
    def _on_goods_answered(self, query: ProductQuery) -> None:
        """Show in an empty shop, and in no other, how to get products."""
        self._is_without_products = query == ALL and self.goods.model.rowCount() == 0
        grid = self.window.findChild(ProductGrid, "productGrid")
        if self._is_without_products and grid is not None:
            self._lead_on(grid)

    def _lead_on(self, grid: ProductGrid) -> None:
        if grid.findChild(QWidget, "emptyShop") is not None:
            return
        from cashier.ui.imports.import_hint import ImportHint  # noqa: PLC0415 - most shops never see it

        hint = ImportHint(self.theme, grid, self.goods.model, self._till.settings)
        self.settings_changed.connect(hint.take_settings)
        hint.import_requested.connect(self._on_import_requested)
        hint.set_up_requested.connect(self.begin_first_start)

    @Slot()
    def begin_first_start(self) -> None:
        """Show the steps that set a new shop up; selling is one press or one scan away."""
        self.window.show_page(Page.START)

    def _start_page(self) -> QWidget:
        return self._first_start.page()

    @cached_property
    def _first_start(self) -> "FirstStart":
        from cashier.app.first_start import FirstStart  # noqa: PLC0415 - once in a shop's life

        made = FirstStart(self._behind.of, self._settings.presenter, self.importing, self)
        made.reopen_wanted.connect(self.reopen)
        made.products_taken.connect(self.goods.refresh)
        made.sell_wanted.connect(self._on_sell_wanted)
        return made

    @Slot()
    def _on_sell_wanted(self) -> None:
        self.window.show_page(Page.SELL)

    @Slot()
    def _on_import_requested(self) -> None:
        self._settings.show_section("products")

    @Slot()
    def _on_day_chosen(self) -> None:
        """List the orders of today, whatever was looked for before."""
        from cashier.ui.orders.orders_state import OrderQuery  # noqa: PLC0415 - not in the first paint

        self._behind.desk.show_till()
        self.presenters.orders.find(OrderQuery())

    @Slot()
    def _on_unsent_chosen(self) -> None:
        self._behind.desk.show_unsent()

    @Slot()
    def _on_key_change_requested(self) -> None:
        self._settings.show_section("keys")

    async def _read_status(self) -> TillStatus:
        return await read_status(self._till)

    @Slot()
    def _on_explanation_wanted(self) -> None:
        self.explanations.show_chosen()

    @Slot(object, object)
    def _on_place_held(self, place: Place, area: QRect) -> None:
        self.explanations.show_place(place, area)

    @Slot()
    def _on_close_requested(self) -> None:
        self.tasks.start("close", self._close)

    async def _close(self) -> None:
        """Let what concerns money finish, keep the sale on the screen, then go."""
        for name in MONEY_WORK:
            await self.tasks.settled(name)
        await self._keeper.settled()
        self.closing.emit()
        await self.sending.end()
        await self.tasks.cancel_all()
        await self._till.let_back_ends_go()
        self._warm_up.stop()
        self.documents.close()
        self.goods.pictures.close()
        self._filter.leave()
        self.window.let_close()
        self._garbage.stop()
        if not self._closed.done():
            self._closed.set_result(None)
