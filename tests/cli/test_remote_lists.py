"""The back end's own lists on the command line, read from real servers to their last page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import sale
from tests.cli.conftest import Cashier
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.servers.web_service import WebServiceServer

MANY = 130
"""More than any page of the servers holds."""


@pytest.fixture
def paysera(
    stocked: Cashier, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PayseraEapiServer]:
    with PayseraEapiServer(Dialect.NEW) as server:
        _use(folder, server.settings)
        for name, secret in server.secrets.items():
            monkeypatch.setenv(name, secret)
        del stocked  # the shop is there now
        yield server


def _use(folder: Path, settings: str) -> None:
    file = folder / "cashier.toml"
    kept = file.read_text(encoding="utf-8").partition("[backend]")[0]
    file.write_text(f"{kept}{settings}", encoding="utf-8")


@pytest.mark.usefixtures("paysera")
def test_orders_are_listed_with_amounts_in_major_units(cashier: Cashier) -> None:
    sold = cashier("sell", "-", "--json", given=sale()).well().json
    assert sold["delivery"] == "sent"
    (listed,) = cashier("backend", "orders", "--json").well().json
    assert (listed["number"], listed["total"]) == (sold["number"], "2.50")
    assert listed["lines"][0]["vat_rate"] == "21"
    row = cashier("backend", "orders").well().out
    assert sold["number"] in row
    assert sold["created_at"][:16].replace("T", " ") in row  # by the shop's clock, not in UTC
    assert (
        cashier("backend", "orders", "--from", "2000-01-01", "--to", "2000-01-02", "--json")
        .well()
        .json
        == []
    )


@pytest.mark.usefixtures("paysera")
def test_a_long_list_is_read_to_its_last_page(cashier: Cashier) -> None:
    for number in range(MANY):
        cashier("sell", "-", "--deliver", "0", given=sale(note=f"sale {number}")).well()
    cashier("sync", "--timeout", "60").well()
    assert len(cashier("backend", "orders", "--json").well().json) == MANY
    assert len(cashier("backend", "documents", "--type", "receipt", "--json").well().json) == MANY


@pytest.mark.usefixtures("paysera")
def test_documents_and_the_fiscal_day_are_told(cashier: Cashier) -> None:
    cashier("sell", "-", given=sale()).well()
    (receipt,) = cashier("backend", "documents", "--type", "receipt", "--json").well().json
    assert (receipt["type"], receipt["amount"], receipt["currency"]) == ("receipt", "2.50", "EUR")
    assert cashier("backend", "invoices", "--json").well().json == []


@pytest.mark.usefixtures("paysera")
def test_what_the_server_does_not_know_and_what_it_cannot_do_are_told(
    cashier: Cashier, tmp_path: Path
) -> None:
    cashier("backend", "fiscal-day", "no such day", "--json").refused(3)
    out = tmp_path / "report.csv"
    day = ("--day", "2026-11-20", "--format", "csv")
    assert cashier("backend", "report", *day, out).refused(2, "not-offered").out == ""
    assert not out.exists()


@pytest.mark.parametrize(
    "command",
    [
        "backend orders --from tomorrow",
        "backend documents --to 2026-13-01",
        "backend report out.csv --day someday --format csv",
        "backend report out.csv --day 2026-11-20 --format doc",
        "backend report --day 2026-11-20 --format csv",
        "backend fiscal-day",
    ],
)
def test_wrong_arguments_ask_nobody(
    cashier: Cashier, paysera: PayseraEapiServer, command: str
) -> None:
    before = len(paysera.seen)
    cashier(*command.split()).refused(2)
    assert len(paysera.seen) == before


def test_an_unreachable_server_is_told_and_can_be_tried_again(
    cashier: Cashier, paysera: PayseraEapiServer
) -> None:
    paysera.stop()
    cashier("backend", "orders", "--json").refused(3, "back-end-unreachable")


def test_an_embedded_till_has_no_lists_elsewhere(stocked: Cashier) -> None:
    told = stocked("backend", "orders", "--json").refused(2, "not-offered")
    assert "does not offer that" in told.err


@pytest.mark.parametrize("form", ["csv", "html", "pdf", "xls", "xml"])
def test_the_web_service_gives_its_day_report(
    stocked: Cashier, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    with WebServiceServer() as server:
        _use(folder, server.settings)
        for name, secret in server.secrets.items():
            monkeypatch.setenv(name, secret)
        out = tmp_path / f"report.{form}"
        stocked("backend", "report", "--day", "2026-11-20", "--format", form, out).well()
        assert out.stat().st_size > 0
