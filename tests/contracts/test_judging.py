"""The judge sees a duplicate, a loss and an order that nobody answers for, where one is planted."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cashier.domain.outbox import SendState
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.remote import Accepted
from tests.contracts.counter import Counter
from tests.contracts.judging import Judge
from tests.contracts.systems import SYSTEMS
from tests.servers.faults import Fault

SHOP = SYSTEMS[-1]


class Careless:
    """A back end with one of its promises broken."""

    def __init__(self, honest: Any, **broken: Any) -> None:
        self._honest = honest
        self._broken = broken

    def __getattr__(self, name: str) -> Any:
        return self._broken.get(name) or getattr(self._honest, name)


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    async with SHOP.start() as server, Counter(tmp_path, server) as running:
        yield running


async def never_there(_order: OutgoingOrder) -> Accepted | None:
    return None


async def never_sent(order: OutgoingOrder) -> Accepted:
    return Accepted("1", total=order.total)


async def test_a_repeat_without_a_look_up_is_a_duplicate(counter: Counter) -> None:
    counter.back_end = Careless(counter.back_end, look_up=never_there)
    counter.server.faults.plan(Fault.DROP_AFTER, method="POST", path=SHOP.create)
    order = await counter.sell()
    await counter.relay_until_decided()
    with pytest.raises(AssertionError):
        await Judge(SHOP, counter).judged("planted", order)
    with pytest.raises(AssertionError):
        await Judge(SHOP, counter).everything_once()


async def test_an_order_that_is_not_there_is_a_loss(counter: Counter) -> None:
    counter.back_end = Careless(counter.back_end, send=never_sent)
    order = await counter.sell()
    await counter.relay_until_decided()
    with pytest.raises(AssertionError):
        await Judge(SHOP, counter).judged("planted", order)


async def test_another_total_there_is_none_of_ours(counter: Counter) -> None:
    order = await counter.sell()
    await counter.relay_until_decided()
    [there] = counter.server.orders.values()  # type: ignore[attr-defined]
    there.items[0] = replace(there.items[0], price=there.items[0].price + 1)
    with pytest.raises(AssertionError):
        await Judge(SHOP, counter).judged("planted", order)


async def test_an_order_that_still_waits_is_not_decided(counter: Counter) -> None:
    order = await counter.sell()
    assert (await counter.place(order)).state is SendState.WAITING
    with pytest.raises(AssertionError):
        await Judge(SHOP, counter).judged("planted", order)


async def test_an_order_from_nowhere_is_seen_at_the_end(counter: Counter) -> None:
    order = await counter.sell()
    await counter.relay_until_decided()
    judge = Judge(SHOP, counter)
    await judge.judged("well", order)
    server: Any = counter.server
    server.shop.add(replace(next(iter(server.orders.values())), private_comment="", number=0))
    with pytest.raises(AssertionError):
        await judge.everything_once()


async def test_a_figure_for_each_fault_and_outcome_is_told(counter: Counter) -> None:
    judge = Judge(SHOP, counter)
    for fault in (Fault.DROP_AFTER, Fault.DROP_BEFORE):
        judge.begin()
        counter.server.faults.plan(fault, method="POST", path=SHOP.create)
        order = await counter.sell()
        await counter.relay_until_decided()
        await judge.judged(fault.value, order)
    assert judge.outcomes == {
        ("drop-after", "there after one sending"): 1,
        ("drop-before", "there after more sendings"): 1,
    }
    assert "2 orders with faults" in judge.told()
