"""The outbox on disk: part of the sale's transaction, journalled, quick among many sent orders."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import apsw

from cashier.domain.outbox import BY_HAND, Said, Settlement, Turn, accepted, undecidable
from cashier.domain.posting import Delivery
from cashier.domain.remote import Accepted
from cashier.storage import outbox as module
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_reader import SqliteLedgerReader
from cashier.storage.outbox import SqliteOutbox, SqliteOutboxReader
from tests.storage.books import check_books, rows
from tests.storage.selling import NOON, OWNER, euro, in_ledger, order, posting_of

PROFILE = "paysera-token:123@a"
LATER = NOON + timedelta(minutes=1)
_ENTRIES = "SELECT body FROM journal ORDER BY seq"


async def sell(ledger: SqliteLedger, *numbers: int) -> None:
    for number in numbers:
        await ledger.post(posting_of(order(number), profile=PROFILE))


async def relay_one(ledger: SqliteLedger, total: int | None = None) -> None:
    outbox = SqliteOutbox(ledger)
    taken = await outbox.take(Turn(PROFILE, LATER))
    assert taken is not None
    amount = None if total is None else euro(total)
    await outbox.note(accepted(taken.item, Accepted("1", total=amount), LATER))


def kinds(folder: Path) -> list[str]:
    return [json.loads(body)["kind"] for (body,) in rows(folder, _ENTRIES)]


def test_a_sale_and_its_place_in_the_outbox_are_one_transaction(tmp_path: Path) -> None:
    in_ledger(tmp_path, lambda ledger: sell(ledger, 1, 2))
    assert rows(tmp_path, "SELECT serial, profile, state FROM outbox") == [
        (1, PROFILE, "waiting"),
        (2, PROFILE, "waiting"),
    ]


def test_an_order_tells_what_became_of_it(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> list[Delivery]:
        await sell(ledger, 1, 2, 3)
        await relay_one(ledger)
        await relay_one(ledger, total=1)
        numbers = [f"T1-{serial:06}" for serial in (1, 2, 3)]
        return [one.delivery for one in [await ledger.find(n) for n in numbers] if one]

    deliveries = in_ledger(tmp_path, work)
    assert deliveries == [Delivery.SENT, Delivery.NEEDS_ATTENTION, Delivery.UNSENT]


def test_what_needs_a_person_is_journalled_once_with_both_figures(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await sell(ledger, 1)
        await relay_one(ledger, total=1)
        outbox = SqliteOutbox(ledger)
        again = await outbox.take_this("T1-000001", LATER)
        assert again is not None
        await outbox.note(undecidable(again.item, Said("undecidable", words="two"), LATER))
        await outbox.settle("T1-000001", Settlement(OWNER, "corrected there", LATER))

    in_ledger(tmp_path, work)
    assert kinds(tmp_path)[-2:] == ["not-accepted", "settled-by-hand"]
    entry = json.loads(rows(tmp_path, _ENTRIES)[-2][0])
    assert entry["operator"] == "till"
    assert entry["data"] == {
        "number": "T1-000001",
        "profile": PROFILE,
        "state": "needs-attention",
        "code": "other-total",
        "total": 628,
        "currency": "EUR",
        "server_total": 1,
        "server_currency": "EUR",
    }
    last = json.loads(rows(tmp_path, _ENTRIES)[-1][0])
    assert (last["operator"], last["data"]["reason"]) == (OWNER, "corrected there")
    check_books(tmp_path)


def test_what_is_to_be_registered_by_hand_is_noted_once(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await sell(ledger, 1)
        outbox = SqliteOutbox(ledger)
        for _ in range(2):
            taken = await outbox.take_this("T1-000001", LATER)
            assert taken is not None
            await outbox.note(undecidable(taken.item, Said(BY_HAND), LATER))

    in_ledger(tmp_path, work)
    assert rows(tmp_path, "SELECT serial, kind, checked_at FROM by_hand") == [(1, "payment", None)]


def test_a_reader_beside_the_till_sees_the_queue(tmp_path: Path) -> None:
    in_ledger(tmp_path, lambda ledger: sell(ledger, 1, 2))
    reader = SqliteLedgerReader.open(tmp_path)
    try:
        found = asyncio.run(SqliteOutboxReader(reader).items(limit=10))
    finally:
        reader.close()
    assert [one.number for one in found] == ["T1-000001", "T1-000002"]


def test_what_is_sent_is_never_walked_through(tmp_path: Path) -> None:
    in_ledger(tmp_path, lambda ledger: sell(ledger, 1))
    connection = apsw.Connection(str(tmp_path / "ledger.db"))
    given = {"profile": PROFILE, "after": 0, "hurried": 0, "now": "", "far": ""}
    plans = [
        " ".join(str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
        for sql, values in (
            (module._NEXT, given),  # noqa: SLF001
            (module._DUE, given),  # noqa: SLF001
            (module._COUNT, {}),  # noqa: SLF001
        )
    ]
    connection.close()
    for plan in plans:
        assert "outbox_unsent" in plan
