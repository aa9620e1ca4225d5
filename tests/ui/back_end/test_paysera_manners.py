"""What Paysera leaves open is chosen among the details, and kept as it was chosen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cashier.settings.back_end import BackEndProfile, PayseraChoices
from cashier.ui.back_end.back_end_details import BackEndDetails
from cashier.ui.controls.segments import SegmentButton, Segments
from cashier.ui.look.theme import Theme

CHOSEN = PayseraChoices(
    discount="lines", answer_money="minor", sends_payments=False, numbers_receipts=True
)
MAC = BackEndProfile("paysera-mac", "https://pos.example/epapi/v1", dialect="epapi")
TOKEN = BackEndProfile("paysera-token", "https://pos.example/eapi/v1", dialect="new")


def details_of(theme: Theme, qtbot: QtBot, profile: BackEndProfile) -> BackEndDetails:
    made = BackEndDetails(theme)
    qtbot.addWidget(made)
    made.fill(profile)
    made.show()
    return made


def choose(details: BackEndDetails, name: str, value: str) -> None:
    segments = details.findChild(Segments, name)
    assert segments is not None
    (button,) = [one for one in segments.findChildren(SegmentButton) if one.value == value]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("profile", [MAC, TOKEN, replace(MAC, paysera=CHOSEN)])
def test_what_was_chosen_is_shown_and_stays(
    theme: Theme, qtbot: QtBot, profile: BackEndProfile
) -> None:
    details = details_of(theme, qtbot, profile)
    assert details.profile_over(profile) == profile


def test_each_choice_becomes_part_of_the_profile(theme: Theme, qtbot: QtBot) -> None:
    details = details_of(theme, qtbot, MAC)
    for name, value in (
        ("backEndDiscount", "lines"),
        ("backEndAnswerMoney", "minor"),
        ("backEndPayments", "off"),
        ("backEndNumbers", "on"),
    ):
        with qtbot.waitSignal(details.edited):
            choose(details, name, value)
    assert details.profile_over(MAC).paysera == CHOSEN


@pytest.mark.parametrize(
    ("profile", "seen"),
    [
        (MAC, {"backEndDiscount", "backEndAnswerMoney", "backEndPayments", "backEndNumbers"}),
        (TOKEN, {"backEndAnswerMoney", "backEndPayments", "backEndNumbers"}),
        (BackEndProfile("webservice", "https://kash.example"), set()),
    ],
)
def test_only_what_fits_the_kind_is_shown(
    theme: Theme, qtbot: QtBot, profile: BackEndProfile, seen: set[str]
) -> None:
    details = details_of(theme, qtbot, profile)
    names = ("backEndDiscount", "backEndAnswerMoney", "backEndPayments", "backEndNumbers")
    fields = {one.objectName(): one for one in details.findChildren(Segments)}
    assert {name for name in names if fields[name].isVisible()} == seen
