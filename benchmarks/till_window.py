"""A shop of 100,000 products and its real window, with hands that time what they do.

Keys are handed to the widget that has the focus with the times a scanner or a person would give
them. What they cause counts as done when the window has painted it and handed it to the screen.
"""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

import qasync
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from typing_extensions import override

from cashier.app.till import OPERATOR, Till
from cashier.app.wiring import TillWindow
from cashier.domain.money import Money
from cashier.operations.import_products import ImportRequest
from cashier.ui.frame.main_window import Page
from cashier.ui.look.theme import Appearance
from cashier.ui.sell.order_keeper import KEEP_ORDER

DATA = Path(__file__).parent.parent / "tests" / "data" / "products-100k.csv.gz"
LONGEST_S = 10.0
_SCAN_GAP_MS = 4
_TYPING_GAP_MS = 150


def rows() -> list[dict[str, str]]:
    """Return the rows of the 100,000 real products that have a name."""
    text = gzip.decompress(DATA.read_bytes()).decode()
    return [row for row in csv.DictReader(io.StringIO(text)) if row["name"]]


def chosen(count: int, seed: int = 2026) -> list[dict[str, str]]:
    """Return ``count`` different products, the same ones each time."""
    return random.Random(seed).sample(rows(), count)  # noqa: S311 - which ones, no secret


def make_shop(folder: Path, products: Sequence[dict[str, str]]) -> None:
    """Make a shop with ``products`` and an open fiscal day."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, products[0].keys())
    writer.writeheader()
    writer.writerows(products)
    content = out.getvalue().encode()
    till = Till.open(folder)

    async def stock() -> None:
        await till.import_products(ImportRequest(partial(io.BytesIO, content), "EUR"))
        await till.open_fiscal_day(Money(10_000), operator=OPERATOR)

    asyncio.run(stock())
    till.close()


@contextmanager
def loop_of_the_window() -> Iterator[asyncio.AbstractEventLoop]:
    """Give an event loop for Qt and asyncio together."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    yield loop
    loop.close()


async def opened(till: Till, size: tuple[int, int] | None = None) -> TillWindow:
    """Return the window of ``till`` as the program shows it, all over the screen without a size."""
    window = TillWindow(till, Appearance.LIGHT, guard_ms=0)
    if size is None:
        window.window.fill_screen()
    else:
        window.window.resize(*size)
    await window.prepare()
    window.show()
    window.window.activateWindow()
    return window


class Painted(QObject):
    """Tells when a widget was painted with what ``is_right`` asks for, and the screen has it."""

    def __init__(self, widget: QWidget, is_right: Callable[[], bool]) -> None:
        super().__init__()
        self._widget, self._window = widget, widget.window()
        self._is_right = is_right
        self._is_painted = False
        self._seen: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        widget.installEventFilter(self)
        self._window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self._widget:
            self._is_painted = self._is_painted or self._is_right()
        elif event.type() == QEvent.Type.UpdateRequest and watched is self._window:
            # Here the window paints what has changed and hands it to the screen.
            self._window.event(event)
            if self._is_painted and not self._seen.done():
                self._seen.set_result(perf_counter())
            return True
        return False

    async def seconds_since(self, begun: float) -> float:
        """Return how long it took from ``begun``."""
        try:
            return await asyncio.wait_for(self._seen, LONGEST_S) - begun
        finally:
            self._widget.removeEventFilter(self)
            self._window.removeEventFilter(self)
            self.deleteLater()


class Hands:
    """Types, scans and taps in one window."""

    def __init__(self, till: TillWindow) -> None:
        self.till = till
        self._clock_ms = 10_000

    def widget(self, name: str) -> QWidget:
        """Return the widget in view that is called ``name``."""
        found = (one for one in self.till.window.findChildren(QWidget, name) if one.isVisible())
        return next(found)

    async def until(self, is_so: Callable[[], bool], longest_s: float = LONGEST_S) -> None:
        """Wait until ``is_so``."""
        async with asyncio.timeout(longest_s):
            while not is_so():  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.002)

    def key(self, text: str, gap_ms: int = _TYPING_GAP_MS, key: int | None = None) -> None:
        """Press one key and let it go."""
        self._clock_ms += gap_ms
        code = ord(text.upper()[:1]) if key is None else key
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._clock_ms)
            QApplication.sendEvent(self._focus(), event)

    def _focus(self) -> QWidget:
        # Without a window manager no window is active; its keys go where it would have the focus.
        window = self.till.window
        found: QWidget | None = QApplication.focusWidget()
        return found if found is not None else window

    def scan(self, code: str) -> float:
        """Scan ``code``; returns the moment of its last key."""
        self._clock_ms += 1_000
        for digit in code:
            self.key(digit, _SCAN_GAP_MS)
        begun = perf_counter()
        self.key("\r", _SCAN_GAP_MS, Qt.Key.Key_Return.value)
        return begun

    async def scan_until_painted(self, code: str) -> float:
        """Scan ``code``; returns the seconds from its last key to the painted cart."""
        sale = self.till.presenters.sale
        before = sale.view.order
        painted = Painted(self.viewport("cartView"), lambda: sale.view.order is not before)
        return await painted.seconds_since(self.scan(code))

    async def sell(self, codes: Sequence[str]) -> float:
        """Sell ``codes`` for cash; returns the seconds from the tap on Finish to painted Done."""
        window = self.till.window
        for code in codes:
            await self.scan_until_painted(code)
        QTest.keyClick(self._focus(), Qt.Key.Key_F12)
        await self.until(lambda: window.page is Page.PAY)
        self.key("=", key=Qt.Key.Key_Equal.value)
        await self.until(lambda: self.widget("confirmButton").isEnabled())
        page = window.widget(Page.DONE)
        painted = Painted(page, lambda: window.page is Page.DONE)
        return await painted.seconds_since(self.tap("confirmButton"))

    async def rest(self) -> None:
        """Wait as long as no scanner can be quicker: until the sale is kept."""
        await self.till.tasks.settled(KEEP_ORDER)
        await asyncio.sleep(0.01)

    def viewport(self, name: str) -> QWidget:
        """Return what a list of the Sell page paints its rows on."""
        view = self.till.window.widget(Page.SELL).findChild(QAbstractScrollArea, name)
        assert view is not None
        return view.viewport()

    def tap(self, name: str) -> float:
        """Press a button; returns the moment it was let go."""
        button = self.widget(name)
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        begun = perf_counter()
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
        return begun
