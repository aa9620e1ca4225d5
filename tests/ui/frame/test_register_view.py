"""The register of a back end on the strip: short, safe to show, and each state in its own tone."""

from datetime import UTC, datetime, timedelta

import pytest

from cashier.domain.remote import RegisterStatus
from cashier.ui.frame.chips import Chip, Tone
from cashier.ui.frame.register_view import (
    RegisterView,
    not_admitted,
    not_reached,
    not_understood,
    register_view,
)
from cashier.ui.frame.status_strip import StatusStrip, TillStatus
from cashier.ui.look.theme import Theme
from tests.fakes import FakeClock
from tests.ui.sell_stage import child

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


def of(**told: object) -> RegisterView:
    return register_view(RegisterStatus("REG001", **told), NOW)  # type: ignore[arg-type]


def test_all_that_is_told_has_its_chip() -> None:
    at = NOW - timedelta(minutes=10)
    view = of(status="online", fiscal_mode=True, fiscal_day=125, last_activity=at)
    assert (view.text, view.tone) == ("REG001 online", Tone.OK)
    assert (view.mode, view.mode_tone, view.activity) == (
        "Fiscal, day 125",
        Tone.OK,
        "Active 14:20",
    )
    assert view.details == "REG001 · online · Fiscal, day 125 · Active 14:20"


def test_what_is_not_told_is_not_made_up() -> None:
    assert of() == RegisterView("REG001", Tone.OK, "ready", details="REG001")


def test_no_fiscal_mode_is_seen() -> None:
    view = of(fiscal_mode=False, is_day_started=False)
    assert (view.mode, view.mode_tone) == ("Not fiscal, no day", Tone.WARN)


def test_another_day_is_told_by_its_date() -> None:
    assert "20" in of(last_activity=NOW - timedelta(days=1)).activity


@pytest.mark.parametrize(
    ("word", "tone"), [("ONLINE", Tone.OK), ("offline", Tone.WARN), ("dreaming", Tone.NEUTRAL)]
)
def test_a_word_is_shown_as_it_came_and_taken_for_what_is_known(word: str, tone: Tone) -> None:
    assert (of(status=word).text, of(status=word).tone) == (f"REG001 {word}", tone)


def test_a_name_of_the_server_can_do_no_harm() -> None:
    view = register_view(RegisterStatus("A\x1b[2J\n" + "B" * 500), NOW)
    assert view.text.isprintable()
    assert len(view.text) < 40


def test_every_failure_has_a_word_and_an_icon_of_its_own() -> None:
    views = [not_reached("REG001"), not_admitted("REG001"), not_understood("")]
    assert [one.text for one in views] == [
        "REG001 offline",
        "REG001: no access",
        "Register: state unknown",
    ]
    assert all(one.icon and one.details for one in views)


def test_the_strip_shows_it_and_says_all_of_it_to_those_who_do_not_see(theme: Theme) -> None:
    strip = StatusStrip(theme, FakeClock(), "Shop", "T1")
    strip.show_status(TillStatus(is_ready=True, fiscal_day=1, unsent=0))
    view = of(status="online", fiscal_mode=True, last_activity=NOW)
    strip.show_remote(view)
    names = ("registerChip", "registerModeChip", "registerActivityChip")
    texts = [child(strip, Chip, name).text() for name in names]
    assert texts == ["REG001 online", "Fiscal", "Active 14:30"]
    assert child(strip, Chip, "registerChip").accessibleName() == view.details
    strip.set_compact(compact=True)
    assert child(strip, Chip, "registerActivityChip").isHidden()
    strip.show_remote(None)
    assert child(strip, Chip, "registerChip").text() == "Register ready"
    assert child(strip, Chip, "registerModeChip").isHidden()
