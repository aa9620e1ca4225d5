"""The ledger as one writer: durable, in order, whatever tasks and other processes do."""

import asyncio
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from cashier.domain.errors import DayOpenError, OrderIdTakenError, UnknownOrderError
from cashier.domain.journal import EntryKind
from cashier.domain.order_list import OrderFilter
from cashier.domain.posting import receipt_of
from cashier.storage import backup
from cashier.storage.ledger import SqliteLedger
from tests.storage.books import check_books, rows
from tests.storage.selling import (
    NOON,
    OWNER,
    euro,
    in_ledger,
    kept,
    order,
    payment_of,
    posting_of,
    refund,
    sell,
)

VILNIUS = ZoneInfo("Europe/Vilnius")
CHECKOUT = Path(__file__).resolve().parents[2]


def kinds(folder: Path) -> list[str]:
    return [row[0] for row in rows(folder, "SELECT body ->> '$.kind' FROM journal ORDER BY seq")]


def test_the_first_sale_opens_the_day_and_later_ones_belong_to_it(tmp_path: Path) -> None:
    first, second = sell(tmp_path, 1, 2)
    assert (first.opened_day, second.opened_day) == (True, False)
    assert (first.fiscal_day, second.fiscal_day) == (1, 1)
    assert kinds(tmp_path) == ["day-opened", "sale", "sale"]
    check_books(tmp_path)


