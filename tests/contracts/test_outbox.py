"""What ``ports.Outbox`` promises, asked of the outbox on disk and of the fake in memory."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cashier.domain.backend_errors import BackEndRefusedError, MappingMissingError
from cashier.domain.errors import UnknownOrderError
from cashier.domain.outbox import (
    BY_HAND,
    Outcome,
    Said,
    SendState,
    Settlement,
    Taken,
    Turn,
    accepted,
    refused,
    undecidable,
)
from cashier.domain.posting import PostedOrder
from cashier.domain.remote import Accepted
from cashier.ports import Outbox
from cashier.storage.outbox import SqliteOutbox
from tests.fake_ledger import FakeLedger
from tests.fake_outbox import FakeOutbox
from tests.storage.selling import NOON, euro, opened, order, posting_of

PAYSERA, KASH = "paysera-token:123@a", "webservice:@b"
LATER = NOON + timedelta(minutes=1)


@dataclass
class Desk:
    outbox: Outbox
    post: Callable[[int, str], Awaitable[PostedOrder]]

    async def sell(self, *ids: int, profile: str = PAYSERA) -> list[str]:
        return [(await self.post(one, profile)).number for one in ids]

    async def take(self, *, at: datetime = LATER, after: int = 0, hurried: bool = False) -> Taken:
        taken = await self.outbox.take(Turn(PAYSERA, at, after, hurried))
        assert taken is not None
        return taken

    async def state(self, number: str) -> SendState:
        item = await self.outbox.item(number)
        assert item is not None
        return item.state


@pytest.fixture(params=["sqlite", "fake"])
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    if request.param == "fake":
        ledger, fake = FakeLedger(), FakeOutbox()

        async def post(number: int, profile: str) -> PostedOrder:
            posted = await ledger.post(posting_of(order(number), profile=profile))
            fake.add(posted, profile)
            return posted

        yield Desk(fake, post)
        return
    real = opened(tmp_path)

    async def post_for_real(number: int, profile: str) -> PostedOrder:
        return await real.post(posting_of(order(number), profile=profile))

    yield Desk(SqliteOutbox(real), post_for_real)
    real.close()


def sent(taken: Taken, total: int | None = None) -> Outcome:
    amount = None if total is None else euro(total)
    return accepted(taken.item, Accepted("id", "N", amount, "confirmed", "F1"), LATER)


async def test_the_oldest_is_taken_first_and_only_of_its_profile(desk: Desk) -> None:
    await desk.sell(1, profile=KASH)
    numbers = await desk.sell(2, 3)
    first = await desk.take()
    assert (first.item.number, first.order.number) == (numbers[0], numbers[0])
    second = await desk.take(after=first.item.serial)
    assert second.item.number == numbers[1]
    assert await desk.outbox.take(Turn(PAYSERA, LATER, second.item.serial)) is None


async def test_what_is_taken_counts_as_under_way_until_its_outcome_is_noted(desk: Desk) -> None:
    (number,) = await desk.sell(1)
    taken = await desk.take()
    assert (taken.item.state, taken.item.is_in_doubt) == (SendState.WAITING, False)
    noted = await desk.outbox.item(number)
    assert noted is not None
    assert (noted.state, noted.is_in_doubt, noted.tries) == (SendState.SENDING, True, 1)
    again = await desk.take()
    assert (again.item.state, again.item.asked_at) == (SendState.UNKNOWN, LATER)


async def test_an_outcome_is_noted_with_the_next_being_taken(desk: Desk) -> None:
    numbers = await desk.sell(1, 2)
    first = await desk.take()
    turn = Turn(PAYSERA, LATER, first.item.serial, done=sent(first))
    second = await desk.outbox.take(turn)
    assert second is not None
    assert second.item.number == numbers[1]
    assert await desk.state(numbers[0]) is SendState.SENT


async def test_the_servers_answer_is_kept(desk: Desk) -> None:
    (number,) = await desk.sell(1)
    taken = await desk.take()
    await desk.outbox.note(sent(taken, total=taken.item.total.minor + 1))
    item = await desk.outbox.item(number)
    assert item is not None
    assert item.state is SendState.NEEDS_ATTENTION
    assert item.answer == Accepted("id", "N", taken.item.total + euro(1), "confirmed", "F1")
    assert item.said == Said("other-total", number)


async def test_an_order_waits_for_its_next_try_unless_somebody_is_in_a_hurry(desk: Desk) -> None:
    (number,) = await desk.sell(1)
    taken = await desk.take()
    due = LATER + timedelta(seconds=30)
    await desk.outbox.note(Outcome(replace(taken.item, next_try=due, tries=1)))
    assert await desk.outbox.take(Turn(PAYSERA, LATER)) is None
    assert await desk.outbox.next_try(PAYSERA, LATER) == due
    assert (await desk.take(hurried=True)).item.number == number
    await desk.outbox.note(Outcome(replace(taken.item, next_try=due, tries=1)))
    assert (await desk.take(at=due)).item.number == number


async def test_what_was_held_back_for_its_mapping_is_tried_by_whoever_is_in_a_hurry(
    desk: Desk,
) -> None:
    first, second = await desk.sell(1, 2)
    taken = await desk.take()
    await desk.outbox.note(refused(taken.item, MappingMissingError("vat", "9"), LATER))
    other = await desk.take()
    await desk.outbox.note(refused(other.item, BackEndRefusedError("kash.click", "no"), LATER))
    assert await desk.outbox.take(Turn(PAYSERA, LATER)) is None
    assert await desk.outbox.next_try(PAYSERA, LATER) is None
    again = await desk.take(hurried=True)
    assert again.item.number == first
    assert await desk.outbox.take(Turn(PAYSERA, LATER, again.item.serial, is_hurried=True)) is None
    await desk.outbox.note(sent(again))
    assert await desk.state(first) is SendState.SENT
    assert await desk.state(second) is SendState.REFUSED


async def test_a_next_try_noted_under_a_wrong_clock_holds_nothing_up(desk: Desk) -> None:
    await desk.sell(1)
    taken = await desk.take()
    await desk.outbox.note(Outcome(replace(taken.item, next_try=LATER + timedelta(days=400))))
    assert await desk.outbox.next_try(PAYSERA, LATER) == LATER
    assert await desk.outbox.take(Turn(PAYSERA, LATER)) is not None


async def test_a_wait_the_server_asked_for_holds_back_its_profile_alone(desk: Desk) -> None:
    await desk.sell(1, 2)
    await desk.sell(3, profile=KASH)
    taken = await desk.take()
    until = LATER + timedelta(seconds=40)
    await desk.outbox.note(Outcome(taken.item, stops=True, wait_until=until))
    assert await desk.outbox.take(Turn(PAYSERA, LATER, is_hurried=True)) is None
    assert await desk.outbox.quiet_until(PAYSERA, LATER) == until
    assert await desk.outbox.quiet_until(KASH, LATER) is None
    assert await desk.outbox.take(Turn(KASH, LATER)) is not None
    assert (await desk.take(at=until)).item.number == taken.item.number


async def test_who_wants_a_person_is_only_taken_when_a_person_asks(desk: Desk) -> None:
    numbers = await desk.sell(1, 2)
    taken = await desk.take()
    await desk.outbox.note(undecidable(taken.item, Said("undecidable"), LATER))
    assert (await desk.take()).item.number == numbers[1]
    asked = await desk.outbox.take_this(numbers[0], LATER)
    assert asked is not None
    assert asked.item.state is SendState.NEEDS_ATTENTION
    counted = await desk.outbox.count()
    assert (counted.waiting, counted.attention, counted.unsent) == (1, 1, 2)


async def test_what_is_sent_stays_sent(desk: Desk) -> None:
    (number,) = await desk.sell(1)
    taken = await desk.take()
    await desk.outbox.note(sent(taken))
    await desk.outbox.note(undecidable(taken.item, Said("undecidable"), LATER))
    assert await desk.state(number) is SendState.SENT
    assert await desk.outbox.take_this(number, LATER) is None
    assert await desk.outbox.items(limit=10) == []
    assert await desk.outbox.unsent_by_profile() == {}
    assert await desk.outbox.next_try(PAYSERA, LATER) is None


async def test_a_persons_word_is_the_end_of_it(desk: Desk) -> None:
    (number,) = await desk.sell(1)
    taken = await desk.take()
    how = Settlement("owner", "typed in by hand", LATER)
    done = await desk.outbox.settle(number, how)
    assert (done.state, done.settled) == (SendState.SENT, how)
    item = await desk.outbox.item(number)
    assert item is not None
    assert item.settled == how
    await desk.outbox.note(undecidable(taken.item, Said("undecidable"), LATER))
    assert await desk.state(number) is SendState.SENT
    with pytest.raises(UnknownOrderError):
        await desk.outbox.settle(number, how)
    with pytest.raises(UnknownOrderError):
        await desk.outbox.settle("T1-000099", how)


async def test_the_list_goes_on_after_what_was_read(desk: Desk) -> None:
    numbers = await desk.sell(1, 2, 3)
    first = await desk.outbox.items(limit=2)
    rest = await desk.outbox.items(limit=2, after=first[-1].serial)
    assert [one.number for one in (*first, *rest)] == numbers
    assert dict(await desk.outbox.unsent_by_profile()) == {PAYSERA: 3}


async def test_an_order_without_a_back_end_has_no_place(desk: Desk) -> None:
    assert await desk.outbox.item("T1-000001") is None
    assert await desk.outbox.take_this("T1-000001", LATER) is None


async def test_what_is_registered_by_hand_is_counted(desk: Desk) -> None:
    await desk.sell(1)
    taken = await desk.take()
    await desk.outbox.note(undecidable(taken.item, Said(BY_HAND), LATER))
    assert (await desk.outbox.count()).by_hand == 1
