"""A till that is killed while it sends loses no order and makes none twice, come what may.

The real program sells and sends to a real server on this machine, and is killed at every step of an
order's way and at random moments, with the server's own faults in between.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier.app.send_now import send_now
from cashier.app.till import Till
from cashier.domain.outbox import SendState
from tests.app.relaying_process import STEPS
from tests.servers.faults import Fault
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.storage.books import check_books

FAULTS = [Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.ERROR_AFTER, Fault.HALF_BODY, Fault.HTML_AFTER]
PATIENCE_S = 60
_TILL = [sys.executable, "-m", "tests.app.relaying_process"]


class Shop:
    """One data folder, one server, and what the tills that were killed said."""

    def __init__(self, folder: Path, server: PayseraEapiServer, seed: int) -> None:
        self.folder, self.server = folder, server
        self.chance = random.Random(seed)  # noqa: S311 - chooses moments, keeps no secret
        self.posted: dict[str, str] = {}
        self.intended: set[str] = set()
        self.sent: set[str] = set()
        self.kills: Counter[str] = Counter()
        Till.open(folder).close()
        settings = folder / "cashier.toml"
        head = settings.read_text(encoding="utf-8").partition("[backend]")[0]
        settings.write_text(head + server.settings, encoding="utf-8")

    def kill_at(self, step: str) -> None:
        """Let a till run until it has come to ``step``, and kill it there."""
        till = self._start(step, str(self.chance.randint(0, 4)))
        for said in self._lines(till):
            if said.get("halted") == step:
                break
        self._kill(till, step)

    def kill_at_random(self) -> None:
        """Kill a till after it has said some things, while the server has its own troubles."""
        fault = self.chance.choice([*FAULTS, None])
        if fault is not None:
            self.server.faults.plan(fault, path="orders", times=self.chance.randint(1, 2))
        till = self._start()
        wanted = self.chance.randint(1, 30)
        for count, _said in enumerate(self._lines(till)):
            if count >= wanted:
                break
        self._kill(till, "random")
        self.server.faults.clear()

    def check(self) -> None:
        """Send what is left, then hold the server against what was posted."""
        till = Till.open(self.folder)
        try:
            asyncio.run(_sent(till))
            items = asyncio.run(till.outbox.items(limit=1_000))
        finally:
            till.close()
        assert [(one.number, one.state, one.said) for one in items] == []
        there = Counter(order.draft.notes for order in self.server.orders.values())
        assert [marker for marker, times in there.items() if times > 1] == []
        marked = {f"Cashier {number} {id_}" for number, id_ in self.posted.items()}
        assert marked <= set(there)
        ids = {marker.rpartition(" ")[2] for marker in there}
        assert ids <= set(self.posted.values()) | self.intended
        assert len(check_books(self.folder).serials) == len(there)

    def _start(self, *stop: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*_TILL, str(self.folder), str(self.chance.random()), *stop], stdout=subprocess.PIPE
        )

    def _lines(self, till: "subprocess.Popen[bytes]") -> Iterator[dict[str, object]]:
        assert till.stdout is not None
        give_up = time.monotonic() + PATIENCE_S
        for line in till.stdout:
            assert time.monotonic() < give_up
            said = json.loads(line)
            self._note(said)
            yield said
        pytest.fail("the till ended by itself")

    def _note(self, said: dict[str, object]) -> None:
        if "will" in said:
            self.intended.add(str(said["will"]))
        if "posted" in said:
            self.posted[str(said["posted"])] = str(said["id"])
        if said.get("state") == SendState.SENT.value:
            self.sent.add(str(said["moved"]))

    def _kill(self, till: "subprocess.Popen[bytes]", why: str) -> None:
        till.kill()
        assert till.stdout is not None
        for line in till.stdout:  # what it said before it died, and nobody had read yet
            self._note(json.loads(line))
        till.wait(PATIENCE_S)
        till.stdout.close()
        self.kills[why] += 1


async def _sent(till: Till) -> None:
    try:
        await send_now(till, 30)
    finally:
        await till.let_back_ends_go()


def told(shop: Shop) -> str:
    counts = ", ".join(f"{why} {times}" for why, times in sorted(shop.kills.items()))
    happened = ", ".join(
        f"{fault.value} {times}"
        for fault, times in sorted(
            shop.server.faults.counts().items(), key=lambda one: one[0].value
        )
    )
    return (
        f"{shop.kills.total()} kills ({counts}), faults: {happened or 'none'};"
        f" {len(shop.posted)} orders posted, {len(shop.server.orders)} on the server, none twice"
    )


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with PayseraEapiServer() as server:
        for name, secret in server.secrets.items():
            monkeypatch.setenv(name, secret)
        yield Shop(tmp_path / "shop", server, seed=20261121)


def run(shop: Shop, each: int, at_random: int) -> None:
    for step in STEPS:
        for _ in range(each):
            shop.kill_at(step)
    shop.check()
    for count in range(at_random):
        shop.kill_at_random()
        if count % 10 == 9:
            shop.check()
    shop.check()


def test_a_till_killed_while_it_sends_loses_nothing_and_doubles_nothing(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    run(shop, each=1, at_random=6)
    with capsys.disabled():
        sys.stdout.write(f"\n{told(shop)}\n")
    assert shop.kills.total() == len(STEPS) + 6
    assert len(shop.posted) >= shop.kills.total()


@pytest.mark.long
def test_thousands_of_kills(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    run(shop, each=250, at_random=1_000)
    with capsys.disabled():
        sys.stdout.write(f"\n{told(shop)}\n")
    assert shop.kills.total() == 2_000
