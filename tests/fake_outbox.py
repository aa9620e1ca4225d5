"""An outbox in memory that keeps the promises of the port, beside any ledger."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cashier.domain.errors import UnknownOrderError
from cashier.domain.outbox import (
    BY_HAND,
    LONGEST_WAIT,
    OutboxCount,
    OutboxItem,
    Outcome,
    SendState,
    Settlement,
    Taken,
    Turn,
    begun,
    found_again,
    may_become,
    settled,
)
from cashier.domain.posting import PostedOrder


@dataclass
class FakeOutbox:
    """Keeps the place of each order that ``add`` is given; ``journalled`` are its entries."""

    places: dict[int, OutboxItem] = field(default_factory=dict)
    orders: dict[int, PostedOrder] = field(default_factory=dict)
    waits: dict[str, datetime] = field(default_factory=dict)
    journalled: list[tuple[str, str]] = field(default_factory=list)

    def add(self, posted: PostedOrder, profile: str) -> None:
        posting, serial = posted.posting, len(self.places) + 1
        self.orders[serial] = posted
        self.places[serial] = OutboxItem(
            serial, posting.id, posted.number, posting.kind, posting.at, posting.total, profile
        )

    async def items(self, *, limit: int, after: int = 0) -> list[OutboxItem]:
        found = [one for one in self._unsent() if one.serial > after]
        return found[:limit]

    async def item(self, number_or_id: str) -> OutboxItem | None:
        names = (one for one in self.places.values() if _is(one, number_or_id))
        return next(names, None)

    async def count(self) -> OutboxCount:
        unsent = self._unsent()
        attention = sum(one.wants_person for one in unsent)
        by_hand = sum(one.said.code == BY_HAND for one in unsent)
        return OutboxCount(len(unsent) - attention, attention, by_hand)

    async def unsent_by_profile(self) -> Mapping[str, int]:
        return Counter(one.profile for one in self._unsent())

    async def quiet_until(self, profile: str, at: datetime) -> datetime | None:
        until = self.waits.get(profile)
        return until if until is not None and at < until <= at + 2 * LONGEST_WAIT else None

    async def next_try(self, profile: str, at: datetime) -> datetime | None:
        waiting = [one for one in self._unsent() if one.profile == profile and not one.wants_person]
        due = (at if _is_due(one, at) else one.next_try or at for one in waiting)
        return min(due, default=None)

    async def take(self, turn: Turn) -> Taken | None:
        if turn.done is not None:
            await self.note(turn.done)
        if await self.quiet_until(turn.profile, turn.at) is not None:
            return None
        for one in self._unsent():
            waits = not one.wants_person or (turn.is_hurried and one.lacks_mapping)
            fits = one.profile == turn.profile and one.serial > turn.after and waits
            if fits and (turn.is_hurried or _is_due(one, turn.at)):
                return self._take(one, turn.at)
        return None

    async def take_this(self, number_or_id: str, at: datetime) -> Taken | None:
        item = await self.item(number_or_id)
        if item is None or item.state is SendState.SENT:
            return None
        return self._take(item, at)

    async def note(self, outcome: Outcome) -> None:
        item = outcome.item
        before = self.places[item.serial]
        if not may_become(before.state, item.state):
            return
        self.places[item.serial] = item
        if item.wants_person and not before.wants_person:
            self.journalled.append(("not-accepted", item.number))
        if outcome.wait_until is not None:
            self.waits[item.profile] = outcome.wait_until

    async def settle(self, number_or_id: str, how: Settlement) -> OutboxItem:
        item = await self.item(number_or_id)
        if item is None or item.state is SendState.SENT:
            raise UnknownOrderError("order", number_or_id)
        self.places[item.serial] = settled(item, how)
        self.journalled.append(("settled-by-hand", item.number))
        return self.places[item.serial]

    def _take(self, item: OutboxItem, at: datetime) -> Taken:
        item = found_again(item)
        self.places[item.serial] = begun(item, at)
        return Taken(item, self.orders[item.serial])

    def _unsent(self) -> list[OutboxItem]:
        return [one for one in self.places.values() if one.state is not SendState.SENT]


def _is(item: OutboxItem, name: str) -> bool:
    return name in {item.number, str(item.order_id)}


def _is_due(item: OutboxItem, at: datetime) -> bool:
    return item.next_try is None or not at < item.next_try <= at + 2 * LONGEST_WAIT
