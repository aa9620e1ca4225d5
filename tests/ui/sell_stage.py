"""A till to sell at: the real window and page on fakes of the ports, and hands to work it with."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from cashier.domain.order import OrderLine, TaxRules
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatMode, VatRates
from cashier.operations.find_code import FindCode
from cashier.operations.keep_order import KeepOrder
from cashier.operations.void_order import VoidOrder
from cashier.scanning.code_reader import CodeReader
from cashier.ui.frame.input_filter import InputFilter
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.status_strip import StatusStrip
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.goods.goods_presenter import GoodsPresenter
from cashier.ui.look.theme import Theme
from cashier.ui.scan.scanner import Scanner
from cashier.ui.sell.order_keeper import OrderKeeper
from cashier.ui.sell.park_presenter import ParkNeeds, ParkPresenter
from cashier.ui.sell.sale_presenter import SaleNeeds, SalePresenter
from cashier.ui.sell.sale_view import SaleView
from cashier.ui.sell.sell_page import Selling, SellPage
from tests.fake_ledger import FakeLedger
from tests.fakes import VAT_21, FakeCatalogue, FakeClock, product

W = TypeVar("W", bound=QWidget)
RULES = TaxRules(VatMode.PER_RECEIPT, VatRates(((VAT_21, "A"), (Percent(9_000), "B"))))
BREAD = product("Juoda Duona", "0.79", "4770000000017")
BUTTER = product("Homemade Butter", "3.49", "4770000000024")
SPRATS = product("Rigas sprotes", "3.29", "4770000000031")
APPLES = product("Obuoliai", "1.20", "4770000000048", unit=Unit.KILOGRAM)
LUNCH = product("Dienos pietūs", "0.00", "4770000000055", has_open_price=True)
GOODS = [BREAD, BUTTER, SPRATS, APPLES, LUNCH]
_WORK = (
    *("keep order", "look up codes", "look up products", "load categories"),
    *("choose first product", "void order", "restore sale"),
)
_LEFT = Qt.MouseButton.LeftButton


@dataclass
class SellTill:
    """Everything a sale touches, and what came out of it."""

    window: MainWindow
    page: SellPage
    selling: Selling
    catalogue: FakeCatalogue
    ledger: FakeLedger
    clock: FakeClock
    tasks: TaskOwner
    keeper: OrderKeeper
    scanner: Scanner
    input_filter: InputFilter
    errors: list[Exception]
    notices: list[Notice] = field(default_factory=list)
    payments: list[SaleView] = field(default_factory=list)
    now: int = 1_000

    @property
    def view(self) -> SaleView:
        return self.selling.sale.view

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The sale as quantity and name."""
        return [(line.quantity.text(), line.name) for line in self.view.order.lines]

    @property
    def total(self) -> str:
        return child(self.window, QLabel, "totalLabel").text().replace("\u00a0", " ")

    @property
    def kept(self) -> tuple[OrderLine, ...]:
        """The lines of the order in progress as the ledger has them."""
        return self.ledger.kept[self.view.order.id].order.lines

    async def settled(self) -> None:
        """Return when no work is under way."""
        await asyncio.sleep(0)
        while running := [name for name in _WORK if self.tasks.is_running(name)]:
            for name in running:
                await self.tasks.settled(name)
        await asyncio.sleep(0)

    async def tap_tile(self, name: str, taps: int = 1) -> None:
        model = self.selling.goods.model
        names = [model.data(model.index(row)) for row in range(model.rowCount())]
        place = self.page.goods.grid.visualRect(model.index(names.index(name))).center()
        for _ in range(taps):
            QTest.mouseClick(self.page.goods.grid.viewport(), _LEFT, pos=place)
        await self.settled()

    async def tap_line(self, row: int) -> None:
        cart = self.page.cart.cart
        top = cart.visualRect(cart.model().index(row, 0)).topLeft()
        QTest.mouseClick(cart.viewport(), _LEFT, pos=top + QPoint(100, 10))
        await self.settled()

    async def click(self, *names: str) -> None:
        for name in names:
            QTest.mouseClick(child(self.window, QWidget, name), _LEFT)
            await self.settled()

    async def press(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        """Press keys where the focus is, as a person does."""
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.focus, key, held)
            await self.settled()

    async def type(self, text: str) -> None:
        """Type on the keyboard, slower than any scanner."""
        for character in text:
            self.now += 200
            self._key(character)
        while self.scanner.is_holding:  # noqa: ASYNC110 - nothing tells when a timer has let go
            await asyncio.sleep(0.01)
        await self.settled()

    def scan(self, code: str, end: str = "\r", gap: int = 8) -> None:
        """Send the keys of a scanner to whatever has the focus."""
        self.now += 1_000
        for character in code + end:
            self.now += gap
            self._key(character)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _key(self, character: str) -> None:
        key = _KEYS.get(character, Qt.Key(ord(character.upper())))
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(self.now)
            event.setAccepted(kind is not QEvent.Type.ShortcutOverride)
            QApplication.sendEvent(self.focus, event)

    async def close(self) -> None:
        await self.selling_settled()
        await self.tasks.cancel_all()
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self.input_filter)
        self.window.let_close()
        self.window.deleteLater()
        assert self.errors == []

    async def selling_settled(self) -> None:
        await self.keeper.settled()


