"""Every rule and every amount has its words, and a sentence says the whole of a step."""

from fractions import Fraction

import pytest

from cashier.domain.explained_sale import explain_line, explain_line_net
from cashier.domain.explained_vat import explain_vat
from cashier.domain.explanation import Explanation, Rule, Step, Subject, Topic, Value, taken_over
from cashier.domain.money import Money
from cashier.domain.order import Discount
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatMode
from cashier.domain.tender import TenderType
from cashier.ui.explain.explanation_words import StepWords, heading, step_words
from tests.domain.explained_orders import FULL, REDUCED, eur, sale
from tests.ui.paying import plain

_INPUTS: dict[Rule, tuple[Value, ...]] = {
    Rule.PRICE_CHANGED: (Money(249), Money(229)),
    Rule.PRICE_TIMES_QUANTITY: (Money(229), Quantity(455)),
    Rule.PERCENT_OFF: (Money(987), Percent(10_000)),
    Rule.SHARE_OF_DISCOUNT: (Money(-129), Money(888), Money(1_291)),
    Rule.VAT_PER_RECEIPT: (Money(467), Percent(21_000)),
    Rule.VAT_PER_LINE: (Money(467), Percent(25_500)),
    Rule.VAT_SO_FAR: (Money(467), Percent(21_000)),
    Rule.VAT_BEFORE: (Money(467), Percent(21_000)),
    Rule.REFUNDED_SO_FAR: (Money(888), Quantity(2_000), Quantity(3_000)),
    Rule.COINS: (Money(1_291), Money(5)),
}


def words_of(rule: Rule, exact: Fraction = Fraction(1)) -> StepWords:
    step = Step(rule, _INPUTS.get(rule, (Money(1), Money(2))), exact, Money(1))
    return step_words(step)


def read(words: StepWords) -> tuple[str, str, str, str]:
    return plain(words.label), plain(words.working), plain(words.note), plain(words.amount)


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_words(rule: Rule) -> None:
    words = words_of(rule)
    assert words.label
    assert words.label in words.spoken
    assert words.amount in words.spoken
    assert "{" not in words.spoken


@pytest.mark.parametrize("topic", Topic)
def test_every_amount_has_a_heading(topic: Topic) -> None:
    found = heading(Explanation(Subject(topic), (taken_over(Money(278)),)))
    assert plain(found).endswith(": 2.78 €")
    assert len(found) > len(": 2.78 €")


@pytest.mark.parametrize(
    ("rule", "working"),
    [
        (Rule.PRICE_CHANGED, "2.49 → 2.29"),
        (Rule.PRICE_TIMES_QUANTITY, "0.455 × 2.29"),
        (Rule.PERCENT_OFF, "9.87 × 10 %"),
        (Rule.SHARE_OF_DISCOUNT, "-1.29 × 8.88 ÷ 12.91"),
        (Rule.VAT_PER_RECEIPT, "4.67 × 21 ÷ 121"),
        (Rule.VAT_PER_LINE, "4.67 × 25.5 ÷ 125.5"),
        (Rule.REFUNDED_SO_FAR, "8.88 × 2 ÷ 3"),
        (Rule.LINE_TOTAL, "0.01 + 0.02"),
        (Rule.COINS, ""),
    ],
)
def test_the_working_shows_the_inputs(rule: Rule, working: str) -> None:
    assert plain(words_of(rule).working) == working


def test_a_line_reads_from_price_to_total() -> None:
    assert [read(step_words(step)) for step in explain_line(sale(), 0).steps] == [
        ("Quantity × price", "3 × 3.29", "comes out even", "9.87"),
        ("Discount 10 %", "9.87 × 10 %", "exactly -0.987, rounded half up", "-0.99"),
        ("Line total", "9.87 - 0.99", "", "8.88"),
    ]


def test_a_weight_names_its_unit() -> None:
    (step,) = explain_line(sale(), 1).steps
    words = step_words(step)
    assert plain(words.working) == "0.455 kg × 2.29"
    assert words.note == "exactly 1.04195, rounded half up"


def test_a_cent_that_is_left_over_is_told() -> None:
    net = explain_line_net(sale(discount=Discount(Percent(10_000))), 0)
    cut, cent = (step_words(step) for step in net.steps[1:3])
    assert "cut to whole cents" in cut.note
    assert (cent.label, cent.note) == ("A cent that was left over", "goes to the largest remainder")


def test_vat_names_the_rule_that_rounds_it() -> None:
    once = step_words(explain_vat(sale(), FULL).steps[-1])
    assert once.note.startswith("once for all lines at this rate; exactly")
    line_by_line = step_words(explain_vat(sale(VatMode.PER_LINE), REDUCED).steps[0])
    assert (line_by_line.label, line_by_line.note.partition(";")[0]) == (
        "Apples",
        "VAT inside the line",
    )


def test_a_tender_is_named_and_a_long_sum_is_not_spelled_out() -> None:
    assert step_words(taken_over(eur(-500), TenderType.CARD)).label == "Card"
    many = Step(Rule.SUM_OF_LINES, (Money(1),) * 4, Fraction(4), Money(4))
    assert (step_words(many).label, step_words(many).working) == ("4 lines", "")
