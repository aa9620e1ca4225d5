"""A shop's own key, from the list of keys to the file and back: chosen, saved, used, reset."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cashier.ui.controls.callout import Callout
from cashier.ui.frame.main_window import Page
from cashier.ui.keys.action_list import ActionList
from cashier.ui.keys.key_field import KeyField
from cashier.ui.settings.settings_presenter import SAVE_SETTINGS
from tests.app.eyes import CTRL, KEY, is_enabled, view
from tests.app.scenes import BREAD, Stage

Play = Callable[..., None]


async def choose(stage: Stage, name: str) -> None:
    """Go by F1 to where keys are changed, and choose an action there."""
    stage.hands.key(KEY.Key_F1)
    await stage.hands.tap("changeKeysButton")
    await stage.hands.page("keysSection")
    stage.hands.find(ActionList, "actionList").choose(name)


async def press(stage: Stage, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    field = stage.hands.find(KeyField, "keyField")
    field.setFocus()
    QTest.keyClick(field, key, held)


async def save(stage: Stage) -> None:
    await stage.hands.until(lambda: is_enabled(stage, "saveSettingsButton"), "something to save")
    stage.hands.key(KEY.Key_S, CTRL)
    await stage.till.tasks.settled(SAVE_SETTINGS)


def own_keys(shop: Path) -> dict[str, object]:
    content = tomllib.loads((shop / "cashier.toml").read_text(encoding="utf-8"))
    return dict(content.get("keys", {}))


def test_a_key_is_chosen_saved_and_used(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await choose(stage, "sell.pay")
        await press(stage, KEY.Key_F12, CTRL)
        stage.hands.find(QWidget, "actionList").setFocus()
        await save(stage)
        assert own_keys(shop) == {"sell.pay": "Ctrl+F12"}
        stage.hands.window.show_page(Page.SELL)
        pay = stage.hands.find(QWidget, "payButton")
        assert pay.accessibleName().endswith("Ctrl F12")
        await stage.fill()
        stage.hands.key(KEY.Key_F12)
        assert stage.hands.window.page is Page.SELL
        stage.hands.key(KEY.Key_F12, CTRL)
        await stage.hands.page("payPage")

    play(shop, scene)


def test_two_actions_change_keys_and_the_usual_ones_come_back(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await choose(stage, "sell.pay")
        await press(stage, KEY.Key_F8, Qt.KeyboardModifier.NoModifier)
        trouble = stage.hands.find(Callout, "keyTrouble")
        assert "“Park”" in trouble.accessibleName()
        stage.hands.find(ActionList, "actionList").choose("sell.park")
        await stage.hands.tap("noKeyButton")
        stage.hands.find(ActionList, "actionList").choose("sell.pay")
        await press(stage, KEY.Key_F8, Qt.KeyboardModifier.NoModifier)
        stage.hands.find(QWidget, "actionList").setFocus()
        await save(stage)
        assert own_keys(shop) == {"sell.pay": "F8", "sell.park": ""}
        await stage.hands.tap("allUsualKeysButton")
        await save(stage)
        assert own_keys(shop) == {}
        assert stage.till.theme.keys.own == {}

    play(shop, scene)


def test_a_scan_closes_the_list_of_keys_and_is_sold(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.hands.key(KEY.Key_F1)
        await stage.hands.page("keyOverlay")
        stage.hands.type("5")
        await stage.scan(BREAD)
        assert not stage.hands.sees("keyOverlay")
        assert [line.quantity.text() for line in view(stage).order.lines] == ["1"]

    play(shop, scene)


def test_a_changed_key_is_asked_about_before_the_page_is_left(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await choose(stage, "sell.pay")
        await press(stage, KEY.Key_F12, CTRL)
        stage.hands.find(QWidget, "actionList").setFocus()
        stage.hands.key(KEY.Key_1, Qt.KeyboardModifier.AltModifier)
        await stage.hands.page("leaveQuestion")
        await stage.hands.tap("discardAndLeaveButton")
        await stage.hands.page("sellPage")
        assert own_keys(shop) == {}

    play(shop, scene)
