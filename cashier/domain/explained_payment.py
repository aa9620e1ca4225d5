"""How the amounts of a payment came about: to pay, cash rounding, paid, still open and change."""

from collections.abc import Iterator
from dataclasses import replace

from cashier.domain.explanation import (
    Explanation,
    Rule,
    Step,
    Subject,
    Topic,
    added,
    rounded,
    taken_over,
)
from cashier.domain.money import Money
from cashier.domain.posting import Posting
from cashier.domain.tender import Payment, SettledTender, Tender, TenderType

_CASH_UNITS = (1, 5, 10, 20, 50, 100)


def payment_of(posting: Posting, cash_unit: int) -> Payment | None:
    """Return the payment a posted sale was settled by; None where no rounding gives its figures.

    A posting keeps what rounding came to and not the smallest coin it was worked out with, which
    may have been another one than ``cash_unit``.
    """
    tenders = tuple(_offered(one, str(at)) for at, one in enumerate(posting.tenders))
    for unit in (cash_unit, *_CASH_UNITS):
        payment = Payment(posting.total, unit, tenders)
        if (payment.rounding, payment.change) == (posting.rounding, posting.change):
            return payment
    return None


def explain_to_pay(payment: Payment, *, in_cash: bool) -> Explanation:
    """Return what the customer pays: rounded to coins where cash is to pay the rest."""
    subject = Subject(Topic.TO_PAY)
    if not in_cash and not payment.covers:
        step = added(Rule.NO_ROUNDING, (payment.total,), payment.total)
        return Explanation(subject, (replace(step, leads=Subject(Topic.TOTAL)),))
    rounding = payment.coin_difference
    whole = added(Rule.TO_PAY, (payment.total, rounding), payment.total + rounding)
    return Explanation(subject, (*_rounding(payment), whole))


def explain_rounding(payment: Payment) -> Explanation:
    """Return what cash rounding adds where cash pays the rest."""
    return Explanation(Subject(Topic.ROUNDING), tuple(_rounding(payment)))


def explain_paid(payment: Payment) -> Explanation:
    """Return what was handed over or charged so far."""
    parts = tuple(taken_over(one.amount, one.type) for one in payment.approved)
    amounts = [part.result for part in parts]
    whole = added(Rule.PAID, amounts, sum(amounts, Money.zero(payment.total.currency)))
    return Explanation(Subject(Topic.PAID), (*parts, whole))


def explain_open(payment: Payment, *, in_cash: bool) -> Explanation:
    """Return what is still to pay; never less than nothing."""
    left = payment.due_in_cash if in_cash else payment.due
    is_rounded = in_cash or payment.covers
    to_pay = payment.cash_due if is_rounded else payment.rest
    coins = _coins(payment) if is_rounded else ()
    given = tuple(_cash_given(payment))
    whole = added(Rule.OPEN, (to_pay, *(-one.result for one in given)), left)
    return Explanation(Subject(Topic.OPEN), (*_rest(payment), *coins, *given, whole))


def explain_change(payment: Payment) -> Explanation:
    """Return what goes back: the cash given less what was due in cash."""
    given = tuple(_cash_given(payment))
    inputs = (*(one.result for one in given), -payment.cash_due)
    change = added(Rule.CHANGE, inputs, payment.change)
    return Explanation(Subject(Topic.CHANGE), (*_rest(payment), *_coins(payment), *given, change))


def _rounding(payment: Payment) -> Iterator[Step]:
    yield from _rest(payment)
    yield from _coins(payment)
    inputs = (payment.cash_due, -payment.rest)
    yield added(Rule.ROUNDING, inputs, payment.coin_difference)


def _rest(payment: Payment) -> Iterator[Step]:
    """Yield the total, and what the other tenders leave of it for cash."""
    yield taken_over(payment.total, leads=Subject(Topic.TOTAL))
    others = [one for one in payment.approved if one.type is not TenderType.CASH]
    for one in others:
        yield taken_over(-one.amount, one.type)
    if others:
        inputs = (payment.total, *(-one.amount for one in others))
        yield added(Rule.REST_FOR_CASH, inputs, payment.rest)


def _coins(payment: Payment) -> Iterator[Step]:
    """Yield the rest in coins, where the smallest coin is more than a cent."""
    if payment.cash_unit > 1:
        unit = Money(payment.cash_unit, payment.total.currency)
        exact = (payment.rest.minor, 1)
        yield rounded(Rule.COINS, (payment.rest, unit), exact, payment.cash_due)


def _cash_given(payment: Payment) -> Iterator[Step]:
    for one in payment.approved:
        if one.type is TenderType.CASH:
            yield taken_over(one.amount, one.type)


def _offered(one: SettledTender, key: str) -> Tender:
    return Tender(key, one.type, one.tendered or one.amount, reference=one.reference)
