"""The focus ring shows where keys go, and only to those who use keys."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cashier.ui.look.focus_ring import FocusRing
from cashier.ui.look.theme import Theme


def test_it_lies_around_the_button_after_a_key_and_goes_with_a_press(
    theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, field = QPushButton("Pay", window), QLineEdit(window)
    button.setGeometry(40, 40, 100, 48)
    field.setGeometry(40, 120, 100, 48)
    ring = FocusRing(theme, window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    assert not ring.isVisible()
    ring.takes(button, _key())
    assert ring.geometry().getRect() == (35, 35, 110, 58)
    assert ring.isVisible()
    button.move(60, 40)
    assert ring.geometry().left() == 55
    field.setFocus()
    assert not ring.isVisible()
    button.setFocus()
    assert ring.isVisible()
    ring.takes(button, QEvent(QEvent.Type.MouseButtonPress))
    assert not ring.isVisible()


def test_a_button_that_is_gone_takes_its_ring_along(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Undo", window)
    ring = FocusRing(theme, window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    ring.takes(button, _key())
    button.deleteLater()
    qtbot.waitUntil(ring.isHidden)


def _key() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
