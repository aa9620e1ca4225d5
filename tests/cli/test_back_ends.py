"""Back ends on the command line: what there is, whether it answers, what the doctor misses."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cashier.app.connection import seconds_text
from cashier.domain.capability import Capability
from cashier.settings import BACK_ENDS
from tests.cli.conftest import Cashier
from tests.echo_server import EchoServer
from tests.servers.paysera_eapi import PayseraEapiServer

TOKEN = "a-good-token-of-the-shop"  # noqa: S105 - of this test alone


@pytest.fixture
def server() -> Iterator[PayseraEapiServer]:
    with PayseraEapiServer(token=TOKEN) as made:
        yield made


def set_up(folder: Path, url: str) -> None:
    file = folder / "cashier.toml"
    back_end = f'kind = "paysera-token"\nbase_url = "{url}"\nregister = "123"\n'
    beside = '\n[backends.web]\nkind = "webservice"\n'
    text = file.read_text("utf-8").replace('kind = "embedded"\n', back_end) + beside
    file.write_text(text, "utf-8")


def test_every_kind_is_listed_with_what_it_can_do(stocked: Cashier, folder: Path) -> None:
    found = stocked("backend", "list", "--json").well().json
    assert [one["kind"] for one in found] == list(BACK_ENDS)
    assert [one["in_use"] for one in found] == [True, False, False, False]
    known = {one.value for one in Capability}
    assert all(set(one["capabilities"]) <= known for one in found)
    assert found[0]["capabilities"] == []
    assert {"looks-up-orders", "closes-register-day"} <= set(found[1]["capabilities"])
    set_up(folder, "https://pos.example/eapi/v1")
    found = stocked("backend", "list", "--json").well().json
    assert [len(one["profiles"]) for one in found] == [0, 1, 0, 1]
    assert "* paysera-token: " in stocked("backend", "list").well().out


def test_a_test_says_what_it_found(
    stocked: Cashier, folder: Path, server: PayseraEapiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASHIER_TOKEN", f" {TOKEN}\n")
    set_up(folder, server.url)
    found = stocked("backend", "test", "--json").well().json
    assert (found["ok"], found["kind"], found["order_created"]) == (True, "paysera-token", False)
    assert found["register"]["name"] == "Front counter"
    assert found["register"]["fiscal_mode"] is True
    assert stocked("backend", "test").well().out.count("\n") == 1
    assert not server.book.orders


def test_an_embedded_till_has_nothing_to_test(stocked: Cashier) -> None:
    found = stocked("backend", "test", "--json").well().json
    assert (found["kind"], found["ok"]) == ("embedded", True)


def test_what_keeps_it_from_answering_is_told(
    stocked: Cashier, folder: Path, server: PayseraEapiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(folder, server.url)
    stocked("backend", "test", "--json").refused(2, "secret-missing", "CASHIER_TOKEN")
    monkeypatch.setenv("CASHIER_TOKEN", "a-wrong-one")
    stocked("backend", "test", "--json").refused(3, "not-authorised")
    server.stop()
    stocked("backend", "test", "--json").refused(3, "back-end-unreachable")


def test_a_secret_of_the_environment_goes_to_one_system_only(
    stocked: Cashier, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASHIER_TOKEN", TOKEN)
    with EchoServer() as first, EchoServer() as second:
        set_up(folder, first.url)
        with (folder / "cashier.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[backends.b]\nkind = "paysera-token"\nbase_url = "{second.url}"\n')
        found = {one["name"]: one for one in stocked("doctor", "--json").json}
        assert found["back-end"]["detail"].endswith(first.url)
        told = [one for one in stocked("doctor", "--json").json if one["name"] == "secrets"]
        assert [second.url in one["detail"] for one in told if one["state"] == "ok"] == [False]
        assert any(second.url in one["detail"] for one in told if one["state"] == "warning")


def test_the_doctor_names_what_is_missing_and_what_to_set(stocked: Cashier, folder: Path) -> None:
    found = {one["name"]: one for one in stocked("doctor", "--json").json}
    assert found["back-end"]["state"] == "ok"
    assert "secrets" not in found
    set_up(folder, "https://pos.example/eapi/v1")
    told = [one for one in stocked("doctor", "--json").json if one["name"] == "secrets"]
    assert ["CASHIER_TOKEN" in one["fix"] for one in told] == [True, False]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0.0"), (0.4, "0.4"), (-0.4, "-0.4"), (-61.25, "-61.3"), (9, "9.0")]
)
def test_a_difference_of_clocks_is_told_to_the_tenth(seconds: float, text: str) -> None:
    assert seconds_text(timedelta(seconds=seconds)) == text
