"""Whoever wants to be told of each sale is told at least once, in order, whatever goes wrong."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cashier.domain.backend_errors import (
    BackEndRefusedError,
    BackEndUnreachableError,
    OutcomeUnknownError,
    RateLimitedError,
)
from cashier.domain.errors import CashierError
from cashier.domain.posting import PostedOrder
from cashier.domain.webhook import WebhookEvent
from cashier.domain.webhook_call import WebhookCall
from cashier.operations.call_webhook import CallWebhook
from tests.fakes import FakeClock
from tests.operations.relaying import Shop

HOOK = "webhook@https://example.com/hook"


@dataclass
class FakeCalls:
    """Calls in memory; see ``ports.WebhookCalls``."""

    orders: list[PostedOrder] = field(default_factory=list)
    calls: dict[int, WebhookCall] = field(default_factory=dict)

    def add(self, order: PostedOrder) -> None:
        self.orders.append(order)
        for event in WebhookEvent:
            id_, serial = len(self.calls) + 1, len(self.orders)
            self.calls[id_] = WebhookCall(id_, HOOK, serial, order.number, event)

    async def next(
        self, hook: str, at: datetime, *, after: int = 0, is_hurried: bool = False
    ) -> tuple[WebhookCall, PostedOrder] | None:
        for call in self.calls.values():
            is_due = is_hurried or call.next_try is None or call.next_try <= at
            if call.id > after and call.hook == hook and _waits(call) and is_due:
                return call, self.orders[call.serial - 1]
        return None

    async def next_try(self, hook: str, at: datetime) -> datetime | None:
        due = [max(at, one.next_try or at) for one in self.calls.values() if _waits(one)]
        return min(due, default=None)

    async def waiting(self) -> dict[str, int]:
        return {HOOK: sum(map(_waits, self.calls.values()))}

    async def note(self, call: WebhookCall) -> None:
        self.calls[call.id] = call


@dataclass
class FakeWebhook:
    told: list[tuple[str, WebhookEvent]] = field(default_factory=list)
    failures: list[CashierError | None] = field(default_factory=list)

    async def call(self, event: WebhookEvent, order: PostedOrder) -> None:
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None and not isinstance(failure, OutcomeUnknownError):
            raise failure
        self.told.append((order.number, event))
        if failure is not None:
            raise failure

    async def aclose(self) -> None:
        """Nothing is open."""


@dataclass
class Desk:
    calls: FakeCalls = field(default_factory=FakeCalls)
    hook: FakeWebhook = field(default_factory=FakeWebhook)
    clock: FakeClock = field(default_factory=FakeClock)
    is_set_up: bool = True

    def __post_init__(self) -> None:
        self.tell = CallWebhook(self.calls, self.clock, lambda: 0, self._hook)

    def _hook(self) -> tuple[str, FakeWebhook] | None:
        return (HOOK, self.hook) if self.is_set_up else None

    async def sell(self, *ids: int) -> list[str]:
        shop = Shop()
        numbers = await shop.sell(*ids)
        for one in shop.ledger.posted:
            self.calls.add(one)
        return numbers

    async def go_on(self, rounds: int = 20) -> None:
        for _ in range(rounds):
            await self.tell()
            self.clock.go_on(timedelta(minutes=20))


def both(*numbers: str) -> list[tuple[str, WebhookEvent]]:
    return [(number, event) for number in numbers for event in WebhookEvent]


def _waits(call: WebhookCall) -> bool:
    return call.sent_at is None and not call.is_given_up


async def test_every_order_is_told_of_at_both_events() -> None:
    desk = Desk()
    numbers = await desk.sell(1, 2)
    await desk.tell()
    assert desk.hook.told == both(*numbers)
    assert await desk.tell.next_at() is None


async def test_nobody_is_told_where_nobody_wants_to_be() -> None:
    desk = Desk(is_set_up=False)
    await desk.sell(1)
    await desk.tell()
    assert desk.hook.told == []
    assert await desk.tell.next_at() is None


async def test_a_call_that_may_have_been_heard_is_made_again() -> None:
    desk = Desk()
    numbers = await desk.sell(1)
    desk.hook.failures = [OutcomeUnknownError("example.com")]
    await desk.go_on()
    assert desk.hook.told == [both(*numbers)[0], *both(*numbers)]


async def test_a_system_that_is_away_is_asked_once_a_round_and_hears_all_later() -> None:
    desk = Desk()
    numbers = await desk.sell(1, 2)
    desk.hook.failures = [BackEndUnreachableError("example.com")] * 3
    for _ in range(3):
        await desk.tell()
    assert len(desk.hook.failures) == 2
    due = await desk.tell.next_at()
    assert due is not None
    assert due > desk.clock.now()
    await desk.go_on()
    assert desk.hook.told == both(*numbers)


async def test_a_refused_call_does_not_stop_the_others() -> None:
    desk = Desk()
    numbers = await desk.sell(1, 2)
    desk.hook.failures = [BackEndRefusedError("example.com", "no", 422)]
    await desk.tell()
    assert desk.hook.told == both(*numbers)[1:]


async def test_a_wait_that_is_asked_for_is_kept() -> None:
    desk = Desk()
    await desk.sell(1)
    desk.hook.failures = [RateLimitedError("example.com", wait=timedelta(seconds=77))]
    await desk.tell()
    assert desk.calls.calls[1].next_try == desk.clock.now() + timedelta(seconds=77)


async def test_who_is_in_a_hurry_does_not_wait_for_its_own_turn() -> None:
    desk = Desk()
    numbers = await desk.sell(1)
    desk.hook.failures = [BackEndUnreachableError("example.com")]
    await desk.tell()
    await desk.tell(is_hurried=True)
    assert desk.hook.told == both(*numbers)
