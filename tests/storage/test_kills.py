"""A till that is killed while it sells: what it acknowledged is there once, and it goes on."""

import asyncio
import contextlib
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from cashier.app.till import OPERATOR, Till
from cashier.domain.order import work_out
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from tests.storage.books import check_books, rows
from tests.storage.phases import CRITICAL, Board, Phase
from tests.storage.selling import order

CHECKOUT = Path(__file__).resolve().parents[2]
HALTS = (
    (Phase.IN_TRANSACTION, 6),
    (Phase.COMMITTING, 2),
    (Phase.WRITING_LOG, 6),
    (Phase.SYNCING_LOG, 3),
    (Phase.SYNCED, 3),
    (Phase.COMMITTED, 3),
    (Phase.TO_PRINT, 2),
    (Phase.PRINTING, 1),
    (Phase.TENDER_ASKED, 2),
    (Phase.KEEPING, 1),
    (Phase.VOIDING, 1),
)
"""Phases in which the till is made to stand still for its kill, and how often."""
AT_RANDOM = 34
AT_LEAST, AT_LEAST_CRITICAL = 60, 20


@dataclass
class Acknowledged:
    """What the till said it had done, over all its lives, and what it was about to do."""

    posted: dict[str, tuple[str, int]] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    tenders: dict[str, set[str]] = field(default_factory=dict)
    in_doubt: set[str] = field(default_factory=set)
    starts: int = 0

    def note(self, said: dict[str, Any]) -> None:
        if "will" in said:
            self.in_doubt.add(said.get("id", ""))
            if said["will"] == "answer":
                self.tenders.setdefault(said["key"], {"asked"}).add(said["state"])
            return
        done, order_id, key = said["did"], said.get("id", ""), said.get("key", "")
        self.in_doubt.discard(order_id)
        if done == "start":
            self.starts += 1
        elif done == "print":
            self.printed.add(said["number"])
        elif key:
            self.tenders[key] = {said.get("state", "asked")}
        elif done == "keep":
            self.open.add(order_id)
        else:
            self.open.discard(order_id)
        if done == "post":
            self.posted[order_id] = (said["number"], said["total"])


