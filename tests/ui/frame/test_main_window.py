"""The frame: pages, the rail, the menu of a narrow window, closing, and the guard."""

import gc
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from cashier.ui.frame.banner import BannerText, Concern
from cashier.ui.frame.input_filter import InputFilter
from cashier.ui.frame.input_guard import InputGuard
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.rail import RailButton
from cashier.ui.frame.status_strip import StatusStrip
from cashier.ui.look.theme import Theme
from tests.fakes import FakeClock, product
from tests.ui.conftest import Run
from tests.ui.sell_stage import child, open_till

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> MainWindow:
    made = MainWindow(theme, StatusStrip(theme, FakeClock(), "Gintaro krautuvė", "Till 2"))
    for page in Page:
        made.add_page(page, QWidget)
    made.resize(1366, 768)
    made.show_page(Page.SELL)
    qtbot.addWidget(made, before_close_func=_let_close)
    made.show()
    return made


def _let_close(window: MainWindow) -> None:
    window.let_close()


def page_of(window: MainWindow) -> Page | None:
    return window.page


def rail_button(window: MainWindow, label: str) -> RailButton:
    return next(one for one in window.findChildren(RailButton) if one.text() == label)


def test_the_rail_goes_back_to_the_step_of_the_sale(window: MainWindow) -> None:
    window.show_page(Page.PAY)
    QTest.mouseClick(rail_button(window, "Orders"), _LEFT)
    assert page_of(window) == Page.ORDERS
    QTest.mouseClick(rail_button(window, "Sell"), _LEFT)
    assert page_of(window) == Page.PAY
    assert rail_button(window, "Sell").isChecked()


def test_alt_and_a_number_change_the_page(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page_of(window) == Page.ORDERS
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert page_of(window) == Page.SELL


def test_a_page_is_built_when_it_is_shown_first(theme: Theme, qtbot: QtBot) -> None:
    built: list[Page] = []

    def build(page: Page) -> QWidget:
        built.append(page)
        return QWidget()

    made = MainWindow(theme, StatusStrip(theme, FakeClock(), "Shop", "Till"))
    qtbot.addWidget(made, before_close_func=_let_close)
    for page in Page:
        made.add_page(page, partial(build, page))
    made.show_page(Page.SELL)
    made.show_page(Page.ORDERS)
    made.show_page(Page.SELL)
    assert built == [Page.SELL, Page.ORDERS]


def test_a_narrow_window_has_a_menu_instead_of_the_rail(window: MainWindow) -> None:
    menu = child(window, QPushButton, "menuButton")
    assert not menu.isVisible()
    window.resize(1024, 768)
    assert menu.isVisible()
    assert not child(window, QWidget, "rail").isVisible()


def test_closing_waits_until_it_is_let(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.close_requested):
        window.close()
    assert window.isVisible()
    window.let_close()
    assert not window.isVisible()


def test_a_banner_stays_until_its_state_is_over(window: MainWindow) -> None:
    network = BannerText("Working without the network", "Sales are saved here.")
    window.banner.show_state(Concern.NO_NETWORK, network)
    assert window.banner.isVisible()
    window.banner.show_state(Concern.NO_NETWORK, None)
    assert not window.banner.isVisible()


def test_presses_right_after_a_page_change_hit_nothing(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    guard = InputGuard(guard_ms=60_000)
    watching = InputFilter([guard])
    watching.watch(qapp)
    window.page_shown.connect(guard.begin)
    clicks: list[str] = []

    def on_clicked() -> None:
        clicks.append("Pay")

    button = QPushButton("Pay", window.widget(Page.SELL))
    button.clicked.connect(on_clicked)
    button.show()
    QTest.mouseClick(button, _LEFT)
    assert len(clicks) == 1
    window.show_page(Page.PAY)
    window.show_page(Page.SELL)
    QTest.mouseClick(button, _LEFT)
    assert len(clicks) == 1
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(clicks) == 2
    qapp.removeEventFilter(watching)


def test_the_key_that_changed_the_page_is_not_taken_twice(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    guard = InputGuard(guard_ms=60_000)
    watching = InputFilter([guard])
    watching.watch(qapp)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.page_shown.connect(guard.begin)
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(window, Qt.Key.Key_2, alt)
    shown: list[Page] = []
    window.page_shown.connect(shown.append)
    window.show_page(Page.PAY)
    QTest.keyClick(window, Qt.Key.Key_2, alt)
    assert shown == [Page.PAY]
    QTest.keyClick(window, Qt.Key.Key_1, alt)
    qapp.removeEventFilter(watching)


def test_the_window_goes_without_a_trace(theme: Theme, run: Run, qapp: QApplication) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [product("Bread", barcode="4770000000017")])
        await till.tap_tile("Bread")
        till.window.toaster.show_notice(Notice(NoticeKind.ERROR, "Something"))
        window = till.window
        await till.close()
        del till
        QToolTip.hideText()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        assert not shiboken6.isValid(window)

    run(scenario())


def test_closing_in_the_middle_of_a_look_up_loses_nothing(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [product("Bread", barcode="4770000000017")])
        await till.tap_tile("Bread")
        till.catalogue.hold()
        till.scan("4770000000017")
        await till.close()
        assert len(till.kept) == 1

    run(scenario())


@pytest.mark.parametrize("beside", ["railOrdersButton", "registerChip", "productGrid"])
def test_what_is_typed_beside_the_page_reaches_it(theme: Theme, run: Run, beside: str) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [product("Bread", barcode="4770000000017")])
        child(till.window, QWidget, beside).setFocus()
        await till.type("12")
        assert till.view.typed.text == "12"
        await till.close()

    run(scenario())
