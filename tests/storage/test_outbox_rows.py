"""Rows of the outbox hold every part of an order's place; their times sort as time does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from cashier.domain.outbox import OutboxItem, Said, SendState, Settlement
from cashier.domain.remote import Accepted
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.outbox_rows import doubt_unsent, read_item, stamp, write_item
from tests.storage.selling import NOON, OWNER, euro, in_ledger, order, posting_of

PROFILE = "paysera-token:123@a"


async def changed(ledger: SqliteLedger, **parts: object) -> tuple[OutboxItem, OutboxItem]:
    """Return an item with other parts as written and as read back."""

    def job(file: LedgerFile) -> tuple[OutboxItem, OutboxItem]:
        item = read_item(file.connection, 1)
        assert item is not None
        wanted = replace(item, **parts)  # type: ignore[arg-type]
        write_item(file.connection, wanted)
        found = read_item(file.connection, 1)
        assert found is not None
        return wanted, found

    return await ledger.change(job)


async def sold(ledger: SqliteLedger, profile: str = PROFILE) -> None:
    await ledger.post(posting_of(order(1), profile=profile))


def test_every_part_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await sold(ledger)
        later = NOON + timedelta(seconds=1, microseconds=5)
        wanted, found = await changed(
            ledger,
            state=SendState.NEEDS_ATTENTION,
            tries=7,
            asked_at=NOON,
            last_try=later,
            next_try=later,
            said=Said("other-total", "T1-000001", "Ačiū"),
            answer=Accepted("id/1", "N 7", euro(-5), "confirmed", "F-9"),
            sent_at=later,
            settled=Settlement(OWNER, "typed in", later),
        )
        assert found == wanted

    in_ledger(tmp_path, work)


def test_an_answer_without_a_total_has_none(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await sold(ledger)
        _, found = await changed(ledger, answer=Accepted(""))
        assert found.answer == Accepted("")

    in_ledger(tmp_path, work)


def test_an_order_that_stays_at_home_has_no_row(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await sold(ledger, profile="")
        assert await ledger.change(lambda file: read_item(file.connection, 1)) is None

    in_ledger(tmp_path, work)


def test_stamps_sort_as_time_does_whatever_the_zone_and_the_fraction() -> None:
    east = timezone(timedelta(hours=3))
    moments = [
        datetime(2026, 10, 25, 3, 30, tzinfo=east),
        datetime(2026, 10, 25, 0, 30, 0, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 3, 31, tzinfo=east),
        datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    ]
    texts = [stamp(one) or "" for one in moments]
    assert texts == sorted(texts)
    assert stamp(None) is None


def test_what_a_copy_calls_unsent_may_have_been_sent_since(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        for number in (1, 2, 3):
            await ledger.post(posting_of(order(number), profile=PROFILE))
        states = (SendState.WAITING, SendState.SENT, SendState.REFUSED)

        def job(file: LedgerFile) -> list[OutboxItem | None]:
            for serial, state in enumerate(states, 1):
                item = read_item(file.connection, serial)
                assert item is not None
                write_item(file.connection, replace(item, state=state))
            doubt_unsent(file.connection, NOON)
            return [read_item(file.connection, serial) for serial in (1, 2, 3)]

        found = [one for one in await ledger.change(job) if one is not None]
        assert [one.state for one in found] == [
            SendState.UNKNOWN,
            SendState.SENT,
            SendState.REFUSED,
        ]
        assert [one.is_in_doubt for one in found] == [True, False, True]

    in_ledger(tmp_path, work)
