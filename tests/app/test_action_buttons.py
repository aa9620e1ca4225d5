"""Every action of the catalogue that has a button is done by it, and its key stands on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.app.action_scenes import (
    BUTTONS,
    NAMES,
    READY,
    at_rest,
    buttons,
    close_dialogs,
    mend,
    picture,
    spoil,
)
from tests.app.scenes import Stage
from tests.hands import press

Play = Callable[..., None]
# Said by the platform without a screen about menus and hints.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WITHOUT_BUTTON = {
    "sell.product",  # by a long press on a tile
    "orders.reprint",  # switched off without a printer, and says so
    *("everywhere.full_screen", "everywhere.explain"),  # in the menu, and by a long press
    *("sell.times", "sell.line_above", "sell.line_below", "sell.undo", "sell.free_line"),
}


@pytest.mark.parametrize("name", [one for one in NAMES if one not in WITHOUT_BUTTON])
def test_its_button_does_it_and_bears_its_key(shop: Path, play: Play, name: str) -> None:
    spoil(shop, name)

    async def scene(stage: Stage) -> None:
        ready, called = BUTTONS.get(name, (READY[name], ""))
        await ready(stage)
        before = await at_rest(stage)
        if called:
            found = stage.hands.find(QWidget, called)
        else:
            found = buttons(stage, name)[0]
            assert stage.till.theme.keys.words(name) in found.accessibleName()
        mend(shop, name)
        press(found)
        await stage.hands.until(lambda: picture(stage) != before, f"an effect of {name}")
        close_dialogs(stage)

    play(shop, scene)
