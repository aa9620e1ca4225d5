"""How the amounts of a sale came about: its lines, discounts, VAT and total."""

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
from cashier.domain.money import Money, share_out, share_ratio
from cashier.domain.order import gross_ratio, percent_ratio
from cashier.domain.posting import PostedLine
from cashier.domain.worked_out import WorkedSale


def explain_gross(sale: WorkedSale, row: int) -> Explanation:
    """Return price x quantity of a line."""
    line = sale.lines[row]
    return Explanation(Subject(Topic.LINE_GROSS, row), tuple(_gross(line)), name=line.name)


def explain_line_discount(sale: WorkedSale, row: int) -> Explanation:
    """Return what is taken off a line; nothing where it has no discount."""
    line = sale.lines[row]
    steps = [*_gross(line), _off(line)] if line.figures.discount else [_nothing(line)]
    return Explanation(Subject(Topic.LINE_DISCOUNT, row), tuple(steps), name=line.name)


def explain_line(sale: WorkedSale, row: int) -> Explanation:
    """Return how the line's total came about; further, its share of the discount on all."""
    line = sale.lines[row]
    share = (
        taken_over(line.figures.net, leads=Subject(Topic.LINE_NET, row))
        if line.figures.share
        else None
    )
    group = sale.group(line.vat_rate)
    vat = added(Rule.VAT_OF_ALL, (group.vat,), group.vat, group)
    vat = replace(vat, leads=Subject(Topic.VAT, rate=group.rate))
    further = (share, vat) if share else (vat,)
    return Explanation(Subject(Topic.LINE, row), tuple(_line(line)), further, line.name)


def explain_line_net(sale: WorkedSale, row: int) -> Explanation:
    """Return what is left of a line after its share of the discount on all."""
    line = sale.lines[row]
    subject = Subject(Topic.LINE_NET, row)
    total = taken_over(line.figures.total, line.name, Subject(Topic.LINE, row))
    if not line.figures.share:
        return Explanation(subject, (total,), name=line.name)
    shares = tuple(_share(sale, row))
    net = added(Rule.LINE_NET, (line.figures.total, -line.figures.share), line.figures.net)
    return Explanation(subject, (total, *shares, net), name=line.name)


def explain_lines(sale: WorkedSale) -> Explanation:
    """Return the sum of the lines before any discount."""
    amounts = [line.figures.gross for line in sale.lines]
    parts = tuple(
        taken_over(line.figures.gross, line.name, Subject(Topic.LINE_GROSS, row))
        for row, line in enumerate(sale.lines)
    )
    whole = added(Rule.SUM_OF_LINES, amounts, sale.summed(amounts))
    return Explanation(Subject(Topic.LINES), (*parts, whole))


def explain_subtotal(sale: WorkedSale) -> Explanation:
    """Return the sum of the line totals."""
    parts = tuple(
        taken_over(line.figures.total, line.name, Subject(Topic.LINE, row))
        for row, line in enumerate(sale.lines)
    )
    whole = added(Rule.SUM_OF_LINES, (part.result for part in parts), sale.subtotal)
    return Explanation(Subject(Topic.SUBTOTAL), (*parts, whole))


def explain_discounts(sale: WorkedSale) -> Explanation:
    """Return everything that is taken off: line by line, and off the whole."""
    parts = [
        taken_over(-line.figures.discount, line.name, Subject(Topic.LINE_DISCOUNT, row))
        for row, line in enumerate(sale.lines)
        if line.figures.discount
    ]
    if sale.discount:
        parts.append(taken_over(-sale.discount, leads=Subject(Topic.ORDER_DISCOUNT)))
    amounts = [part.result for part in parts]
    whole = added(Rule.SUM_OF_DISCOUNTS, amounts, sale.summed(amounts))
    return Explanation(Subject(Topic.DISCOUNTS), (*parts, whole))


