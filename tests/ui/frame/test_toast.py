"""Toasts: at most three, the newest below, over the goods and nothing else; errors stay."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.status_strip import StatusStrip
from cashier.ui.frame.toast import STAY_MS, UNDO_STAY_MS, Toast
from cashier.ui.look.theme import Theme
from tests.fakes import FakeClock
from tests.ui.conftest import Run
from tests.ui.sell_stage import BREAD, child, open_till

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


def place_of(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_at_most_three_toasts_and_an_error_stays_until_it_is_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    for number in range(5):
        window.toaster.show_notice(Notice(NoticeKind.ERROR, f"Error {number}"))
    texts = [toast.notice.text for toast in window.toaster.toasts]
    assert texts == ["Error 2", "Error 3", "Error 4"]
    QTest.mouseClick(child(window.toaster.toasts[0], QPushButton, "closeToastButton"), _LEFT)
    assert len(window.toaster.toasts) == 2


def test_only_the_newest_removal_offers_undo(window: MainWindow, qtbot: QtBot) -> None:
    for name in ("Bread", "Butter"):
        window.toaster.show_notice(Notice(NoticeKind.REMOVED, name, can_undo=True))
    assert [toast.notice.text for toast in window.toaster.toasts] == ["Butter"]
    with qtbot.waitSignal(window.toaster.undo_requested):
        QTest.mouseClick(child(window.toaster.toasts[0], QPushButton, "undoButton"), _LEFT)
    assert window.toaster.toasts == ()


@pytest.mark.parametrize(
    ("notice", "stay_ms"),
    [
        (Notice(NoticeKind.DONE, "Receipt printed"), STAY_MS),
        (Notice(NoticeKind.REMOVED, "Bread removed", can_undo=True), UNDO_STAY_MS),
        (Notice(NoticeKind.ERROR, "No paper"), None),
    ],
)
def test_it_stays_as_long_as_it_is_needed(
    window: MainWindow, notice: Notice, stay_ms: int | None
) -> None:
    window.toaster.show_notice(notice)
    assert window.toaster.toasts[0].stay_ms == stay_ms


def test_the_newest_is_below_the_others(window: MainWindow) -> None:
    for text in ("First", "Second", "Third"):
        window.toaster.show_notice(Notice(NoticeKind.DONE, text))
    tops = [place_of(toast, window).top() for toast in window.toaster.toasts]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3
    assert all(toast.height() >= 64 for toast in window.toaster.toasts)


@pytest.mark.parametrize("is_left_handed", [False, True])
@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_it_covers_neither_cart_nor_keypad(
    theme: Theme, run: Run, width: int, is_left_handed: bool
) -> None:
    async def scenario() -> None:
        theme.set_hand(is_left_handed=is_left_handed)
        till = await open_till(theme, [BREAD])
        till.window.resize(width, 768)
        hint = "The sale is unchanged. Look it up by its name, or sell it as a free line. " * 2
        for number in range(3):
            till.window.toaster.show_notice(Notice(NoticeKind.ERROR, f"Error {number}", hint))
        goods = place_of(till.page.goods, till.window)
        for toast in till.window.toaster.toasts:
            assert goods.contains(place_of(toast, till.window))
        await till.close()

    run(scenario())


def test_it_is_there_in_another_scale(window: MainWindow, theme: Theme) -> None:
    window.toaster.show_notice(Notice(NoticeKind.ERROR, "No paper", "Load a new roll."))
    theme.set_scale(115)
    (toast,) = window.toaster.toasts
    assert isinstance(toast, Toast)
    assert toast.height() >= theme.px(64)
    assert child(toast, QPushButton, "closeToastButton").height() == theme.px(48)


def test_its_key_undoes_on_every_page_as_long_as_it_is_offered(
    window: MainWindow, qtbot: QtBot
) -> None:
    told: list[bool] = []

    def on_undo() -> None:
        told.append(True)

    window.toaster.undo_requested.connect(on_undo)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.show_page(Page.ORDERS)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told == []
    window.toaster.show_notice(Notice(NoticeKind.REMOVED, "Bread removed", can_undo=True))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told == [True]
    window.show_page(Page.SELL)  # the page itself undoes there
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told == [True]