def test_a_day_is_opened_once(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        day = await ledger.open_day(euro(10_000), at=NOON, operator=OWNER)
        with pytest.raises(DayOpenError):
            await ledger.open_day(euro(0), at=NOON, operator=OWNER)
        posted = await ledger.post(posting_of(order(1)))
        assert (day.number, posted.fiscal_day, posted.opened_day) == (1, 1, False)
        report = await ledger.day()
        assert report is not None
        assert report.day.float_ == euro(10_000)

    in_ledger(tmp_path, work)


def test_an_order_of_a_remote_profile_waits_in_the_outbox(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await ledger.post(posting_of(order(1)))
        await ledger.post(posting_of(order(2), profile="paysera-token:1@host"))
        assert await ledger.unsent() == 1

    in_ledger(tmp_path, work)
    assert rows(tmp_path, "SELECT serial, profile, state FROM outbox") == [
        (2, "paysera-token:1@host", "waiting")
    ]


def test_another_process_gets_the_first_sale_for_the_same_id(tmp_path: Path) -> None:
    sell(tmp_path, 7)
    program = (
        "from tests.storage.selling import sell; from pathlib import Path; import sys;"
        "(one,) = sell(Path(sys.argv[1]), 7); print(one.number, one.is_repeat)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "T1-000001 True\n"


def test_a_refused_posting_leaves_no_trace_and_no_hole(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await ledger.post(posting_of(order(1)))
        for _ in range(3):
            with pytest.raises(OrderIdTakenError):
                await ledger.post(posting_of(order(1), fingerprint="other"))
        await ledger.post(posting_of(order(2)))

    in_ledger(tmp_path, work)
    assert check_books(tmp_path).numbers == ["T1-000001", "T1-000002"]


def test_a_cancelled_task_does_not_undo_a_posting(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        waiting = asyncio.gather(
            *(ledger.post(posting_of(order(number))) for number in range(1, 20))
        )
        await asyncio.sleep(0)
        waiting.cancel()
        await waiting

    with pytest.raises(asyncio.CancelledError):
        in_ledger(tmp_path, work)
    assert sell(tmp_path, 20)[0].number == "T1-000020"
    check_books(tmp_path)


def test_a_backup_beside_the_till_is_between_two_sales(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        for number in range(1, 6):
            await ledger.post(posting_of(order(2 * number)))
            backup.back_up(tmp_path, tmp_path / f"{number}.zip", at=NOON, operator=OWNER)
            await ledger.post(posting_of(order(2 * number + 1)))

    in_ledger(tmp_path, work)
    assert kinds(tmp_path) == ["day-opened", *(["sale", "backup", "sale"] * 5)]
    check_books(tmp_path)


def test_sales_and_backups_of_another_process_at_once_keep_one_chain(tmp_path: Path) -> None:
    program = (
        "from cashier.storage import backup; from tests.storage.selling import NOON;"
        "from pathlib import Path; import sys; folder = Path(sys.argv[1]);"
        "[backup.back_up(folder, folder / 'b.zip', at=NOON, operator='owner') for _ in range(15)]"
    )

    async def work(ledger: SqliteLedger) -> int:
        await ledger.post(posting_of(order(1)))
        number = 1
        command = [sys.executable, "-c", program, str(tmp_path)]
        with subprocess.Popen(command, cwd=CHECKOUT) as other:  # noqa: ASYNC220 - does not wait
            while other.poll() is None:
                number += 1
                await ledger.post(posting_of(order(number)))
        assert other.returncode == 0
        return number

    sold = in_ledger(tmp_path, work)
    assert kinds(tmp_path).count("backup") == 15
    assert len(check_books(tmp_path).numbers) == sold


def test_the_clock_set_back_over_midnight_is_on_record_and_changes_no_order(tmp_path: Path) -> None:
    after_midnight = datetime(2026, 11, 21, 0, 20, tzinfo=VILNIUS)
    before_midnight = datetime(2026, 11, 20, 23, 50, tzinfo=VILNIUS)
    sell(tmp_path, 1, at=after_midnight)
    (back,) = sell(tmp_path, 2, at=before_midnight)
    sell(tmp_path, 3, at=before_midnight + timedelta(minutes=5))
    assert kinds(tmp_path) == ["day-opened", "sale", "clock-set-back", "sale", "sale"]
    assert check_books(tmp_path).numbers == ["T1-000001", "T1-000002", "T1-000003"]
    assert receipt_of(back).issued_at == before_midnight
    assert rows(tmp_path, "SELECT DISTINCT fiscal_day FROM orders") == [(1,)]

    async def listed(ledger: SqliteLedger) -> list[str]:
        return [
            one.number for one in await ledger.orders(OrderFilter(sold_on=before_midnight.date()))
        ]

    assert in_ledger(tmp_path, listed) == ["T1-000003", "T1-000002"]


@pytest.mark.parametrize("in_one_process", [True, False])
def test_the_hour_that_comes_twice_is_no_clock_set_back(
    tmp_path: Path, *, in_one_process: bool
) -> None:
    """On 25 October 2026 the clocks of Vilnius go from 03:59 summer time to 03:00 winter time."""
    summer = datetime(2026, 10, 25, 3, 30, tzinfo=VILNIUS, fold=0)
    winter = datetime(2026, 10, 25, 3, 10, tzinfo=VILNIUS, fold=1)
    again = datetime(2026, 10, 25, 3, 30, tzinfo=VILNIUS, fold=1)
    if in_one_process:

        async def work(ledger: SqliteLedger) -> None:
            for number, at in enumerate((summer, winter, again), 1):
                await ledger.post(posting_of(order(number), at=at))

        in_ledger(tmp_path, work)
    else:
        for number, at in enumerate((summer, winter, again), 1):
            sell(tmp_path, number, at=at)
    assert kinds(tmp_path) == ["day-opened", "sale", "sale", "sale"]
    assert [at for (at,) in rows(tmp_path, "SELECT at FROM orders ORDER BY serial")] == [
        "2026-10-25T03:30:00+03:00",
        "2026-10-25T03:10:00+02:00",
        "2026-10-25T03:30:00+02:00",
    ]


def test_the_clock_set_back_within_the_hour_that_comes_twice_is_seen(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        winter = datetime(2026, 10, 25, 3, 10, tzinfo=VILNIUS, fold=1)
        summer = datetime(2026, 10, 25, 3, 30, tzinfo=VILNIUS, fold=0)
        await ledger.post(posting_of(order(1), at=winter))
        await ledger.post(posting_of(order(2), at=summer))

    in_ledger(tmp_path, work)
    assert kinds(tmp_path) == ["day-opened", "sale", "clock-set-back", "sale"]


def test_open_orders_stand_in_the_order_of_real_time(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> list[UUID]:
        winter = datetime(2026, 10, 25, 3, 10, tzinfo=VILNIUS, fold=1)
        summer = datetime(2026, 10, 25, 3, 30, tzinfo=VILNIUS, fold=0)
        await ledger.keep_open(kept(order(1), at=winter))
        await ledger.keep_open(kept(order(2), at=summer))
        return [one.order.id for one in await ledger.open_orders()]

    assert in_ledger(tmp_path, work) == [UUID(int=2), UUID(int=1)]


def test_documents_wait_for_their_first_print(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await ledger.post(posting_of(order(1)))
        await ledger.post(posting_of(order(2)))
        assert await ledger.unprinted() == ["T1-000001", "T1-000002"]
        await ledger.mark_printed("T1-000001", at=NOON)
        assert await ledger.unprinted() == ["T1-000002"]
        with pytest.raises(UnknownOrderError):
            await ledger.mark_printed("T1-000009", at=NOON)
        with pytest.raises(UnknownOrderError):
            await ledger.count_copy("T1-000009", at=NOON, operator=OWNER)
        assert await ledger.count_copy("T1-000002", at=NOON, operator=OWNER) == 1
        found = await ledger.find("T1-000002")
        assert found is not None
        assert (found.printed, found.copies) == (False, 1)

    in_ledger(tmp_path, work)
    assert kinds(tmp_path)[-1] == EntryKind.COPY.value


def test_what_is_recorded_and_switched_is_an_entry(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await ledger.record(EntryKind.LINE_REMOVED, {"id": "x"}, at=NOON, operator=OWNER)
        await ledger.switch_catalogue(3, {"generation": 3}, at=NOON, operator=OWNER)
        assert ledger.catalogue_generation() == 3

    in_ledger(tmp_path, work)
    assert kinds(tmp_path) == ["line-removed", "products-imported"]


def test_a_check_beside_sales_never_raises_a_false_alarm(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await ledger.post(posting_of(order(1)))

        async def check() -> None:
            for _ in range(25):
                assert (await ledger.verify()).damage is None

        async def go_on() -> None:
            for number in range(2, 150):
                await ledger.post(posting_of(order(number)))

        await asyncio.gather(check(), go_on())

    in_ledger(tmp_path, work)
    assert len(check_books(tmp_path).numbers) == 149


def test_a_refund_carries_the_day_it_is_made_on_and_its_sale(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        wanted = order(1)
        first = await ledger.post(posting_of(wanted, payment_of(wanted, given=5_000)))
        back = await refund(ledger, first.number, 2)
        assert back.posting.total == -first.posting.total
        assert back.fiscal_day == 1

    in_ledger(tmp_path, work)
    check_books(tmp_path)
