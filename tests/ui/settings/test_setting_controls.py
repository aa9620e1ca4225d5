"""The controls of the settings by key and press: one stop for Tab, nothing changed by accident."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cashier.domain.tender import TenderType
from cashier.ui.controls.choice_box import ChoiceBox
from cashier.ui.controls.option_list import Option, OptionList
from cashier.ui.controls.segments import Segments
from cashier.ui.controls.stepper import Stepper
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.tender_choice import TenderChoice

KEY = Qt.Key
SIDES = (("left", "Left"), ("middle", "Middle"), ("right", "Right"))
COINS = (("1", "One"), ("5", "Five"), ("10", "Ten"))


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_segments_go_by_arrows_and_tell_each_choice_once(theme: Theme, qtbot: QtBot) -> None:
    segments = Segments(theme, "hand", "Hand", SIDES)
    told: list[str] = []
    segments.chosen.connect(told.append)
    segments.show_value("left")
    assert (segments.value, told) == ("left", [])
    shown(qtbot, segments)
    segments.setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Right)
    press(KEY.Key_Left)
    assert (segments.value, told) == ("middle", ["middle", "right", "middle"])
    QTest.mouseClick(segments.button("middle"), Qt.MouseButton.LeftButton)
    assert told[3:] == []
    assert segments.button("left").accessibleName() == "Hand: Left"


def test_a_stepper_stops_at_its_ends_and_finds_its_steps_from_between(theme: Theme) -> None:
    stepper = Stepper(theme, "scale", (80, 100, 125), lambda value: f"{value} %")
    told: list[object] = []
    stepper.stepped.connect(told.append)
    stepper.show_value(110)
    stepper.more.click()
    stepper.more.click()
    assert (stepper.value, told) == (125, [125])
    assert not stepper.more.isEnabled()
    stepper.show_value(110)
    stepper.less.click()
    stepper.less.click()
    assert (stepper.value, told[1:]) == (80, [100, 80])
    assert not stepper.less.isEnabled()


def test_a_wheel_over_a_list_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    box = ChoiceBox(theme, "coin", "Coin", COINS)
    shown(qtbot, box)
    box.show_value("5")
    place = QPointF(box.rect().center())
    turned = QWheelEvent(
        place,
        box.mapToGlobal(place),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turned)
    assert box.value == "5"


def test_a_value_that_is_not_offered_is_shown_and_kept(theme: Theme) -> None:
    box = ChoiceBox(theme, "coin", "Coin", COINS)
    box.show_value("25")
    assert (box.value, box.currentText()) == ("25", "25")
    box.show_value("1")
    assert (box.value, box.count()) == ("1", 4)


def test_options_are_one_stop_and_take_their_new_choices(theme: Theme, qtbot: QtBot) -> None:
    options = OptionList(theme, "screen", "Screen")
    options.show_options([Option("", "None"), Option("A", "One"), Option("B", "Two")], "A")
    told: list[str] = []
    options.chosen.connect(told.append)
    shown(qtbot, options)
    options.buttons[1].setFocus()
    press(KEY.Key_Down)
    assert (options.value, told) == ("B", ["B"])
    options.show_options([Option("", "None"), Option("C", "Three")], "C")
    assert (options.value, len(options.buttons), told) == ("C", 2, ["B"])
    options.show_value("")
    assert options.value == ""


def test_a_refusal_is_said_below_the_field_and_to_those_who_do_not_see_it(
    theme: Theme, qtbot: QtBot
) -> None:
    place = QWidget()
    line = QLineEdit(place)
    line.setObjectName("prefix")
    field = SettingField(theme, "Prefix", line, note="Before each number")
    field.setParent(place)
    shown(qtbot, place)
    field.refuse("It cannot be used.")
    assert (field.trouble, line.accessibleDescription()) == ("It cannot be used.",) * 2
    assert place.findChild(QLabel, "prefixTrouble") is not None
    assert line.property("wrong") == "true"
    field.accept()
    assert (field.trouble, line.accessibleDescription(), line.property("wrong")) == ("", "", "")
    assert line.accessibleName() == "Prefix"


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ("", "card voucher"),
        ("voucherUp", "voucher card"),
        ("cardDown", "voucher card"),
        ("transferUp transferUp", "card voucher"),
    ],
)
def test_tenders_are_moved_one_place_at_a_time(theme: Theme, moves: str, order: str) -> None:
    choice = TenderChoice(theme)
    every = (TenderType.CARD, TenderType.VOUCHER, TenderType.TRANSFER)
    choice.show_tenders(every[:2], every)
    for name in moves.split():
        button = choice.findChild(QWidget, name)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [one.value for one in choice.tenders] == order.split()
    choice.row(TenderType.TRANSFER).check.click()
    assert set(choice.tenders) == set(every)


def test_a_row_that_came_to_the_end_can_be_moved_back_by_the_same_hand(
    theme: Theme, qtbot: QtBot
) -> None:
    choice = TenderChoice(theme)
    every = (TenderType.CARD, TenderType.VOUCHER)
    choice.show_tenders(every, every)
    shown(qtbot, choice)
    row = choice.row(TenderType.VOUCHER)
    row.up.setFocus()
    press(KEY.Key_Space)
    assert choice.tenders == (TenderType.VOUCHER, TenderType.CARD)
    assert QApplication.focusWidget() is row.down
