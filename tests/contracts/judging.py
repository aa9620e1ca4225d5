"""Holds what a till says of its orders against what the server has of them, and counts."""

import asyncio
from collections import Counter as Tally

from cashier.domain.outbox import OutboxItem, SendState
from cashier.domain.outgoing import outgoing
from cashier.domain.posting import PostedOrder
from tests.contracts.counter import Counter
from tests.contracts.systems import OrderSystem


class Judge:
    """Judges the orders of one counter at one system."""

    def __init__(self, system: OrderSystem, counter: Counter) -> None:
        self.outcomes: Tally[tuple[str, str]] = Tally()
        self._system = system
        self._counter = counter
        self._sent_before: int | None = None

    def begin(self) -> None:
        """Count sendings from here, for the one order that comes next."""
        self._sent_before = self._sendings()

    async def judged(self, what: str, order: PostedOrder) -> OutboxItem:
        """Return an order's place, which has to be true; it is counted under ``what``."""
        item = await self._counter.place(order)
        held = self._held(order)
        if item.state is SendState.SENT:
            assert held == [order.posting.total.minor], (what, item, held)
        else:
            assert item.wants_person, (what, item)
            assert len(held) <= 1, (what, item, held)
        self.outcomes[what, self._outcome(item)] += 1
        return item

    async def everything_once(self) -> None:
        """Look at the server as a whole, once what was late has come: nothing is there twice."""
        await asyncio.to_thread(self._counter.server.stop)
        for order in self._counter.sold:
            item = await self._counter.place(order)
            assert len(self._held(order)) <= 1, item
        ours = sum(len(self._held(order)) for order in self._counter.sold)
        assert self._system.count(self._counter.server) == ours

    def told(self) -> str:
        """Return the counts by fault and outcome, and what they come to."""
        lines = [f"\n{self._system.name}: {sum(self.outcomes.values())} orders with faults"]
        lines += [
            f"  {what:20} {outcome:40} {count:5}"
            for (what, outcome), count in sorted(self.outcomes.items())
        ]
        sums: Tally[str] = Tally()
        for (_, outcome), count in self.outcomes.items():
            sums[outcome] += count
        lines += [f"  {'together':20} {outcome:40} {count:5}" for outcome, count in sums.items()]
        return "\n".join([*lines, "  duplicates 0, losses 0"])

    def _held(self, order: PostedOrder) -> list[int]:
        return list(self._system.held(self._counter.server, outgoing(order)))

    def _outcome(self, item: OutboxItem) -> str:
        if item.state is not SendState.SENT:
            return f"asks a person: {item.said.code}"
        if self._sent_before is None:
            return "there"
        sendings = self._sendings() - self._sent_before
        return "there after one sending" if sendings == 1 else "there after more sendings"

    def _sendings(self) -> int:
        return self._counter.server.faults.requests("POST", self._system.create)
