"""Refunds: proposed without doing anything, posted as proposed."""

from uuid import UUID

import pytest

from cashier.domain.errors import NothingToRefundError, RefundTooLargeError
from cashier.domain.quantity import Quantity
from cashier.domain.receipt import ReceiptKind
from cashier.domain.tender import TenderType
from tests.fake_ledger import FakeLedger
from tests.storage.selling import (
    NOON,
    OWNER,
    WORDS,
    card,
    euro,
    line,
    order,
    payment_of,
    posting_of,
    refund_with,
)


async def sold_by_card_and_cash(ledger: FakeLedger) -> str:
    wanted = order(1, line(0, 4))
    return (await ledger.post(posting_of(wanted, payment_of(wanted, [card("c", 600)])))).number


async def test_all_that_is_left_is_proposed_to_its_own_tenders() -> None:
    ledger = FakeLedger()
    number = await sold_by_card_and_cash(ledger)
    proposal = refund_with(ledger).propose(await ledger.sold(number))
    assert proposal.figures.total == euro(-1_000)
    paid = [(one.type, one.amount.minor) for one in proposal.tenders]
    assert paid == [(TenderType.CASH, -400), (TenderType.CARD, -600)]
    assert ledger.post_calls == 1


async def test_a_part_goes_back_to_the_last_tender_first() -> None:
    ledger = FakeLedger()
    number = await sold_by_card_and_cash(ledger)
    operation = refund_with(ledger)
    proposal = operation.propose(await ledger.sold(number), {1: Quantity(2_000)})
    paid = [(one.type, one.amount.minor) for one in proposal.tenders]
    assert paid == [(TenderType.CASH, -400), (TenderType.CARD, -100)]
    posted = await operation(number, UUID(int=2), proposal, operator=OWNER)
    posting = posted.posting
    assert (posting.kind, posting.refund_of) == (ReceiptKind.REFUND, number)
    assert (posting.at, posting.letterhead, posting.change) == (NOON, WORDS, euro(0))
    rest = operation.propose(await ledger.sold(number))
    assert [(one.type, one.amount.minor) for one in rest.tenders] == [(TenderType.CARD, -500)]


async def test_one_method_gives_back_no_more_than_it_took() -> None:
    ledger = FakeLedger()
    sold = await ledger.sold(await sold_by_card_and_cash(ledger))
    operation = refund_with(ledger)
    with pytest.raises(RefundTooLargeError):
        operation.propose(sold, {1: Quantity(3_000)}, TenderType.CARD)
    in_cash = operation.propose(sold, {1: Quantity(3_000)}, TenderType.CASH)
    assert [one.amount.minor for one in in_cash.tenders] == [-750]


async def test_nothing_and_too_much_are_refused_by_name() -> None:
    ledger = FakeLedger()
    sold = await ledger.sold(await sold_by_card_and_cash(ledger))
    operation = refund_with(ledger)
    with pytest.raises(NothingToRefundError):
        operation.propose(sold, {})
    for asked in ({1: Quantity(4_001)}, {2: Quantity(1)}, {1: Quantity(0)}):
        with pytest.raises(RefundTooLargeError):
            operation.propose(sold, asked)


async def test_the_same_refund_posts_once() -> None:
    ledger = FakeLedger()
    number = await sold_by_card_and_cash(ledger)
    operation = refund_with(ledger)
    proposal = operation.propose(await ledger.sold(number))
    first = await operation(number, UUID(int=2), proposal, operator=OWNER)
    again = await operation(number, UUID(int=2), proposal, operator=OWNER)
    assert (again.number, again.is_repeat) == (first.number, True)
