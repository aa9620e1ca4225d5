"""The relay sends everything once: never lost, never twice, whatever a server does with it."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier.domain.backend_errors import SecretMissingError
from cashier.domain.errors import DiskFullError, UnknownOrderError
from cashier.domain.outbox import LONGEST_SILENCE, SETTLES_IN, OutboxItem, SendState, Taken, Turn
from cashier.domain.outgoing import outgoing
from tests.failing_back_end import BUSY_FOR, FailingBackEnd, Fault
from tests.operations.relaying import KASH, PAYSERA, Shop
from tests.storage.selling import euro

SENT, WAITING, UNKNOWN = SendState.SENT, SendState.WAITING, SendState.UNKNOWN
REFUSED, ATTENTION = SendState.REFUSED, SendState.NEEDS_ATTENTION


async def test_what_was_posted_is_sent_oldest_first() -> None:
    shop = Shop()
    numbers = await shop.sell(1, 2, 3)
    await shop.relay()
    assert shop.server.numbers == numbers
    assert shop.heard == [(number, SENT) for number in numbers]
    assert await shop.relay.next_at() is None
    item = await shop.place(numbers[0])
    assert item.answer is not None
    assert (item.answer.id, item.answer.receipt_number) == ("id-1", "F1")


async def test_nothing_is_sent_to_a_profile_it_was_not_posted_under() -> None:
    kash = FailingBackEnd()
    shop = Shop(back_ends={KASH: kash})
    mine = await shop.sell(1)
    theirs = await shop.sell(2, profile=KASH)
    await shop.relay()
    assert (shop.server.numbers, kash.numbers) == (mine, theirs)


async def test_one_refused_order_does_not_stop_the_others() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.REFUSED]
    numbers = await shop.sell(1, 2, 3)
    await shop.relay()
    assert await shop.states(*numbers) == [REFUSED, SENT, SENT]
    item = await shop.place(numbers[0])
    assert item.said.code == "back-end-refused"
    assert item.said.words == f"no VAT class for {numbers[0]}"
    assert ("not-accepted", numbers[0]) in shop.outbox.journalled
    await shop.relay_on()
    assert shop.server.numbers == numbers[1:]


async def test_an_unreachable_server_keeps_everything_and_is_asked_once_a_round() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.UNREACHABLE] * 3
    numbers = await shop.sell(1, 2, 3)
    await shop.relay()
    assert shop.server.calls == ["send"]
    assert await shop.states(*numbers) == [WAITING] * 3
    await shop.relay()
    assert len(shop.server.calls) == 1
    due = await shop.relay.next_at()
    assert due is not None
    assert timedelta(0) < due - shop.clock.now() <= LONGEST_SILENCE
    await shop.relay_on()
    assert shop.server.numbers == numbers


async def test_a_dead_server_is_never_left_alone_for_long() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.UNREACHABLE] * 40
    await shop.sell(1)
    for _ in range(40):
        await shop.relay()
        due = await shop.relay.next_at()
        assert due is not None
        assert due - shop.clock.now() <= LONGEST_SILENCE
        shop.clock.go_on(due - shop.clock.now())
    await shop.relay()
    assert len(shop.server.sent) == 1


async def test_who_hears_from_the_server_sends_at_once() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.UNREACHABLE]
    (number,) = await shop.sell(1)
    await shop.relay()
    shop.relay.forget_silence()
    await shop.relay(is_hurried=True)
    assert shop.server.numbers == [number]


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.GARBLED])
async def test_a_lost_answer_makes_no_second_order(fault: Fault) -> None:
    shop = Shop()
    shop.server.send_faults = [fault]
    (number,) = await shop.sell(1)
    await shop.relay()
    assert await shop.states(number) == [UNKNOWN]
    await shop.relay_on(2)
    assert await shop.states(number) == [SENT]
    assert shop.server.calls == ["send", "look up"]
    assert shop.server.numbers == [number]


async def test_an_order_that_did_not_arrive_is_looked_up_and_sent_again() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.DROPPED_BEFORE]
    (number,) = await shop.sell(1)
    await shop.relay_on(3)
    assert shop.server.calls == ["send", "look up", "send"]
    assert shop.server.numbers == [number]


async def test_an_order_that_arrives_late_is_not_there_twice() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.DROPPED_BEFORE]
    (number,) = await shop.sell(1)
    await shop.relay()
    await shop.relay(is_hurried=True)
    assert shop.server.calls == ["send", "look up"]
    assert await shop.relay.next_at() == shop.clock.now() + SETTLES_IN
    shop.server.sent = [outgoing(shop.outbox.orders[1])]
    await shop.relay_on(2)
    assert await shop.states(number) == [SENT]
    assert shop.server.calls == ["send", "look up", "look up"]


async def test_a_number_that_is_taken_is_looked_up() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.CONFLICT]
    (number,) = await shop.sell(1)
    await shop.relay()
    assert await shop.states(number) == [SENT]
    assert shop.server.numbers == [number]


async def test_an_order_of_which_nobody_can_tell_wants_a_person() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.DROPPED_BEFORE]
    shop.server.look_up_faults = [Fault.CANNOT_TELL]
    numbers = await shop.sell(1, 2)
    await shop.relay_on(3)
    assert await shop.states(*numbers) == [ATTENTION, SENT]
    item = await shop.place(numbers[0])
    assert (item.said.code, item.said.words) == ("undecidable", "two orders with this number")


async def test_a_back_end_that_cannot_look_up_is_never_sent_a_repeat() -> None:
    shop = Shop(back_ends={PAYSERA: FailingBackEnd(capabilities=frozenset())})
    shop.server.send_faults = [Fault.LOST]
    (number,) = await shop.sell(1)
    await shop.relay_on(3)
    assert await shop.states(number) == [ATTENTION]
    assert shop.server.numbers == [number]


async def test_another_total_is_shown_with_both_figures_and_never_sent_again() -> None:
    shop = Shop()
    numbers = await shop.sell(1, 2)
    shop.server.totals[numbers[0]] = euro(1)
    await shop.relay_on(3)
    assert await shop.states(*numbers) == [ATTENTION, SENT]
    item = await shop.place(numbers[0])
    assert item.answer is not None
    assert (item.answer.total, item.total) == (euro(1), shop.ledger.posted[0].posting.total)
    assert (await shop.relay.try_now(numbers[0])).state is ATTENTION
    assert shop.server.doubled == []
    shop.server.totals.clear()
    assert (await shop.relay.try_now(numbers[0], looks_only=True)).state is SENT


async def test_an_order_cancelled_there_reopens_nothing_here() -> None:
    shop = Shop()
    shop.server.status = "canceled"
    (number,) = await shop.sell(1)
    await shop.relay_on(3)
    assert await shop.states(number) == [ATTENTION]
    assert shop.server.numbers == [number]
    assert (await shop.ledger.find(number)) is not None


async def test_a_wait_that_the_server_asks_for_is_kept_to_the_second() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.BUSY]
    numbers = await shop.sell(1, 2)
    await shop.relay()
    assert await shop.relay.next_at() == shop.clock.now() + BUSY_FOR
    shop.relay.forget_silence()
    for one in (shop.relay, shop.new_relay()):
        await one(is_hurried=True)
        assert len(shop.server.calls) == 1
    shop.clock.go_on(BUSY_FOR)
    await shop.relay()
    assert shop.server.numbers == numbers


async def test_a_token_that_ran_out_refuses_no_order() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.NOT_AUTHORISED]
    numbers = await shop.sell(1, 2)
    await shop.relay()
    assert await shop.states(*numbers) == [WAITING, WAITING]
    assert (await shop.place(numbers[0])).said.code == "not-authorised"
    assert len(shop.server.calls) == 1
    await shop.relay_on(2)
    assert shop.server.numbers == numbers


async def test_a_profile_that_is_gone_keeps_its_orders_for_the_day_it_is_back() -> None:
    shop = Shop()
    back_end = shop.back_ends.pop(PAYSERA)
    (number,) = await shop.sell(1)
    await shop.relay()
    assert await shop.states(number) == [WAITING]
    shop.back_ends[PAYSERA] = SecretMissingError("CASHIER_TOKEN")
    shop.clock.go_on(LONGEST_SILENCE)
    await shop.relay_on(1)
    assert (await shop.place(number)).said.code == "secret-missing"
    shop.back_ends[PAYSERA] = back_end
    await shop.relay_on(2)
    assert await shop.states(number) == [SENT]


async def test_a_defect_met_with_one_order_stops_no_other_and_is_reported() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.DEFECT]
    numbers = await shop.sell(1, 2)
    await shop.relay_on(2)
    assert await shop.states(*numbers) == [ATTENTION, SENT]
    assert isinstance(shop.reported[0], KeyError)
    assert (await shop.place(numbers[0])).is_in_doubt


async def test_a_server_that_answers_nothing_is_left_alone_after_a_few_orders() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.LOST] * 3
    await shop.sell(*range(1, 11))
    await shop.relay()
    assert len(shop.server.calls) == 3
    await shop.relay_on()
    assert (len(shop.server.sent), shop.server.doubled) == (10, [])


async def test_after_a_restart_in_the_middle_the_order_is_looked_up_first() -> None:
    shop = Shop()
    (number,) = await shop.sell(1)
    taken = await shop.outbox.take(Turn(PAYSERA, shop.clock.now()))
    assert isinstance(taken, Taken)
    shop.clock.go_on(SETTLES_IN)
    await shop.new_relay()()
    assert shop.server.calls == ["look up", "send"]
    assert await shop.states(number) == [SENT]


async def test_a_disk_that_is_full_after_the_answer_makes_no_second_order() -> None:
    shop = Shop()
    (number,) = await shop.sell(1)
    real = shop.outbox.take

    async def full(turn: Turn) -> Taken | None:
        if turn.done is not None:
            raise DiskFullError("ledger.db")
        return await real(turn)

    shop.outbox.take = full  # type: ignore[method-assign]
    with pytest.raises(DiskFullError):
        await shop.relay()
    shop.outbox.take = real  # type: ignore[method-assign]
    await shop.relay_on(2)
    assert shop.server.numbers == [number]
    assert await shop.states(number) == [SENT]


async def test_two_at_once_never_send_one_order_twice() -> None:
    shop = Shop()
    numbers = await shop.sell(*range(1, 6))
    await asyncio.gather(shop.relay(), shop.relay.try_now(numbers[0]), shop.relay())
    assert sorted(shop.server.numbers) == numbers


async def test_try_now_sends_what_was_refused_once_it_can_be() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.REFUSED]
    (number,) = await shop.sell(1)
    await shop.relay()
    assert (await shop.relay.try_now(number)).state is SENT
    with pytest.raises(UnknownOrderError):
        await shop.relay.try_now(number)
    assert shop.server.numbers == [number]


async def test_try_now_without_a_network_leaves_the_order_with_its_person() -> None:
    shop = Shop()
    shop.server.send_faults = [Fault.REFUSED, Fault.LOST]
    (number,) = await shop.sell(1)
    await shop.relay()
    item = await shop.relay.try_now(number)
    assert (item.state, item.is_in_doubt) == (REFUSED, True)
    assert (await shop.relay.try_now(number)).state is SENT
    assert shop.server.doubled == []


async def test_looking_again_sends_nothing() -> None:
    shop = Shop()
    (number,) = await shop.sell(1)
    item: OutboxItem = await shop.relay.try_now(number, looks_only=True)
    assert (item.state, item.said.code) == (WAITING, "not-on-server")
    assert shop.server.sent == []
    await shop.relay_on(1)
    assert shop.server.numbers == [number]


@settings(max_examples=150, deadline=None)
@given(
    send=st.lists(st.sampled_from([None, *Fault]), max_size=14),
    look_up=st.lists(
        st.sampled_from([None, Fault.UNREACHABLE, Fault.GARBLED, Fault.CANNOT_TELL, Fault.BUSY]),
        max_size=8,
    ),
    kills=st.sets(st.integers(0, 11)),
)
async def test_every_order_is_there_once_or_a_person_is_asked(
    send: list[Fault | None], look_up: list[Fault | None], kills: set[int]
) -> None:
    shop = Shop()
    shop.server.send_faults, shop.server.look_up_faults = send, look_up
    numbers = await shop.sell(*range(1, 7))
    for step in range(40):
        if step in kills:
            await shop.outbox.take(Turn(PAYSERA, shop.clock.now(), is_hurried=True))
            shop.relay = shop.new_relay()
        before = await shop.states(*numbers)
        await shop.relay()
        for old, new in zip(before, await shop.states(*numbers), strict=True):
            assert old is not SENT or new is SENT
        shop.clock.go_on(timedelta(minutes=6))
    assert shop.server.doubled == []
    for number, state in zip(numbers, await shop.states(*numbers), strict=True):
        assert state in {SENT, REFUSED, ATTENTION}
        assert state is not SENT or number in shop.server.numbers
    assert await shop.relay.next_at() is None
    assert {one.posting.id for one in shop.ledger.posted} == {UUID(int=one) for one in range(1, 7)}
