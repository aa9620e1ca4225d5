"""The strip: chips say only what is so, lead to their page and stay put under a finger."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cashier.settings import ScreenSettings
from cashier.ui.frame.chips import Chip
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.status_strip import StatusStrip, TillStatus
from cashier.ui.frame.strip_label import OperatorLabel, StripLabel
from cashier.ui.look.theme import Theme
from tests.fakes import FakeClock
from tests.ui.sell_stage import child

_LEFT = Qt.MouseButton.LeftButton
CHIPS = ("registerChip", "dayChip", "attentionChip", "outboxChip", "printerChip")


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


def chip(window: MainWindow, name: str) -> Chip:
    return child(window, Chip, name)


def shown(window: MainWindow) -> dict[str, str]:
    """Return the chips in view, from left to right."""
    chips = [chip(window, name) for name in CHIPS]
    return {
        one.objectName(): one.text()
        for one in sorted(chips, key=lambda each: each.x())
        if one.isVisible()
    }


def test_nothing_is_said_before_it_is_known(window: MainWindow) -> None:
    assert shown(window) == {}


def test_a_till_of_its_own_has_no_chip_for_what_it_has_not(window: MainWindow) -> None:
    window.strip.show_status(TillStatus(is_ready=True, fiscal_day=214, operator="Rūta"))
    assert shown(window) == {"registerChip": "Register ready", "dayChip": "Day 214 open"}
    assert child(window, OperatorLabel, "operatorChip").text == "Rūta"


def test_the_chips_stand_in_the_order_of_their_weight(window: MainWindow) -> None:
    status = TillStatus(
        is_ready=True,
        fiscal_day=214,
        unsent=2,
        has_printer=True,
        printer_trouble="Paper low",
        attention=1,
    )
    window.strip.show_status(status)
    assert shown(window) == {
        "registerChip": "Register ready",
        "dayChip": "Day 214 open",
        "attentionChip": "1 needs attention",
        "outboxChip": "2 to send",
        "printerChip": "Paper low",
    }
    assert chip(window, "outboxChip").accessibleName() == "Unsent receipts: 2"


def test_trouble_takes_the_place_of_ready(window: MainWindow) -> None:
    window.strip.show_status(TillStatus(register_trouble="Register not reachable"))
    assert shown(window) == {"registerChip": "Register not reachable"}


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("registerChip", Page.SETTINGS),
        ("dayChip", Page.ORDERS),
        ("attentionChip", Page.ORDERS),
        ("outboxChip", Page.ORDERS),
        ("printerChip", Page.SETTINGS),
    ],
)
def test_each_chip_leads_to_its_page(window: MainWindow, name: str, page: Page) -> None:
    status = TillStatus(is_ready=True, fiscal_day=3, unsent=1, has_printer=True, attention=1)
    window.strip.show_status(status)
    assert chip(window, name).height() >= 48
    assert chip(window, name).width() >= 48
    QTest.mouseClick(chip(window, name), _LEFT)
    assert window.page is page


def test_the_day_tells_what_it_came_to(window: MainWindow) -> None:
    words = "Day 3: 12 sales, 143.20 € so far."
    window.strip.show_status(TillStatus(is_ready=True, fiscal_day=3, day_words=words))
    QTest.mouseClick(chip(window, "dayChip"), _LEFT)
    assert [toast.notice.text for toast in window.toaster.toasts] == [words]


def test_no_chip_moves_while_one_is_pressed(window: MainWindow) -> None:
    window.strip.show_status(TillStatus(is_ready=True, fiscal_day=3, unsent=9))
    before = chip(window, "outboxChip").geometry()
    QTest.mousePress(chip(window, "outboxChip"), _LEFT)
    window.strip.show_status(TillStatus(register_trouble="Register not reachable", unsent=10))
    window.strip.show_status(TillStatus(register_trouble="No register", unsent=11))
    assert chip(window, "outboxChip").geometry() == before
    assert shown(window)["registerChip"] == "Register ready"
    outside = QPoint(-50, -50)
    QTest.mouseRelease(chip(window, "outboxChip"), _LEFT, pos=outside)
    assert shown(window) == {"registerChip": "No register", "outboxChip": "11 to send"}
    assert window.page is Page.SELL


def test_a_width_glides_to_the_new_text(window: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    window.strip.show_status(TillStatus(is_ready=True, unsent=1))
    outbox = chip(window, "outboxChip")
    narrow = outbox.width()
    theme.follow(ScreenSettings(theme="light", moves=True))
    window.strip.show_status(TillStatus(is_ready=True, unsent=1_000_000))
    assert outbox.width() == narrow
    qtbot.waitUntil(lambda: outbox.width() == outbox.sizeHint().width())
    assert outbox.width() > narrow


def test_a_long_name_gives_way_to_what_must_be_read(window: MainWindow) -> None:
    window.strip.show_names("Gintaro krautuvė ir sūnūs " * 5, "Till 2")
    status = TillStatus(is_ready=True, fiscal_day=3, unsent=1, attention=2, operator="Rūta")
    window.strip.show_status(status)
    window.resize(1024, 768)
    for one in window.strip.findChildren(QWidget):
        if one.isVisible():
            assert window.strip.rect().contains(one.geometry())
    window.resize(1366, 768)
    for one in window.strip.findChildren(QWidget):
        if one.isVisible():
            assert window.strip.rect().contains(one.geometry()), one


def test_the_time_is_read_whole_however_little_room_there_is(window: MainWindow) -> None:
    window.resize(1024, 768)
    status = TillStatus(
        is_ready=True, fiscal_day=214, unsent=2, has_printer=True, attention=1, operator="R" * 40
    )
    window.strip.show_status(status)
    QTest.qWait(0)
    for label in window.strip.findChildren(StripLabel):
        if label.isVisible() and not isinstance(label, OperatorLabel):
            assert label.width() >= label.sizeHint().width()
    assert child(window, OperatorLabel, "operatorChip").toolTip() == "R" * 40


def test_a_narrow_window_says_less(window: MainWindow) -> None:
    labels = [one.text for one in window.strip.findChildren(StripLabel) if one.isVisible()]
    assert "Gintaro krautuvė" in labels
    window.resize(1024, 768)
    labels = [one.text for one in window.strip.findChildren(StripLabel) if one.isVisible()]
    assert "Gintaro krautuvė" not in labels
    assert "Till 2" in labels


def test_the_strip_follows_the_scale(window: MainWindow, theme: Theme) -> None:
    window.strip.show_status(TillStatus(is_ready=True, fiscal_day=3))
    theme.set_scale(115)
    assert window.strip.height() == theme.px(56)
    assert chip(window, "dayChip").height() == theme.px(48)
    theme.set_scale(100)
    assert window.strip.height() == 56
