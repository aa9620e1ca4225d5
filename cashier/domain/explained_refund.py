"""How the amounts of a refund came about, by the cumulative rule: due so far, less given before.

All amounts are positive here, as what is given back; a posted refund shows them with their signs
turned.
"""

import enum
from collections.abc import Iterator

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
from cashier.domain.money import Money, round_to
from cashier.domain.order import LineFigures
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.refund import GivenBack, so_far_ratio
from cashier.domain.tax import VatGroup, VatMode, vat_in, vat_ratio
from cashier.domain.tender import TenderType
from cashier.domain.worked_out import WorkedRefund

_NOTHING = GivenBack()


class Part(enum.Enum):
    """Which figure of a line; the value is its name among the line's figures."""

    GROSS = "gross"
    TOTAL = "total"
    NET = "net"

    def of(self, figures: LineFigures) -> Money:
        match self:
            case Part.GROSS:
                return figures.gross
            case Part.TOTAL:
                return figures.total
            case Part.NET:
                return figures.net

    def before(self, given: GivenBack) -> int:
        match self:
            case Part.GROSS:
                return given.gross
            case Part.TOTAL:
                return given.total
            case Part.NET:
                return given.net


_TOPICS = {Part.GROSS: Topic.LINE_GROSS, Part.TOTAL: Topic.LINE, Part.NET: Topic.LINE_NET}


def explain_refunded(refund: WorkedRefund, row: int, part: Part) -> Explanation:
    """Return what is given back of one figure of a line."""
    line = refund.lines[row]
    whole = refund.sold_line(line)
    before = refund.sold.given_back().get(line.line_no, _NOTHING)
    figure = part.of(whole.figures)
    given = refund.money(part.before(before))
    so_far = given - part.of(line.figures)
    quantity = Quantity(before.milli - line.quantity.milli)
    exact = so_far_ratio(figure, quantity, whole)
    inputs = (figure, quantity, whole.quantity)
    steps = [rounded(Rule.REFUNDED_SO_FAR, inputs, exact, so_far, line.name)]
    if before.milli:
        steps.append(added(Rule.REFUNDED_BEFORE, (-given,), -given))
        steps.append(added(Rule.REFUNDED_NOW, (so_far, -given), -part.of(line.figures)))
    return Explanation(Subject(_TOPICS[part], row), tuple(steps), name=line.name)


def explain_discount_back(refund: WorkedRefund, row: int) -> Explanation:
    """Return what the line's discount keeps back of its price."""
    line = refund.lines[row]
    figures = line.figures
    steps = (
        taken_over(-figures.total, leads=Subject(Topic.LINE, row)),
        taken_over(figures.gross, leads=Subject(Topic.LINE_GROSS, row)),
        added(Rule.SUM_OF_DISCOUNTS, (-figures.total, figures.gross), figures.discount),
    )
    return Explanation(Subject(Topic.LINE_DISCOUNT, row), steps, name=line.name)


def explain_refund_subtotal(refund: WorkedRefund) -> Explanation:
    """Return the sum of the lines before their shares of the discount on all."""
    parts = tuple(
        taken_over(-line.figures.total, line.name, Subject(Topic.LINE, row))
        for row, line in enumerate(refund.lines)
    )
    whole = added(Rule.SUM_OF_LINES, (one.result for one in parts), -refund.figures.subtotal)
    return Explanation(Subject(Topic.SUBTOTAL), (*parts, whole))


def explain_refund_share(refund: WorkedRefund) -> Explanation:
    """Return what the discount on all keeps back: its shares of the lines that are given back."""
    shares = [line.figures.share for line in refund.lines if line.figures.share]
    whole = added(Rule.SUM_OF_DISCOUNTS, shares, refund.figures.discount)
    parts = tuple(
        taken_over(-line.figures.net, line.name, Subject(Topic.LINE_NET, row))
        for row, line in enumerate(refund.lines)
    )
    return Explanation(Subject(Topic.ORDER_DISCOUNT), (whole,), parts)


def explain_refund_total(refund: WorkedRefund) -> Explanation:
    """Return the sum of what is given back of each line; further, the VAT inside it."""
    parts = tuple(
        taken_over(-line.figures.net, line.name, Subject(Topic.LINE_NET, row))
        for row, line in enumerate(refund.lines)
    )
    whole = added(Rule.SUM_OF_LINES, (one.result for one in parts), -refund.figures.total)
    further = tuple(
        taken_over(-group.vat, group, Subject(Topic.VAT, rate=group.rate))
        for group in refund.figures.vat
    )
    return Explanation(Subject(Topic.TOTAL), (*parts, whole), further)


def explain_refund_vat(refund: WorkedRefund, rate: Percent) -> Explanation:
    """Return the VAT given back at one rate; further, what is given back without it."""
    group = refund.group(rate)
    steps = tuple(_vat(refund, group))
    net = added(Rule.NET, (-group.gross, group.vat), -group.net, group)
    return Explanation(Subject(Topic.VAT, rate=rate), steps, (net,))


def explain_refund_base(refund: WorkedRefund, rate: Percent) -> Explanation:
    """Return what is given back at one VAT rate."""
    parts = tuple(
        taken_over(-line.figures.net, line.name, Subject(Topic.LINE_NET, row))
        for row, line in enumerate(refund.lines)
        if line.vat_rate == rate
    )
    group = refund.group(rate)
    base = added(Rule.VAT_BASE, (one.result for one in parts), -group.gross, group)
    return Explanation(Subject(Topic.VAT_BASE, rate=rate), (*parts, base))


