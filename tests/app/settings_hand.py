"""Hands for the Settings page of the real window, and eyes for the file behind it."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from cashier.ui.controls.buttons import Button
from cashier.ui.controls.choice_box import ChoiceBox
from cashier.ui.settings.settings_page import SettingsPage
from tests.app.scenes import Stage
from tests.storage.books import rows

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@dataclass(frozen=True, slots=True)
class SettingsHand:
    """Goes to a section, writes, saves, and looks what became of it."""

    stage: Stage
    folder: Path

    @property
    def page(self) -> SettingsPage:
        return self.stage.hands.find(SettingsPage, "settingsPage")

    @property
    def text(self) -> str:
        """What stands in the file."""
        return (self.folder / "cashier.toml").read_text(encoding="utf-8")

    async def to(self, section: str) -> None:
        """Go to a section by its button."""
        if not self.stage.hands.sees("settingsPage"):
            self.stage.hands.key(KEY.Key_4, ALT)
            await self.stage.hands.page("settingsPage")
        await self.stage.hands.tap(f"{section}Nav")
        await self.stage.hands.page(f"{section}Section")
        await self.stage.till.tasks.settled("read settings")

    async def to_sell(self) -> None:
        self.stage.hands.key(KEY.Key_1, ALT)
        await self.stage.hands.page("sellPage")

    def write(self, name: str, text: str) -> None:
        """Write ``text`` into a field in place of what stands there."""
        field = self.stage.hands.find(QWidget, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        self.stage.hands.key(KEY.Key_Delete)
        self.stage.commit(text)

    def choose(self, name: str, value: str) -> None:
        """Choose ``value`` out of a list as somebody does: by going there with the arrows."""
        box = self.stage.hands.find(ChoiceBox, name)
        box.setFocus()
        there = box.findData(value)
        assert there >= 0, f"{value} is not offered"
        while box.currentIndex() != there:
            self.stage.hands.key(KEY.Key_Down if box.currentIndex() < there else KEY.Key_Up)

    async def save(self) -> None:
        """Save and wait until it says so."""
        self.stage.hands.key(KEY.Key_S, CTRL)
        await self.until_saved()

    async def until_saved(self) -> None:
        button = self.stage.hands.find(Button, "saveSettingsButton")
        await self.stage.hands.until(lambda: button.text() == "Saved", "saved")
        assert not self.page.is_changed

    def trouble(self, name: str) -> str:
        """Return what is said below a field."""
        if not self.stage.hands.sees(f"{name}Trouble"):
            return ""
        return self.stage.hands.find(QLabel, f"{name}Trouble").text()

    def told(self) -> list[str]:
        return [toast.notice.text for toast in self.stage.hands.window.toaster.toasts]

    def is_enabled(self, name: str) -> bool:
        return self.stage.hands.find(QAbstractButton, name).isEnabled()


def changed_keys(folder: Path) -> list[list[str]]:
    """Return the names of the keys of each change of settings, from the books themselves."""
    entries = [
        json.loads(body) for (body,) in rows(folder, "SELECT body FROM journal ORDER BY seq")
    ]
    return [one["data"]["keys"] for one in entries if one["kind"] == "settings-changed"]
