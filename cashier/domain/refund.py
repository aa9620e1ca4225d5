"""Refunds: what is given back for parts of a sale, so that all parts together are the sale.

Cumulative rule (decision 5 of the house plan): refunded so far of a figure = half-up(figure x
refunded quantity / sold quantity); a refund is that less what was refunded before. VAT per rate
comes from the cumulative gross in the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cashier.domain.decimals import half_up
from cashier.domain.errors import NothingToRefundError, RefundTooLargeError
from cashier.domain.money import Money, round_to
from cashier.domain.order import LineFigures
from cashier.domain.posting import PostedLine, Posting
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatGroup, VatMode, vat_in
from cashier.domain.tender import SettledTender, TenderType


@dataclass(frozen=True, slots=True)
class Sold:
    """A posted sale with the refunds posted for it before, oldest first."""

    sale: Posting
    refunds: tuple[Posting, ...] = ()

    def refunded_milli(self, line_no: int) -> int:
        """Return how much of a line was given back, in thousandths."""
        return -sum(
            line.quantity.milli
            for refund in self.refunds
            for line in refund.lines
            if line.line_no == line_no
        )

    def left(self, line: PostedLine) -> Quantity:
        return Quantity(line.quantity.milli - self.refunded_milli(line.line_no))

    def all_left(self) -> dict[int, Quantity]:
        """Return line number -> quantity not refunded yet, without lines that are used up."""
        left = {line.line_no: self.left(line) for line in self.sale.lines}
        return {line_no: quantity for line_no, quantity in left.items() if quantity.milli}


@dataclass(frozen=True, slots=True)
class RefundFigures:
    """A refund worked out; all amounts are negative or zero, ready to be posted."""

    lines: tuple[PostedLine, ...]
    subtotal: Money
    discount: Money
    total: Money
    vat: tuple[VatGroup, ...]


def work_out_refund(sold: Sold, asked: Mapping[int, Quantity]) -> RefundFigures:
    """Return the figures of giving back ``asked`` (line number -> quantity).

    Raises ``RefundTooLargeError`` for a line that is not in the sale or more than is left of it,
    ``NothingToRefundError`` when nothing is asked for.
    """
    if not asked:
        raise NothingToRefundError("refund")
    by_number = {line.line_no: line for line in sold.sale.lines}
    for line_no, quantity in asked.items():
        line = by_number.get(line_no)
        if line is None or not 0 < quantity.milli <= sold.left(line).milli:
            raise RefundTooLargeError("line", line_no)
    lines = tuple(_given_back(sold, by_number[no], asked[no]) for no in sorted(asked))
    currency = sold.sale.total.currency
    zero = Money.zero(currency)
    subtotal = sum((line.figures.total for line in lines), zero)
    discount = sum((line.figures.share for line in lines), zero)
    return RefundFigures(
        lines, subtotal, discount, subtotal - discount, _vat(sold, lines, currency)
    )


def _given_back(sold: Sold, line: PostedLine, quantity: Quantity) -> PostedLine:
    before = sold.refunded_milli(line.line_no)
    after = before + quantity.milli

    def part(figure: Money) -> Money:
        return Money(
            _so_far(figure.minor, before, line) - _so_far(figure.minor, after, line),
            figure.currency,
        )

    whole = line.figures
    gross, total, net = part(whole.gross), part(whole.total), part(whole.net)
    return replace(
        line,
        quantity=Quantity(-quantity.milli),
        figures=LineFigures(gross, gross - total, total, total - net),
    )


def _so_far(minor: int, milli: int, line: PostedLine) -> int:
    return half_up(minor * milli, line.quantity.milli)


def _vat(sold: Sold, lines: Sequence[PostedLine], currency: str) -> tuple[VatGroup, ...]:
    groups: list[VatGroup] = []
    for group in sold.sale.vat:
        here = [line for line in lines if line.vat_rate == group.rate]
        if here:
            gross = sum((line.figures.net for line in here), Money.zero(currency))
            vat = Money(_vat_part(sold, group.rate, here, gross.minor), currency)
            groups.append(VatGroup(group.rate, group.letter, gross, vat))
    return tuple(groups)


def _vat_part(sold: Sold, rate: Percent, lines: Sequence[PostedLine], gross: int) -> int:
    match sold.sale.vat_mode:
        case VatMode.PER_RECEIPT:
            before = _net_before(sold, rate)
            return vat_in(before, rate) - vat_in(before - gross, rate)
        case VatMode.PER_LINE:
            return sum(_line_vat(sold, line) for line in lines)


def _net_before(sold: Sold, rate: Percent) -> int:
    """Return what was given back at ``rate`` before, as a positive amount."""
    return -sum(
        line.figures.net.minor
        for refund in sold.refunds
        for line in refund.lines
        if line.vat_rate == rate
    )


def _line_vat(sold: Sold, line: PostedLine) -> int:
    before = -sum(
        one.figures.net.minor
        for refund in sold.refunds
        for one in refund.lines
        if one.line_no == line.line_no
    )
    after = before - line.figures.net.minor
    return vat_in(before, line.vat_rate) - vat_in(after, line.vat_rate)


def propose_tenders(
    sold: Sold, total: Money, cash_unit: int, method: TenderType | None = None
) -> tuple[tuple[SettledTender, ...], Money]:
    """Return the tenders that give back ``-total`` and the rounding of the payout.

    Everything at once returns the sale's own tenders and rounding. Otherwise the tenders are used
    in reverse order, none above what it took; ``method`` puts all on one instead, which for
    anything but cash raises ``RefundTooLargeError`` beyond what it took.
    """
    if not sold.refunds and total == -sold.sale.total and method is None:
        return _inverse(sold.sale)
    if method is not None:
        parts = [(method, -total.minor)]
        _check_capacity(sold, method, -total.minor)
    else:
        parts = _in_reverse(sold, -total.minor)
    rounding = 0
    tenders: list[SettledTender] = []
    for kind, exact in parts:
        paid_out = round_to(exact, cash_unit) if kind is TenderType.CASH else exact
        rounding -= paid_out - exact
        if paid_out:
            tenders.append(SettledTender(kind, Money(-paid_out, total.currency)))
    return tuple(tenders), Money(rounding, total.currency)


def _inverse(sale: Posting) -> tuple[tuple[SettledTender, ...], Money]:
    tenders = tuple(
        SettledTender(one.type, -one.amount, reference=one.reference)
        for one in reversed(sale.tenders)
        if one.amount
    )
    return tenders, -sale.rounding


def _exact_by_type(posting: Posting) -> dict[TenderType, int]:
    """Return tender type -> exact amount it stood for, in the order of the tenders.

    Cash stands for its amount less the rounding, also where all of it was rounded away.
    """
    exact: dict[TenderType, int] = {}
    for one in posting.tenders:
        exact[one.type] = exact.get(one.type, 0) + one.amount.minor
    if posting.rounding:
        exact[TenderType.CASH] = exact.get(TenderType.CASH, 0) - posting.rounding.minor
    return exact


def _capacities(sold: Sold) -> dict[TenderType, int]:
    left = _exact_by_type(sold.sale)
    for refund in sold.refunds:
        for kind, exact in _exact_by_type(refund).items():
            left[kind] = left.get(kind, 0) + exact
    return left


def _in_reverse(sold: Sold, amount: int) -> list[tuple[TenderType, int]]:
    parts: list[tuple[TenderType, int]] = []
    for kind, left in reversed(_capacities(sold).items()):
        part = min(amount, left)
        if part > 0:
            parts.append((kind, part))
            amount -= part
    if amount:
        raise RefundTooLargeError("refund", amount)
    return parts


def _check_capacity(sold: Sold, method: TenderType, amount: int) -> None:
    if method is not TenderType.CASH and amount > _capacities(sold).get(method, 0):
        raise RefundTooLargeError(method.value, amount)
