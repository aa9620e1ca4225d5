"""Keys and scans too fast, twice or in the wrong order: one thing happens, nothing is lost."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from cashier.ui.frame.input_guard import GUARD_MS
from cashier.ui.frame.main_window import Page
from tests.app import books
from tests.app.eyes import ALT, CTRL, KEY, parked, pay_cash, pieces, tells, view
from tests.app.scenes import BREAD, MUFFIN, RYE, Stage
from tests.hands import press

Play = Callable[..., None]


def key_event(key: Qt.Key, *, repeat: bool) -> None:
    """Send one key as the system does while it is held."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    event = QKeyEvent(
        QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier, "", repeat, 1
    )
    assert target is not None
    QApplication.sendEvent(target, event)


def test_finish_then_escape_then_f12_sells_once_and_stays_on_done(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.to_pay()
        await asyncio.sleep(2 * GUARD_MS / 1000)  # until the page takes presses
        await stage.hands.tap("exactCashButton")
        await stage.can_finish()
        button = stage.hands.find(QWidget, "confirmButton")
        for _ in range(3):
            press(button)
        for key in (KEY.Key_Escape, KEY.Key_F12, KEY.Key_F12):
            stage.hands.key(key)
        await stage.hands.page("donePage")

    play(shop, scene, GUARD_MS)
    assert [one.total.minor for one in books.read(shop).posted] == [277]


@pytest.mark.parametrize("guard_ms", [0, GUARD_MS])
def test_a_key_that_is_held_does_one_thing(shop: Path, play: Play, guard_ms: int) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        stage.hands.key(KEY.Key_F12)
        for _ in range(50):
            key_event(KEY.Key_F12, repeat=True)
            key_event(KEY.Key_Return, repeat=True)
        await stage.hands.page("payPage")
        state = stage.till.presenters.payment.state
        assert state is not None
        assert not state.payment.tenders

    play(shop, scene, guard_ms)
    assert not books.read(shop).posted


def test_other_pages_while_it_is_posted(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.paid_in_cash()
        press(stage.hands.find(QWidget, "confirmButton"))
        for number in (KEY.Key_2, KEY.Key_1, KEY.Key_4, KEY.Key_2):
            stage.hands.key(number, ALT)
        await stage.hands.page("donePage")
        await stage.hands.tap("newSaleButton")
        await stage.hands.page("sellPage")
        assert view(stage).is_empty

    play(shop, scene)
    assert len(books.read(shop).posted) == 1


def test_pay_pressed_before_the_scan_has_landed(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        for code in (BREAD, RYE, MUFFIN):
            stage.hands.scan(code)
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("payPage")
        state = stage.till.presenters.payment.state
        assert state is not None
        assert state.payment.total.minor == 79 + 99 + 39

    play(shop, scene)


def test_a_scan_after_pay_leads_back_to_the_sale(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.hands.scan(BREAD)
        stage.hands.key(KEY.Key_F12)
        stage.hands.scan(RYE)
        await pieces(stage, 2)
        assert stage.hands.window.page is Page.SELL

    play(shop, scene)


def test_park_and_resume_pressed_before_the_scan_has_landed(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.hands.scan(BREAD)
        stage.hands.key(KEY.Key_F8)
        stage.hands.scan(RYE)
        stage.hands.scan(RYE)
        await parked(stage, 1)
        await pieces(stage, 2)
        assert [len(one.order.lines) for one in stage.till.presenters.park.parked] == [1]
        stage.hands.scan(MUFFIN)
        stage.hands.key(KEY.Key_1, CTRL)
        await pieces(stage, 1)
        assert view(stage).order.lines[0].name == "Juoda Duona"
        assert stage.till.presenters.park.parked[0].total.minor == 2 * 99 + 39

    play(shop, scene)


def test_scans_around_every_change_of_page(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        for _ in range(3):
            for _ in range(4):
                stage.hands.scan(BREAD)
            stage.hands.key(KEY.Key_F12)
            await stage.hands.page("payPage")
            stage.hands.scan(RYE)
            await pieces(stage, 5)
            await pay_cash(stage)
            stage.hands.scan(MUFFIN)  # the next sale begins with it
            await stage.hands.page("sellPage")
            await pieces(stage, 1)
            stage.hands.key(KEY.Key_Delete)
            await pieces(stage, 0)

    play(shop, scene)
    assert [one.total.minor for one in books.read(shop).posted] == [4 * 79 + 99] * 3


def test_an_unknown_code_changes_nothing_and_the_next_one_counts(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        for code in (BREAD, "9999999999994", BREAD):
            stage.hands.scan(code)
        await tells(stage, "9999999999994 is not in the catalogue")
        await pieces(stage, 2)

    play(shop, scene)
    (left,) = books.read(shop).unposted
    assert [(one.barcode, one.quantity.milli) for one in left.order.lines] == [(BREAD, 2_000)]
