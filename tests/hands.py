"""A cashier's hands: nothing but presses and keys on the widgets of the real window."""

import asyncio
import itertools
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from cashier.app.wiring import TillWindow
from cashier.ui.sell.cart_model import ROW_ROLE

W = TypeVar("W", bound=QWidget)

_STEP_S = 0.005
_TRIES = 2_000


class Hands:
    """Presses, types and scans; waits for what it is to see, never for a time of its own."""

    def __init__(self, till: TillWindow) -> None:
        self.window = till.window
        self._clock_ms = itertools.count(1_000, 5)

    def find(self, kind: type[W], name: str) -> W:
        """Return the widget called ``name`` that is in view."""
        for widget in self.window.findChildren(kind, name):
            if widget.isVisible():
                return widget
        message = f"{name} is not in view"
        raise AssertionError(message)

    def sees(self, name: str) -> bool:
        """Whether a widget called ``name`` is in view."""
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def _names_in_view(self) -> set[str]:
        widgets = self.window.findChildren(QWidget)
        return {one.objectName() for one in widgets if one.isVisible()} - {""}

    async def until(self, seen: Callable[[], bool], what: str) -> None:
        """Wait until ``seen`` is true; fail with ``what`` when it never is."""
        for _ in range(_TRIES):
            if seen():
                return
            await asyncio.sleep(_STEP_S)
        told = [f"{one.notice.text} {one.notice.hint}" for one in self.window.toaster.toasts]
        names = sorted(self._names_in_view())
        message = f"never happened: {what}; {self.window.page}; told: {told}; in view: {names}"
        raise AssertionError(message)

    async def page(self, name: str) -> None:
        """Wait for a page."""
        await self.until(lambda: self.sees(name), f"page {name}")

    async def tap(self, name: str) -> None:
        """Press the button called ``name`` once it can be pressed."""
        await self.until(
            lambda: self.sees(name) and self.find(QWidget, name).isEnabled(), f"{name} enabled"
        )
        press(self.find(QWidget, name))

    async def tap_row(self, view_name: str, row: int) -> None:
        """Press a row or a tile of a list once it is there."""
        view = self.find(QAbstractItemView, view_name)
        await self.until(lambda: rows(view.model()) > row, f"row {row} of {view_name}")
        index = view.model().index(row, 0)
        view.scrollTo(index)
        place = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def pieces(self) -> int:
        """Return how much the cart shows, in thousandths: a tap more is always more."""
        model = self.find(QAbstractItemView, "cartView").model()
        shown = (model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount()))
        return sum(row.line.quantity.milli for row in shown)

    def type(self, text: str) -> None:
        """Type as a person does."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def type_slowly(self, text: str) -> None:
        """Type as a person does, with the time that passes between two keys on each of them."""
        for char in text:
            for _ in range(40):
                next(self._clock_ms)
            self._burst_key(Qt.Key(ord(char.upper())), char)

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def scan(self, code: str) -> None:
        """Type ``code`` as fast as a scanner does, with its end key."""
        for _ in range(100):  # a pause before the burst
            next(self._clock_ms)
        for char in code:
            self._burst_key(Qt.Key(ord(char.upper())), char)
        self._burst_key(Qt.Key.Key_Return, "\r")

    def _burst_key(self, key: Qt.Key, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(next(self._clock_ms))
            QApplication.sendEvent(QApplication.focusWidget() or self.window, event)


def press(widget: QWidget) -> None:
    """Press the middle of ``widget`` with the left button."""
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    middle = QPoint(target.width() // 2, target.height() // 2)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=middle)


def rows(model: QAbstractItemModel) -> int:
    """Return how many rows a list holds now."""
    return model.rowCount()
