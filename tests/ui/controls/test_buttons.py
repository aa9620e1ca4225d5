"""Buttons: the key they bear, what they are called, and how they look while work is under way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cashier.settings import ScreenSettings
from cashier.ui.controls.big_button import FootButton
from cashier.ui.controls.busy_ring import BUSY_AFTER_MS, BusyRing
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.look.theme import Theme


def shown(button: Button, qtbot: QtBot) -> Button:
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    return button


def picture(button: Button) -> QImage:
    return button.grab().toImage()


def corner(button: Button) -> QColor:
    """Return the fill, beside what is printed."""
    return picture(button).pixelColor(6, button.height() // 2)


def test_it_is_called_what_it_does_and_by_its_key(theme: Theme, qtbot: QtBot) -> None:
    button = shown(Button(theme, "Note", action="sell.note"), qtbot)
    assert button.accessibleName() == "Note, F7"
    button.set_spoken("Note for Butter")
    assert button.accessibleName() == "Note for Butter, F7"
    theme.keys.use({"sell.note": ""})
    assert button.accessibleName() == "Note for Butter"


def test_a_key_that_is_not_printed_leaves_its_room(theme: Theme, qtbot: QtBot) -> None:
    button = shown(Button(theme, "Note", action="sell.note"), qtbot)
    wide = button.sizeHint().width()
    theme.keys.show_caps(shown=False)
    assert button.sizeHint().width() < wide
    assert button.accessibleName() == "Note, F7"
    theme.keys.use({"sell.note": "Ctrl+Shift+F7"})
    theme.keys.show_caps(shown=True)
    assert button.sizeHint().width() > wide


def test_it_is_at_least_48_px_at_any_scale(theme: Theme, qtbot: QtBot) -> None:
    button = shown(Button(theme, icon="plus"), qtbot)
    for percent in (80, 100, 150):
        theme.set_scale(percent)
        assert button.sizeHint().height() == theme.px(48)
        assert button.sizeHint().width() >= theme.px(48)


@pytest.mark.parametrize("kind", [ButtonKind.PAY, ButtonKind.PRIMARY, ButtonKind.PLAIN])
def test_a_busy_button_keeps_its_colour_and_takes_no_second_press(
    theme: Theme, qtbot: QtBot, kind: ButtonKind
) -> None:
    button = shown(FootButton(theme, "Finish", kind=kind, action="pay.finish"), qtbot)
    before = corner(button)
    clicks: list[bool] = []

    def on_clicked() -> None:
        clicks.append(True)

    button.clicked.connect(on_clicked)
    button.show_busy("Saving")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicks == []
    assert corner(button) == before
    button.show_busy("")
    button.setEnabled(False)
    assert corner(button) != before


def test_the_ring_comes_after_a_moment_turns_and_goes(theme: Theme, qtbot: QtBot) -> None:
    theme.follow(ScreenSettings(theme="light", moves=True))
    button = shown(FootButton(theme, "Finish", kind=ButtonKind.PAY, action="pay.finish"), qtbot)
    ready = picture(button)
    button.show_busy("Saving")
    assert picture(button) == ready
    (ring,) = button.findChildren(BusyRing)
    with qtbot.waitSignal(ring.turned, timeout=10 * BUSY_AFTER_MS):
        pass
    first = picture(button)
    assert first != ready
    assert button.accessibleDescription() == "Saving"
    with qtbot.waitSignal(ring.turned):
        pass
    assert picture(button) != first
    turned = picture(button)
    button.show_busy("")
    assert not ring.is_shown
    assert picture(button) != turned


def test_without_motion_the_ring_stands_still(theme: Theme, qtbot: QtBot) -> None:
    button = shown(Button(theme, "Save", kind=ButtonKind.PRIMARY), qtbot)
    ring = BusyRing(button)
    with qtbot.waitSignal(ring.turned, timeout=10 * BUSY_AFTER_MS):
        ring.start(moves=False)
    with qtbot.assertNotEmitted(ring.turned, wait=200):
        pass
    assert ring.is_shown
