"""What is to pay, rounded, open and given back is told from the payment's own figures."""

from dataclasses import replace

from cashier.domain import explained_payment as explained
from cashier.domain.order import TaxRules, work_out
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, Tender, TenderType
from tests.domain.explained_orders import eur, order
from tests.domain.explanations import told
from tests.domain.sales import posted_sale

CARD = Tender("card", TenderType.CARD, eur(500))
CASH = Tender("cash", TenderType.CASH, eur(1_000))
PAYMENT = Payment(eur(1_291), cash_unit=5)


def test_cash_is_rounded_to_coins_and_says_so() -> None:
    assert told(explained.explain_to_pay(PAYMENT, in_cash=True)) == [
        ("as-is", "12.91", "12.91"),
        ("coins", "12.91", "12.90"),
        ("rounding", "-0.01", "-0.01"),
        ("to-pay", "12.90", "12.90"),
    ]


def test_a_card_pays_the_exact_total() -> None:
    assert told(explained.explain_to_pay(PAYMENT, in_cash=False)) == [
        ("no-rounding", "12.91", "12.91")
    ]


def test_without_small_coins_left_out_nothing_is_rounded() -> None:
    exact = replace(PAYMENT, cash_unit=1)
    rules = [rule for rule, _, _ in told(explained.explain_to_pay(exact, in_cash=True))]
    assert rules == ["as-is", "rounding", "to-pay"]


def test_coins_round_what_the_card_leaves() -> None:
    part = PAYMENT.with_tender(CARD)
    assert told(explained.explain_open(part, in_cash=True)) == [
        ("as-is", "12.91", "12.91"),
        ("as-is", "-5.00", "-5.00"),
        ("rest-for-cash", "7.91", "7.91"),
        ("coins", "7.91", "7.90"),
        ("open", "7.90", "7.90"),
    ]
    assert explained.explain_open(part, in_cash=False).amount == eur(791)


def test_change_is_the_cash_given_less_what_was_due() -> None:
    settled = PAYMENT.with_tender(CARD).with_tender(CASH)
    assert told(explained.explain_change(settled))[-3:] == [
        ("coins", "7.91", "7.90"),
        ("as-is", "10.00", "10.00"),
        ("change", "2.10", "2.10"),
    ]
    assert explained.explain_paid(settled).amount == eur(1_500)
    assert explained.explain_open(settled, in_cash=False).amount == eur(0)


def test_a_posted_sale_is_explained_by_the_coin_it_was_rounded_to() -> None:
    rung_up = order()
    figures = work_out(rung_up, TaxRules())
    settled = PAYMENT.with_tender(CARD).with_tender(CASH)
    posted = posted_sale(rung_up, figures, settled, VatMode.PER_RECEIPT)
    for unit_of_today in (5, 1, 50):
        found = explained.payment_of(posted, unit_of_today)
        assert found is not None
        assert (found.cash_unit, found.change, found.rounding) == (5, eur(210), eur(-1))
    assert explained.payment_of(replace(posted, rounding=eur(-37)), 5) is None