def explain_refund_net(refund: WorkedRefund, rate: Percent) -> Explanation:
    """Return what is given back at one rate without its VAT."""
    group = refund.group(rate)
    steps = (
        taken_over(-group.gross, group, Subject(Topic.VAT_BASE, rate=rate)),
        taken_over(group.vat, group, Subject(Topic.VAT, rate=rate)),
        added(Rule.NET, (-group.gross, group.vat), -group.net, group),
    )
    return Explanation(Subject(Topic.NET, rate=rate), steps)


def explain_paid_out(refund: WorkedRefund, cash_unit: int) -> Explanation:
    """Return what goes back to the customer: each tender's part, cash in coins."""
    paid_out = -(refund.figures.total + refund.rounding)
    parts = tuple(taken_over(-one.amount, one.type) for one in refund.tenders)
    steps = tuple(_payout(refund, cash_unit)) if refund.rounding else parts
    if not steps:
        steps = (taken_over(-refund.figures.total, leads=Subject(Topic.TOTAL)),)
    whole = added(Rule.PAID_OUT, (part.result for part in parts), paid_out)
    return Explanation(Subject(Topic.TO_PAY), (*steps, whole))


def explain_payout_rounding(refund: WorkedRefund, cash_unit: int) -> Explanation:
    """Return what the cash rounding of the payout comes to."""
    rest, cash = _rest(refund), _cash(refund)
    difference = added(Rule.ROUNDING, (cash, -rest), -refund.rounding)
    return Explanation(Subject(Topic.ROUNDING), (*_payout(refund, cash_unit), difference))


def _vat(refund: WorkedRefund, group: VatGroup) -> Iterator[Step]:
    match refund.sold.sale.vat_mode:
        case VatMode.PER_RECEIPT:
            return _vat_once(refund, group)
        case VatMode.PER_LINE:
            return _vat_by_line(refund, group)


def _vat_once(refund: WorkedRefund, group: VatGroup) -> Iterator[Step]:
    sold = refund.sold
    given = sold.given_back()
    at_rate = (line.line_no for line in sold.sale.lines if line.vat_rate == group.rate)
    before = refund.money(sum(given.get(number, _NOTHING).net for number in at_rate))
    nets = [-line.figures.net for line in refund.at_rate(group.rate)]
    so_far = before + refund.summed(nets)
    inputs = (before, *nets) if before else nets
    yield added(Rule.VAT_BASE, inputs, so_far, group)
    yield from _vat_now(before, so_far, group.rate, "")
    if before:
        amounts = _vat_amounts(before, so_far, group.rate)
        yield added(Rule.REFUNDED_NOW, amounts, -group.vat)


def _vat_by_line(refund: WorkedRefund, group: VatGroup) -> Iterator[Step]:
    amounts: list[Money] = []
    given = refund.sold.given_back()
    for line in refund.at_rate(group.rate):
        before = refund.money(given.get(line.line_no, _NOTHING).net)
        so_far = before - line.figures.net
        yield from _vat_now(before, so_far, group.rate, line.name)
        amounts += _vat_amounts(before, so_far, group.rate)
    yield added(Rule.SUM_OF_VAT, amounts, -group.vat)


def _vat_now(before: Money, so_far: Money, rate: Percent, name: str) -> Iterator[Step]:
    """Yield the VAT of all that was given back so far, and of what was given back before."""
    after, *less = _vat_amounts(before, so_far, rate)
    exact = vat_ratio(so_far.minor, rate)
    yield rounded(Rule.VAT_SO_FAR, (so_far, rate), exact, after, name)
    for earlier in less:
        exact = vat_ratio(-before.minor, rate)
        yield rounded(Rule.VAT_BEFORE, (-before, rate), exact, earlier, name)


def _vat_amounts(before: Money, so_far: Money, rate: Percent) -> list[Money]:
    amounts = [Money(vat_in(so_far.minor, rate), so_far.currency)]
    if before:
        amounts.append(Money(-vat_in(before.minor, rate), so_far.currency))
    return amounts


def _payout(refund: WorkedRefund, cash_unit: int) -> Iterator[Step]:
    """Yield what the other tenders take back, and the rest for cash in coins."""
    yield taken_over(-refund.figures.total, leads=Subject(Topic.TOTAL))
    others = [one for one in refund.tenders if one.type is not TenderType.CASH]
    for one in others:
        yield taken_over(one.amount, one.type)
    rest, cash = _rest(refund), _cash(refund)
    if others:
        inputs = (-refund.figures.total, *(one.amount for one in others))
        yield added(Rule.REST_FOR_CASH, inputs, rest)
    if round_to(rest.minor, cash_unit) == cash.minor:
        unit = refund.money(cash_unit)
        yield rounded(Rule.COINS, (rest, unit), (rest.minor, 1), cash)
    else:
        yield added(Rule.SALE_ROUNDING, (rest, -refund.rounding), cash)


def _rest(refund: WorkedRefund) -> Money:
    others = [one.amount for one in refund.tenders if one.type is not TenderType.CASH]
    return refund.summed([-refund.figures.total, *others])


def _cash(refund: WorkedRefund) -> Money:
    return refund.summed([-one.amount for one in refund.tenders if one.type is TenderType.CASH])
