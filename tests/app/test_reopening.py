"""A window that closes to be opened again: the program goes on with the shop as it is then."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from qasync import QEventLoop
from typing_extensions import override

from cashier import translation
from cashier.app import window as program
from cashier.app.ending import OrderlyEnding
from cashier.app.folder import DONE
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.ui.controls.choice import Choice
from cashier.ui.look import formatting, qt_texts
from cashier.ui.look.theme import Appearance
from tests.hands import Hands

Play = Callable[[TillWindow, Hands], Awaitable[None]]


@pytest.fixture(autouse=True)
def speaks_english_again(qapp: QApplication) -> Iterator[None]:
    yield
    translation.use("en")
    formatting.use("en")
    qt_texts.speak(qapp, "en")


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[QEventLoop]:
    qapp.setQuitOnLastWindowClosed(False)
    made = QEventLoop(qapp)
    asyncio.set_event_loop(made)
    yield made
    made.close()
    asyncio.set_event_loop(None)
    qapp.setQuitOnLastWindowClosed(True)
    gc.collect()


def played(plays: list[Play], failures: list[BaseException]) -> type[TillWindow]:
    """Return the window of the program with a hand that plays the next scene in it."""

    class PlayedWindow(TillWindow):
        def __init__(self, till: Till) -> None:
            super().__init__(till, Appearance.LIGHT, guard_ms=0)

        @override
        def show(self) -> None:
            super().show()
            self.window.activateWindow()
            self._hand = asyncio.get_running_loop().create_task(self._play())

        async def _play(self) -> None:
            try:
                await plays.pop(0)(self, Hands(self))
            except BaseException as error:  # noqa: BLE001 - told to the test
                failures.append(error)
            if not self.is_to_reopen:
                self.window.close()

    return PlayedWindow


async def takes_lithuanian(window: TillWindow, hands: Hands) -> None:
    await hands.page("startPage")
    choose(hands, "startLanguage", "lt")
    await hands.tap("startNextButton")
    await hands.until(lambda: window.is_to_reopen, "opened again")


async def goes_back_to_english(window: TillWindow, hands: Hands) -> None:
    await hands.page("startPage")
    assert hands.find(QAbstractButton, "startBackButton").text() == translation._("Back")
    assert formatting.decimal_sign() == ","
    assert QApplication.translate("QPlatformTheme", "Cancel") != "Cancel"
    await hands.tap("startStep1")
    choose(hands, "startLanguage", "en")
    await hands.tap("startNextButton")
    await hands.until(lambda: window.is_to_reopen, "opened again")


async def is_english(_window: TillWindow, hands: Hands) -> None:
    await hands.page("startPage")
    assert hands.find(QAbstractButton, "startBackButton").text() == "Back"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert formatting.decimal_sign() == "."


def choose(hands: Hands, name: str, value: str) -> None:
    choice = hands.find(Choice, name)
    there = next(at for at in range(choice.count()) if choice.itemData(at) == value)
    while choice.currentIndex() != there:
        step = Qt.Key.Key_Down if choice.currentIndex() < there else Qt.Key.Key_Up
        QTest.keyClick(choice, step)


def test_each_window_speaks_the_language_that_was_chosen_in_the_one_before(
    loop: QEventLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[BaseException] = []
    plays: list[Play] = [takes_lithuanian, goes_back_to_english, is_english]
    monkeypatch.setattr(program, "TillWindow", played(plays, failures))
    assert program._run(loop, tmp_path / "shop", OrderlyEnding()) == DONE  # noqa: SLF001 - all of it
    assert failures == []
    assert plays == []
    till = Till.open(tmp_path / "shop")  # nothing holds it any more
    assert till.settings.shop.language == "en"
    till.close()


def test_an_ending_that_is_asked_for_is_stronger_than_opening_again(
    loop: QEventLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = OrderlyEnding()

    async def asks(window: TillWindow, hands: Hands) -> None:
        await hands.page("startPage")
        ending.is_asked = True
        window.reopen()

    failures: list[BaseException] = []
    monkeypatch.setattr(program, "TillWindow", played([asks], failures))
    assert program._run(loop, tmp_path / "shop", ending) == DONE  # noqa: SLF001 - as above
    assert failures == []
