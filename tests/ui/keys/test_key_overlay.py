"""F1 lists the keys of the page in view; F1, Escape and a tap close the list."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cashier.ui.frame.main_window import Page
from cashier.ui.keys.actions import catalogue
from cashier.ui.keys.key_list import KeyRow
from cashier.ui.keys.key_overlay import KeyOverlay
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.sell_stage import BREAD, BUTTER, SellTill, child, open_till

_LEFT = Qt.MouseButton.LeftButton
WITH_BACK_END = "sell.send_unpaid"
ON_SELL = [
    one.name
    for one in catalogue()
    if one.page in {"sell", "everywhere"} and one.name != WITH_BACK_END
]


def overlay(till: SellTill) -> KeyOverlay | None:
    found = till.window.findChildren(KeyOverlay, "keyOverlay")
    return next((one for one in found if one.isVisible()), None)


def listed(till: SellTill) -> list[str]:
    shown = overlay(till)
    assert shown is not None
    return [row.action.name for row in shown.rows]


def test_it_lists_exactly_what_the_page_can_do(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [BREAD])
        await till.press(Qt.Key.Key_F1)
        assert sorted(listed(till)) == sorted(ON_SELL)
        shown = overlay(till)
        assert shown is not None
        for row in shown.rows:
            assert theme.keys.words(row.action.name) in row.accessibleName()
            assert row.visibleRegion().boundingRect().height() > 0
        await till.close()

    run(scenario())


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape])
def test_a_key_closes_it_and_the_focus_is_where_it_was(theme: Theme, run: Run, key: Qt.Key) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [BREAD])
        await till.press(Qt.Key.Key_F2)
        before = QApplication.focusWidget()
        await till.press(Qt.Key.Key_F1, key)
        assert overlay(till) is None
        assert QApplication.focusWidget() is before
        await till.press(Qt.Key.Key_F1)
        assert overlay(till) is not None
        await till.close()

    run(scenario())


def test_a_tap_closes_it_and_hits_nothing_below(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [BREAD])
        await till.press(Qt.Key.Key_F1)
        shown = overlay(till)
        assert shown is not None
        QTest.mouseClick(shown, _LEFT, pos=QPoint(5, 5))
        assert overlay(till) is None
        assert till.lines == []
        await till.close()

    run(scenario())


def test_while_it_is_open_no_key_reaches_the_sale(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [BREAD, BUTTER])
        await till.tap_tile("Juoda Duona")
        await till.press(Qt.Key.Key_F1)
        keys = (Qt.Key.Key_F12, Qt.Key.Key_F8, Qt.Key.Key_Delete, Qt.Key.Key_7, Qt.Key.Key_Tab)
        await till.press(*keys, Qt.Key.Key_Tab)
        await till.press(Qt.Key.Key_Delete, ctrl=True)
        assert till.lines == [("1", "Juoda Duona")]
        assert till.payments == []
        shown = overlay(till)
        assert shown is not None
        focus = QApplication.focusWidget()
        assert focus is not None
        assert shown.isAncestorOf(focus)
        await till.close()

    run(scenario())


def test_a_page_that_comes_into_view_takes_it_away(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [BREAD])
        await till.press(Qt.Key.Key_F1)
        till.window.show_page(Page.ORDERS)
        assert overlay(till) is None
        await till.press(Qt.Key.Key_F1)
        everywhere = {one.name for one in catalogue() if one.page == "everywhere"}
        assert set(listed(till)) == everywhere - {"everywhere.back"}  # the stand-in has no keys
        await till.close()

    run(scenario())


def test_it_shows_the_users_own_keys_and_leads_to_where_they_are_changed(
    theme: Theme, run: Run, qtbot: QtBot
) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [BREAD])
        theme.keys.use({"sell.pay": "Ctrl+F12"})
        await till.press(Qt.Key.Key_F1)
        assert "Ctrl F12" in child(till.window, KeyRow, "key_sell.pay").accessibleName()
        theme.keys.use({"sell.pay": "Ctrl+F11"})
        assert "Ctrl F11" in child(till.window, KeyRow, "key_sell.pay").accessibleName()
        with qtbot.waitSignal(till.window.key_change_requested):
            QTest.mouseClick(child(till.window, QPushButton, "changeKeysButton"), _LEFT)
        assert overlay(till) is None
        await till.close()

    run(scenario())


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_it_fits_into_the_window(theme: Theme, run: Run, size: tuple[int, int]) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [BREAD])
        till.window.resize(*size)
        await till.press(Qt.Key.Key_F1)
        shown = overlay(till)
        assert shown is not None
        for name in ("changeKeysButton", "closeKeysButton"):
            button = child(shown, QWidget, name)
            assert button.height() >= 48
            assert shown.rect().contains(button.rect().translated(button.mapTo(shown, QPoint())))
        await till.close()

    run(scenario())
