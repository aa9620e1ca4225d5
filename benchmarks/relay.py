"""The relay beside bare httpx, its time to empty, and what the window feels of it.

A strict server of the token API runs in a process of its own on this machine. The limit posts the
same bodies over one kept-alive connection, with two durable commits of raw apsw for each: one that
an order is under way, one that it is there. Both are timed in turns.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from time import perf_counter
from uuid import UUID

import apsw
import httpx
from PySide6.QtCore import QObject, Slot

from benchmarks.gui_watch import GuiWatch
from benchmarks.measure import Measured
from benchmarks.till_window import loop_of_the_window, opened
from cashier.app.relay import Relay
from cashier.app.send_now import send_now
from cashier.app.till import Till
from cashier.domain.money import Money
from cashier.domain.order import Order, OrderLine, TaxRules, work_out
from cashier.domain.outbox import OutboxItem, SendState
from cashier.domain.posting import Circumstances, Posting, sale
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.tax import VatRates
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.storage.database import connect
from tests.servers.paysera_eapi import PayseraEapiServer

A_ROUND = 100
ROUNDS = 8
WAITING = 1_000
POLLS = 720
SPEED_AIM = 0.7
FRAME_MS = 16
TAX = TaxRules(rates=VatRates(((Percent(21_000), "A"), (Percent(9_000), "B"))))
SHOP = Letterhead("Gintaro krautuvė")
_IDS = count(1)
WANTED = (("Juoda duona", 189, 9_000), ("Sviestas 82 %", 259, 9_000), ("Kava", 250, 21_000))


@dataclass(frozen=True)
class Away:
    """A server in another process."""

    url: str
    secrets: Mapping[str, str]


@contextmanager
def server_of_its_own(*options: str) -> Iterator[Away]:
    command = [sys.executable, "-m", "tests.servers", "paysera-token", "--json", *options]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
        yield Away(told["url"], told["secrets"])
    finally:
        running.terminate()
        running.wait()


def posting(at: datetime, profile: str) -> Posting:
    lines = tuple(
        OrderLine(name, Money(price), Percent(rate), Quantity(1_000 * (1 + price % 3)))
        for name, price, rate in WANTED
    )
    order = Order(UUID(int=next(_IDS)), "EUR", lines)
    figures = work_out(order, TAX)
    payment = Payment(figures.total).with_tender(Tender("1", TenderType.CASH, Money(5_000)))
    return sale(order, figures, payment, str(order.id), Circumstances(at, "owner", SHOP, profile))


async def post(till: Till, count: int) -> None:
    profile = till.settings.back_end.name
    for _ in range(count):
        await till.ledger.post(posting(till.clock.now(), profile))


def shop_for(folder: Path, url: str, secrets: Mapping[str, str]) -> Till:
    """Return a till that sends to ``url``."""
    os.environ.update(secrets)
    Till.open(folder).close()
    settings = folder / "cashier.toml"
    head = settings.read_text(encoding="utf-8").partition("[backend]")[0]
    profile = f'[backend]\nkind = "paysera-token"\nbase_url = "{url}"\nregister = "123"\n'
    settings.write_text(head + profile, encoding="utf-8")
    return Till.open(folder)


def bodies(folder: Path) -> list[bytes]:
    """Return what the till writes for orders of this shop, byte for byte."""
    with PayseraEapiServer() as server:
        till = shop_for(folder, server.url, server.secrets)

        async def send() -> None:
            await post(till, A_ROUND)
            await send_now(till, None)
            await till.let_back_ends_go()

        asyncio.run(send())
        till.close()
        return [one.body for one in server.seen if one.method == "POST"]


class Bare:
    """The same bodies by httpx alone, each between two durable commits."""

    def __init__(self, folder: Path, away: Away, written: list[bytes]) -> None:
        self._bodies = written
        self._connection = connect(folder / "bare.db")
        self._connection.execute("CREATE TABLE sent (id INTEGER PRIMARY KEY, state TEXT)")
        token = away.secrets["CASHIER_TOKEN"]
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        self._client = httpx.AsyncClient(headers=headers)
        self._url = f"{away.url}/orders"
        self._next = 0

    async def send(self) -> None:
        for body in self._bodies:
            self._next += 1
            _commit(self._connection, "INSERT INTO sent VALUES (?, 'sending')", self._next)
            answer = await self._client.post(self._url, content=body)
            assert answer.status_code == 201, answer.text
            json.loads(answer.content)
            _commit(self._connection, "UPDATE sent SET state = 'sent' WHERE id = ?", self._next)

    async def close(self) -> None:
        await self._client.aclose()
        self._connection.close()


def _commit(connection: apsw.Connection, sql: str, given: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(sql, (given,))
    connection.execute("COMMIT")


def beside_bare_httpx(folder: Path) -> None:
    written = bodies(folder / "bodies")
    with server_of_its_own() as away:
        till = shop_for(folder / "shop", away.url, away.secrets)

        async def measure() -> list[tuple[float, float]]:
            bare = Bare(folder, away, written)
            pairs = []
            for _ in range(ROUNDS + 1):
                await post(till, A_ROUND)
                start = perf_counter()
                await till.relay_outbox(is_hurried=True)
                middle = perf_counter()
                await bare.send()
                pairs.append((middle - start, perf_counter() - middle))
            assert (await till.outbox.count()).unsent == 0
            await bare.close()
            await till.let_back_ends_go()
            return pairs[1:]

        measured = Measured.of(asyncio.run(measure()))
        till.close()
    ours, limit = A_ROUND / measured.ours, A_ROUND / measured.limit
    share = 1 / measured.ratio
    verdict = "reached" if share >= SPEED_AIM else "NOT reached"
    print(
        f"relayed to the server on this machine: {ours:.0f} orders/s, bare httpx with two commits"
        f" {limit:.0f} orders/s, {share:.2f} x, aim {SPEED_AIM} x {verdict}"
    )


def in_the_window(folder: Path) -> None:
    """Let the network come back to a window with 1,000 orders waiting."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = PayseraEapiServer()
    till = shop_for(folder, f"http://127.0.0.1:{port}{server.base_path}", server.secrets)
    with loop_of_the_window() as loop:
        loop.run_until_complete(_drained(till, port))
    till.close()


