"""A payment is taken tender by tender, each kept first, and posted exactly once."""

import asyncio
from datetime import UTC, datetime

import pytest

from cashier.domain.errors import DiskFullError
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender, TenderState, TenderType
from cashier.ui.pay.pay_state import PayState
from tests.ui.conftest import Run
from tests.ui.paying import PayTill, euros, line, order_of, pay_till


def state_of(till: PayTill) -> PayState:
    assert till.presenter.state is not None
    return till.presenter.state


async def pay_by_card(till: PayTill, amount: str, outcome: TenderState) -> None:
    till.presenter.take(TenderType.CARD, amount)
    await till.settled()
    till.presenter.answer(outcome)
    await till.settled()


def test_due_is_exact_until_cash_is_chosen(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        assert state_of(till).to_pay == euros("26.47")
        till.presenter.choose(TenderType.CASH)
        assert state_of(till).to_pay == euros("26.45")
        till.presenter.choose(TenderType.CARD)
        assert state_of(till).to_pay == euros("26.47")

    run(scenario())


def test_card_and_cash_share_a_sale_and_cash_is_rounded(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        await pay_by_card(till, "10.00", TenderState.APPROVED)
        till.presenter.offer("20")
        await till.settled()
        state = state_of(till)
        assert (state.rounding.minor, state.payment.change) == (-2, euros("3.55"))
        till.presenter.finish()
        await till.settled()
        posting = till.posted[0].posting
        assert [(one.type.value, one.amount.text()) for one in posting.tenders] == [
            ("card", "10.00"),
            ("cash", "16.45"),
        ]
        assert posting.rounding.minor == -2

    run(scenario())


def test_a_card_is_on_record_before_the_cashier_is_asked(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.take(TenderType.CARD)
        assert state_of(till).undecided is None
        await till.settled()
        assert state_of(till).undecided is not None
        ((_, tender),) = till.ledger.attempts.values()
        assert (tender.state, tender.amount) == (TenderState.ASKED, euros("26.47"))

    run(scenario())


def test_an_order_is_kept_before_its_first_tender(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.offer("5")
        await till.settled()
        assert till.ledger.kept[order_of().id].status is OrderStatus.OPEN

    run(scenario())


def test_an_unknown_answer_locks_every_other_tender(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        await pay_by_card(till, "", TenderState.UNKNOWN)
        till.presenter.offer("50")
        till.presenter.take(TenderType.CARD)
        till.presenter.leave()
        till.presenter.finish()
        await till.settled()
        assert len(till.ledger.attempts) == 1
        assert till.posted == []
        assert till.left == []
        till.presenter.answer(TenderState.APPROVED)
        await till.settled()
        till.presenter.finish()
        await till.settled()
        assert len(till.posted) == 1

    run(scenario())


def test_a_declined_card_leaves_the_sale_open(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        await pay_by_card(till, "", TenderState.DECLINED)
        state = state_of(till)
        assert state.counted == ()
        assert state.can_take
        assert state.still_open == euros("26.47")

    run(scenario())


def test_a_sale_with_an_unknown_card_can_be_parked_and_comes_back_locked(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        await pay_by_card(till, "", TenderState.UNKNOWN)
        till.presenter.park()
        await till.settled()
        assert till.parked[0].status is OrderStatus.PARKED
        assert till.presenter.state is None
        till.begin(till.parked[0].order, till.ledger.tenders_of(till.parked[0].order.id))
        assert state_of(till).is_question_open

    run(scenario())


def test_a_tender_without_an_answer_comes_back_as_unknown() -> None:
    asked = Tender("k", TenderType.CARD, euros("5.00"), TenderState.ASKED)
    till = pay_till()
    till.begin(tenders=(asked,))
    undecided = state_of(till).undecided
    assert undecided is not None
    assert undecided.state is TenderState.UNKNOWN


def test_tenders_taken_before_are_still_there() -> None:
    given = Tender("k", TenderType.CASH, euros("20.00"), asked_at=datetime(2026, 1, 1, tzinfo=UTC))
    till = pay_till()
    till.begin(tenders=(given,))
    assert state_of(till).given == euros("20.00")
    assert state_of(till).still_open == euros("6.47")


def test_what_was_given_stays_when_the_cashier_goes_back_and_returns(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        order = order_of()
        till.begin(order)
        till.presenter.offer("20")
        await till.settled()
        till.presenter.leave()
        assert len(till.left) == 1
        till.begin(order.with_line(line("Butter", "3.49")))
        assert state_of(till).given == euros("20.00")
        assert state_of(till).payment.total == euros("29.96")

    run(scenario())


def test_more_than_is_due_is_refused_for_a_card(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.take(TenderType.CARD, "30")
        await till.settled()
        assert "30.00" in till.notices[0].text
        assert till.ledger.attempts == {}
        assert state_of(till).can_take

    run(scenario())


@pytest.mark.parametrize("typed", ["0", "99999999999"])
def test_nothing_and_absurd_amounts_are_refused_with_a_sentence(run: Run, typed: str) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.offer(typed)
        await till.settled()
        assert len(till.notices) == 1
        assert state_of(till).counted == ()

    run(scenario())


def test_given_cash_can_be_handed_back(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.offer("50")
        await till.settled()
        (cash,) = state_of(till).counted
        till.presenter.remove(cash.key)
        await till.settled()
        assert state_of(till).counted == ()
        assert state_of(till).can_take

    run(scenario())


def test_an_approved_card_is_reversed_only_after_it_was_asked(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        await pay_by_card(till, "10", TenderState.APPROVED)
        (card,) = state_of(till).counted
        till.presenter.remove(card.key)
        assert state_of(till).reversing == card.key
        assert not state_of(till).can_take
        till.presenter.keep_tender()
        assert state_of(till).counted == (card,)
        till.presenter.remove(card.key)
        till.presenter.confirm_reversal()
        await till.settled()
        assert state_of(till).counted == ()
        assert till.ledger.reversals == [card.key]

    run(scenario())


def test_a_voucher_counts_at_once(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.take(TenderType.VOUCHER, "5")
        await till.settled()
        assert [one.state for one in state_of(till).counted] == [TenderState.APPROVED]
        assert [one.state for _, one in till.ledger.attempts.values()] == [TenderState.APPROVED]

    run(scenario())


def test_finishing_twice_posts_once(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.offer("50")
        await till.settled()
        till.ledger.gate = asyncio.Event()
        till.presenter.finish()
        assert not state_of(till).can_finish
        till.presenter.finish()
        till.ledger.gate.set()
        await till.settled()
        till.presenter.finish()
        await till.settled()
        assert (till.ledger.post_calls, len(till.posted)) == (1, 1)

    run(scenario())


def test_a_full_disk_loses_nothing_and_the_sale_can_be_finished_later(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.offer("50")
        await till.settled()
        till.ledger.fail_with = DiskFullError()
        till.presenter.finish()
        await till.settled()
        assert "disk is full" in till.notices[0].text
        assert state_of(till).payment.change == euros("23.55")
        till.presenter.finish()
        await till.settled()
        assert len(till.posted) == 1

    run(scenario())


def test_an_answer_that_cannot_be_written_is_asked_again(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.take(TenderType.CARD)
        await till.settled()
        till.ledger.fail_with = DiskFullError()
        till.presenter.answer(TenderState.APPROVED)
        await till.settled()
        assert state_of(till).undecided is not None
        assert len(till.notices) == 1

    run(scenario())


def test_an_order_of_nothing_due_finishes_without_a_tender(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin(order_of(line("Sample", "0.02")))
        till.presenter.finish()
        await till.settled()
        assert till.posted[0].posting.tenders == ()
        assert till.posted[0].posting.rounding.minor == -2

    run(scenario())


def test_a_rest_that_rounds_to_nothing_finishes(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        await pay_by_card(till, "26.45", TenderState.APPROVED)
        assert state_of(till).can_finish
        till.presenter.finish()
        await till.settled()
        assert till.posted[0].posting.rounding.minor == -2

    run(scenario())


def test_a_scan_goes_back_while_nothing_is_paid(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.scan("4770190036016")
        assert (len(till.left), till.scanned) == (1, ["4770190036016"])

    run(scenario())


def test_a_scan_changes_nothing_once_something_is_paid(run: Run) -> None:
    async def scenario() -> None:
        till = pay_till()
        till.begin()
        till.presenter.offer("5")
        await till.settled()
        till.presenter.scan("4770190036016")
        assert (till.left, till.scanned, len(till.notices)) == ([], [], 1)

    run(scenario())
