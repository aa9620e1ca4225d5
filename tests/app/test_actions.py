"""Every action of the catalogue is done in the real window by its key, whichever key that is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier.ui.keys.actions import MOST_RESUMED
from tests.app.action_scenes import (
    NAMES,
    READY,
    RESUMED,
    at_rest,
    bound,
    buttons,
    close_dialogs,
    mend,
    park,
    picture,
    press_key,
    spoil,
)
from tests.app.eyes import view
from tests.app.scenes import MUFFIN, Stage
from tests.hands import press

Play = Callable[..., None]
# Said by the platform without a screen about menus and hints.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
DELETE = Qt.Key.Key_Delete


def test_every_action_has_a_way_to_it() -> None:
    assert sorted(READY) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_its_key_does_it(shop: Path, play: Play, name: str) -> None:
    spoil(shop, name)

    async def scene(stage: Stage) -> None:
        await READY[name](stage)
        before = await at_rest(stage)
        mend(shop, name)
        press_key(stage, name)
        await stage.hands.until(lambda: picture(stage) != before, f"an effect of {name}")
        close_dialogs(stage)

    play(shop, scene)


def test_each_parked_sale_is_resumed_by_its_key_and_by_its_button(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await park(stage, MOST_RESUMED)
        await stage.scan(MUFFIN)  # so that each sale changes places with another one
        for name in ("sell.resume_1", *RESUMED):
            before = view(stage).order.id
            press_key(stage, name)
            await stage.hands.until(lambda was=before: view(stage).order.id != was, name)  # type: ignore[misc]
        await stage.hands.until(lambda: bool(buttons(stage, RESUMED[-1])), "nine are parked")
        before = view(stage).order.id
        press(buttons(stage, RESUMED[-1])[0])
        await stage.hands.until(lambda: view(stage).order.id != before, "the ninth")

    play(shop, scene)


def test_a_new_key_works_at_once_and_stands_on_its_button(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await READY["sell.pay"](stage)
        before = await at_rest(stage)
        stage.till.theme.keys.use({"sell.pay": "Ctrl+F12"})
        (button,) = buttons(stage, "sell.pay")
        assert button.accessibleName().endswith("Ctrl F12")
        assert getattr(button, "cap", "") == "Ctrl F12"
        assert bound(stage, "sell.pay").shortcut().toString() == "Ctrl+F12"
        stage.till.theme.keys.use({"sell.pay": "Ctrl+F11", "sell.more": "Ins"})
        press_key(stage, "sell.pay")
        await stage.hands.page("payPage")
        assert picture(stage) != before

    play(shop, scene)


def test_the_old_key_does_nothing_any_more(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await READY["sell.remove"](stage)
        keys = stage.till.theme.keys
        press_key(stage, "sell.line_above")
        before = await at_rest(stage)
        keys.use({"sell.remove": "Ins"})
        keys_before, keys_now = "Del", keys.key("sell.remove")
        assert keys_now != keys_before
        stage.hands.key(DELETE)
        assert await at_rest(stage) == before
        press_key(stage, "sell.remove")
        await stage.hands.until(lambda: picture(stage) != before, "the line removed")

    play(shop, scene)


def test_keys_of_the_file_are_in_force_from_the_start(shop: Path, play: Play) -> None:
    file = shop / "cashier.toml"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    own = '[keys]\n"sell.pay" = "Ctrl+F12"\n"sell.park" = "F12"\n"sell.note" = "F1"\n'
    file.write_text(f"{before}\n{own}", encoding="utf-8")

    async def scene(stage: Stage) -> None:
        keys = stage.till.theme.keys
        assert keys.key("sell.pay") == "Ctrl+F12"
        assert keys.key("sell.park") == "F12"
        assert keys.key("sell.note") == "F7"
        told = " ".join(one.notice.text for one in stage.hands.window.toaster.toasts)
        assert "F1 is the key of “Keys”" in told

    play(shop, scene)


def test_caps_can_be_hidden_and_come_back(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        pay = stage.hands.find(QWidget, "payButton")
        stage.till.theme.keys.show_caps(shown=False)
        assert getattr(pay, "cap", "") == ""
        assert "F12" in pay.accessibleName()
        stage.till.theme.keys.show_caps(shown=True)
        assert getattr(pay, "cap", "") == "F12"

    play(shop, scene)
