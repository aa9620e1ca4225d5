"""Five products, a discount, card and cash: by mouse, by keyboard, and by scanner and keypad alone.

Each way is counted as the program gets it; `docs/first-sale.md` tells the same, step by step.
"""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from typing_extensions import override

from tests.app.scenes import Stage
from tests.source_rules import CHECKOUT

KEY = Qt.Key
TILES = ("Juoda Duona", "Homemade Butter", "Молоко 3,2%", "Plum Tomatoes", "Rigas sprotes")
WORDS = ("juod", "home", "моло", "plum", "spro")
CODES = ("4770163834649", "4770245045802", "4607057921096", "00914772", "4750616000593")
"""0.79 + 3.49 + 1.29 + 0.69 + 3.29 less ten percent of the last: 9.22."""
GUIDE = CHECKOUT / "docs" / "first-sale.md"


class Effort(QObject):
    """Counts the presses of a finger and of keys that reach the program."""

    def __init__(self) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()
        self._last_tap = -1

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self.count["taps"] += event.timestamp() != self._last_tap  # else on its way up
            self._last_tap = event.timestamp()
        elif event.type() is QEvent.Type.KeyPress:
            focus = QApplication.focusWidget() or QApplication.activeWindow()
            self.count["keys"] += watched is focus
        elif event.type() is QEvent.Type.Shortcut:
            self.count["keys"] += 1
        return False


async def lines(stage: Stage, count: int) -> None:
    await stage.hands.until(
        lambda: len(stage.till.presenters.sale.view.order.lines) == count, f"{count} lines"
    )


async def taps(stage: Stage, *names: str) -> None:
    for name in names:
        await stage.hands.tap(name)


async def tap_tile(stage: Stage, name: str) -> None:
    """Tap the favourite whose name begins with ``name``."""
    model = stage.till.goods.model
    await stage.hands.until(lambda: model.rowCount() >= len(TILES), "favourites")
    shown = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    await stage.hands.tap_row(
        "productGrid", next(at for at, one in enumerate(shown) if name in one)
    )


async def type_name(stage: Stage, word: str) -> None:
    """Type as a person does, key by key, until one product is left."""
    for letter in word:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = ord(letter.upper()) if letter.isascii() else 0
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget() or stage.hands.window, event)
    model = stage.till.goods.model
    await stage.hands.until(lambda: model.rowCount() == 1, f"one product called {word}")


async def by_mouse(stage: Stage) -> None:
    """Tap everything."""
    for place, name in enumerate(TILES, 1):
        await tap_tile(stage, name)
        await lines(stage, place)
    await taps(stage, "percentModeButton", "key_one", "key_zero", "key_ok", "payButton")
    await stage.hands.page("payPage")
    await taps(stage, "key_five", "tenderCardButton", "approvedButton", "note_20", "confirmButton")


async def by_keyboard(stage: Stage) -> None:
    """Type the beginning of each name; a key for everything else."""
    for place, word in enumerate(WORDS, 1):
        await type_name(stage, word)
        stage.hands.key(KEY.Key_Return)
        await lines(stage, place)
    stage.hands.key(KEY.Key_F5)
    stage.hands.type("10")
    stage.hands.key(KEY.Key_Return)
    stage.hands.key(KEY.Key_F12)
    await stage.hands.page("payPage")
    stage.hands.type("5")
    stage.hands.key(KEY.Key_F6)
    await stage.hands.until(lambda: stage.hands.sees("approvedButton"), "card asked")
    stage.hands.key(KEY.Key_F2)
    await stage.hands.until(lambda: not stage.hands.sees("approvedButton"), "card approved")
    stage.hands.type("20")
    stage.hands.key(KEY.Key_Return)
    await stage.can_finish()
    stage.hands.key(KEY.Key_F12)


async def by_scanner_and_keypad(stage: Stage) -> None:
    """Scan; everything else on the keypad's column, where Finish is where Pay was."""
    for place, code in enumerate(CODES, 1):
        stage.hands.scan(code)
        await lines(stage, place)
    await taps(stage, "percentModeButton", "key_one", "key_zero", "key_ok", "payButton")
    await stage.hands.page("payPage")
    await taps(stage, "key_five", "tenderCardButton", "approvedButton")
    await taps(stage, "key_two", "key_zero", "key_ok", "confirmButton")


def promised(way: str) -> Counter[str]:
    """Return what the guide says a way takes."""
    guide = GUIDE.read_text("utf-8")
    row = next(line for line in guide.splitlines() if line.startswith(f"| {way} |"))
    told = [int(found) for found in re.findall(r"\d+", row)]
    return +Counter(taps=told[0], keys=told[1])


@pytest.mark.parametrize(
    ("way", "sell", "scanned"),
    [
        ("mouse", by_mouse, 0),
        ("keyboard", by_keyboard, 0),
        ("scanner and keypad", by_scanner_and_keypad, sum(len(code) + 1 for code in CODES)),
    ],
)
def test_each_way_sells_alone_with_what_the_guide_says_it_takes(
    play: Callable[..., None],
    shop: Path,
    way: str,
    sell: Callable[[Stage], object],
    scanned: int,
) -> None:
    effort = Effort()

    async def scene(stage: Stage) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(effort)
        try:
            await sell(stage)  # type: ignore[misc]
            await stage.hands.page("donePage")
        finally:
            app.removeEventFilter(effort)
        assert "15.80" in stage.hands.find(QLabel, "doneFigure").text()

    play(shop, scene)
    effort.count["keys"] -= scanned
    assert +effort.count == promised(way)
