"""sync, unsent, status and sell --deliver do what docs/command-line.md promises."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import sale
from tests.cli.conftest import Cashier
from tests.servers.faults import Fault
from tests.servers.paysera_eapi import PayseraEapiServer


@pytest.fixture
def server(
    cashier: Cashier, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PayseraEapiServer]:
    """Return a server that the shop sends to."""
    with PayseraEapiServer() as running:
        for name, secret in running.secrets.items():
            monkeypatch.setenv(name, secret)
        cashier("status").well()
        settings = folder / "cashier.toml"
        head = settings.read_text(encoding="utf-8").partition("[backend]")[0]
        settings.write_text(head + running.settings, encoding="utf-8")
        yield running


def sell(cashier: Cashier, *options: object, price: str = "2.50") -> Any:
    return cashier("sell", "-", "--json", *options, given=sale(price=price)).well().json


def unsent(cashier: Cashier) -> Any:
    return cashier("unsent", "--json").well().json


def test_a_sale_is_delivered_at_once(cashier: Cashier, server: PayseraEapiServer) -> None:
    assert sell(cashier)["delivery"] == "sent"
    assert len(server.orders) == 1
    assert unsent(cashier) == []
    assert cashier("sync").well().out == "0 sent, 0 left to send, 0 need a person.\n"


def test_a_shop_without_a_back_end_has_nothing_to_send(cashier: Cashier) -> None:
    assert sell(cashier)["delivery"] == "not-needed"
    assert unsent(cashier) == []
    answer = cashier("sync", "--json").well().json
    assert answer == {
        "sent": 0,
        "left": 0,
        "needs_attention": 0,
        "register_by_hand": 0,
        "webhook_calls": 0,
        "orders": [],
    }


def test_deliver_0_leaves_it_to_sync(cashier: Cashier, server: PayseraEapiServer) -> None:
    answer = sell(cashier, "--deliver", "0")
    assert answer["delivery"] == "unsent"
    assert server.seen == []
    (row,) = unsent(cashier)
    assert (row["number"], row["state"], row["tries"], row["last_error"], row["next_try"]) == (
        answer["number"], "waiting", 0, None, None,
    )  # fmt: skip
    assert cashier("status", "--json").well().json["unsent"] == 1
    assert cashier("sync", "--json").well().json["sent"] == 1
    assert cashier("order", answer["number"], "--json").well().json["delivery"] == "sent"


def test_a_server_that_is_away_fails_no_sale(cashier: Cashier, server: PayseraEapiServer) -> None:
    server.stop()
    answer = sell(cashier)
    assert answer["delivery"] == "unsent"
    done = cashier("sync", "--json")
    assert done.code == 3
    (row,) = done.json["orders"]
    assert (row["error_code"], row["state"]) == ("back-end-unreachable", "waiting")
    assert row["last_error"] == "The back end cannot be reached."
    assert row["tries"] == 2
    server.start()
    cashier("sync").well()
    assert len(server.orders) == 1


def test_an_answer_that_was_lost_makes_no_second_order(
    cashier: Cashier, server: PayseraEapiServer
) -> None:
    server.faults.plan(Fault.DROP_AFTER, method="POST", path="orders")
    assert sell(cashier)["delivery"] == "sent"
    assert len(server.orders) == 1


def test_what_needs_a_person_is_listed_and_does_not_change_the_exit(
    cashier: Cashier, server: PayseraEapiServer
) -> None:
    server.faults.plan(Fault.ANOTHER_TOTAL, method="POST", path="orders")
    answer = sell(cashier, price="4.00")
    assert answer["delivery"] == "needs-attention"
    done = cashier("sync", "--json").well().json
    assert (done["left"], done["needs_attention"]) == (0, 1)
    (row,) = done["orders"]
    assert row["state"] == "needs-attention"
    assert row["total"] == "4.00"
    assert row["server"]["total"] != "4.00"
    assert row["last_error"] == "The back end has another total."
    told = cashier("unsent").well().out
    assert answer["number"] in told
    assert "needs-attention" in told


def test_one_order_that_is_refused_stops_no_other(
    cashier: Cashier, server: PayseraEapiServer
) -> None:
    server.faults.plan(Fault.ANOTHER_TOTAL, method="POST", path="orders")
    for _ in range(3):
        sell(cashier, "--deliver", "0")
    done = cashier("sync", "--json").well().json
    assert (done["sent"], done["needs_attention"]) == (2, 1)


def test_a_wait_that_the_server_asks_for_is_kept_by_the_next_process(
    cashier: Cashier, server: PayseraEapiServer
) -> None:
    server.faults.retry_after = 100
    server.faults.plan(Fault.LIMIT_HEADER, method="POST", path="orders")
    assert sell(cashier)["delivery"] == "unsent"
    calls = len(server.faults.happened)
    assert cashier("sync", "--timeout", "1").code == 3
    assert (len(server.faults.happened), len(server.seen)) == (calls, 0)
    (row,) = unsent(cashier)
    assert row["error_code"] == "rate-limited"


def test_a_refund_is_registered_by_hand_and_checked_off_by_its_document(
    cashier: Cashier, server: PayseraEapiServer
) -> None:
    number = sell(cashier)["number"]
    refund = cashier("refund", number, "--json").well().json
    assert refund["delivery"] == "unsent"
    done = cashier("sync", "--json").well().json
    assert (done["left"], done["needs_attention"], done["register_by_hand"]) == (0, 1, 1)
    assert done["orders"][0]["error_code"] == "register-by-hand"
    assert len(server.orders) == 1
    assert cashier("status", "--json").well().json["register_by_hand"] == 1
    (order,) = server.book.orders.values()
    server.book.return_(order, 250, server.now())
    assert cashier("sync").well().out.splitlines() == [
        "0 sent, 0 left to send, 0 need a person.",
        "1 thing registered by hand was found at the back end and is checked off.",
    ]
    assert cashier("status", "--json").well().json["register_by_hand"] == 0
    assert unsent(cashier) == []


def test_a_sale_goes_to_the_profile_it_was_posted_under(
    cashier: Cashier, server: PayseraEapiServer, folder: Path
) -> None:
    sell(cashier, "--deliver", "0")
    settings = folder / "cashier.toml"
    text = settings.read_text(encoding="utf-8")
    head, _, old = text.partition("[backend]")
    elsewhere = f'{head}[backend]\nkind = "embedded"\n\n[backends.old]{old}'
    settings.write_text(elsewhere, encoding="utf-8")
    assert sell(cashier)["delivery"] == "not-needed"
    assert cashier("sync", "--json").well().json["sent"] == 1
    assert len(server.orders) == 1


def test_a_profile_that_is_gone_keeps_its_orders(
    cashier: Cashier, server: PayseraEapiServer, folder: Path
) -> None:
    sell(cashier, "--deliver", "0")
    settings = folder / "cashier.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.partition("[backend]")[0], encoding="utf-8")
    done = cashier("sync", "--json")
    assert done.code == 3
    assert done.json["orders"][0]["error_code"] == "no-such-back-end"
    settings.write_text(text, encoding="utf-8")
    cashier("sync").well()
    assert len(server.orders) == 1


def test_a_sale_that_was_sent_after_the_backup_is_not_sent_again_from_it(
    cashier: Cashier, server: PayseraEapiServer, tmp_path: Path
) -> None:
    sell(cashier, "--deliver", "0")
    cashier("backup", tmp_path / "shop.zip").well()
    cashier("sync").well()
    cashier("restore", tmp_path / "shop.zip").well()
    (row,) = unsent(cashier)
    assert row["state"] == "unknown"
    assert cashier("sync", "--json").well().json["sent"] == 1
    assert len(server.orders) == 1
