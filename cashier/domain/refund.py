"""Refunds: what is given back for parts of a sale, so that all parts together are the sale.

Cumulative rule (decision 5 of the house plan): refunded so far of a figure = half-up(figure x
refunded quantity / sold quantity); a refund is that less what was refunded before. VAT per rate
comes from the cumulative gross in the same way.

Gross, total and net of a line follow the rule; its discount and its share of the order discount are
what lies between them, so a single part may show a cent of either sign there. All parts add up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cashier.domain.decimals import Ratio, half_up
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
        return self.given_back().get(line_no, _NOTHING).milli

    def left(self, line: PostedLine) -> Quantity:
        return Quantity(line.quantity.milli - self.refunded_milli(line.line_no))

    def all_left(self) -> dict[int, Quantity]:
        """Return line number -> quantity not refunded yet, without lines that are used up."""
        before = self.given_back()
        left = {
            line.line_no: Quantity(line.quantity.milli - before.get(line.line_no, _NOTHING).milli)
            for line in self.sale.lines
        }
        return {line_no: quantity for line_no, quantity in left.items() if quantity.milli}

    def given_back(self) -> "dict[int, GivenBack]":
        """Return line number -> what was given back of it so far, without untouched lines."""
        so_far: dict[int, GivenBack] = {}
        for refund in self.refunds:
            for line in refund.lines:
                so_far[line.line_no] = so_far.get(line.line_no, _NOTHING).plus(line)
        return so_far


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What refunds gave back of one line; positive, in thousandths and minor units."""

    milli: int = 0
    gross: int = 0
    total: int = 0
    net: int = 0

    def plus(self, refunded: PostedLine) -> "GivenBack":
        figures = refunded.figures
        return GivenBack(
            self.milli - refunded.quantity.milli,
            self.gross - figures.gross.minor,
            self.total - figures.total.minor,
            self.net - figures.net.minor,
        )


_NOTHING = GivenBack()


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
    before = sold.given_back()
    for line_no, quantity in asked.items():
        line, done = by_number.get(line_no), before.get(line_no, _NOTHING)
        if line is None or not 0 < quantity.milli <= line.quantity.milli - done.milli:
            where = f"line {line_no}"
            raise RefundTooLargeError(where, quantity.text())
    lines = tuple(
        _given_back(by_number[no], asked[no], before.get(no, _NOTHING)) for no in sorted(asked)
    )
    zero = Money.zero(sold.sale.total.currency)
    subtotal = sum((line.figures.total for line in lines), zero)
    discount = sum((line.figures.share for line in lines), zero)
    return RefundFigures(
        lines, subtotal, discount, subtotal - discount, _vat(sold.sale, lines, before)
    )


def check_refund(sold: Sold, refund: Posting) -> None:
    """Raise ``RefundTooLargeError`` where ``refund`` is not what giving its lines back now is.

    Another refund may have been posted since it was worked out; no tender but cash gives back
    more than is left of what it took.
    """
    asked = {line.line_no: Quantity(-line.quantity.milli) for line in refund.lines}
    figures = work_out_refund(sold, asked)
    now = [(one.line_no, one.figures) for one in figures.lines]
    if now != [(one.line_no, one.figures) for one in refund.lines] or figures.vat != refund.vat:
        raise RefundTooLargeError("refund", refund.total.text())
    left: dict[TenderType, int] = {}
    for part in _left_to_give(sold):
        left[part.type] = left.get(part.type, 0) + part.exact
    for part in _exact(refund):
        left[part.type] = left.get(part.type, 0) + part.exact
        if part.type is not TenderType.CASH and left[part.type] < 0:
            raise RefundTooLargeError(
                part.type.value, Money(part.exact, refund.total.currency).text()
            )


def _given_back(line: PostedLine, quantity: Quantity, before: GivenBack) -> PostedLine:
    def part(figure: Money, given: int) -> Money:
        so_far = Quantity(before.milli + quantity.milli)
        return Money(given - half_up(*so_far_ratio(figure, so_far, line)), figure.currency)

    whole = line.figures
    gross = part(whole.gross, before.gross)
    total = part(whole.total, before.total)
    net = part(whole.net, before.net)
    return replace(
        line,
        quantity=Quantity(-quantity.milli),
        figures=LineFigures(gross, gross - total, total, total - net),
    )


def so_far_ratio(figure: Money, so_far: Quantity, line: PostedLine) -> Ratio:
    """Return what ``so_far`` of the sold ``line`` is of one of its figures, exactly."""
    return figure.minor * so_far.milli, line.quantity.milli


