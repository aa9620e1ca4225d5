"""The window sends by itself what is posted: woken by sales, and by a server that is back."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cashier.app.till import Till
from cashier.domain.outbox import OutboxCount
from cashier.ui.frame.steps import READ_STATUS
from tests.app.scenes import Stage
from tests.servers.faults import Fault
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.storage.selling import order, posting_of

Play = Callable[..., None]


@pytest.fixture
def server(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PayseraEapiServer]:
    """Return a server that the shop sends to."""
    with PayseraEapiServer() as running:
        for name, secret in running.secrets.items():
            monkeypatch.setenv(name, secret)
        settings = shop / "cashier.toml"
        head = settings.read_text(encoding="utf-8").partition("[backend]")[0]
        settings.write_text(head + running.settings, encoding="utf-8")
        yield running


async def post(till: Till, *ids: int) -> None:
    for one in ids:
        profile = till.settings.back_end.name
        await till.ledger.post(posting_of(order(one), at=till.clock.now(), profile=profile))


def till_of(stage: Stage) -> Till:
    return stage.till._till  # noqa: SLF001 - the test stands where the composition does


async def all_sent(stage: Stage, server: PayseraEapiServer, wanted: int) -> None:
    await stage.hands.until(lambda: len(server.orders) == wanted, f"{wanted} orders there")
    while await till_of(stage).outbox.count() != OutboxCount():
        await stage.till.tasks.settled(READ_STATUS)


def test_a_window_sends_what_was_left_and_what_is_posted(
    shop: Path, server: PayseraEapiServer, play: Play
) -> None:
    till = Till.open(shop)
    asyncio.run(post(till, 1, 2))
    till.close()

    async def scene(stage: Stage) -> None:
        await all_sent(stage, server, 2)
        server.faults.plan(Fault.DROP_AFTER, method="POST", path="orders")
        await post(till_of(stage), 3, 4)
        stage.till.status.refresh()
        await all_sent(stage, server, 4)

    play(shop, scene)
    assert len({one.draft.notes for one in server.orders.values()}) == 4


def test_a_window_goes_on_when_the_server_is_back(
    shop: Path, server: PayseraEapiServer, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        server.stop()
        await post(till_of(stage), 1)
        stage.till.status.refresh()
        await stage.hands.until(
            lambda: "relay" in vars(stage.till.sending), "somebody tries to send"
        )
        await till_of(stage).relay_outbox.try_now("T1-000001")
        server.start()
        stage.till.sending.hear()
        await all_sent(stage, server, 1)

    play(shop, scene)


def test_a_window_closes_while_an_answer_is_awaited_and_nothing_is_sent_twice(
    shop: Path, server: PayseraEapiServer, play: Play
) -> None:
    async def leave(stage: Stage) -> None:
        server.faults.plan(Fault.SLOW, method="POST", path="orders")
        await post(till_of(stage), 1)
        stage.till.status.refresh()
        await stage.hands.until(lambda: bool(server.orders), "the order is there")

    async def come_back(stage: Stage) -> None:
        await all_sent(stage, server, 1)

    play(shop, leave)
    server.faults.clear()
    play(shop, come_back)
    assert len(server.orders) == 1


def test_a_till_whose_sales_stay_at_home_loads_nothing_of_it(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await post(till_of(stage), 1)
        stage.till.status.refresh()
        await stage.hands.until(stage.till.window.isVisible, "the window")
        assert "relay" not in vars(stage.till.sending)
        network = till_of(stage).network
        assert network is not None
        assert not network.is_running

    play(shop, scene)
