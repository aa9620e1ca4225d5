"""What was taken, or may have been, is not voided or undercut."""

import pytest

from cashier.domain.errors import ApprovedTenderError, TenderRefusedError, UndecidedTenderError
from cashier.domain.money import Money
from cashier.domain.open_order import (
    approved_without_cash,
    check_may_ask,
    check_may_become,
    check_may_change,
    check_may_void,
)
from cashier.domain.tender import PAID_THERE, Tender, TenderState, TenderType

A, C = TenderState.APPROVED, TenderType.CARD


def tenders(*made: tuple[TenderType, int, TenderState]) -> tuple[Tender, ...]:
    return tuple(
        Tender(str(number), type_, Money(minor), state)
        for number, (type_, minor, state) in enumerate(made)
    )


def test_only_what_cards_and_wallets_took_counts_as_taken() -> None:
    made = tenders(
        (C, 100, A),
        (TenderType.WALLET, 20, A),
        (TenderType.CASH, 500, A),
        (C, 3, TenderState.DECLINED),
        (C, 4, TenderState.REVERSED),
        (C, 5, TenderState.UNKNOWN),
    )
    assert approved_without_cash(made, "EUR") == Money(120)
    assert approved_without_cash((), "EUR") == Money(0)


def test_an_order_may_fall_to_what_was_taken_and_not_below() -> None:
    made = tenders((C, 100, A), (TenderType.CASH, 500, A))
    check_may_change(made, Money(100))
    with pytest.raises(ApprovedTenderError):
        check_may_change(made, Money(99))


@pytest.mark.parametrize("state", [TenderState.ASKED, TenderState.UNKNOWN])
def test_an_open_outcome_holds_the_total_up_as_if_it_were_taken(state: TenderState) -> None:
    made = tenders((C, 100, A), (C, 50, state))
    check_may_change(made, Money(150))
    with pytest.raises(UndecidedTenderError):
        check_may_change(made, Money(149))
    with pytest.raises(ApprovedTenderError):
        check_may_change(made, Money(99))


@pytest.mark.parametrize("state", [TenderState.DECLINED, TenderState.REVERSED])
def test_what_came_to_nothing_holds_nothing_up(state: TenderState) -> None:
    made = tenders((C, 100, state), (TenderType.CASH, 20, state))
    check_may_change(made, Money(0))
    check_may_void(made)


def test_cash_in_hand_lets_the_total_fall_but_is_given_back_before_a_void() -> None:
    made = tenders((TenderType.CASH, 20, A))
    check_may_change(made, Money(0))
    with pytest.raises(ApprovedTenderError):
        check_may_void(made)


def test_an_order_is_not_voided_over_money_taken_or_in_doubt() -> None:
    check_may_void(())
    with pytest.raises(ApprovedTenderError):
        check_may_void(tenders((C, 100, A)))
    for state in (TenderState.ASKED, TenderState.UNKNOWN):
        with pytest.raises(UndecidedTenderError):
            check_may_void(tenders((C, 100, state)))


@pytest.mark.parametrize("state", [TenderState.ASKED, TenderState.UNKNOWN])
def test_no_tender_is_asked_for_before_the_last_one_is_known(state: TenderState) -> None:
    (open_one,) = tenders((C, 100, state))
    another = Tender("another", C, Money(50), TenderState.ASKED)
    with pytest.raises(UndecidedTenderError):
        check_may_ask((open_one,), another)
    check_may_ask((open_one,), open_one)
    check_may_ask(tenders((C, 100, A), (C, 5, TenderState.DECLINED)), another)


ALLOWED = {
    TenderState.ASKED: {A, TenderState.DECLINED, TenderState.UNKNOWN, TenderState.REVERSED},
    TenderState.UNKNOWN: {A, TenderState.DECLINED, TenderState.REVERSED},
    A: {TenderState.REVERSED},
    TenderState.DECLINED: set(),
    TenderState.REVERSED: set(),
}


@pytest.mark.parametrize("after", TenderState)
@pytest.mark.parametrize("before", TenderState)
def test_a_known_outcome_is_never_forgotten(before: TenderState, after: TenderState) -> None:
    (tender,) = tenders((C, 100, before))
    if after is before or after in ALLOWED[before]:
        check_may_become(tender, after)
    else:
        refusal = ApprovedTenderError if before is A else TenderRefusedError
        with pytest.raises(refusal):
            check_may_become(tender, after)


def test_what_a_back_end_had_before_is_not_given_back_here_and_holds_no_order() -> None:
    there = Tender(f"aa{PAID_THERE}1", C, Money(100), A, "ORD1")
    with pytest.raises(ApprovedTenderError):
        check_may_become(there, TenderState.REVERSED)
    check_may_void((there,))
    with pytest.raises(ApprovedTenderError):
        check_may_void((there, *tenders((C, 1, A))))
    assert [one.may_go_back for one in (there, *tenders((C, 1, A)))] == [False, True]
