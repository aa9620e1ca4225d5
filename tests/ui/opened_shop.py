"""Shops opened by the program itself, one window after the other, and hands to set them up."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from cashier.app import window as program
from cashier.app.ending import OrderlyEnding
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.ui.controls.choice import Choice
from cashier.ui.look.theme import Appearance
from tests.hands import Hands
from tests.ui.import_stage import until

Play = Callable[["Opened"], Awaitable[None]]


class Opened:
    """The window that the program has opened, and hands for it."""

    def __init__(self, till: Till, window: TillWindow) -> None:
        self.till = till
        self.window = window
        self.hands = Hands(window)
        window.window.resize(1366, 768)
        window.window.activateWindow()

    def choose(self, name: str, value: object) -> None:
        """Choose ``value`` in a list with the arrow keys."""
        choice = self.hands.find(Choice, name)
        there = next(at for at in range(choice.count()) if choice.itemData(at) == value)
        while choice.currentIndex() != there:
            step = Qt.Key.Key_Down if choice.currentIndex() < there else Qt.Key.Key_Up
            QTest.keyClick(choice, step)

    def write(self, name: str, text: str) -> None:
        line = self.hands.find(QLineEdit, name)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)

    def step(self) -> int:
        """Return which step is marked as the one in view."""
        return next(
            step
            for step in (1, 2, 3)
            if self.hands.find(QAbstractButton, f"startStep{step}").isChecked()
        )

    async def at_step(self, step: int) -> None:
        await self.hands.page("startPage")
        await self.hands.until(lambda: self.step() == step, f"step {step}")


class Program:
    """Opens the shop in ``folder`` as the program does, as often as that is wanted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._folder = folder
        self._made: list[TillWindow] = []
        monkeypatch.setattr(program, "TillWindow", self._make)

    def _make(self, till: Till) -> TillWindow:
        made = TillWindow(till, Appearance.LIGHT, guard_ms=0)
        self._made.append(made)
        return made

    async def plays(self, play: Play) -> bool:
        """Open the shop, play, close the window; return whether it is to be opened again."""
        till = Till.open(self._folder)
        try:
            showing = asyncio.ensure_future(  # noqa: TID251 - a test's own task
                program.show(till, OrderlyEnding())
            )
            await until(lambda: bool(self._made))
            window = self._made.pop()
            try:
                opened = Opened(till, window)
                await opened.hands.until(window.window.isActiveWindow, "the window in front")
                await play(opened)
            finally:
                if not window.is_to_reopen:
                    window.window.close()
                is_to_reopen = await showing
            return is_to_reopen
        finally:
            till.close()
