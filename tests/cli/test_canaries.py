"""No secret is written anywhere: each holds a canary, and every byte the till wrote is searched.

The servers answer with everything they were told, so that what is only passed on would show too.
"""

import logging
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier.app.log import log_to, stop_logging
from tests.canary_search import files_with, is_in, packed_forms
from tests.cli.command import PROGRAM, as_bytes, sale
from tests.cli.conftest import Cashier
from tests.echo_server import EchoServer
from tests.servers.paysera_eapi import PayseraEapiServer

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
PRODUCTS = b"barcode,name,price,vat\n2000001,Tea,1.20,21\n"
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


@pytest.fixture(params=[401, 200], ids=str)
def echo(request: pytest.FixtureRequest) -> Iterator[EchoServer]:
    with EchoServer(request.param) as made:
        yield made


def write_settings(folder: Path, kind: str, url: str) -> None:
    file = folder / "cashier.toml"
    back_end = f'kind = "{kind}"\nbase_url = "{url}"\nregister = "123"\ntenders = {{card = "2"}}\n'
    text = file.read_text("utf-8").replace('kind = "embedded"\n', back_end)
    wallet = f'\n[wallet]\nbase_url = "{url}"\n[webhook]\nurl = "{url}/hook"\n'
    file.write_text(text + wallet, "utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_byte_written_is_free_of_every_secret(  # noqa: PLR0917 - what it takes
    cashier: Cashier,
    folder: Path,
    tmp_path: Path,
    echo: EchoServer,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for name, canary in CANARIES.items():
        monkeypatch.setenv(name, canary)
    cashier("day", "open").well()
    write_settings(folder, kind, echo.url)
    told = []
    for command in COMMANDS:
        answer = cashier(*command.split(), given=SALE)
        assert "defect" not in answer.out, answer.out
        told += [answer.out, answer.err]
    told.append(cashier("backup", tmp_path / "shop.backup").well().out)
    told.append(cashier("journal", "export", tmp_path / "journal.jsonl").well().err)
    told.append(caplog.text)
    heard = "\n".join(echo.heard)
    assert any(CANARIES[name] in heard for name in KINDS[kind]), "no secret ever left the till"
    for name, canary in CANARIES.items():
        assert files_with(canary, tmp_path) == [], name
        assert not is_in(canary, "\n".join(told).encode()), name


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
