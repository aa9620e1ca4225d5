"""What shops of the web service differ in is chosen among the details, and kept as chosen."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cashier.settings import BackEndProfile, WebServiceIds
from cashier.settings.back_end import PayseraChoices
from cashier.ui.look.theme import Theme
from tests.ui.back_end.test_paysera_manners import MAC, choose, details_of

WEB = BackEndProfile("webservice", "https://kash.example")
CHOSEN = WebServiceIds(
    shop_parameter="shopID",
    table="7",
    covers="2",
    pager="31",
    unpaid="validated",
    sends_amount=True,
    reads_back=False,
    sells_articles=True,
)


@pytest.mark.parametrize("profile", [WEB, replace(WEB, web_service=CHOSEN)])
def test_what_was_chosen_is_shown_and_stays(
    theme: Theme, qtbot: QtBot, profile: BackEndProfile
) -> None:
    details = details_of(theme, qtbot, profile)
    assert details.profile_over(profile) == profile


def test_each_choice_becomes_part_of_the_profile(theme: Theme, qtbot: QtBot) -> None:
    details = details_of(theme, qtbot, WEB)
    for name, value in (
        ("backEndShopParameter", "shopID"),
        ("backEndUnpaid", "validated"),
        ("backEndAmount", "on"),
        ("backEndReadsBack", "off"),
        ("backEndArticles", "on"),
    ):
        with qtbot.waitSignal(details.edited):
            choose(details, name, value)
    for name, text in (("backEndTable", "7"), ("backEndCovers", "2"), ("backEndPager", "31")):
        _write(details.findChild(QLineEdit, name), text)
    assert details.profile_over(WEB).web_service == CHOSEN


def test_products_of_paysera_are_asked_for_in_a_language(theme: Theme, qtbot: QtBot) -> None:
    details = details_of(theme, qtbot, MAC)
    _write(details.findChild(QLineEdit, "backEndLanguage"), "lt")
    assert details.profile_over(MAC).paysera == PayseraChoices(language="lt")


def _write(line: QLineEdit | None, text: str) -> None:
    assert line is not None
    QTest.keyClicks(line, text)
