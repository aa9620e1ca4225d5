"""A till that sells and sends without end in a process of its own, for tests that kill it.

Called with the data folder, a seed, and the step to stop at and how often it is passed before that
(none: never). What it has done it says on standard output, a JSON line each.
"""

import asyncio
import json
import os
import random
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from cashier.app.till import Till
from cashier.domain.outbox import OutboxItem, Taken, Turn
from tests.storage.selling import line, order, posting_of

T = TypeVar("T")
POSTED, TAKEN, ANSWERED, NOTED = "posted", "taken", "answered", "noted"
STEPS = (POSTED, TAKEN, ANSWERED, NOTED)


def tell(**what: object) -> None:
    """Say it to the parent in one write, which a kill cannot cut in two."""
    os.write(1, (json.dumps(what) + "\n").encode())


class Halts:
    """Stops for good at a step, to be killed there."""

    def __init__(self, step: str, passed: int) -> None:
        self._step = step
        self._left = passed

    async def at(self, step: str) -> None:
        if step != self._step:
            return
        if self._left:
            self._left -= 1
            return
        tell(halted=step)
        await asyncio.sleep(3_600)

    def after(self, step: str, work: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
        async def worked(*given: Any) -> T:
            done = await work(*given)
            await self.at(step)
            return done

        return worked

    def around(self, take: Callable[[Turn], Awaitable[Taken | None]]) -> Any:
        """Stop where an outcome was noted, or where the next order was taken."""

        async def taken(turn: Turn) -> Taken | None:
            found = await take(turn)
            if turn.done is not None:
                await self.at(NOTED)
            if found is not None:
                await self.at(TAKEN)
            return found

        return taken


async def sell_and_send(till: Till, halts: Halts, chance: random.Random) -> None:
    outbox, profile = till.outbox, till.settings.back_end.name
    back_end = till.back_ends.named(profile)
    outbox.take = halts.around(outbox.take)  # type: ignore[method-assign]
    back_end.send = halts.after(ANSWERED, back_end.send)  # type: ignore[method-assign,assignment]
    till.relay_outbox.heard = said
    while True:
        for _ in range(chance.randint(1, 3)):
            wanted = order(
                UUID(int=chance.getrandbits(128), version=4).int, line(0, chance.randint(1, 5))
            )
            posting = posting_of(wanted, at=till.clock.now(), profile=profile)
            tell(will=str(posting.id))
            posted = await till.ledger.post(posting)
            tell(posted=posted.number, id=str(posting.id), total=posting.total.minor)
            await halts.at(POSTED)
        await till.relay_outbox(is_hurried=True)


def said(item: OutboxItem) -> None:
    tell(moved=item.number, state=item.state.value)


async def work(folder: Path, halts: Halts, chance: random.Random) -> None:
    till = Till.open(folder)
    tell(started=True)
    try:
        await sell_and_send(till, halts, chance)
    finally:
        await till.let_back_ends_go()
        till.close()


if __name__ == "__main__":
    data, seed, *stop = sys.argv[1:]
    step, passed = (stop[0], int(stop[1])) if stop else ("", 0)
    asyncio.run(work(Path(data), Halts(step, passed), random.Random(seed)))  # noqa: S311
