"""No secret is written anywhere: each holds a canary, and every byte the till wrote is searched.

The servers answer with everything they were told, so that what is only passed on would show too.
"""

import logging
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier.app.log import log_to, stop_logging
from cashier.backends.webhook import SIGNATURE, signature
from cashier.domain.wallet import code_of
from tests.canary_search import files_with, is_in, packed_forms
from tests.cli.command import PROGRAM, as_bytes, sale
from tests.cli.conftest import Cashier
from tests.echo_server import EchoServer
from tests.servers.faults import Fault
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.servers.wallet import Mode, WalletServer

CANARIES = {
    "CASHIER_TOKEN": "canary-token-7f3aX91c",
    "CASHIER_MAC_ID": "canary-macid-55d0Qe27",
    "CASHIER_MAC_SECRET": "canary-macsecret-e81Zb44",
    "CASHIER_SHOP_ID": "canary-shopid-0c9dW6b2",
    "CASHIER_SHOP_KEY": "canary-shopkey-a4R72e10",
    "CASHIER_WALLET_TOKEN": "canary-wallet-19bU3f6c",
    "CASHIER_WEBHOOK_KEY": "canary-webhook-d27aK508",
}
KINDS = {
    "paysera-token": ["CASHIER_TOKEN"],
    "paysera-mac": ["CASHIER_MAC_ID", "CASHIER_MAC_SECRET"],
    "webservice": ["CASHIER_SHOP_ID", "CASHIER_SHOP_KEY"],
}
TAG = "canary-tag-6e04B7f9"
"""What a customer's card holds, and whoever knows it pays with."""
ESPRESSO = {Mode.DOCUMENTED: code_of("espresso"), Mode.PRETIX: code_of("11")}
PRODUCTS = "\n".join(
    ["barcode,name,price,vat", *(f"{one},Tea,0.25,21" for one in ESPRESSO.values())]
)
SALE = as_bytes(sale(payments=[{"method": "card", "amount": "2.50"}]))
COMMANDS = (
    "backend list --json",
    "backend test",
    "backend orders --json",
    "sell - --json --deliver 2",
    "sync --timeout 2 --json",
    "unsent --json",
    "unsent",
    "status --json",
    "doctor --json",
    "order T1-000001 --json",
)
AFTER_A_WALLET = (
    "sell - --json --text",
    "sync --timeout 2 --json",
    "unsent",
    "status --json",
    "doctor --json",
    "order T1-000001 --json",
    "refund T1-000001 --json --text",
    "sync --timeout 2",
)


@pytest.fixture(params=[401, 200], ids=str)
def echo(request: pytest.FixtureRequest) -> Iterator[EchoServer]:
    with EchoServer(request.param) as made:
        yield made