class Sent(QObject):
    """Counts what is sent; ``all`` is set with the last one."""

    def __init__(self, relay: Relay, wanted: int) -> None:
        super().__init__(relay)
        self.all = asyncio.Event()
        self._left = wanted
        relay.order_moved.connect(self._on_moved)

    @Slot(object)
    def _on_moved(self, item: OutboxItem) -> None:
        self._left -= item.state is SendState.SENT
        if not self._left:
            self.all.set()


async def _drained(till: Till, port: int) -> None:
    await post(till, WAITING)
    window = await opened(till, (1366, 768))
    sent = Sent(window.sending.relay, WAITING)
    watch = GuiWatch(window)
    await asyncio.sleep(4)
    with server_of_its_own("--port", str(port)):
        start = perf_counter()
        watch.start()
        window.sending.hear()  # as the look at the register does, every five seconds
        await sent.all.wait()
        took = perf_counter() - start
        watch.stop()
    verdict = "reached" if watch.share(0.99) <= FRAME_MS else "NOT reached"
    print(f"from the network's return to an empty outbox, {WAITING:,} orders: {took:.2f} s")
    print(f"the window meanwhile: {watch}, aim p99 <= {FRAME_MS} ms {verdict}")
    assert (await till.outbox.count()).unsent == 0
    window.window.close()
    await window.closed()


def polling(folder: Path) -> None:
    """Ask as often as an hour with something unsent does, and count the connections."""
    with PayseraEapiServer() as server:
        till = shop_for(folder, server.url, server.secrets)

        async def poll() -> None:
            back_end = till.back_ends.named(till.settings.back_end.name)
            for _ in range(POLLS):
                await back_end.register_status()
            await till.let_back_ends_go()

        asyncio.run(poll())
        till.close()
        verdict = "reached" if server.connections == 1 else "NOT reached"
        print(
            f"connections for {POLLS} looks at the register, an hour of one every five seconds:"
            f" {server.connections}, aim 1 {verdict}"
        )


def main() -> None:
    for measure in (beside_bare_httpx, in_the_window, polling):
        with tempfile.TemporaryDirectory(prefix="relay-", dir=Path.cwd()) as name:
            measure(Path(name))


if __name__ == "__main__":
    main()
