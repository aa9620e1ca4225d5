"""``sell`` with a wallet: real processes against a real server, in both of its ways."""

import json
from pathlib import Path
from typing import Any

import pytest

from cashier.domain.wallet import code_of
from tests.cli.command import Answer, as_bytes, run_process
from tests.servers.faults import Fault
from tests.servers.wallet import Mode, WalletServer

TAG = "04A2B31C5D7Qf2"
ID = "0b0f3f2c-5c1e-4a6e-9a53-0d5a5c9d9b11"


class Shop:
    """A data folder whose products a wallet knows, and the server."""

    def __init__(self, folder: Path, server: WalletServer) -> None:
        self.folder, self.server = folder, server
        server.honours_header = False
        server.add_wallet(TAG, 1_000)
        rows = ["barcode,name,price,vat", "4770190036016,Bread,1.89,9"]
        for one in server.products:
            id_ = str(one.number) if server.is_pretix else one.key
            rows.append(f"{code_of(id_)},{one.name},{one.price / 100:.2f},21")
        goods = folder.parent / "goods.csv"
        goods.write_text("\n".join(rows), encoding="utf-8")
        self.run("import-products", str(goods)).well()
        settings = folder / "cashier.toml"
        table = f'\n[wallet]\nbase_url = "{server.url}"\nmode = "{server.mode.value}"\n'
        with settings.open("a", encoding="utf-8") as file:
            file.write(f"{table}answer_timeout_s = 1\n")

    def run(self, *arguments: str, given: bytes | None = None) -> Answer:
        environment = dict(self.server.secrets)
        return run_process(
            *arguments, "--data-dir", self.folder, given=given, environment=environment
        )

    def sell(self, *payments: object, **more: object) -> Answer:
        espresso = "11" if self.server.is_pretix else "espresso"
        lines = [
            {"barcode": code_of(espresso), "quantity": "2"},
            {"barcode": "4770190036016", "quantity": "1"},
        ]
        content = {"lines": lines, "payments": list(payments)} | more
        return self.run("sell", "-", "--json", "--text", given=as_bytes(content))


@pytest.fixture(params=list(Mode), ids=lambda mode: mode.value)
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    with WalletServer(request.param) as server:
        yield Shop(tmp_path / "shop", server)


WALLET = {"method": "wallet", "token": TAG}
CASH = {"method": "cash", "tendered": "2.00"}


def test_a_sale_is_paid_from_a_wallet_and_tells_the_new_balance(shop: Shop) -> None:
    sold = shop.sell(WALLET, CASH, id=ID).well().json
    assert sold["payments"] == [
        {"method": "wallet", "amount": "0.50", "balance": "9.50"},
        {"method": "cash", "amount": "1.89", "tendered": "2.00", "change": "0.11"},
    ]
    assert "New balance" in sold["text"]
    assert TAG not in json.dumps(sold)
    again = shop.sell(WALLET, CASH, id=ID).well().json
    assert (again["number"], again["payments"]) == (sold["number"], sold["payments"])
    assert [one.amount for one in shop.server.charges] == [-50]
    back = shop.run("refund", sold["number"], "--json", "--text").well().json
    assert [(one["method"], one["amount"]) for one in back["payments"]] == [
        ("cash", "-1.89"),
        ("cash", "-0.50"),
    ]
    assert back["payments"][1]["gives_back"] == "wallet"
    assert "Paid by wallet, given back in cash" in " ".join(back["text"].split())
    assert [one.amount for one in shop.server.charges] == [-50]


def test_what_is_wrong_is_refused_and_charges_nothing(shop: Shop) -> None:
    shop.server.wallets[TAG].charges.clear()
    shop.sell(WALLET, CASH).refused(2, "balance-too-low", "0.00", "0.50", "Nothing was taken")
    shop.sell({"method": "wallet"}, CASH).refused(2, "not-given")
    shop.sell({"method": "wallet", "token": " "}, CASH).refused(2, "not-given")
    shop.sell({"method": "wallet", "token": "FFFFFFFF"}, CASH).refused(3, "unknown-tag")
    shop.sell(WALLET, WALLET, CASH).refused(2, "wallet-used")
    shop.server.token = "another"  # noqa: S105 - of this test
    bare = run_process("orders", "--json", "--data-dir", shop.folder)
    assert bare.well().json == []
    assert shop.server.charges == []


def test_an_answer_that_is_lost_is_found_by_the_balance(shop: Shop) -> None:
    shop.server.faults.plan(Fault.DROP_AFTER, method="POST")
    sold = shop.sell(WALLET, CASH, id=ID).well().json
    assert sold["payments"][0]["balance"] == "9.50"
    assert len(shop.server.charges) == 1


def test_where_nobody_knows_the_sale_waits_and_is_never_charged_again(shop: Shop) -> None:
    shop.server.faults.plan(Fault.DROP_BEFORE, method="POST")
    shop.sell(WALLET, CASH, id=ID).refused(3, "wallet-outcome-unknown", ID)
    shop.sell(WALLET, CASH, id=ID).refused(3, "wallet-outcome-unknown", ID)
    assert shop.server.charges == []
    assert len([one for one in shop.server.seen if one.method == "POST"]) == 0
    parked = shop.run("orders", "--json", "--status", "parked").well().json
    assert [one["id"] for one in parked] == [ID]


def test_without_a_wallet_in_the_settings_it_is_said_so(tmp_path: Path) -> None:
    content = {
        "lines": [{"name": "Tea", "price": "1.00", "vat_rate": "21", "quantity": "1"}],
        "payments": [WALLET],
    }
    answer = run_process("sell", "-", "--json", "--data-dir", tmp_path, given=as_bytes(content))
    answer.refused(2, "wallet-not-set-up")
