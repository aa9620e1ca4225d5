"""The change of pages fades without painting the old page again, and delays nothing."""

from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from cashier.settings import ScreenSettings
from cashier.ui.frame.input_filter import InputFilter
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.page_fade import PageFade
from cashier.ui.frame.status_strip import StatusStrip
from cashier.ui.look.theme import Theme
from tests.fakes import FakeClock
from tests.ui.sell_stage import child


class Painted(QWidget):
    """Counts how often it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.count += 1
        super().paintEvent(event)


@pytest.fixture
def sell() -> Painted:
    return Painted()


@pytest.fixture
def orders() -> QPushButton:
    return QPushButton("Orders")


def _given(page: QWidget) -> QWidget:
    return page


@pytest.fixture
def window(theme: Theme, qtbot: QtBot, sell: Painted, orders: QPushButton) -> MainWindow:
    made = MainWindow(theme, StatusStrip(theme, FakeClock(), "Gintaro krautuvė", "Till 2"))
    for page in Page:
        made.add_page(page, QWidget)
    made.add_page(Page.SELL, partial(_given, sell))
    made.add_page(Page.ORDERS, partial(_given, orders))
    made.resize(1366, 768)
    made.show_page(Page.SELL)
    qtbot.addWidget(made, before_close_func=_let_close)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: sell.count > 0)
    return made


def _let_close(window: MainWindow) -> None:
    window.let_close()


def fade_of(window: MainWindow) -> PageFade:
    return child(window, PageFade, "pageFade")


def test_without_motion_the_new_page_is_there_at_once(window: MainWindow) -> None:
    window.show_page(Page.ORDERS)
    assert not fade_of(window).isVisible()


def test_it_fades_and_goes(window: MainWindow, theme: Theme, qtbot: QtBot, sell: Painted) -> None:
    theme.follow(ScreenSettings(theme="light", moves=True))
    before = sell.count
    window.show_page(Page.ORDERS)
    assert fade_of(window).is_running
    assert sell.count == before
    qtbot.waitUntil(fade_of(window).isHidden)
    assert sell.count == before


def test_presses_and_keys_reach_the_new_page_and_end_the_fade(
    window: MainWindow, theme: Theme, orders: QPushButton
) -> None:
    theme.follow(ScreenSettings(theme="light", moves=True))
    window.show_page(Page.ORDERS)
    seeing = InputFilter([window.fade], window)
    app = QCoreApplication.instance()
    assert app is not None
    seeing.watch(app)
    clicks: list[bool] = []

    def on_clicked() -> None:
        clicks.append(True)

    orders.clicked.connect(on_clicked)
    place = orders.mapTo(window, orders.rect().center())
    hit = window.childAt(place)
    assert hit is orders
    QTest.mouseClick(hit, Qt.MouseButton.LeftButton)
    orders.setFocus()
    QTest.keyClick(orders, Qt.Key.Key_Space)
    assert len(clicks) == 2
    assert not fade_of(window).isVisible()
    seeing.leave()


def test_what_it_shows_is_the_old_page_turning_into_the_new_one(
    window: MainWindow, theme: Theme, orders: QPushButton
) -> None:
    theme.follow(ScreenSettings(theme="light", moves=True))
    orders.setStyleSheet("background: #00ff00; border: none")
    place = QPoint(700, 600)
    old = window.grab().toImage().pixelColor(place)
    window.show_page(Page.ORDERS)
    mixed = window.grab().toImage().pixelColor(place)
    new = orders.grab().toImage().pixelColor(QPoint(600, 500))
    assert new.green() == 255
    assert old.red() > mixed.red() > new.red()


def test_a_second_change_fades_from_what_is_seen_then(
    window: MainWindow, theme: Theme, qtbot: QtBot
) -> None:
    theme.follow(ScreenSettings(theme="light", moves=True))
    window.show_page(Page.ORDERS)
    window.show_page(Page.SETTINGS)
    assert fade_of(window).is_running
    qtbot.waitUntil(fade_of(window).isHidden)
