"""The banner: one lasting state at a time by its weight, pushing the page down, spoken once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cashier.settings import ScreenSettings
from cashier.ui.frame.banner import Banner, BannerText, Concern
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.status_strip import StatusStrip
from cashier.ui.look.theme import Theme
from tests.fakes import FakeClock
from tests.ui.sell_stage import child

_LEFT = Qt.MouseButton.LeftButton
NETWORK = BannerText("Working without the network since 14:26", "Sales are saved here.")
UNKNOWN = BannerText("Not known", "Do not charge again.", action="Show")
HELP = BannerText("One receipt needs your help", "The money is right.", Tone.ERROR, "attention")


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


def page_top(window: MainWindow) -> int:
    page = window.widget(Page.SELL)
    return page.mapTo(window, page.rect().topLeft()).y()


def test_the_weightiest_state_is_shown_until_it_is_over(window: MainWindow) -> None:
    banner = window.banner
    banner.show_state(Concern.NO_NETWORK, NETWORK)
    banner.show_state(Concern.ATTENTION, HELP)
    banner.show_state(Concern.UNKNOWN_ANSWER, UNKNOWN)
    titles = [label.text() for label in banner.findChildren(QLabel)]
    assert HELP.title in titles
    banner.show_state(Concern.ATTENTION, None)
    assert banner.accessibleName() == "Not known. Do not charge again."
    banner.show_state(Concern.UNKNOWN_ANSWER, None)
    assert banner.accessibleName().startswith("Working without the network")
    banner.show_state(Concern.NO_NETWORK, None)
    assert not banner.isVisible()


def test_it_pushes_the_page_down_and_gives_the_room_back(window: MainWindow) -> None:
    before = page_top(window)
    window.banner.show_state(Concern.NO_NETWORK, NETWORK)
    QTest.qWait(0)
    assert page_top(window) == before + window.banner.height()
    assert window.banner.height() > 48
    window.banner.show_state(Concern.NO_NETWORK, None)
    QTest.qWait(0)
    assert page_top(window) == before


def test_its_height_glides(window: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    theme.follow(ScreenSettings(theme="light", moves=True))
    window.banner.show_state(Concern.NO_NETWORK, NETWORK)
    assert window.banner.height() < window.banner.sizeHint().height()
    qtbot.waitUntil(lambda: window.banner.height() == window.banner.sizeHint().height())
    window.banner.show_state(Concern.NO_NETWORK, None)
    assert window.banner.isVisible()
    qtbot.waitUntil(window.banner.isHidden)


def test_its_button_says_what_it_is_about(window: MainWindow) -> None:
    told: list[Concern] = []
    window.banner.action_requested.connect(told.append)
    window.banner.show_state(Concern.UNKNOWN_ANSWER, UNKNOWN)
    QTest.mouseClick(child(window.banner, QPushButton, "bannerButton"), _LEFT)
    assert told == [Concern.UNKNOWN_ANSWER]
    window.banner.show_state(Concern.NO_NETWORK, NETWORK)
    window.banner.show_state(Concern.UNKNOWN_ANSWER, None)
    assert not child(window.banner, QPushButton, "bannerButton").isVisible()


def test_long_words_take_more_lines_and_lose_none(window: MainWindow) -> None:
    window.resize(1024, 768)
    long = BannerText("Trouble", "Sales are saved here and sent by themselves. " * 8)
    window.banner.show_state(Concern.NO_NETWORK, long)
    QTest.qWait(0)
    for label in window.banner.findChildren(QLabel):
        if label.text():
            assert label.height() >= label.heightForWidth(label.width())
            assert label.mapTo(window.banner, label.rect().bottomLeft()).y() < (
                window.banner.height()
            )


def test_it_follows_the_scale(theme: Theme, window: MainWindow) -> None:
    window.banner.show_state(Concern.NO_NETWORK, NETWORK)
    QTest.qWait(0)
    before = window.banner.height()
    theme.set_scale(115)
    QTest.qWait(0)
    assert window.banner.height() > before
    assert isinstance(window.banner, Banner)
