"""What changes often is spoken once, when it has come to rest."""

import asyncio

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cashier.ui.frame.live_region import LiveRegion
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.sell_stage import BREAD, open_till


def region(qtbot: QtBot, rest_ms: int) -> tuple[QLabel, LiveRegion, list[str]]:
    label = QLabel()
    qtbot.addWidget(label)
    made = LiveRegion(label, rest_ms)
    said: list[str] = []
    made.announced.connect(said.append)
    return label, made, said


def test_of_several_changes_only_the_last_is_spoken(theme: Theme, qtbot: QtBot) -> None:
    label, live, said = region(qtbot, 1)
    label.show()
    with qtbot.waitSignal(live.announced):
        for text in ("Total 1.00 EUR", "Total 2.00 EUR", "Total 3.00 EUR"):
            live.say(text)
    assert said == ["Total 3.00 EUR"]


def test_nothing_is_said_twice_and_nothing_that_is_not_seen(theme: Theme, qtbot: QtBot) -> None:
    label, live, said = region(qtbot, 1)
    live.say("Total 0.00 EUR")
    label.show()
    live.say("Total 0.00 EUR")
    with qtbot.waitSignal(live.announced):
        live.say("Total 0.79 EUR")
        live.say("Total 0.79 EUR")
    assert said == ["Total 0.79 EUR"]


def test_the_total_is_a_live_region(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [BREAD])
        (live,) = till.page.cart.findChildren(LiveRegion)
        said: list[str] = []
        live.announced.connect(said.append)
        await till.tap_tile("Juoda Duona", taps=3)
        while not said:  # noqa: ASYNC110 - it speaks when it has come to rest
            await asyncio.sleep(0.01)
        assert said == ["Total 2.37 EUR"]
        await till.close()

    run(scenario())
