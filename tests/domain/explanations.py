"""Explanations worked out again from their inputs alone, with fractions: the oracle of tests."""

from collections.abc import Callable
from fractions import Fraction

from cashier.domain.explanation import Explanation, Rule, Step
from cashier.domain.money import Money
from cashier.domain.quantity import Percent, Quantity
from tests.domain.strategies import nearest

_NEVER_BELOW_NOTHING = {Rule.OPEN, Rule.CHANGE}
_GIVEN = {Rule.AS_IS, Rule.AMOUNT_OFF, Rule.REFUNDED_BEFORE}


def amounts(step: Step) -> list[int]:
    return [one.minor for one in step.inputs if isinstance(one, Money)]


def percent(step: Step) -> Fraction:
    (rate,) = [one for one in step.inputs if isinstance(one, Percent)]
    return Fraction(rate.milli, 1_000)


def quantities(step: Step) -> list[int]:
    return [one.milli for one in step.inputs if isinstance(one, Quantity)]


def times(step: Step) -> Fraction:
    (price,), (quantity,) = amounts(step), quantities(step)
    return Fraction(price * quantity, 1_000)


def off(step: Step) -> Fraction:
    (base,) = amounts(step)
    return -base * percent(step) / 100


def share(step: Step) -> Fraction:
    discount, total, whole = amounts(step)
    return Fraction(discount * total, whole)


def vat_inside(step: Step) -> Fraction:
    (gross,) = amounts(step)
    return gross * percent(step) / (100 + percent(step))


def part_so_far(step: Step) -> Fraction:
    (figure,), (so_far, sold) = amounts(step), quantities(step)
    return Fraction(figure * so_far, sold)


def second(step: Step) -> Fraction:
    return Fraction(amounts(step)[1])


def first(step: Step) -> Fraction:
    return Fraction(amounts(step)[0])


EXACT: dict[Rule, Callable[[Step], Fraction]] = {
    Rule.PRICE_CHANGED: second,
    Rule.PRICE_TIMES_QUANTITY: times,
    Rule.PERCENT_OFF: off,
    Rule.SHARE_OF_DISCOUNT: share,
    Rule.VAT_PER_RECEIPT: vat_inside,
    Rule.VAT_PER_LINE: vat_inside,
    Rule.VAT_SO_FAR: vat_inside,
    Rule.VAT_BEFORE: vat_inside,
    Rule.REFUNDED_SO_FAR: part_so_far,
    Rule.COINS: first,
}


def rounded(step: Step, exact: Fraction) -> int:
    """Return the result of a step from its exact value, by the rule's own rounding."""
    if step.rule is Rule.COINS:
        unit = amounts(step)[1]
        return nearest(exact / unit) * abs(unit) if unit > 0 else nearest(exact / -unit) * -unit
    if step.rule is Rule.SHARE_OF_DISCOUNT:
        return int(exact)  # towards nothing: what is left over goes to the largest remainders
    if step.rule in _NEVER_BELOW_NOTHING:
        return max(int(exact), 0)
    return nearest(exact)


def recomputes(explanation: Explanation) -> None:
    """Every step comes from its inputs, and every sum from the results before it or other steps."""
    for step in (*explanation.steps, *explanation.further):
        work_out = EXACT.get(step.rule)
        worked_out = Fraction(sum(amounts(step))) if work_out is None else work_out(step)
        result = rounded(step, worked_out)
        assert step.result.minor == result, step
        if step.rule in EXACT:
            assert step.exact == worked_out, step
        else:
            assert step.exact == result, step
    assert explanation.amount == explanation.steps[-1].result


def follows(explanation: Explanation) -> None:
    """The last step takes nothing but what the steps before it came to."""
    *before, last = explanation.steps
    known = {step.result.minor for step in before}
    if last.rule in EXACT or last.rule in _GIVEN or not before:
        return
    for amount in amounts(last):
        assert amount in known or -amount in known, (amount, explanation)


def told(explanation: Explanation) -> list[tuple[str, str, str]]:
    """Return rule, exact value and result of each step, as texts."""
    return [(step.rule.value, step.exact_text(), step.result.text()) for step in explanation.steps]