_KEYS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


def child(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None, f"nothing called {name}"
    return found


async def open_till(
    theme: Theme, products: Sequence[Product], ledger: FakeLedger | None = None
) -> SellTill:
    """Open the window on the Sell page and wait until its first tiles are there."""
    errors: list[Exception] = []
    tasks = TaskOwner(errors.append)
    clock, kept = FakeClock(), ledger or FakeLedger()
    catalogue = FakeCatalogue(products)
    # Ids of one till never meet those of an earlier one on the same ledger.
    ids = (UUID(int=number) for number in count(1 + 1_000 * len(kept.kept)))
    keeper = OrderKeeper(KeepOrder(kept, clock, RULES), tasks, "owner")
    find = FindCode(catalogue, CodeReader("LT", "EUR"))
    needs = SaleNeeds(find, ids.__next__, "EUR", RULES)
    sale = SalePresenter(needs, keeper, tasks)
    park_needs = ParkNeeds(VoidOrder(kept, clock), kept.open_orders, ids.__next__, clock)
    park = ParkPresenter(park_needs, sale, keeper, tasks)
    goods = GoodsPresenter(catalogue, tasks)
    selling = Selling(sale, park, goods)
    window = MainWindow(theme, StatusStrip(theme, clock, "Gintaro krautuvė", "Till 2"))
    page = SellPage(theme, selling)
    window.add_page(Page.SELL, partial(_given, page))
    window.add_page(Page.ORDERS, QWidget)
    scanner = Scanner()
    till = SellTill(
        window,
        page,
        selling,
        catalogue,
        kept,
        clock,
        tasks,
        keeper,
        scanner,
        InputFilter([scanner]),
        errors,
    )
    _wire(till)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.show_page(Page.SELL)
    goods.start()
    await till.settled()
    return till


def _given(page: QWidget) -> QWidget:
    return page


def _wire(till: SellTill) -> None:
    app = QApplication.instance()
    assert app is not None
    till.input_filter.watch(app)
    selling = till.selling
    for presenter in (selling.sale, selling.park, selling.goods):
        presenter.noticed.connect(till.notices.append)
        presenter.noticed.connect(till.window.toaster.show_notice)
    selling.sale.undo_ended.connect(till.window.toaster.end_undo)
    selling.sale.pay_requested.connect(till.payments.append)
    till.window.toaster.undo_requested.connect(selling.park.undo)
    till.scanner.typing_began.connect(till.page.mark_typing)
    till.scanner.typing_taken_back.connect(till.page.take_typing_back)
    till.scanner.code_scanned.connect(till.page.take_code)
