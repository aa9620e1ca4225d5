"""The walk through the house: 200 mixed sales rung up by events on the window's widgets only."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from cashier.app.demo_shop import furnish
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.domain.order_list import OrderFilter
from cashier.domain.posting import OrderStatus
from cashier.domain.receipt import ReceiptKind
from cashier.ui.look.theme import Appearance
from tests.hands import Hands, press

SALES = 200
SEED = 20_261_121


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    folder = tmp_path / "shop"
    folder.mkdir()
    furnish(folder)
    till = Till.open(folder)
    yield till
    till.close()


class Cashier:
    """Sells by a plan of chance, and keeps count of what it did."""

    def __init__(self, hands: Hands, codes: list[str]) -> None:
        self._hands = hands
        self._codes = codes
        self._chance = random.Random(SEED)  # noqa: S311 - a plan that can be repeated
        self.done: Counter[str] = Counter()
        self.parked = 0

    async def sell(self) -> None:
        """Ring up one sale, somehow, and pay it, somehow."""
        await self._fill()
        await self._change_something()
        if self.parked < 2 and self._chance.random() < 0.1:
            await self._hands.tap("parkButton")
            self.parked += 1
            self.done["parked"] += 1
            await self._fill()
        elif self.parked and self._chance.random() < 0.3:
            await self._park_and_resume()
        await self._pay()
        await self._hands.page("donePage")
        self.done["sold"] += 1
        if self._chance.random() < 0.05:
            await self._refund()
        await self._leave_done()

    async def _fill(self) -> None:
        for _ in range(self._chance.randint(1, 4)):
            before = self._pieces()
            if self._chance.random() < 0.5:
                self._hands.scan(self._chance.choice(self._codes))
                self.done["scanned"] += 1
            else:
                await self._hands.tap_row("productGrid", self._chance.randrange(12))
                self.done["tapped"] += 1
            await self._hands.until(partial(self._has_more_than, before), "a line more")

    async def _change_something(self) -> None:
        change = self._chance.choice(("", "", "quantity", "percent", "more", "remove"))
        if change == "quantity":
            self._hands.type(str(self._chance.randint(2, 9)))
            self._hands.key(Qt.Key.Key_Return)
        elif change == "percent":
            self._hands.key(Qt.Key.Key_F5)
            self._hands.type("10")
            self._hands.key(Qt.Key.Key_Return)
        elif change == "more":
            self._hands.key(Qt.Key.Key_Plus)
        elif change == "remove":
            await self._hands.tap_row("productGrid", 0)
            self._hands.key(Qt.Key.Key_Delete)
        self.done[change or "plain"] += 1

    async def _park_and_resume(self) -> None:
        self._hands.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        self.done["resumed"] += 1
        await asyncio.sleep(0)

    async def _pay(self) -> None:
        if self._chance.random() < 0.5:
            await self._hands.tap("payButton")
        else:
            self._hands.key(Qt.Key.Key_F12)
        await self._hands.page("payPage")
        how = self._chance.choice(("exact", "note", "typed", "card", "split", "declined", "twice"))
        self.done[how] += 1
        await getattr(self, f"_by_{how}")()

    async def _by_exact(self) -> None:
        await self._hands.tap("exactCashButton")
        await self._finish()

    async def _by_note(self) -> None:
        await self._hands.tap("note_100")
        await self._hands.tap("confirmButton")

    async def _by_typed(self) -> None:
        self._hands.type("500")
        self._hands.key(Qt.Key.Key_Return)
        await self._finish()

    async def _by_card(self) -> None:
        await self._hands.tap("tenderCardButton")
        await self._answer("approved")
        await self._finish()

    async def _by_declined(self) -> None:
        await self._hands.tap("tenderCardButton")
        await self._answer("declined")
        await self._by_exact()

    async def _by_split(self) -> None:
        self._hands.type("0.10")
        await self._hands.tap("tenderCardButton")
        await self._answer("approved")
        await self._by_exact()

    async def _by_twice(self) -> None:
        """Press Finish twice, as fast as it goes."""
        await self._hands.tap("exactCashButton")
        await self._hands.until(self._can_finish, "finish enabled")
        button = self._hands.find(QWidget, "confirmButton")
        for _ in range(2):
            press(button)

    async def _answer(self, outcome: str) -> None:
        await self._hands.tap(f"{outcome}Button")

    async def _finish(self) -> None:
        await self._hands.until(self._can_finish, "finish enabled")
        self._hands.key(Qt.Key.Key_F12)

    def _can_finish(self) -> bool:
        return self._hands.find(QWidget, "confirmButton").isEnabled()

    async def _refund(self) -> None:
        self._hands.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        await self._hands.page("ordersPage")
        await self._hands.tap("confirmRefundButton")
        await self._hands.page("donePage")
        self.done["refunded"] += 1

    async def _leave_done(self) -> None:
        if self._chance.random() < 0.5:
            await self._hands.tap("newSaleButton")
        else:
            self._hands.key(Qt.Key.Key_Return)
        await self._hands.page("sellPage")

    def _pieces(self) -> int:
        return self._hands.pieces()

    def _has_more_than(self, before: int) -> bool:
        return self._pieces() > before


async def _sell_all(till: Till, sales: int) -> Counter[str]:
    window = TillWindow(till, Appearance.LIGHT, guard_ms=0)  # its third of a second, 600 times
    problems: list[object] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _loop, context: problems.append(context)
    )
    window.window.resize(1366, 768)
    window.show()
    window.window.activateWindow()
    hands = Hands(window)
    products = await till.catalogue.browse(category=None, favourites=False, limit=60)
    codes = [one.barcodes[0] for one in products if one.barcodes and not one.has_open_price]
    await hands.page("sellPage")
    cashier = Cashier(hands, codes)
    for _ in range(sales):
        await cashier.sell()
    window.window.close()
    await window.closed()
    assert not problems
    return cashier.done


def test_two_hundred_mixed_sales_by_events_on_widgets_only(qapp: QApplication, till: Till) -> None:
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    try:
        done = loop.run_until_complete(_sell_all(till, SALES))
        found = loop.run_until_complete(till.ledger.orders(OrderFilter(limit=10_000)))
        verdict = loop.run_until_complete(till.ledger.verify())
        report = loop.run_until_complete(till.ledger.day())
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    posted = [one for one in found if one.number]
    sales = [one for one in posted if one.kind is ReceiptKind.SALE]
    print(f"\nrung up: {dict(done)}")  # noqa: T201 - the count belongs to the record of a run
    assert len(sales) == done["sold"] == SALES
    assert len(posted) - len(sales) == done["refunded"] > 0
    numbers = sorted(int(one.number.rpartition("-")[2]) for one in posted)
    assert numbers == list(range(1, len(posted) + 1))
    assert verdict.is_whole
    assert report is not None
    assert report.totals.net.minor == sum(one.total.minor for one in posted)
    assert not [one for one in found if one.status is OrderStatus.OPEN]
