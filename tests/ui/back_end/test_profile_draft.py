"""What is entered about back ends becomes changes of cashier.toml that read back as entered."""

import contextlib
from dataclasses import replace

import pytest

from cashier.domain.errors import SettingsRefusedError
from cashier.operations.save_settings import overlaid
from cashier.settings import BackEndProfile, Settings, WebServiceIds, WireNames, parse
from cashier.settings.back_end_table import KEYS, table_of, whole_table
from cashier.ui.back_end.profile_draft import Draft, Entry, changes_of, entries_of

WEB = {"kind": "webservice", "register": "1", "vat_classes": {"21": "2"}, "sends_refunds": True}
TOKEN = {"kind": "paysera-token", "register": "123", "dialect": "new"}


def saved(content: dict[str, object], draft: Draft) -> Settings:
    return parse(overlaid(content, changes_of(draft, parse(content))))


def entry(content: dict[str, object], kind: str, another: str = "") -> Entry:
    found = entries_of(parse(content), another)
    return [one for one in found if one.profile.kind == kind][-1]


def test_a_table_reads_back_as_the_profile_it_was_made_of() -> None:
    names = WireNames({"21": "2"}, {"coffee": "7"}, {"card": "3"})
    ids = WebServiceIds(user="5", delivery_method=0, sends_refunds=True)
    profile = BackEndProfile(
        "webservice", "https://a.example", "1", "", "", "commas", 3, 9, "ca.pem", names, ids
    )
    assert parse({"backend": table_of(profile)}).back_end == profile
    assert table_of(BackEndProfile()) == {"kind": "embedded"}
    assert whole_table(profile)["dialect"] is None


def test_what_is_not_set_up_yet_can_be_chosen_too() -> None:
    found = [(one.value, one.is_in_force) for one in entries_of(parse({"backend": TOKEN}))]
    assert found == [
        ("embedded", False),
        ("paysera-token:123@https://pos.paysera.com/eapi/v1", True),
        ("new:paysera-mac", False),
        ("new:webservice", False),
    ]


def test_the_first_back_end_takes_the_sales_from_then_on() -> None:
    chosen = entry({}, "paysera-token")
    wanted = replace(chosen.profile, register="7")
    after = saved({}, Draft(chosen, wanted, takes_sales=True))
    assert (after.back_end, after.other_back_ends) == (wanted, ())


def test_the_one_before_stays_beside_it() -> None:
    content: dict[str, object] = {"backend": WEB}
    chosen = entry(content, "paysera-token")
    after = saved(content, Draft(chosen, chosen.profile, takes_sales=True))
    [aside] = after.other_back_ends
    assert after.back_end.kind == "paysera-token"
    assert replace(aside, key="") == parse(content).back_end
    assert after.profile_named(parse(content).back_end.name) == aside


def test_two_change_places() -> None:
    content: dict[str, object] = {"backend": WEB, "backends": {"other": TOKEN}}
    chosen = entry(content, "paysera-token")
    after = saved(content, Draft(chosen, chosen.profile, takes_sales=True))
    assert [one.kind for one in after.profiles] == ["paysera-token", "webservice"]


def test_keeping_the_sales_here_takes_nothing_away() -> None:
    content: dict[str, object] = {"backend": WEB}
    after = saved(content, Draft(entry(content, "embedded"), BackEndProfile(), takes_sales=True))
    assert (after.back_end.name, len(after.other_back_ends)) == ("", 1)


def test_another_one_can_be_entered_without_being_used() -> None:
    content: dict[str, object] = {"backend": TOKEN}
    chosen = entry(content, "paysera-token", another="paysera-token")
    after = saved(content, Draft(chosen, replace(chosen.profile, register="9")))
    assert [one.register for one in after.profiles] == ["123", "9"]


def test_nothing_entered_is_nothing_changed() -> None:
    content: dict[str, object] = {"backend": WEB, "backends": {"other": TOKEN}}
    for chosen in entries_of(parse(content)):
        if chosen.is_set_up:
            assert changes_of(Draft(chosen, chosen.profile), parse(content)) == {}


def test_ids_are_corrected_where_they_stand() -> None:
    content: dict[str, object] = {"backend": WEB, "backends": {"other": TOKEN}}
    for kind in ("webservice", "paysera-token"):
        chosen = entry(content, kind)
        wanted = replace(chosen.profile, wire=WireNames({"21": "9"}))
        after = saved(content, Draft(chosen, wanted))
        assert [one.kind for one in after.profiles] == ["webservice", "paysera-token"]
        assert wanted in after.profiles


def test_one_that_is_not_used_can_go() -> None:
    content: dict[str, object] = {"backend": WEB, "backends": {"other": TOKEN}}
    chosen = entry(content, "paysera-token")
    after = saved(content, Draft(chosen, chosen.profile, is_removed=True))
    assert after.other_back_ends == ()


@pytest.mark.parametrize("key", KEYS)
def test_every_key_that_may_be_written_is_read(key: str) -> None:
    refusals = []
    for kind in ("paysera-token", "webservice"):
        with contextlib.suppress(SettingsRefusedError):
            parse({"backend": {"kind": kind, key: [{"no": "value"}]}})
            continue
        refusals.append(kind)
    assert refusals