def explain_order_discount(sale: WorkedSale) -> Explanation:
    """Return what is taken off the whole sale; further, how it is shared over the lines."""
    parts = tuple(
        taken_over(line.figures.net, line.name, Subject(Topic.LINE_NET, row))
        for row, line in enumerate(sale.lines)
        if line.figures.share
    )
    subtotal = taken_over(sale.subtotal, leads=Subject(Topic.SUBTOTAL))
    steps = (subtotal, *_order_discount(sale)) if sale.discount else (taken_over(-sale.discount),)
    return Explanation(Subject(Topic.ORDER_DISCOUNT), steps, parts)


def explain_total(sale: WorkedSale) -> Explanation:
    """Return how the total came about; further, the VAT inside it."""
    further = tuple(
        taken_over(group.vat, group, Subject(Topic.VAT, rate=group.rate)) for group in sale.vat
    )
    return Explanation(Subject(Topic.TOTAL), tuple(_total(sale)), further)


def _order_discount(sale: WorkedSale) -> Iterator[Step]:
    """Yield what is taken off the whole sale."""
    off = -sale.discount
    if sale.discount_percent is not None:
        inputs = (sale.subtotal, sale.discount_percent)
        exact = percent_ratio(-sale.subtotal, sale.discount_percent)
        yield rounded(Rule.PERCENT_OFF, inputs, exact, off)
    else:
        yield added(Rule.AMOUNT_OFF, (off,), off)


def _gross(line: PostedLine) -> Iterator[Step]:
    if line.list_price is not None:
        exact = (line.price.minor, 1)
        yield rounded(Rule.PRICE_CHANGED, (line.list_price, line.price), exact, line.price)
    inputs = (line.price, line.quantity)
    exact = gross_ratio(line.price, line.quantity)
    yield rounded(Rule.PRICE_TIMES_QUANTITY, inputs, exact, line.figures.gross, line.unit)


def _off(line: PostedLine) -> Step:
    off = -line.figures.discount
    if line.discount_percent is None:
        return added(Rule.AMOUNT_OFF, (off,), off)
    exact = percent_ratio(-line.figures.gross, line.discount_percent)
    return rounded(Rule.PERCENT_OFF, (line.figures.gross, line.discount_percent), exact, off)


def _nothing(line: PostedLine) -> Step:
    return taken_over(line.figures.discount)


def _line(line: PostedLine) -> Iterator[Step]:
    yield from _gross(line)
    figures = line.figures
    if figures.discount or line.discount_percent is not None:
        yield _off(line)
        yield added(Rule.LINE_TOTAL, (figures.gross, -figures.discount), figures.total)


def _share(sale: WorkedSale, row: int) -> Iterator[Step]:
    """Yield the line's share of the discount on all: cut to cents, then the spare cent or not."""
    discount, total = sale.discount, sale.lines[row].figures.total
    weights = [line.figures.total.minor for line in sale.lines]
    cut, spare = share_out(discount.minor, weights)[row]
    share = Money(-cut, discount.currency)
    exact = share_ratio(-discount.minor, total.minor, sale.subtotal.minor)
    yield rounded(Rule.SHARE_OF_DISCOUNT, (-discount, total, sale.subtotal), exact, share)
    if spare:
        cent = Money(-spare, discount.currency)
        yield added(Rule.SPARE_CENT, (share, cent), -sale.lines[row].figures.share)


def _total(sale: WorkedSale) -> Iterator[Step]:
    totals = (line.figures.total for line in sale.lines)
    whole = added(Rule.SUM_OF_LINES, totals, sale.subtotal)
    yield replace(whole, leads=Subject(Topic.SUBTOTAL))
    if sale.discount:
        yield from (
            replace(step, leads=Subject(Topic.ORDER_DISCOUNT)) for step in _order_discount(sale)
        )
        yield added(Rule.ORDER_TOTAL, (sale.subtotal, -sale.discount), sale.total)
