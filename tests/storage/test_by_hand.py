"""What is registered by hand: noted with its order, checked off with it, journalled."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cashier.domain.by_hand import ByHandKind, checked
from cashier.domain.errors import UnknownOrderError
from cashier.domain.outbox import BY_HAND, Said, SendState, Settlement, Turn, undecidable
from cashier.storage.by_hand import SqliteByHand
from cashier.storage.ledger import SqliteLedger
from cashier.storage.outbox import SqliteOutbox
from tests.storage.books import rows
from tests.storage.selling import NOON, OWNER, euro, in_ledger, order, posting_of

PROFILE, OTHER = "paysera-token:123@a", "paysera-mac:1@b"
LATER = NOON + timedelta(hours=1)


async def sell_by_hand(ledger: SqliteLedger, number: int) -> None:
    await ledger.post(posting_of(order(number), profile=PROFILE))
    outbox = SqliteOutbox(ledger)
    taken = await outbox.take(Turn(PROFILE, LATER))
    assert taken is not None
    await outbox.note(undecidable(taken.item, Said(BY_HAND), LATER))


def test_checking_off_sends_the_order_and_is_journalled(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await sell_by_hand(ledger, 1)
        book = SqliteByHand(ledger)
        (one,) = await book.waiting()
        assert (one.kind, one.reference, one.amount) == (
            ByHandKind.PAYMENT,
            "T1-000001",
            euro(628),
        )
        done = checked(one, at=LATER, by=OWNER, document="doc-9")
        await book.check_off([done, done])
        assert await book.waiting() == []
        assert await book.used_documents(PROFILE) == {"doc-9"}
        item = await SqliteOutbox(ledger).item("T1-000001")
        assert item is not None
        assert item.state is SendState.SENT
        assert item.settled == Settlement(OWNER, "doc-9", LATER)

    in_ledger(tmp_path, work)
    entries = [json.loads(body) for (body,) in rows(tmp_path, "SELECT body FROM journal")]
    found = [one["data"] for one in entries if one["kind"] == "registered-by-hand"]
    assert found == [
        {
            "kind": "payment",
            "number": "T1-000001",
            "profile": PROFILE,
            "amount": 628,
            "currency": "EUR",
            "document": "doc-9",
        }
    ]


def test_movements_of_cash_wait_too_each_at_its_system(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        book = SqliteByHand(ledger)
        await book.add(PROFILE, ByHandKind.CASH_OUT, "bank", euro(-5_000), at=NOON)
        await book.add(OTHER, ByHandKind.CASH_IN, "change", euro(2_000), at=NOON)
        (mine,) = await book.waiting(PROFILE)
        assert (mine.kind, mine.amount, mine.at) == (ByHandKind.CASH_OUT, euro(-5_000), NOON)
        assert [one.reference for one in await book.waiting()] == ["bank", "change"]
        await book.check_off([checked(mine, at=LATER, by=OWNER)])
        assert [one.reference for one in await book.waiting()] == ["change"]

    in_ledger(tmp_path, work)


def test_an_order_that_is_settled_otherwise_waits_no_more(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await sell_by_hand(ledger, 1)
        how = Settlement(OWNER, "typed in there", LATER)
        await SqliteOutbox(ledger).settle("T1-000001", how)
        assert await SqliteByHand(ledger).waiting() == []

    in_ledger(tmp_path, work)


def test_what_is_not_there_cannot_be_checked_off(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await sell_by_hand(ledger, 1)
        book = SqliteByHand(ledger)
        (one,) = await book.waiting()
        with pytest.raises(UnknownOrderError):
            await book.check_off([one])
        assert len(await book.waiting()) == 1

    in_ledger(tmp_path, work)
