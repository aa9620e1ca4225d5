"""How a shop's scanner types: its prefix, its end key, its keyboard; changed while it runs."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cashier.settings import ScannerSettings
from cashier.ui.keys.keystroke import GROUP, End
from cashier.ui.scan.burst import Decision
from cashier.ui.scan.scan_rule import PREFIXED_GAP_MS, ScanRule
from tests.ui.scan_desk import CODE, Desk, Keyboard

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PAD = Qt.KeyboardModifier.KeypadModifier


def test_a_shops_settings_are_the_rule() -> None:
    rule = ScanRule.of(ScannerSettings(30, 6, "~", "LT", repairs_layout=False, end_key="tab"))
    assert rule == ScanRule(30, 6, "~", frozenset({End.TAB}), repairs_layout=False)
    assert ScanRule.of(ScannerSettings()) == ScanRule()
    assert not ScanRule.of(ScannerSettings(end_key="none")).needs_end


# Prefix.


def test_a_prefix_is_taken_off_and_needs_no_speed(desk: Desk, keyboard: Keyboard) -> None:
    desk.scanner.use(ScanRule(prefix="~"))
    keyboard.press("~" + CODE + "\r", gap=PREFIXED_GAP_MS)
    keyboard.press("~12\r", gap=100)
    assert desk.codes == [CODE, "12"]
    assert desk.field.text() == ""
    assert [one.decision for one in desk.bursts] == [Decision.PREFIX] * 2


def test_a_burst_without_the_prefix_is_still_a_scan(desk: Desk, keyboard: Keyboard) -> None:
    desk.scanner.use(ScanRule(prefix="~"))
    keyboard.press(CODE + "\r", gap=5)
    assert desk.codes == [CODE]


def test_a_prefix_that_nothing_follows_is_typing(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    desk.scanner.use(ScanRule(prefix="~"))
    keyboard.press("~", gap=1_000)
    assert desk.field.text() == ""
    qtbot.waitUntil(partial(_reads, desk.field, "~"))
    keyboard.press("a", gap=PREFIXED_GAP_MS + 1)
    assert desk.field.text() == "~a"
    assert desk.codes == []


def test_a_prefix_of_several_letters(desk: Desk, keyboard: Keyboard) -> None:
    desk.scanner.use(ScanRule(prefix="QR:"))
    keyboard.press("QR:AB\r", gap=20)
    assert desk.codes == ["AB"]
    keyboard.press("Q", gap=2_000)
    keyboard.press("x", gap=400)
    assert desk.field.text() == "Qx"


# End keys.


def test_a_line_feed_after_the_return_is_nobodys(desk: Desk, keyboard: Keyboard) -> None:
    desk.button.setFocus()
    for end in ("\r\n", "\r\t", "\n\r", "\r\r"):
        keyboard.press(CODE + end, gap=5)
    assert desk.codes == [CODE] * 4
    assert desk.clicks == []
    assert desk.focusWidget() is desk.button


def test_an_enter_a_moment_later_is_a_persons(desk: Desk, keyboard: Keyboard) -> None:
    desk.text.setFocus()
    keyboard.press(CODE + "\r", gap=5)
    keyboard.press("\r", gap=200)
    assert desk.text.toPlainText() == "\n"


def test_a_tab_inside_a_code_stays_where_enter_ends_it(desk: Desk, keyboard: Keyboard) -> None:
    desk.scanner.use(ScanRule(ends=frozenset({End.ENTER})))
    keyboard.press("ABCDE\tFG\r", gap=5)
    assert desk.codes == ["ABCDE\tFG"]


def test_a_scanner_that_is_set_otherwise_loses_no_code_and_presses_no_button(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    desk.scanner.use(ScanRule(ends=frozenset({End.TAB})))
    desk.button.setFocus()
    keyboard.press(CODE + "\r", gap=5)
    qtbot.waitUntil(partial(bool, desk.codes))
    assert desk.codes == [CODE]
    assert desk.clicks == []
    assert desk.bursts[-1].decision is Decision.SILENCE


def test_a_scanner_without_an_end_key(desk: Desk, keyboard: Keyboard, qtbot: QtBot) -> None:
    desk.scanner.use(ScanRule(needs_end=False))
    keyboard.press(CODE, gap=5)
    qtbot.waitUntil(partial(bool, desk.codes))
    assert (desk.codes, desk.field.text()) == ([CODE], "")
    keyboard.press("123", gap=5)  # too short
    qtbot.waitUntil(partial(_reads, desk.field, "123"))
    keyboard.now += 1_000
    keyboard.press(CODE + "\r", gap=5)
    assert desk.codes == [CODE, CODE]


# What comes between the characters.


def test_the_separator_of_a_message_is_kept(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press("010477", gap=5)
    keyboard.now += 5
    keyboard.key(KEY.Key_BracketRight, GROUP, CTRL)
    keyboard.press("3103\r", gap=5)
    assert desk.codes == [f"010477{GROUP}3103"]


@pytest.mark.parametrize("key", [KEY.Key_F8, KEY.Key_F12])
def test_a_function_key_inside_a_code_is_a_separator(
    desk: Desk, keyboard: Keyboard, key: Qt.Key
) -> None:
    keyboard.press("010477", gap=5)
    keyboard.now += 5
    keyboard.key(key)
    keyboard.press("3103\r", gap=5)
    assert desk.codes == [f"010477{GROUP}3103"]
    assert desk.keys == []


def test_a_function_key_after_a_short_number_is_a_persons(desk: Desk, keyboard: Keyboard) -> None:
    desk.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    desk.setFocus()
    keyboard.press("50", gap=40)
    keyboard.now += 40
    keyboard.send(QEvent.Type.KeyPress, KEY.Key_F12, "")
    assert desk.codes == []
    assert desk.keys == ["5", "0", ""]


def test_characters_typed_by_their_numbers(desk: Desk, keyboard: Keyboard) -> None:
    for character in "AB12\x1d34":
        keyboard.now += 40
        keyboard.send(QEvent.Type.KeyPress, KEY.Key_Alt, "")
        for digit in f"{ord(character):04}":
            keyboard.now += 10
            keyboard.key(ord(digit), digit, ALT | PAD)
        keyboard.now += 2
        keyboard.send(QEvent.Type.KeyRelease, KEY.Key_Alt, "")
    keyboard.press("\r", gap=5)
    assert desk.codes == [f"AB12{GROUP}34"]
    assert desk.field.text() == ""


def test_shift_between_the_keys_does_not_end_a_burst(desk: Desk, keyboard: Keyboard) -> None:
    for character in "AbCd12":
        if character.isupper():
            keyboard.send(QEvent.Type.KeyPress, KEY.Key_Shift, "")
        keyboard.press(character, gap=5)
        if character.isupper():
            keyboard.send(QEvent.Type.KeyRelease, KEY.Key_Shift, "")
    keyboard.press("\r", gap=5)
    assert desk.codes == ["AbCd12"]


def test_keys_that_overlap_are_one_burst_and_none_is_let_go_alone(
    desk: Desk, keyboard: Keyboard
) -> None:
    desk.button.setFocus()
    released: list[int] = []
    for before, character in zip(" " + CODE, CODE + " ", strict=True):
        keyboard.now += 4
        if character != " ":
            keyboard.send(QEvent.Type.KeyPress, ord(character), character)
        if before != " ":
            keyboard.send(QEvent.Type.KeyRelease, ord(before), before)
            released.append(ord(before))
    keyboard.send(QEvent.Type.KeyPress, KEY.Key_Return, "\r")
    keyboard.send(QEvent.Type.KeyRelease, KEY.Key_Return, "\r")
    assert desk.codes == [CODE]
    assert desk.clicks == []


def test_a_space_after_a_scan_is_pressed_and_let_go(desk: Desk, keyboard: Keyboard) -> None:
    desk.button.setFocus()
    keyboard.press("12 45", gap=4)
    keyboard.send(QEvent.Type.KeyPress, KEY.Key_Return, "\r")  # the release is lost
    keyboard.now += 1_000
    keyboard.send(QEvent.Type.KeyPress, KEY.Key_Space, " ")
    keyboard.send(QEvent.Type.KeyRelease, KEY.Key_Space, " ")
    keyboard.press("x", gap=500)
    assert desk.codes == ["12 45"]
    assert desk.clicks == ["Pay"]
    assert not desk.button.isDown()


# The keyboard's layout.


def test_a_code_through_another_layout_is_put_right(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press("ėųų0ą900ęš0ąš\r", gap=5)
    keyboard.press("'èèà&çàà\"-à&-\r", gap=5)
    assert desk.codes == [CODE, CODE]
    assert [one.layout for one in desk.bursts] == ["Lithuanian", "French"]
    assert desk.bursts[-1].text == "'èèà&çàà\"-à&-"
    assert desk.field.text() == ""


def test_the_repair_can_be_switched_off(desk: Desk, keyboard: Keyboard) -> None:
    desk.scanner.use(ScanRule(repairs_layout=False))
    keyboard.press("'èèà&çàà\"-à&-\r", gap=5)
    assert desk.codes == ["'èèà&çàà\"-à&-"]


# Changed while it runs, and looked at.


def test_another_rule_holds_from_the_next_key_on(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press(CODE + "\r", gap=80)
    desk.field.clear()
    desk.scanner.use(ScanRule(longest_gap_ms=100))
    keyboard.press(CODE + "\r", gap=80)
    assert desk.codes == [CODE]
    desk.scanner.use(ScanRule(shortest_code=14))
    keyboard.press(CODE + "\r", gap=5)
    assert desk.codes == [CODE]


def test_a_burst_ends_by_the_rule_it_began_under(desk: Desk, keyboard: Keyboard) -> None:
    desk.field.textChanged.connect(_prefix_of(desk))
    keyboard.press(CODE + "\r", gap=5)
    assert desk.codes == [CODE]
    assert desk.field.text() == ""
    assert desk.scanner.rule.prefix == ""


def _prefix_of(desk: Desk) -> Callable[[str], None]:
    """Return what the settings do: what is written there is the prefix from then on."""

    def use(text: str) -> None:
        desk.scanner.use(ScanRule(prefix=text))

    return use


def test_a_new_rule_in_the_middle_of_typing_loses_no_key(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press("abc", gap=10)
    desk.scanner.use(ScanRule(20))
    keyboard.press("d", gap=300)
    assert desk.field.text() == "abcd"


def test_every_scan_is_told_with_its_speed(desk: Desk, keyboard: Keyboard) -> None:
    keyboard.press(CODE, gap=4)
    keyboard.press("\t", gap=16)
    (burst,) = desk.bursts
    assert (burst.text, burst.code, burst.end) == (CODE, CODE, "tab")
    assert (burst.longest_gap_ms, burst.average_gap_ms) == (16, 5)
    assert burst.decision is Decision.SPEED
    assert desk.scanner.bursts == (burst,)


def test_typing_is_told_only_while_somebody_looks(
    desk: Desk, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.press("rye\r", gap=200)
    assert desk.bursts == []
    desk.scanner.watch(is_watched=True)
    keyboard.press("4770\r", gap=200)
    keyboard.press("12\r", gap=5)
    keyboard.press("bread", gap=20)
    qtbot.waitUntil(lambda: len(desk.bursts) == 3)
    assert [(one.text, one.end, one.decision) for one in desk.bursts] == [
        ("4770", "enter", Decision.TOO_SLOW),
        ("12", "enter", Decision.TOO_SHORT),
        ("bread", "", Decision.NO_END),
    ]
    assert not any(one.decision.is_scan for one in desk.bursts)
    desk.scanner.watch(is_watched=False)
    keyboard.press("rye\r", gap=200)
    assert len(desk.bursts) == 3


def test_what_was_typed_before_a_scan_is_not_part_of_it(desk: Desk, keyboard: Keyboard) -> None:
    desk.scanner.watch(is_watched=True)
    keyboard.press("3", gap=200)
    keyboard.press(CODE[0], gap=300)
    keyboard.press(CODE[1:] + "\r", gap=5)
    assert [one.text for one in desk.bursts] == [CODE]
    assert desk.bursts[0].longest_gap_ms == 5


def test_a_secret_is_never_gathered(desk: Desk, keyboard: Keyboard, qtbot: QtBot) -> None:
    desk.scanner.watch(is_watched=True)
    desk.field.setEchoMode(QLineEdit.EchoMode.Password)
    keyboard.press("1234\r", gap=200)
    desk.field.setEchoMode(QLineEdit.EchoMode.Normal)
    keyboard.press("5\r", gap=200)
    assert [one.text for one in desk.bursts] == ["5"]


# Other things that can have the focus.


def test_a_choice_keeps_what_was_chosen(desk: Desk, keyboard: Keyboard) -> None:
    desk.choice.setFocus()
    keyboard.press("477019\r", gap=5)
    assert desk.codes == ["477019"]
    assert desk.choice.currentIndex() == 0
    assert desk.focusWidget() is desk.choice


def test_a_number_keeps_its_value(desk: Desk, keyboard: Keyboard) -> None:
    desk.number.setValue(7)
    desk.number.setFocus()
    keyboard.press(CODE + "\r", gap=5)
    assert desk.codes == [CODE]
    assert desk.number.value() == 7


@pytest.mark.parametrize("row", [0, -1])
def test_a_list_keeps_its_row(desk: Desk, keyboard: Keyboard, row: int) -> None:
    desk.list.setFocus()
    desk.list.setCurrentRow(row)
    keyboard.press(CODE + "\r", gap=5)
    assert desk.codes == [CODE]
    assert desk.list.currentRow() == row


def _reads(field: QLineEdit, text: str) -> bool:
    return field.text() == text
