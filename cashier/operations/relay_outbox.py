"""Relay the outbox: send what was posted, oldest first, never twice, never stopped by one order."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cashier.domain.errors import CashierError, NotAvailableError, UnknownOrderError
from cashier.domain.outbox import (
    LONGEST_SILENCE,
    NO_PROFILE,
    OutboxItem,
    Outcome,
    Said,
    SendState,
    Taken,
    Turn,
    not_arrived,
    undecidable,
    wait_before,
)
from cashier.operations.send_order import SendOrder
from cashier.ports import Backend, Clock, Outbox

_UNANSWERED_AT_MOST = 3
"""So many orders without an answer one after the other, and the server is left alone a while."""


@dataclass(frozen=True, slots=True)
class RelayNeeds:
    """What the relay works with; ``report`` gets what must not stop it and nobody foresaw."""

    outbox: Outbox
    clock: Clock
    back_end_of: Callable[[str], Backend]
    chance: Callable[[], int]
    report: Callable[[Exception], None]


class RelayOutbox:
    """Sends what waits; one order of a profile at a time, profiles beside each other.

    ``heard`` is told each order's place whenever it is another. While an order is under way it
    counts as one that may have arrived: whatever ends the program then, it is looked up first.
    """

    def __init__(
        self, needs: RelayNeeds, heard: Callable[[OutboxItem], None] | None = None
    ) -> None:
        self._of = needs
        self.heard = heard
        self._send = SendOrder(needs.clock, needs.chance)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._failures: Counter[str] = Counter()
        self._silent_until: dict[str, datetime] = {}
        self._is_ending = False

    async def __call__(self, *, is_hurried: bool = False) -> None:
        """Try what is due once; with ``is_hurried`` everything that a server did not put off."""
        found = await self._of.outbox.unsent_by_profile()
        try:
            async with asyncio.TaskGroup() as group:
                for profile in found:
                    group.create_task(self._drain(profile, is_hurried=is_hurried))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from errors

    async def next_at(self) -> datetime | None:
        """Return when there is something to do again; None where nothing waits."""
        now = self._of.clock.now()
        moments = []
        for profile in await self._of.outbox.unsent_by_profile():
            due = await self._of.outbox.next_try(profile, now)
            if due is None:
                continue
            quiet = await self._of.outbox.quiet_until(profile, now)
            silent = self._silent_until.get(profile)
            moments.append(max(one for one in (due, quiet, silent) if one is not None))
        return min(moments, default=None)

    def forget_silence(self) -> None:
        """Try silent servers at once: somebody has heard from them, or asks for it."""
        self._silent_until.clear()

    def end(self) -> None:
        """Take up nothing more; what is under way is finished."""
        self._is_ending = True

    async def try_now(self, number: str, *, looks_only: bool = False) -> OutboxItem:
        """Try one order now, whatever it waits for, or only look it up; returns its place.

        Raises ``UnknownOrderError`` where it has nothing to be sent, or is sent already.
        """
        item = await self._of.outbox.item(number)
        if item is None or item.state is SendState.SENT:
            raise UnknownOrderError("order", number)
        async with self._turns[item.profile]:
            taken = await self._of.outbox.take_this(number, self._of.clock.now())
            if taken is None:
                raise UnknownOrderError("order", number)
            outcome = await self._tried(taken, looks_only=looks_only)
            await self._noted(outcome)
        return outcome.item

    async def _drain(self, profile: str, *, is_hurried: bool) -> None:
        if not is_hurried and self._is_silent(profile):
            return
        async with self._turns[profile]:
            done: Outcome | None = None
            after, unanswered_in_a_row = 0, 0
            while taken := await self._next(profile, after, done, is_hurried=is_hurried):
                after = taken.item.serial
                done = await self._tried(taken)
                is_unknown = done.item.state is SendState.UNKNOWN
                unanswered_in_a_row = unanswered_in_a_row + 1 if is_unknown else 0
                if done.stops or unanswered_in_a_row >= _UNANSWERED_AT_MOST:
                    await self._noted(done)
                    self._keep_silent(profile)
                    return
                self._failures.pop(profile, None)

    async def _next(
        self, profile: str, after: int, done: Outcome | None, *, is_hurried: bool
    ) -> Taken | None:
        taken = None
        if not self._is_ending:
            turn = Turn(profile, self._of.clock.now(), after, is_hurried, done)
            taken = await self._of.outbox.take(turn)
        elif done is not None:
            await self._of.outbox.note(done)
        self._tell(done)
        return taken

    async def _noted(self, outcome: Outcome) -> None:
        await self._of.outbox.note(outcome)
        self._tell(outcome)

    async def _tried(self, taken: Taken, *, looks_only: bool = False) -> Outcome:
        profile, silence = taken.item.profile, self._silence(taken.item.profile)
        try:
            back_end = self._of.back_end_of(profile)
        except CashierError as error:
            return _kept(not_arrived(taken.item, error, self._of.clock.now(), silence), error)
        try:
            return await self._send(back_end, taken, silence, looks_only=looks_only)
        except Exception as error:  # noqa: BLE001 - a defect met with one order stops no other
            self._of.report(error)
            now = self._of.clock.now()
            item = replace(taken.item, asked_at=taken.item.asked_at or now)
            return undecidable(item, Said(CashierError.code, what=item.number), now)

    def _tell(self, outcome: Outcome | None) -> None:
        if outcome is not None and self.heard is not None:
            self.heard(outcome.item)

    def _is_silent(self, profile: str) -> bool:
        now, until = self._of.clock.now(), self._silent_until.get(profile)
        return until is not None and now < until <= now + 2 * LONGEST_SILENCE

    def _keep_silent(self, profile: str) -> None:
        self._silent_until[profile] = self._of.clock.now() + self._silence(profile)
        self._failures[profile] += 1

    def _silence(self, profile: str) -> timedelta:
        return wait_before(self._failures[profile] + 1, self._of.chance(), LONGEST_SILENCE)


def _kept(outcome: Outcome, error: CashierError) -> Outcome:
    """Return the outcome of an order whose back end is not set up any more, in its own words."""
    if not isinstance(error, NotAvailableError):
        return outcome
    said = Said(NO_PROFILE, what=outcome.item.profile)
    return replace(outcome, item=replace(outcome.item, said=said))
