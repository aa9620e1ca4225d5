"""Steps tell their exact value without a float, and turn their signs together."""

from fractions import Fraction

import pytest

from cashier.domain.explanation import (
    Explanation,
    Rounding,
    Rule,
    Step,
    Subject,
    Topic,
    added,
    rounded,
    taken_over,
    turned,
)
from cashier.domain.money import Money
from cashier.domain.quantity import Quantity


@pytest.mark.parametrize(
    ("exact", "currency", "text"),
    [
        (Fraction(118), "EUR", "1.18"),
        (Fraction(1_185, 10), "EUR", "1.185"),
        (Fraction(100), "EUR", "1.00"),
        (Fraction(-1_185, 10), "EUR", "-1.185"),
        (Fraction(467 * 21, 121), "EUR", "0.810495…"),
        (Fraction(-1, 3), "EUR", "-0.003333…"),
        (Fraction(1, 1_000_000), "EUR", "0.000000…"),
        (Fraction(5, 2), "JPY", "2.5"),
        (Fraction(3), "JPY", "3"),
        (Fraction(1_234), "KWD", "1.234"),
        (Fraction(0), "EUR", "0.00"),
    ],
)
def test_the_exact_value_is_told_to_its_end_or_with_an_ellipsis(
    exact: Fraction, currency: str, text: str
) -> None:
    step = Step(Rule.PRICE_TIMES_QUANTITY, (), exact, Money(0, currency))
    assert step.exact_text() == text


def test_a_step_knows_whether_its_rounding_changed_anything() -> None:
    price, quantity = Money(229), Quantity(455)
    changed = rounded(Rule.PRICE_TIMES_QUANTITY, (price, quantity), (229 * 455, 1_000), Money(104))
    whole = added(Rule.SUM_OF_LINES, (Money(1), Money(2)), Money(3))
    assert changed.is_rounded
    assert changed.rounding is Rounding.HALF_UP
    assert not whole.is_rounded
    assert whole.rounding is Rounding.NONE


def test_the_amount_is_what_the_last_step_comes_to() -> None:
    steps = (taken_over(Money(3)), taken_over(Money(4)))
    assert Explanation(Subject(Topic.TOTAL), steps).amount == Money(4)


def test_turning_turns_every_amount_and_no_quantity() -> None:
    step = rounded(Rule.REFUNDED_SO_FAR, (Money(13), Quantity(20)), (13, 25), Money(1), "Bread")
    found = turned(Explanation(Subject(Topic.LINE), (step,), (taken_over(Money(5), "VAT"),)))
    assert found.steps[0] == Step(
        Rule.REFUNDED_SO_FAR, (Money(-13), Quantity(20)), Fraction(-13, 25), Money(-1), "Bread"
    )
    assert found.further[0].result == Money(-5)
