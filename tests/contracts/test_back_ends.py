"""One scripted day at every back end with every fault: each order there once, or a person knows."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cashier.domain.posting import PostedOrder
from tests.contracts.counter import Counter
from tests.contracts.judging import Judge
from tests.contracts.systems import OF_THE_ROAD, SYSTEMS, OrderSystem, faults_of
from tests.servers.faults import Fault
from tests.servers.loopback import LoopbackServer
from tests.servers.paysera import PayseraServer

LONG_RUN = 500
ALL_FAULTS = sorted({one for system in SYSTEMS for one in faults_of(system)}, key=str)


@pytest.fixture(params=SYSTEMS, ids=lambda system: system.name.replace(" ", "-"))
def system(request: pytest.FixtureRequest) -> OrderSystem:
    found: OrderSystem = request.param
    return found


@pytest.fixture
async def server(system: OrderSystem) -> AsyncIterator[LoopbackServer]:
    async with system.start() as running:
        if isinstance(running, PayseraServer):
            running.strictness.payments_make_up_total = True
        running.faults.late_by = timedelta(milliseconds=200)
        yield running


@pytest.fixture
async def counter(server: LoopbackServer, tmp_path: Path) -> AsyncIterator[Counter]:
    async with Counter(tmp_path, server) as running:
        yield running
        assert running.defects == []


async def one_order(
    system: OrderSystem, counter: Counter, faults: list[Fault | None], look: Fault | None = None
) -> PostedOrder:
    """Sell and relay one order; its sendings meet ``faults``, its first look-up ``look``."""
    plan = counter.server.faults
    plan.clear()
    plan.follow(faults, method="POST", path=system.create)
    if look is not None:
        plan.plan(look, method=system.look[0], path=system.look[1])
    order = await counter.sell()
    await counter.relay_until_decided()
    return order


async def test_every_fault_of_a_sending(system: OrderSystem, counter: Counter) -> None:
    judge = Judge(system, counter)
    helped = set()
    for fault in faults_of(system):
        judge.begin()
        order = await one_order(system, counter, [fault])
        item = await judge.judged(fault.value, order)
        helped |= {fault} if item.wants_person else set()
    print(judge.told())  # noqa: T201 - figures for a person
    assert helped & OF_THE_ROAD == set()
    assert (Fault.ANOTHER_TOTAL in helped) == system.answers_total
    assert (Fault.DUPLICATE_NUMBER in helped) == system.has_numbers
    await judge.everything_once()


async def test_every_fault_of_a_look_up_after_a_lost_answer(
    system: OrderSystem, counter: Counter
) -> None:
    judge = Judge(system, counter)
    for number, fault in enumerate(faults_of(system)):
        judge.begin()
        lost = Fault.DROP_AFTER if number % 2 else Fault.DROP_BEFORE
        order = await one_order(system, counter, [lost], fault)
        await judge.judged(fault.value, order)
    print(judge.told())  # noqa: T201 - figures for a person
    await judge.everything_once()


async def scripted_day(system: OrderSystem, counter: Counter, fault: Fault) -> list[PostedOrder]:
    """Sell before the server is there, start anew amid it, give back, meet the fault again."""
    server = counter.server
    await asyncio.to_thread(server.stop)
    day = [await counter.sell(), await counter.sell()]
    await counter.relay(is_hurried=True)
    await asyncio.to_thread(server.start)
    script = [None, fault, None, fault, fault]
    server.faults.follow(script, method="POST", path=system.create)
    server.faults.plan(fault, method=system.look[0], path=system.look[1])
    await counter.relay(is_hurried=True)
    day.append(await counter.sell())
    await counter.start_again()
    await counter.relay_until_decided()
    day.append(await counter.give_back(day[0]))
    day.append(await counter.sell())
    await counter.relay_until_decided()
    server.faults.clear()
    return day


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.GATEWAY_AFTER, Fault.LIMIT_BODY])
async def test_a_scripted_day(system: OrderSystem, counter: Counter, fault: Fault) -> None:
    judge = Judge(system, counter)
    day = await scripted_day(system, counter, fault)
    for order in day:
        item = await judge.judged(fault.value, order)
        is_by_hand = bool(order.posting.refund_of) and not system.takes_refunds
        assert item.wants_person == is_by_hand
    await judge.everything_once()


@pytest.mark.long
@pytest.mark.parametrize("fault", ALL_FAULTS)
async def test_a_scripted_day_of_every_fault(
    system: OrderSystem, counter: Counter, fault: Fault
) -> None:
    if fault not in faults_of(system):
        return  # it means nothing to this system
    judge = Judge(system, counter)
    for order in await scripted_day(system, counter, fault):
        await judge.judged(fault.value, order)
    await judge.everything_once()


async def run_at_random(system: OrderSystem, counter: Counter, orders: int, seed: int) -> None:
    """Let every order meet one fault, and most of them more: on looking up, on being repeated."""
    chance = random.Random(f"{system.name} {seed}")  # noqa: S311 - to be the same again
    judge, faults = Judge(system, counter), faults_of(system)
    for number in range(orders):
        judge.begin()
        first = faults[number % len(faults)]
        again = chance.choice([None, None, *faults])
        look = chance.choice([None, None, *faults])
        met_before = len(counter.server.faults.happened)
        order = await one_order(system, counter, [first, again], look)
        item = await judge.judged(first.value, order)
        met = {one.fault for one in counter.server.faults.happened[met_before:]}
        assert not item.wants_person or met - OF_THE_ROAD, (met, item)
        if chance.random() < 0.1:
            await counter.start_again()
    print(judge.told())  # noqa: T201 - figures for a person
    await judge.everything_once()


async def test_faults_at_random(system: OrderSystem, counter: Counter) -> None:
    await run_at_random(system, counter, 40, seed=1)


@pytest.mark.long
async def test_hundreds_of_faults_at_random(
    system: OrderSystem, counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        await run_at_random(system, counter, LONG_RUN, seed=2)


def storm(system: OrderSystem, seed: int) -> Iterator[Fault | None]:
    """Give two faults to every five requests, whatever they are, without end."""
    chance = random.Random(f"storm {system.name} {seed}")  # noqa: S311 - to be the same again
    faults = [one for one in faults_of(system) if one is not Fault.WRONG_CLOCK]
    while True:
        yield chance.choice(faults) if chance.random() < 0.4 else None


async def through_a_storm(system: OrderSystem, counter: Counter, batches: int) -> None:
    """Sell in batches and start anew after each; any request may meet any fault."""
    judge = Judge(system, counter)
    for batch in range(batches):
        counter.server.faults.follow(storm(system, batch))
        orders = [await counter.sell() for _ in range(5)]
        await counter.relay_until_decided()
        await counter.start_again()
        for order in orders:
            await judge.judged("storm", order)
    print(judge.told())  # noqa: T201 - figures for a person
    await judge.everything_once()


async def test_a_storm(system: OrderSystem, counter: Counter) -> None:
    await through_a_storm(system, counter, 2)


@pytest.mark.long
async def test_a_long_storm(
    system: OrderSystem, counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        await through_a_storm(system, counter, 50)
