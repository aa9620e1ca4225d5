"""A burst of keys is a scan whatever has the focus; typing stays typing, key by key."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import ownedByPython
from typing_extensions import override

from tests.ui.scan_desk import CODE, Desk, Keyboard


def _reads(field: QLineEdit, text: str) -> bool:
    return field.text() == text


@pytest.mark.parametrize("end", ["\r", "\t", "\n"])
@pytest.mark.parametrize("gap", [0, 3, 20, 50])
def test_a_burst_is_a_code(desk: Desk, keyboard: Keyboard, gap: int, end: str) -> None:
    keyboard.press(CODE + end, gap)
    assert desk.codes == [CODE]
    assert desk.field.text() == ""


def test_equal_digits_in_one_millisecond_are_as_many(desk: Desk, keyboard: Keyboard) -> None:
    for repeats, digits in ((False, "47"), (True, "7"), (False, "0"), (True, "00"), (False, "1")):
        keyboard.is_repeating = repeats
        keyboard.press(digits, gap=0)
    keyboard.is_repeating = False
    keyboard.press("\r", gap=0)
    assert desk.codes == ["4770001"]
    assert desk.field.text() == ""


def test_a_key_held_down_is_typing(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press("7", gap=500)
    keyboard.is_repeating = True
    keyboard.press("77777", gap=30)
    keyboard.is_repeating = False
    keyboard.press("\r", gap=30)
    assert desk.codes == []
    assert desk.field.text() == "777777"


def test_a_window_without_the_focus_is_scanned_into_all_the_same(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    desk.field.clearFocus()
    keyboard.unfocused = desk.field
    keyboard.press(CODE + "\r", gap=4)
    assert desk.codes == [CODE]
    desk.field.clearFocus()
    keyboard.press("12", gap=500)
    keyboard.press("34", gap=4)
    qtbot.waitUntil(partial(_reads, desk.field, "1234"))


def test_slow_keys_are_typing(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press(CODE + "\r", gap=60)
    assert desk.codes == []
    assert desk.field.text() == CODE


def test_a_field_keeps_its_text_and_cursor(desk: Desk, keyboard: Keyboard) -> None:
    desk.field.setText("rye bread")
    desk.field.setCursorPosition(3)
    keyboard.press(CODE + "\r", gap=5)
    assert desk.field.text() == "rye bread"
    assert desk.field.cursorPosition() == 3


def test_a_text_of_several_lines_keeps_them(desk: Desk, keyboard: Keyboard) -> None:
    desk.text.setPlainText("one\ntwo")
    desk.text.setFocus()
    keyboard.press(CODE + "\r", gap=5)
    assert desk.text.toPlainText() == "one\ntwo"
    assert desk.codes == [CODE]


@pytest.mark.parametrize("code", [CODE, " 12345", "1 2 3 4 5", "     ", "*12+34-5"])
def test_no_key_of_a_burst_presses_a_button(desk: Desk, keyboard: Keyboard, code: str) -> None:
    desk.button.setFocus()
    keyboard.press(code + "\r", gap=4)
    assert desk.clicks == []
    assert desk.codes == [code]


def test_a_space_that_is_typed_still_presses_a_button(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    desk.button.setFocus()
    keyboard.press(" ", gap=400)
    qtbot.waitUntil(partial(bool, desk.clicks))
    assert desk.codes == []


def test_two_keys_hit_together_are_typed_a_moment_later(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.press("12", gap=10)
    qtbot.waitUntil(partial(_reads, desk.field, "12"))
    keyboard.press("3", gap=300)
    assert desk.field.text() == "123"
    assert desk.codes == []


def test_held_keys_come_before_the_next_slow_one(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press("abc", gap=10)
    keyboard.press("d", gap=300)
    assert desk.field.text() == "abcd"


class _Arrivals(QObject):
    """Notes the keys that reach a widget, and whether each is freed once nobody needs it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.keys: list[tuple[QEvent.Type, str, int]] = []
        self.are_freed: list[bool] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() != QEvent.Type.ShortcutOverride:
            self.keys.append((event.type(), event.text(), event.timestamp()))
            self.are_freed.append(ownedByPython(event))
        return False


def test_a_key_that_waited_arrives_as_it_was_and_is_freed(desk: Desk, keyboard: Keyboard) -> None:
    arrivals = _Arrivals(desk.field)
    desk.field.installEventFilter(arrivals)
    keyboard.press("ab", gap=10)
    keyboard.press("c", gap=300)
    down, up = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    times = {"a": 1_010, "b": 1_020, "c": 1_320}
    assert arrivals.keys == [(kind, key, times[key]) for key in "abc" for kind in (down, up)]
    assert all(arrivals.are_freed)


def test_a_burst_the_program_was_slow_to_see_is_still_one_code(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.press(CODE[:5], gap=5)
    qtbot.waitUntil(partial(_reads, desk.field, CODE[:5]))
    keyboard.press(CODE[5:] + "\r", gap=5)
    assert desk.codes == [CODE]
    assert desk.field.text() == ""


def test_a_short_burst_with_enter_is_typing(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press("12\r", gap=10)
    assert desk.codes == []
    assert desk.field.text() == "12"


def test_keys_without_a_time_are_typing(desk: Desk, keyboard: Keyboard) -> None:
    for character in CODE:
        keyboard.now = 0
        keyboard.press(character, gap=0)
    assert desk.codes == []
    assert desk.field.text() == CODE


def test_codes_right_after_each_other_are_two(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press(CODE + "\r" + "4770049061466" + "\r", gap=2)
    assert desk.codes == [CODE, "4770049061466"]
