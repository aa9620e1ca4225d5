"""Calls of a webhook are noted with their sale, twice each, and told in order."""

from datetime import timedelta
from pathlib import Path

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.webhook import WebhookEvent
from cashier.domain.webhook_call import heard, not_heard
from cashier.storage.ledger import SqliteLedger
from cashier.storage.webhook_calls import SqliteWebhookCalls
from tests.storage.selling import NOON, in_ledger, order, posting_of

HOOK = "webhook@https://example.com/hook"
LATER = NOON + timedelta(minutes=1)
WAIT = timedelta(seconds=30)


async def sell(ledger: SqliteLedger, *numbers: int, hook: str = HOOK) -> SqliteWebhookCalls:
    ledger.tell_of_orders(hook)
    for number in numbers:
        await ledger.post(posting_of(order(number)))
    return SqliteWebhookCalls(ledger)


def test_each_order_is_told_of_twice_in_the_order_of_the_sales(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> list[tuple[str, WebhookEvent]]:
        calls = await sell(ledger, 1, 2)
        told, after = [], 0
        while found := await calls.next(HOOK, LATER, after=after):
            call, posted = found
            assert posted.number == call.number
            after = call.id
            told.append((call.number, call.event))
        return told

    assert in_ledger(tmp_path, work) == [
        (number, event) for number in ("T1-000001", "T1-000002") for event in WebhookEvent
    ]


def test_who_is_told_of_nothing_has_no_calls(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        calls = await sell(ledger, 1, hook="")
        assert await calls.waiting() == {}
        assert await calls.next_try(HOOK, LATER) is None

    in_ledger(tmp_path, work)


def test_what_was_heard_is_told_no_more_and_what_was_not_waits(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        calls = await sell(ledger, 1)
        first = await calls.next(HOOK, LATER)
        assert first is not None
        await calls.note(heard(first[0], LATER))
        second = await calls.next(HOOK, LATER)
        assert second is not None
        assert second[0].event is WebhookEvent.TERMINATED
        error = BackEndUnreachableError("example.com", "gone")
        put_off = not_heard(second[0], error, LATER, WAIT)
        await calls.note(put_off)
        assert await calls.next(HOOK, LATER) is None
        assert await calls.next_try(HOOK, LATER) == LATER + WAIT
        assert await calls.waiting() == {HOOK: 1}
        hurried = await calls.next(HOOK, LATER, is_hurried=True)
        assert hurried is not None
        assert hurried[0] == put_off

    in_ledger(tmp_path, work)


def test_other_addresses_are_told_of_what_was_noted_for_them(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        calls = await sell(ledger, 1)
        await sell(ledger, 2, hook="webhook@https://example.com/new")
        assert await calls.waiting() == {HOOK: 2, "webhook@https://example.com/new": 2}

    in_ledger(tmp_path, work)
