"""A till to pay at: presenter, page and a ledger in memory, and hands for its buttons."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order, OrderLine, TaxRules
from cashier.domain.posting import PostedOrder
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.tender import Tender, TenderType
from cashier.domain.wallet import code_of
from cashier.operations.keep_order import KeepOrder
from cashier.operations.post_order import PostOrder
from cashier.operations.take_tender import TakeTender
from cashier.operations.take_wallet import TakeWallet
from cashier.ports import TagReader
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.look.theme import Theme
from cashier.ui.pay.pay_page import PayPage
from cashier.ui.pay.payment_presenter import (
    IN_HAND,
    PaymentPresenter,
    PaymentRules,
    PayOperations,
)
from tests.fake_ledger import FakeLedger
from tests.fake_wallet import FakeWallets
from tests.fakes import FakeCatalogue, product

W = TypeVar("W", bound=QWidget)
VAT = Percent(21_000)
WALLET_GOODS = (
    product("Espresso", "0.25", code_of("espresso")),
    product("Cappuccino", "0.50", code_of("cappuccino")),
    product("Juoda Duona", "1.89"),
)


class TickingClock:
    """Goes on by a second each time it is looked at."""

    def __init__(self) -> None:
        self._at = datetime(2026, 11, 20, 14, 33, tzinfo=UTC)

    def now(self) -> datetime:
        self._at += timedelta(seconds=1)
        return self._at


def euros(text: str) -> Money:
    return Money.parse(text, "EUR")


def line(name: str, price: str, quantity: str = "1", rate: Percent = VAT) -> OrderLine:
    return OrderLine(name, euros(price), rate, Quantity.parse(quantity))


def order_of(*lines: OrderLine, number: int = 1) -> Order:
    return Order(UUID(int=number), "EUR", lines or (line("Juoda Duona", "26.47"),))


def coffee_order(number: int = 1) -> Order:
    """Return an order of which a wallet pays two lines of three."""
    order = Order(UUID(int=number), "EUR")
    for one in (WALLET_GOODS[0], *WALLET_GOODS):
        order = order.with_product(one)
    return order


@dataclass
class PayTill:
    """Everything a payment touches, and what came out of it."""

    presenter: PaymentPresenter
    ledger: FakeLedger
    tasks: TaskOwner
    errors: list[Exception]
    posted: list[PostedOrder] = field(default_factory=list)
    parked: list[OpenOrder] = field(default_factory=list)
    left: list[object] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    scanned: list[str] = field(default_factory=list)
    page: PayPage | None = None

    def begin(self, order: Order | None = None, tenders: tuple[Tender, ...] = ()) -> None:
        self.presenter.begin(order or order_of(), tenders)

    async def settled(self) -> None:
        """Return when no work is under way; its outcome is on the page then."""
        while running := [name for name in _NAMES if self.tasks.is_running(name)]:
            for name in running:
                await self.tasks.settled(name)
        await asyncio.sleep(0)

    async def click(self, name: str) -> None:
        assert self.page is not None
        QTest.mouseClick(child(self.page, QAbstractButton, name), Qt.MouseButton.LeftButton)
        await self.settled()

    async def press(self, keys: str) -> None:
        """Press keys by name, separated by spaces: ``5 0 Return F12``."""
        assert self.page is not None
        await in_front(self.page)
        for name in keys.split():
            QTest.keyClick(self.page, getattr(Qt.Key, f"Key_{name}"))
            await self.settled()

    def text(self, name: str) -> str:
        assert self.page is not None
        return plain(child(self.page, QLabel, name).text())


_NAMES = ("keep company", "take tender", "post order")


async def in_front(page: QWidget) -> None:
    """Return when ``page`` gets the keys."""
    page.activateWindow()
    while not page.isActiveWindow():  # noqa: ASYNC110 - the platform tells nobody
        await asyncio.sleep(0)


def child(page: QWidget, kind: type[W], name: str) -> W:
    found = page.findChild(kind, name)
    assert found is not None, f"nothing called {name}"
    return found


def plain(text: str) -> str:
    """Return a text with ordinary spaces and minus signs, to compare it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-")


def page_of(till: PayTill) -> QWidget:
    assert till.page is not None
    return till.page


def is_shown(till: PayTill, name: str) -> bool:
    found = page_of(till).findChild(QWidget, name)
    return found is not None and found.isVisible()


def pay_till(
    *,
    cash_unit: int = 5,
    takes_wallet: bool = False,
    wallets: FakeWallets | None = None,
    tags: TagReader | None = None,
) -> PayTill:
    ledger, clock, keys = FakeLedger(), TickingClock(), count(1)
    tax = TaxRules()
    take_wallet = TakeWallet(
        ledger,
        FakeCatalogue(WALLET_GOODS),
        clock,
        lambda: wallets or FakeWallets(),
        lambda: f"key-{next(keys)}",
        lambda: "Gintaro krautuvė",
    )
    operations = PayOperations(
        wallet=None if wallets is None else lambda: take_wallet,
        tags=lambda: tags,
        keep=KeepOrder(ledger, clock, tax),
        take=TakeTender(ledger, clock, lambda: f"key-{next(keys)}"),
        post=PostOrder(ledger, clock, lambda: tax, lambda: Letterhead("Gintaro krautuvė")),
    )
    errors: list[Exception] = []
    tasks = TaskOwner(errors.append)
    wallet = (TenderType.WALLET,) if takes_wallet or wallets is not None else ()
    rules = PaymentRules(tax, cash_unit, (TenderType.CARD, *wallet, *IN_HAND))
    till = PayTill(PaymentPresenter(operations, rules, tasks), ledger, tasks, errors)
    till.presenter.posted.connect(till.posted.append)
    till.presenter.parked.connect(till.parked.append)
    till.presenter.left.connect(till.left.append)
    till.presenter.noticed.connect(till.notices.append)
    till.presenter.scan_passed.connect(till.scanned.append)
    return till


def with_page(till: PayTill, theme: Theme) -> PayTill:
    """Put the Pay page in front of the till."""
    page = PayPage(theme, till.presenter, "EUR")
    page.resize(1366, 712)
    page.show()
    page.activateWindow()
    page.setFocus()
    return replace(till, page=page)