def _vat(
    sale: Posting, lines: Sequence[PostedLine], before: Mapping[int, GivenBack]
) -> tuple[VatGroup, ...]:
    groups: list[VatGroup] = []
    for group in sale.vat:
        here = [line for line in lines if line.vat_rate == group.rate]
        if here:
            gross = sum((line.figures.net for line in here), Money.zero(group.gross.currency))
            vat = Money(_vat_back(sale, group.rate, here, before), gross.currency)
            groups.append(VatGroup(group.rate, group.letter, gross, vat))
    return tuple(groups)


def _vat_back(
    sale: Posting, rate: Percent, lines: Sequence[PostedLine], before: Mapping[int, GivenBack]
) -> int:
    match sale.vat_mode:
        case VatMode.PER_RECEIPT:
            at_rate = (line.line_no for line in sale.lines if line.vat_rate == rate)
            done = sum(before.get(line_no, _NOTHING).net for line_no in at_rate)
            return _vat_step(done, sum(line.figures.net.minor for line in lines), rate)
        case VatMode.PER_LINE:
            return sum(
                _vat_step(before.get(line.line_no, _NOTHING).net, line.figures.net.minor, rate)
                for line in lines
            )


def _vat_step(before: int, gross: int, rate: Percent) -> int:
    """Return the (negative) VAT of giving back ``gross`` (negative) after ``before`` (positive)."""
    return vat_in(before, rate) - vat_in(before - gross, rate)


def propose_tenders(
    sold: Sold, total: Money, cash_unit: int, method: TenderType | None = None
) -> tuple[tuple[SettledTender, ...], Money]:
    """Return the tenders that give back ``-total`` and the rounding of the payout.

    Everything at once returns the sale's own tenders and rounding. Otherwise the tenders are used
    in reverse order, none above what it took; ``method`` uses those of one type alone, and raises
    ``RefundTooLargeError`` beyond what they took. Cash alone may give back any sale.
    """
    if not sold.refunds and total == -sold.sale.total and method is None:
        return _inverse(sold.sale)
    rounding = 0
    tenders: list[SettledTender] = []
    for part in _shared_out(sold, -total.minor, method):
        is_cash = part.type is TenderType.CASH
        paid_out = round_to(part.exact, cash_unit) if is_cash else part.exact
        rounding += part.exact - paid_out
        if paid_out:
            amount = Money(-paid_out, total.currency)
            tenders.append(SettledTender(part.type, amount, reference=part.reference))
    return tuple(tenders), Money(rounding, total.currency)


def _inverse(sale: Posting) -> tuple[tuple[SettledTender, ...], Money]:
    tenders = tuple(
        SettledTender(one.type, -one.amount, reference=one.reference)
        for one in reversed(sale.tenders)
        if one.amount
    )
    return tenders, -sale.rounding


@dataclass(frozen=True, slots=True)
class _Part:
    """What a tender stands for in exact terms: cash for its amount less the rounding."""

    type: TenderType
    exact: int
    reference: str = ""


def _exact(posting: Posting) -> list[_Part]:
    """Return the tenders of ``posting`` in exact terms; they add up to its total.

    A rest in cash that was rounded to nothing comes first, so that it is given back last. Cash that
    gives back what a wallet took counts for the wallet.
    """
    rounding = posting.rounding.minor
    in_cash = [one for one in posting.tenders if one.type is TenderType.CASH]
    rounded = min(in_cash, key=lambda one: one.gives_back_wallet, default=None)
    parts = [_Part(TenderType.CASH, -rounding)] if rounding and rounded is None else []
    for one in posting.tenders:
        exact = one.amount.minor - (rounding if one is rounded else 0)
        kind = TenderType.WALLET if one.gives_back_wallet else one.type
        parts.append(_Part(kind, exact, one.reference))
    return parts


def _left_to_give(sold: Sold) -> list[_Part]:
    """Return what is left of each tender of the sale, the last tender first."""
    given: dict[TenderType, int] = {}
    for refund in sold.refunds:
        for one in _exact(refund):
            given[one.type] = given.get(one.type, 0) - one.exact
    left: list[_Part] = []
    for one in reversed(_exact(sold.sale)):
        used = min(one.exact, given.get(one.type, 0))
        given[one.type] = given.get(one.type, 0) - used
        left.append(replace(one, exact=one.exact - used))
    return left


def _shared_out(sold: Sold, amount: int, method: TenderType | None) -> list[_Part]:
    if method is TenderType.CASH:
        return [_Part(method, amount)]
    parts: list[_Part] = []
    for one in _left_to_give(sold):
        part = min(amount, one.exact) if method in {None, one.type} else 0
        if part > 0:
            parts.append(replace(one, exact=part))
            amount -= part
    if amount:
        raise RefundTooLargeError(method.value if method else "refund", amount)
    return parts
