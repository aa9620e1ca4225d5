"""A till is killed while it sends, wherever that hurts: no order is lost, none is there twice."""

import asyncio
import random
from collections import Counter as Tally
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.killed_till import KilledTill, killed, killed_within
from tests.contracts.systems import SYSTEMS, OrderSystem
from tests.servers.faults import Fault, Faults
from tests.servers.loopback import LoopbackServer

TO_COME, DONE, LOOKED_UP, ANY_TIME = "request to come", "answer to come", "look-up", "any time"
POINTS = (TO_COME, DONE, LOOKED_UP, ANY_TIME)
LONG_RUN = 60
_A_WHILE_S = 2.5
_A_MOMENT_S = 0.05
DONE_WELL, TRY_AGAIN = 0, 3


@pytest.fixture(params=SYSTEMS, ids=lambda system: system.name.replace(" ", "-"))
def system(request: pytest.FixtureRequest) -> OrderSystem:
    found: OrderSystem = request.param
    return found


@pytest.fixture
def server(system: OrderSystem) -> Iterator[LoopbackServer]:
    with system.start() as running:
        yield running


def prepare(faults: Faults, system: OrderSystem, point: str) -> None:
    """Let the server sit on the request that the till is to be killed at."""
    faults.clear()
    method, look = system.look
    if point == TO_COME:
        faults.plan(Fault.LATE, method="POST", path=system.create)
    elif point == DONE:
        faults.plan(Fault.SLOW, method="POST", path=system.create)
    elif point == LOOKED_UP:
        faults.plan(Fault.DROP_AFTER, method="POST", path=system.create)
        faults.plan(Fault.SLOW, method=method, path=look)


def kill_at(
    point: str, till: KilledTill, server: LoopbackServer, system: OrderSystem, chance: random.Random
) -> None:
    """Begin to sell, or now and then to sync, and kill it there."""
    prepare(server.faults, system, point)
    if point == ANY_TIME:
        process = chance.choice((till.sell, till.sell, lambda _chance: till.sync()))(chance)
        killed_within(process, chance.uniform(0, _A_WHILE_S))
        return
    process = till.sell(chance)
    while not server.faults.held.acquire(timeout=_A_MOMENT_S):
        if process.poll() is not None:  # it had no patience with a busy machine: again
            out, err = process.communicate()
            assert process.returncode in {DONE_WELL, TRY_AGAIN}, (out, err)
            process = till.sync()
    killed(process)


def judge(till: KilledTill, server: LoopbackServer, system: OrderSystem) -> int:
    """Let everything be sent, and look; returns how many sales were made final."""
    server.faults.clear()
    told = till.synced()
    assert (told["left"], told["needs_attention"]) == (0, 0), told
    posted = asyncio.run(till.posted())
    server.stop()
    for order in posted:
        assert list(system.held(server, order)) == [order.total.minor], order.number
    assert system.count(server) == len(posted)
    return len(posted)


@pytest.mark.parametrize("point", [DONE, LOOKED_UP])
def test_a_till_killed_once(
    system: OrderSystem, server: LoopbackServer, tmp_path: Path, point: str
) -> None:
    till, chance = KilledTill(tmp_path, server), random.Random(point)  # noqa: S311 - repeatable
    kill_at(point, till, server, system, chance)
    assert judge(till, server, system) == 1


@pytest.mark.long
def test_a_till_killed_again_and_again(
    system: OrderSystem,
    server: LoopbackServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    till, chance = KilledTill(tmp_path, server), random.Random(system.name)  # noqa: S311
    points: Tally[str] = Tally()
    for number in range(LONG_RUN):
        point = POINTS[number % len(POINTS)]
        kill_at(point, till, server, system, chance)
        points[point] += 1
    posted = judge(till, server, system)
    with capsys.disabled():
        figures = ", ".join(f"{point} {count}" for point, count in points.items())
        print(f"\n{system.name}: {LONG_RUN} kills ({figures})")  # noqa: T201 - for a person
        print(f"  {posted} sales made final, each there once; losses 0")  # noqa: T201
