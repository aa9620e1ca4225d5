"""Orders that are not posted: rows on the disk, with every tender that was asked for."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from cashier.domain.company import Company
from cashier.domain.order import Customer, Discount
from cashier.domain.posting import OrderStatus
from cashier.domain.quantity import Percent
from cashier.domain.tender import TenderState
from cashier.storage.ledger import SqliteLedger
from tests.storage.books import rows, verdict_of
from tests.storage.selling import (
    NOON,
    OWNER,
    card,
    euro,
    in_ledger,
    kept,
    line,
    order,
    payment_of,
    posting_of,
)

JOURNAL = "SELECT body ->> '$.kind', body ->> '$.data.name' FROM journal ORDER BY seq"


def test_an_order_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    priced = replace(line(1), price=euro(99), list_price=euro(189), note="warm")
    wanted = replace(
        order(
            1, priced, line(0, 2, Discount(amount=euro(10))), replace(line(2), awaits_price=True)
        ),
        discount=Discount(Percent(5_000)),
        customer=Customer("Ona", "ona@example.com", "+3706", Company("UAB Ona", "302", "LT1")),
        note="To go",
        name="Table 4",
    )
    in_ledger(tmp_path, lambda ledger: ledger.keep_open(kept(wanted, OrderStatus.PARKED)))

    async def look(ledger: SqliteLedger) -> None:
        (found,) = await ledger.open_orders()
        assert found == kept(wanted, OrderStatus.PARKED)

    in_ledger(tmp_path, look)


def test_keeping_again_replaces_the_order_and_no_tender(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await ledger.keep_open(kept(order(1)))
        await ledger.ask_tender(order(1).id, card("c", 100, TenderState.ASKED))
        larger = order(1, line(2))
        await ledger.keep_open(kept(larger, OrderStatus.PARKED))
        (found,) = await ledger.open_orders()
        assert (found.order, found.status) == (larger, OrderStatus.PARKED)
        assert [one.state for one in found.tenders] == [TenderState.ASKED]

    in_ledger(tmp_path, work)


def test_removed_lines_voids_and_reversals_are_entries(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        await ledger.keep_open(kept(order(1)), [line(0), line(1)])
        await ledger.ask_tender(order(1).id, card("c", 100, TenderState.ASKED))
        for state in (TenderState.APPROVED, TenderState.REVERSED, TenderState.REVERSED):
            await ledger.answer_tender("c", state, at=NOON, operator=OWNER)
        await ledger.void(order(1).id, at=NOON, operator=OWNER)

    in_ledger(tmp_path, work)
    assert rows(tmp_path, JOURNAL) == [
        ("line-removed", "Kava"),
        ("line-removed", "Juoda duona"),
        ("tender-reversed", None),
        ("void", None),
    ]
    assert verdict_of(tmp_path).damage is None


def test_tenders_stand_in_the_order_they_were_asked_for(tmp_path: Path) -> None:
    """Also where the clock was set back between them."""

    async def work(ledger: SqliteLedger) -> list[str]:
        await ledger.keep_open(kept(order(1)))
        for key, hours in (("z", 0), ("m", -1), ("a", -2)):
            asked = replace(
                card(key, 10, TenderState.ASKED), asked_at=NOON + timedelta(hours=hours)
            )
            await ledger.ask_tender(order(1).id, asked)
            await ledger.answer_tender(key, TenderState.DECLINED, at=NOON, operator=OWNER)
        (found,) = await ledger.open_orders()
        return [one.key for one in found.tenders]

    assert in_ledger(tmp_path, work) == ["z", "m", "a"]


def test_attempts_stay_on_record_after_the_posting(tmp_path: Path) -> None:
    async def work(ledger: SqliteLedger) -> None:
        wanted = order(1)
        await ledger.keep_open(kept(wanted))
        await ledger.ask_tender(wanted.id, card("no", 100, TenderState.ASKED))
        await ledger.answer_tender("no", TenderState.DECLINED, at=NOON, operator=OWNER)
        await ledger.ask_tender(wanted.id, card("yes", 100, TenderState.ASKED))
        await ledger.answer_tender("yes", TenderState.APPROVED, at=NOON, operator=OWNER)
        await ledger.post(posting_of(wanted, payment_of(wanted, [card("yes", 100)])))

    in_ledger(tmp_path, work)
    assert rows(tmp_path, "SELECT key, state FROM tender_attempts ORDER BY position") == [
        ("no", "declined"),
        ("yes", "approved"),
    ]
    assert rows(tmp_path, "SELECT count(*) FROM open_orders") == [(0,)]
