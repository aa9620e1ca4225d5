"""Tenders and payments: what is due, what is refused, and what an open outcome holds up."""

import pytest

from cashier.domain.errors import (
    ApprovedTenderError,
    CurrencyMismatchError,
    NotCoveredError,
    TenderRefusedError,
    UndecidedTenderError,
)
from cashier.domain.money import Money
from cashier.domain.tender import Payment, SettledTender, Tender, TenderState, TenderType

CASH, CARD, WALLET = TenderType.CASH, TenderType.CARD, TenderType.WALLET


def tender(
    kind: TenderType, minor: int, key: str = "", state: TenderState = TenderState.APPROVED
) -> Tender:
    return Tender(key or f"{kind.value} {minor}", kind, Money(minor), state)


def paid(total: int, unit: int, *tenders: Tender) -> Payment:
    payment = Payment(Money(total), unit)
    for one in tenders:
        payment = payment.with_tender(one)
    return payment


def test_due_is_exact_and_only_its_rest_in_cash_is_rounded() -> None:
    payment = paid(2647, 5)
    assert (payment.due, payment.due_in_cash) == (Money(2647), Money(2645))
    split = payment.with_tender(tender(CARD, 1000))
    assert (split.due, split.due_in_cash, split.paid) == (Money(1647), Money(1645), Money(1000))
    settled = split.with_tender(tender(CASH, 2000))
    assert settled.is_settled
    assert (settled.rounding, settled.change, settled.paid) == (Money(-2), Money(355), Money(2645))


def test_cash_given_in_two_goes_is_one_tender_where_it_was_first_given() -> None:
    payment = paid(1003, 5, tender(CASH, 500), tender(CARD, 200), tender(CASH, 500, "b"))
    assert payment.settled_tenders() == (
        SettledTender(CASH, Money(805), Money(1000), Money(195)),
        SettledTender(CARD, Money(200)),
    )


@pytest.mark.parametrize("total", [0, 1, 2])
def test_an_order_of_nothing_in_coins_is_settled_without_a_tender(total: int) -> None:
    payment = Payment(Money(total), 5)
    assert payment.is_settled
    assert payment.settled_tenders() == ()
    assert payment.rounding == Money(-total)


def test_a_card_may_take_a_rest_that_coins_would_round_away() -> None:
    payment = paid(1002, 5, tender(CARD, 1000))
    assert (payment.is_settled, payment.rounding) == (True, Money(-2))
    exact = payment.with_tender(tender(WALLET, 2))
    assert (exact.is_settled, exact.rounding) == (True, Money(0))


@pytest.mark.parametrize(
    "offered",
    [
        tender(CARD, 0),
        tender(CARD, -1),
        tender(CASH, 0),
        tender(CASH, -500),
        tender(CARD, 1001),
        tender(WALLET, 10**12),
    ],
)
def test_nothing_less_than_nothing_and_too_much_are_refused(offered: Tender) -> None:
    with pytest.raises(TenderRefusedError):
        paid(1000, 5, offered)


def test_cash_is_refused_once_all_is_covered() -> None:
    with pytest.raises(TenderRefusedError):
        paid(1000, 5, tender(CARD, 1000), tender(CASH, 500))


def test_a_key_is_never_used_twice() -> None:
    with pytest.raises(TenderRefusedError):
        paid(1000, 5, tender(CARD, 300, "a"), tender(CARD, 300, "a"))


def test_a_key_may_be_any_word() -> None:
    payment = paid(1000, 5, tender(CARD, 300, "cash"), tender(CASH, 700, "card"))
    assert [(one.type, one.amount) for one in payment.settled_tenders()] == [
        (CARD, Money(300)),
        (CASH, Money(700)),
    ]


@pytest.mark.parametrize("kind", [CASH, CARD])
def test_a_tender_of_another_currency_is_refused(kind: TenderType) -> None:
    with pytest.raises(CurrencyMismatchError):
        paid(1000, 5, Tender("a", kind, Money(500, "USD")))


@pytest.mark.parametrize("state", [TenderState.ASKED, TenderState.UNKNOWN])
def test_nothing_goes_on_before_an_outcome_is_known(state: TenderState) -> None:
    payment = paid(1000, 5, tender(CARD, 1000, "a", state=state))
    assert not payment.is_settled
    assert payment.due == Money(1000)
    with pytest.raises(UndecidedTenderError):
        payment.with_tender(tender(CASH, 1000))
    with pytest.raises(UndecidedTenderError):
        payment.settled_tenders()
    with pytest.raises(UndecidedTenderError):
        payment.without("a")


def test_the_answer_decides() -> None:
    asked = paid(1000, 5, tender(CARD, 1000, "a", state=TenderState.ASKED))
    approved = asked.with_answer("a", TenderState.APPROVED, "slip 7")
    assert approved.settled_tenders() == (SettledTender(CARD, Money(1000), reference="slip 7"),)
    declined = asked.with_answer("a", TenderState.DECLINED)
    assert (declined.due, declined.is_undecided) == (Money(1000), False)
    assert declined.with_tender(tender(CASH, 1000)).is_settled
    with pytest.raises(NotCoveredError) as refused:
        declined.settled_tenders()
    assert refused.value.given == "10.00"


def test_an_answer_keeps_the_reference_that_is_known() -> None:
    known = Tender("a", CARD, Money(1000), TenderState.ASKED, "slip 7")
    payment = Payment(Money(1000), 5, (known,)).with_answer("a", TenderState.APPROVED)
    assert payment.tenders[0].reference == "slip 7"


def test_a_reversed_tender_no_longer_counts() -> None:
    payment = paid(1000, 5, tender(CARD, 1000, "a")).with_answer("a", TenderState.REVERSED)
    assert (payment.due, payment.is_settled) == (Money(1000), False)
    assert payment.without("a").tenders == ()


def test_cash_is_handed_back_but_an_approved_card_is_never_lost() -> None:
    payment = paid(1000, 5, tender(CASH, 300, "a"), tender(CARD, 200, "b"))
    assert [one.key for one in payment.without("a").tenders] == ["b"]
    with pytest.raises(ApprovedTenderError):
        payment.without("b")


def test_tenders_beyond_a_total_that_fell_are_not_posted() -> None:
    overpaid = Payment(Money(500), 5, (tender(CARD, 1000),))
    assert not overpaid.is_settled
    assert (overpaid.due, overpaid.rounding, overpaid.change) == (Money(0), Money(0), Money(0))
    with pytest.raises(ApprovedTenderError):
        overpaid.settled_tenders()


def test_coins_that_round_up_leave_the_cents_to_be_paid_in_cash() -> None:
    payment = paid(1003, 5, tender(CASH, 1003))
    assert not payment.covers
    assert (payment.due, payment.due_in_cash) == (Money(0), Money(2))
    assert payment.with_tender(tender(CASH, 2)).rounding == Money(2)
