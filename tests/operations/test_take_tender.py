"""Taking a tender: noted before it is asked for, its outcome before the next step."""

from itertools import count

import pytest

from cashier.domain.errors import (
    DiskFullError,
    TenderRefusedError,
    UndecidedTenderError,
    UnknownOrderError,
)
from cashier.domain.tender import Payment, TenderState, TenderType
from cashier.operations.take_tender import TakeTender
from tests.fake_ledger import FakeLedger
from tests.fakes import NOON, FakeClock
from tests.storage.selling import OWNER, euro, kept, order

WANTED = order(1)
TOTAL = euro(628)


def taking(ledger: FakeLedger) -> TakeTender:
    keys = (f"key-{number}" for number in count(1))
    return TakeTender(ledger, FakeClock(), lambda: next(keys))


@pytest.fixture
async def ledger() -> FakeLedger:
    made = FakeLedger()
    await made.keep_open(kept(WANTED))
    return made


def test_cash_counts_at_once_and_the_rest_is_asked_for(ledger: FakeLedger) -> None:
    take = taking(ledger)
    cash, by_card = take.tender(TenderType.CASH, TOTAL), take.tender(TenderType.CARD, TOTAL)
    assert (cash.state, by_card.state) == (TenderState.APPROVED, TenderState.ASKED)
    assert (cash.key, by_card.key) == ("key-1", "key-2")
    assert by_card.asked_at == NOON


async def test_an_attempt_is_durable_before_it_is_asked_for(ledger: FakeLedger) -> None:
    take = taking(ledger)
    asked = await take.ask(WANTED.id, Payment(TOTAL), take.tender(TenderType.CARD, TOTAL))
    assert asked.is_undecided
    assert ledger.tenders_of(WANTED.id) == asked.tenders
    answered = await take.answer(asked, "key-1", TenderState.APPROVED, operator=OWNER)
    assert answered.is_settled
    assert [one.state for one in ledger.tenders_of(WANTED.id)] == [TenderState.APPROVED]


async def test_what_the_payment_refuses_is_never_noted(ledger: FakeLedger) -> None:
    take = taking(ledger)
    with pytest.raises(TenderRefusedError):
        await take.ask(WANTED.id, Payment(TOTAL), take.tender(TenderType.CARD, euro(629)))
    assert ledger.tenders_of(WANTED.id) == ()


async def test_an_unknown_outcome_blocks_the_next_tender(ledger: FakeLedger) -> None:
    take = taking(ledger)
    asked = await take.ask(WANTED.id, Payment(TOTAL), take.tender(TenderType.CARD, euro(100)))
    unknown = await take.answer(asked, "key-1", TenderState.UNKNOWN, operator=OWNER)
    with pytest.raises(UndecidedTenderError):
        await take.ask(WANTED.id, unknown, take.tender(TenderType.CARD, euro(100)))
    with pytest.raises(UndecidedTenderError):  # also where the window forgot about it
        await take.ask(WANTED.id, Payment(TOTAL), take.tender(TenderType.CARD, euro(100)))
    assert len(ledger.tenders_of(WANTED.id)) == 1


async def test_an_attempt_that_cannot_be_noted_is_not_asked_for(ledger: FakeLedger) -> None:
    take = taking(ledger)
    ledger.fail_with = DiskFullError()
    with pytest.raises(DiskFullError):
        await take.ask(WANTED.id, Payment(TOTAL), take.tender(TenderType.CARD, TOTAL))
    with pytest.raises(UnknownOrderError):
        await take.ask(order(2).id, Payment(TOTAL), take.tender(TenderType.CARD, TOTAL))
    assert ledger.attempts == {}
