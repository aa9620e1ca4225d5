"""Settings, Keys: choose an action, press its new key; what is taken is refused by name."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cashier.settings import Settings
from cashier.ui.controls.callout import Callout
from cashier.ui.keys.action_list import CAP_ROLE, NAME_ROLE
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_keys import KeysSection
from tests.ui.sell_stage import child

_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def section(theme: Theme, qtbot: QtBot) -> KeysSection:
    made = KeysSection(theme)
    made.show_settings(Settings())
    made.resize(900, 700)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def caps(section: KeysSection) -> dict[str, str]:
    model = section.list.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return {index.data(NAME_ROLE): index.data(CAP_ROLE) for index in rows if index.data(NAME_ROLE)}


def own(section: KeysSection) -> dict[str, object]:
    """Return what would be written."""
    written: Mapping[str, object] = section.content()["keys"]
    return {name: key for name, key in written.items() if key is not None}


def press(section: KeysSection, name: str, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    section.list.choose(name)
    section.field.setFocus()
    QTest.keyClick(section.field, key, held)


def trouble(section: KeysSection) -> str:
    shown = child(section, Callout, "keyTrouble")
    return "" if shown.isHidden() else shown.accessibleName()


def test_every_action_is_listed_with_its_key(section: KeysSection, theme: Theme) -> None:
    assert caps(section) == {one.name: theme.keys.words(one.name) for one in theme.keys.actions}


def test_a_new_key_is_pressed_and_would_be_written(section: KeysSection, theme: Theme) -> None:
    press(section, "sell.pay", Qt.Key.Key_F12, _CTRL)
    assert own(section) == {"sell.pay": "Ctrl+F12"}
    assert caps(section)["sell.pay"] == "Ctrl F12"
    assert section.is_changed
    assert theme.keys.key("sell.pay") == "F12"  # not before it is saved


def test_a_key_that_is_taken_is_refused_by_the_name_of_its_action(section: KeysSection) -> None:
    press(section, "sell.pay", Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    assert "F8 is the key of “Park” (Sell)" in trouble(section)
    assert own(section) == {}
    press(section, "sell.pay", Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier)
    assert trouble(section) == ""
    assert own(section) == {"sell.pay": "Ins"}


@pytest.mark.parametrize("key", [Qt.Key.Key_7, Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Comma])
def test_what_is_typed_and_scanned_stays_free(section: KeysSection, key: Qt.Key) -> None:
    press(section, "sell.pay", key, Qt.KeyboardModifier.NoModifier)
    assert "needed for typing" in trouble(section)
    assert own(section) == {}


def test_tab_leaves_the_field_and_shift_alone_is_no_key(section: KeysSection) -> None:
    press(section, "sell.pay", Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    assert trouble(section) == ""
    QTest.keyClick(section.field, Qt.Key.Key_Tab)
    assert not section.field.hasFocus()
    assert own(section) == {}


def test_a_fixed_key_says_why_it_stays(section: KeysSection) -> None:
    section.list.choose("everywhere.back")
    assert "stays" in trouble(section)
    assert not section.field.isEnabled()
    assert not child(section, QPushButton, "noKeyButton").isEnabled()


def test_the_usual_key_comes_back_for_one_and_for_all(section: KeysSection) -> None:
    section.show_settings(replace(Settings(), keys={"sell.pay": "Ctrl+F12", "sell.park": "Ctrl+K"}))
    assert not section.is_changed
    section.list.choose("sell.pay")
    assert child(section, QPushButton, "usualKeyButton").text() == "Usual key: F12"
    QTest.mouseClick(child(section, QPushButton, "usualKeyButton"), _LEFT)
    assert own(section) == {"sell.park": "Ctrl+K"}
    assert section.content()["keys"]["sell.pay"] is None
    QTest.mouseClick(child(section, QPushButton, "allUsualKeysButton"), _LEFT)
    assert own(section) == {}


def test_an_action_can_go_without_a_key(section: KeysSection) -> None:
    section.list.choose("sell.void")
    QTest.mouseClick(child(section, QPushButton, "noKeyButton"), _LEFT)
    assert own(section) == {"sell.void": ""}
    assert child(section, QWidget, "keyField").accessibleName() == "Key of Cancel sale: No key"


def test_what_the_file_refuses_is_said_at_its_action(section: KeysSection) -> None:
    assert section.refuse("keys.sell.pay", "Not like this.")
    assert child(section, QLabel, "keyActionLabel").text() == "Pay"
    assert "Not like this." in trouble(section)
    assert not section.refuse("keys.sell.fly", "Not like this.")