@pytest.fixture
def watched(
    cashier: Cashier,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> Cashier:
    """Give commands to a shop with an open day and a canary in every secret."""
    caplog.set_level(logging.DEBUG)
    for name, canary in CANARIES.items():
        monkeypatch.setenv(name, canary)
    products = tmp_path / "products.csv"
    products.write_text(PRODUCTS, encoding="utf-8")
    cashier("import-products", products).well()
    cashier("day", "open").well()
    return cashier


def write_settings(folder: Path, kind: str, url: str) -> None:
    file = folder / "cashier.toml"
    back_end = f'kind = "{kind}"\nbase_url = "{url}"\nregister = "123"\ntenders = {{card = "2"}}\n'
    text = file.read_text("utf-8").replace('kind = "embedded"\n', back_end)
    wallet = f'\n[wallet]\nbase_url = "{url}"\n[webhook]\nurl = "{url}/hook"\n'
    file.write_text(text + wallet, "utf-8")


def wallet_sale(mode: Mode) -> bytes:
    lines = [{"barcode": ESPRESSO[mode], "quantity": "2"}]
    return as_bytes({"lines": lines, "payments": [{"method": "wallet", "token": TAG}]})


def told_by(cashier: Cashier, command: str, given: bytes = SALE) -> str:
    """Return what a command says, whether it did what it was asked or not."""
    answer = cashier(*command.split(), given=given)
    assert "defect" not in answer.out + answer.err
    return answer.out + answer.err


def kept_by(cashier: Cashier, folder: Path) -> str:
    """Write all that leaves the data folder; return what was said of it."""
    backup = cashier("backup", folder / "shop.backup").well()
    journal = cashier("journal", "export", folder / "journal.jsonl").well()
    return backup.out + backup.err + journal.out + journal.err


def calls_signed(echo: EchoServer, key: str) -> int:
    """Return how many calls of the webhook came, each signed with the key."""
    calls = [one for one in echo.heard if "/hook " in one]
    for call in calls:
        found = re.search(rf"{SIGNATURE}: t=(\d+),v1=(\w+)", call, re.IGNORECASE)
        assert found is not None
        body = call[call.index("\n\n") + 3 :].encode()
        assert found[2] == signature(key, int(found[1]), body)
    return len(calls)


def nothing_leaked(folder: Path, *told: str) -> None:
    for canary in (*CANARIES.values(), TAG):
        assert files_with(canary, folder) == [], canary
        assert not is_in(canary, "\n".join(told).encode()), canary


@pytest.mark.parametrize("kind", KINDS)
def test_every_byte_written_is_free_of_every_secret(
    watched: Cashier,
    folder: Path,
    echo: EchoServer,
    kind: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    write_settings(folder, kind, echo.url)
    told = [told_by(watched, command) for command in COMMANDS]
    told.append(told_by(watched, "sell - --json", wallet_sale(Mode.DOCUMENTED)))
    told += [kept_by(watched, folder.parent), caplog.text]
    heard = "\n".join(echo.heard)
    assert any(CANARIES[name] in heard for name in KINDS[kind]), "no secret ever left the till"
    assert CANARIES["CASHIER_WALLET_TOKEN"] in heard
    assert calls_signed(echo, CANARIES["CASHIER_WEBHOOK_KEY"]) > 0
    nothing_leaked(folder.parent, *told)


@pytest.mark.parametrize("fault", [None, Fault.DROP_AFTER, Fault.ERROR_AFTER])
@pytest.mark.parametrize("mode", Mode)
def test_what_a_wallet_paid_leaves_no_secret_behind(
    watched: Cashier,
    folder: Path,
    mode: Mode,
    fault: Fault | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with (
        WalletServer(mode, token=CANARIES["CASHIER_WALLET_TOKEN"]) as server,
        EchoServer(200) as echo,
    ):
        server.add_wallet(TAG, 1_000)
        if fault is not None:
            server.faults.plan(fault, method="POST", path="transactions")
        with (folder / "cashier.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n{server.settings}\n[webhook]\nurl = "{echo.url}/hook"\n')
        told = [told_by(watched, command, wallet_sale(mode)) for command in AFTER_A_WALLET]
        assert [one.amount for one in server.charges] == [-50]
    told += [kept_by(watched, folder.parent), caplog.text]
    assert calls_signed(echo, CANARIES["CASHIER_WEBHOOK_KEY"]) == 4
    nothing_leaked(folder.parent, *told)


def test_a_real_process_shows_none_either(folder: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        home = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONDEVMODE": "1"}
        return subprocess.run(
            [*PROGRAM, *arguments, "--data-dir", str(folder)],
            input=SALE,
            capture_output=True,
            check=False,
            env=os.environ | CANARIES | home,
            timeout=120,
        )

    run("day", "open")
    with PayseraEapiServer(token=CANARIES["CASHIER_TOKEN"]) as server:
        write_settings(folder, "paysera-token", server.url)
        done = [run("backend", "test"), run("sell", "-", "--json"), run("sync")]
        assert len(server.book.orders) == 1
    done.append(run("backup", str(tmp_path / "shop.backup")))
    for name, canary in CANARIES.items():
        assert files_with(canary, tmp_path) == [], name
        assert not any(is_in(canary, one.stdout + one.stderr) for one in done), name


def test_a_canary_let_into_the_log_on_purpose_is_found(folder: Path, cashier: Cashier) -> None:
    cashier("day", "open").well()
    canary = CANARIES["CASHIER_TOKEN"]
    handler = log_to(folder)
    logging.getLogger("cashier").info("a secret by mistake: %s", canary)
    stop_logging(handler)
    [found] = files_with(canary, folder)
    assert found.endswith(".log")


@pytest.mark.parametrize("form", packed_forms(b""))
def test_the_search_sees_through_every_form(form: str) -> None:
    for canary in CANARIES.values():
        told = f"before {canary} after".encode()
        assert is_in(canary, packed_forms(told)[form])
        assert not is_in(canary, packed_forms(told.replace(b"canary-", b"canard-"))[form])
