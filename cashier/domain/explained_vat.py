"""How the VAT of a sale came about: once per rate of the receipt, or line by line."""

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
from cashier.domain.quantity import Percent
from cashier.domain.tax import VatGroup, VatMode, vat_in, vat_ratio
from cashier.domain.worked_out import WorkedSale


def explain_vat(sale: WorkedSale, rate: Percent) -> Explanation:
    """Return the VAT of one rate; further, what is left without it."""
    group = sale.group(rate)
    net = added(Rule.NET, (group.gross, -group.vat), group.net, group)
    return Explanation(Subject(Topic.VAT, rate=rate), tuple(_vat(sale, group)), (net,))


def explain_vat_base(sale: WorkedSale, rate: Percent) -> Explanation:
    """Return what the VAT of one rate is worked out from: all lines at it, discounts taken off."""
    parts = [
        taken_over(line.figures.net, line.name, Subject(Topic.LINE_NET, row))
        for row, line in sale.at_rate(rate)
    ]
    group = sale.group(rate)
    base = added(Rule.VAT_BASE, (part.result for part in parts), group.gross, group)
    return Explanation(Subject(Topic.VAT_BASE, rate=rate), (*parts, base))


def explain_net(sale: WorkedSale, rate: Percent) -> Explanation:
    """Return what one rate comes to without its VAT."""
    group = sale.group(rate)
    base = taken_over(group.gross, group, Subject(Topic.VAT_BASE, rate=rate))
    vat = taken_over(-group.vat, group, Subject(Topic.VAT, rate=rate))
    net = added(Rule.NET, (group.gross, -group.vat), group.net, group)
    return Explanation(Subject(Topic.NET, rate=rate), (base, vat, net))


def explain_all_vat(sale: WorkedSale) -> Explanation:
    """Return the VAT of all rates together."""
    parts = tuple(
        taken_over(group.vat, group, Subject(Topic.VAT, rate=group.rate)) for group in sale.vat
    )
    amounts = [group.vat for group in sale.vat]
    whole = added(Rule.SUM_OF_VAT, amounts, sale.summed(amounts))
    return Explanation(Subject(Topic.ALL_VAT), (*parts, whole))


def vat_step(rule: Rule, gross: Money, rate: Percent, vat: Money) -> Step:
    """Return the step that takes the VAT out of ``gross``."""
    return rounded(rule, (gross, rate), vat_ratio(gross.minor, rate), vat)


def _vat(sale: WorkedSale, group: VatGroup) -> Iterator[Step]:
    match sale.vat_mode:
        case VatMode.PER_RECEIPT:
            return _once(sale, group)
        case VatMode.PER_LINE:
            return _by_line(sale, group)


def _once(sale: WorkedSale, group: VatGroup) -> Iterator[Step]:
    lines = [line for _, line in sale.at_rate(group.rate)]
    totals = [line.figures.total for line in lines]
    leads = Subject(Topic.VAT_BASE, rate=group.rate)
    if sale.discount:
        shares = [-line.figures.share for line in lines if line.figures.share]
        before, off = sale.summed(totals), sale.summed(shares)
        yield added(Rule.LINES_AT_RATE, totals, before, group)
        yield added(Rule.SHARES_AT_RATE, shares, off, group)
        yield replace(added(Rule.VAT_BASE, (before, off), group.gross, group), leads=leads)
    else:
        yield replace(added(Rule.VAT_BASE, totals, group.gross, group), leads=leads)
    yield vat_step(Rule.VAT_PER_RECEIPT, group.gross, group.rate, group.vat)


def _by_line(sale: WorkedSale, group: VatGroup) -> Iterator[Step]:
    amounts: list[Money] = []
    for row, line in sale.at_rate(group.rate):
        net = line.figures.net
        amounts.append(Money(vat_in(net.minor, group.rate), net.currency))
        step = vat_step(Rule.VAT_PER_LINE, net, group.rate, amounts[-1])
        yield replace(step, about=line.name, leads=Subject(Topic.LINE_NET, row))
    yield added(Rule.SUM_OF_VAT, amounts, group.vat)
