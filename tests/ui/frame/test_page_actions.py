"""A page bound to the catalogue: keys for fields first, hidden buttons unpressed, reasons told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from cashier.ui.frame.page_actions import PageActions
from cashier.ui.keys.key_map import KeyMap
from cashier.ui.look.theme import Theme

NONE = Qt.KeyboardModifier.NoModifier


class SomePage(QWidget):
    """A page with a field and a button."""

    def __init__(self, keys: KeyMap) -> None:
        super().__init__()
        self.done: list[str] = []
        self.field = QLineEdit(self)
        self.button = QPushButton("Pay", self)
        self.button.move(0, 60)
        self.button.clicked.connect(self._on_pay)
        self.page_actions = PageActions(keys, self)
        self.page_actions.bind("sell.remove", self._on_remove)
        self.page_actions.bind("sell.more", self._on_more)
        self.page_actions.bind_button("sell.pay", self.button)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.page_actions.take_key(event):
            super().keyPressEvent(event)

    def _on_remove(self) -> None:
        self.done.append("remove")

    def _on_more(self) -> None:
        self.done.append("more")

    def _on_pay(self) -> None:
        self.done.append("pay")


@pytest.fixture
def keys(theme: Theme) -> KeyMap:
    return theme.keys


@pytest.fixture
def page(keys: KeyMap, qtbot: QtBot) -> SomePage:
    made = SomePage(keys)
    qtbot.addWidget(made)
    made.resize(300, 200)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def test_a_field_has_del_before_the_page(page: SomePage) -> None:
    page.field.setText("12")
    page.field.setFocus()
    page.field.setCursorPosition(0)
    QTest.keyClick(page.field, Qt.Key.Key_Delete)
    assert (page.field.text(), page.done) == ("2", [])
    page.button.setFocus()
    QTest.keyClick(page.button, Qt.Key.Key_Delete)
    assert page.done == ["remove"]


def test_a_function_key_works_from_inside_a_field(page: SomePage) -> None:
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_F12)
    assert page.done == ["pay"]


def test_what_is_hidden_is_not_pressed(page: SomePage) -> None:
    page.button.hide()
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert page.done == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_what_is_switched_off_says_why(page: SomePage) -> None:
    page.button.setEnabled(False)
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert not QToolTip.isVisible()
    page.button.setToolTip("Scan or tap the first item")
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert page.done == []
    assert QToolTip.text() == "Scan or tap the first item"
    QToolTip.hideText()


def test_only_what_may_repeat_repeats(page: SomePage) -> None:
    for key, text in ((Qt.Key.Key_Plus, "+"), (Qt.Key.Key_Delete, "\x7f")):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, key, NONE, text, autorep=True, count=1)
        page.page_actions.take_key(held)
    assert page.done == ["more"]


def test_a_typed_key_can_become_a_shortcut_and_back(page: SomePage, keys: KeyMap) -> None:
    keys.use({"sell.remove": "Ctrl+F3"})
    QTest.keyClick(page, Qt.Key.Key_Delete)
    assert page.done == []
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["remove"]
    keys.use({"sell.pay": "Ins", "sell.remove": ""})
    QTest.keyClick(page, Qt.Key.Key_F3, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert page.done == ["remove"]
    QTest.keyClick(page, Qt.Key.Key_Insert)
    assert page.done == ["remove", "pay"]


def test_a_page_that_is_not_in_view_does_nothing(page: SomePage, qtbot: QtBot) -> None:
    page.hide()
    assert not page.page_actions.is_in_view
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    QTest.keyClick(other, Qt.Key.Key_F12)
    assert page.done == []
