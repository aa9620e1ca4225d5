"""The words of a callout stand beside its icon, whichever side reading begins at."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.look.theme import Theme


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_no_word_stands_on_the_icon(
    theme: Theme, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    callout = Callout(theme)
    qtbot.addWidget(callout)
    callout.setLayoutDirection(direction)
    callout.show_words(Tone.INFO, "shield", "Every sale is saved on this PC first", "A sentence.")
    callout.resize(theme.px(320), theme.px(120))
    callout.show()
    is_mirrored = direction is Qt.LayoutDirection.RightToLeft
    for label in callout.findChildren(QLabel):
        beside = callout.width() - label.geometry().right() if is_mirrored else label.x()
        assert beside >= theme.px(14 + 24)
