"""A field of choice: told by persons only, as tall as a finger, readable when it is wrong."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from cashier.ui.controls.choice import Choice
from cashier.ui.look.theme import Theme

VALUES = [(None, "Passed over"), ("name", "Name"), ("price", "Price with VAT")]


@pytest.fixture
def choice(theme: Theme) -> Iterator[Choice]:
    made = Choice(theme, "taken", "Taken for")
    made.offer(VALUES, "name")
    made.show()
    yield made
    made.close()
    made.deleteLater()


def told(choice: Choice) -> list[object]:
    heard: list[object] = []
    choice.chosen.connect(heard.append)
    return heard


def test_what_is_shown_by_the_program_is_not_told(choice: Choice) -> None:
    heard = told(choice)
    choice.show_value("price")
    choice.offer(VALUES[:2], None)
    assert heard == []
    assert choice.value is None
    assert choice.currentText() == "Passed over"


def test_what_a_person_chooses_is_told_with_its_value(choice: Choice) -> None:
    heard = told(choice)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert heard == ["price", None]


# The platform without a screen says so when a list opens.
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_rows_and_field_can_be_hit_with_a_finger(choice: Choice) -> None:
    assert choice.height() >= 48
    choice.showPopup()
    rows = choice.view()
    assert isinstance(rows, QListView)
    assert all(rows.sizeHintForRow(at) >= 48 for at in range(choice.count()))
    assert rows.accessibleName() == choice.accessibleName() == "Taken for"
    choice.hidePopup()


def test_why_it_is_wrong_is_said_to_those_who_do_not_see_it(choice: Choice) -> None:
    choice.mark_wrong("Two columns are taken for it.")
    assert choice.is_wrong
    assert choice.accessibleDescription() == "Two columns are taken for it."
    choice.mark_wrong("")
    assert not choice.is_wrong


def test_a_value_that_is_not_offered_is_none_of_them(choice: Choice) -> None:
    choice.show_value("weight")
    assert choice.currentIndex() == -1
    assert choice.value is None