class Shop:
    """One data folder over the many lives of its till."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder / "shop"
        self.said = Acknowledged()
        self.kills: Counter[Phase] = Counter()
        self._board_file = folder / "phases"
        self._words = folder / "said"
        self._chance = random.Random(seed)  # noqa: S311 - a test's choices
        self._sold = 0

    def kill_at(self, phase: Phase) -> None:
        """Let the till sell until it comes to ``phase`` for the third time at most, and kill it."""
        with Board(self._board_file) as board:
            board.prepare(phase, self._chance.randrange(3))
            with self._selling() as till:
                _wait(till, lambda: board.has_halted)
            self.kills[board.phase] += 1

    def kill_at_random(self) -> None:
        """Kill the till some time after its first words."""
        with Board(self._board_file) as board:
            board.prepare(None, 0)
            with self._selling() as till:
                _wait(till, lambda: board.phase is not Phase.STARTING)
                until = time.perf_counter() + self._chance.random() * 0.03
                _wait(till, lambda: time.perf_counter() >= until)
            self.kills[board.phase] += 1

    @contextlib.contextmanager
    def _selling(self) -> Iterator[subprocess.Popen[bytes]]:
        seed = str(self._chance.getrandbits(64))
        given = (self.folder, self._board_file, seed)
        command = [sys.executable, "-m", "tests.storage.selling_process", *map(str, given)]
        with self._words.open("wb") as words:
            till = subprocess.Popen(command, cwd=CHECKOUT, stdout=words)
        try:
            yield till
        finally:
            till.kill()
            till.wait()
            for said in self._words.read_text("ascii").splitlines():
                self.said.note(json.loads(said))

    def check(self) -> None:
        """Start again, find everything acknowledged, and sell."""
        asyncio.run(self._start_and_sell())
        check_books(self.folder)
        self._check_postings()
        self._check_open_orders()
        found: dict[str, str] = dict(rows(self.folder, "SELECT key, state FROM tender_attempts"))
        for key, states in self.said.tenders.items():
            assert found[key] in states

    async def _start_and_sell(self) -> None:
        till = Till.open(self.folder)
        try:
            self._sold += 1
            wanted = order((1 << 120) + self._sold)
            payment = Payment(work_out(wanted, till.settings.shop.tax).total)
            cash = Tender("cash", TenderType.CASH, payment.total)
            posted = await till.post_order(wanted, payment.with_tender(cash), operator=OPERATOR)
            self.said.posted[wanted.id.hex] = (posted.number, payment.total.minor)
            for kept in await till.ledger.open_orders():
                assert all(one.state is not TenderState.REVERSED for one in kept.tenders)
        finally:
            till.close()

    def _check_postings(self) -> None:
        sql = "SELECT lower(hex(o.id)), o.number, o.total, d.printed_at FROM orders AS o"
        found = rows(self.folder, sql + " JOIN documents AS d ON d.serial = o.serial")
        posted = {order_id: (number, total) for order_id, number, total, _ in found}
        for order_id, posting in self.said.posted.items():
            assert posted[order_id] == posting
        assert set(posted) - set(self.said.posted) <= self.said.in_doubt
        assert self.said.printed <= {number for _, number, _, at in found if at is not None}

    def _check_open_orders(self) -> None:
        found = rows(
            self.folder, "SELECT lower(hex(id)) FROM open_orders WHERE status != 'cancelled'"
        )
        still_open = {order_id for (order_id,) in found}
        assert self.said.open - self.said.in_doubt <= still_open
        assert not still_open & set(self.said.posted)
        for order_id in still_open:
            assert order_id in self.said.open | self.said.in_doubt


def _wait(till: subprocess.Popen[bytes], is_reached: Callable[[], bool]) -> None:
    """Turn until ``is_reached``; a till that ends by itself or never comes there is a defect."""
    give_up = time.perf_counter() + 60
    while not is_reached():
        assert till.poll() is None
        assert time.perf_counter() < give_up
        time.sleep(0)  # noqa: TID251 - hands the processor over; the kill comes when it comes


def run(shop: Shop, halts: tuple[tuple[Phase, int], ...], at_random: int) -> None:
    for phase, times in halts:
        for _ in range(times):
            shop.kill_at(phase)
            shop.check()
    for _ in range(at_random):
        shop.kill_at_random()
        shop.check()


def told(shop: Shop) -> str:
    counts = ", ".join(f"{one.name} {shop.kills[one]}" for one in Phase if shop.kills[one])
    return f"{shop.kills.total()} kills, {len(shop.said.posted)} postings kept: {counts}"


def critical(shop: Shop) -> int:
    return sum(shop.kills[Phase(one)] for one in CRITICAL)


def test_a_killed_till_keeps_what_it_acknowledged_and_goes_on(
    tmp_path: Path, record_property: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = Shop(tmp_path, seed=20261120)
    run(shop, HALTS, AT_RANDOM)
    record_property("kills", told(shop))
    with capsys.disabled():
        sys.stdout.write(f"\n{told(shop)}\n")
    assert shop.kills.total() >= AT_LEAST
    assert critical(shop) >= AT_LEAST_CRITICAL
    assert shop.said.starts == shop.kills.total()
    for phase, times in HALTS:
        assert shop.kills[phase] >= times


@pytest.mark.long
def test_a_thousand_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop = Shop(tmp_path, seed=1)
    run(shop, tuple((phase, times * 20) for phase, times in HALTS), 1_000)
    with capsys.disabled():
        sys.stdout.write(f"\n{told(shop)}\n")
    assert critical(shop) >= 20 * AT_LEAST_CRITICAL
