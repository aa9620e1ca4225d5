"""The real window of one till for tests of what is set up in it, and hands to work it with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from cashier.app.beside_selling import BesideSelling
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.ui.frame.main_window import Page
from cashier.ui.look.theme import Appearance
from cashier.ui.settings.settings_page import SettingsPage
from tests.hands import Hands

_ALT = Qt.KeyboardModifier.AltModifier


class ShopWindow:
    """Shows the window of ``till`` and closes it at the end."""

    def __init__(self, till: Till, size: Sequence[int] = (1366, 768)) -> None:
        self.till = till
        self.window = TillWindow(till, Appearance.LIGHT, guard_ms=0)
        self.hands = Hands(self.window)
        self.window.window.resize(*size)
        self.window.show()
        self.window.window.activateWindow()
        self.beside = BesideSelling(till, self.window, after_ms=0)
        self.beside.begin()

    async def __aenter__(self) -> Self:
        await self.hands.until(self.window.window.isActiveWindow, "the window in front")
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.window.window.close()
        await self.window.closed()

    async def settings(self, section: str) -> None:
        """Go to a section of the settings, as a person does."""
        self.hands.key(Qt.Key.Key_4, _ALT)
        await self.hands.page("settingsPage")
        page = self.window.window.widget(Page.SETTINGS)
        assert isinstance(page, SettingsPage)
        await self.hands.tap(f"{section}Nav")
        await self.hands.until(lambda: page.current == section, f"section {section}")

    def write(self, name: str, text: str | Path) -> None:
        """Write ``text`` on the line called ``name`` in place of what stands there."""
        line = self.hands.find(QLineEdit, name)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, str(text))
        QTest.keyClick(line, Qt.Key.Key_Tab)

    def told(self) -> list[str]:
        """Return what the toasts say."""
        return [one.notice.text for one in self.window.window.toaster.toasts]
