"""Groups are counted without reading orders, and add up to all of them."""

from datetime import timedelta
from pathlib import Path

import apsw

from cashier.domain.order_list import OrderGroup, Period
from cashier.storage import order_counts
from cashier.storage.ledger import SqliteLedger
from tests.storage.selling import NOON, OWNER, in_ledger, kept, order, posting_of, refund

DAY = NOON.date()


def shop(folder: Path) -> apsw.Connection:
    async def work(ledger: SqliteLedger) -> None:
        for number in range(1, 6):
            await ledger.post(posting_of(order(number), at=NOON + timedelta(days=number % 2)))
        await refund(ledger, "T1-000001", 6, {1: 1})
        await ledger.keep_open(kept(order(7)))
        await ledger.keep_open(kept(order(8), at=NOON + timedelta(days=1)))
        await ledger.void(order(8).id, at=NOON + timedelta(days=1), operator=OWNER)

    in_ledger(folder, work)
    return apsw.Connection(str(folder / "ledger.db"))


def test_every_order_is_counted_once(tmp_path: Path) -> None:
    counts = order_counts.read_counts(shop(tmp_path), Period())
    assert counts[OrderGroup.ALL] == 8
    assert counts[OrderGroup.COMPLETED] == 4
    assert counts[OrderGroup.REFUNDED] == 2
    assert (counts[OrderGroup.PENDING], counts[OrderGroup.CANCELLED]) == (1, 1)


def test_a_day_counts_its_own(tmp_path: Path) -> None:
    connection = shop(tmp_path)
    first = order_counts.read_counts(connection, Period.of_day(DAY))
    second = order_counts.read_counts(connection, Period.of_day(DAY + timedelta(days=1)))
    # The refund is of a sale of the second day and was posted on the first.
    assert (first[OrderGroup.COMPLETED], first[OrderGroup.REFUNDED]) == (2, 1)
    assert (second[OrderGroup.COMPLETED], second[OrderGroup.REFUNDED]) == (2, 1)
    assert (first[OrderGroup.PENDING], second[OrderGroup.CANCELLED]) == (1, 1)


def test_what_waits_or_was_refused_is_counted_there_alone(tmp_path: Path) -> None:
    connection = shop(tmp_path)
    for serial, state in ((1, "waiting"), (2, "refused"), (3, "sent")):
        connection.execute(
            "INSERT INTO outbox (serial, profile, state, tries, last_error)"
            " VALUES (?, 'p', ?, 0, '')",
            (serial, state),
        )
    counts = order_counts.read_counts(connection, Period())
    assert (counts[OrderGroup.UNSENT], counts[OrderGroup.ATTENTION]) == (1, 1)
    assert (counts[OrderGroup.REFUNDED], counts[OrderGroup.COMPLETED]) == (1, 3)
    assert counts[OrderGroup.ALL] == 8


def test_counting_reads_no_order(tmp_path: Path) -> None:
    connection = shop(tmp_path)
    plan = connection.execute(f"EXPLAIN QUERY PLAN {order_counts._POSTED}").fetchall()  # noqa: SLF001
    assert all("COVERING INDEX" in str(row[3]) for row in plan)
