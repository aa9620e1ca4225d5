"""The laws of refunds: all parts together are the sale, and no tender gives back more than it took.

As with the other laws, the expectations are worked out here, and each can be shown to fail.
"""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise

import pytest

from cashier.domain import refund
from cashier.domain.errors import RefundTooLargeError
from cashier.domain.posting import Posting
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.refund import RefundFigures, Sold
from cashier.domain.tax import VatMode
from cashier.domain.tender import SettledTender, TenderType
from tests.domain.laws import eur, figures_of, paid, vat_inside
from tests.domain.sales import posted_sale, with_goods_back, with_refund
from tests.domain.strategies import SaleCase, nearest


def sold_of(case: SaleCase) -> Sold:
    return Sold(posted_sale(case.order, figures_of(case), paid(case), case.tax.mode))


def asked_of(part: tuple[int, ...]) -> dict[int, Quantity]:
    return {number: Quantity(milli) for number, milli in enumerate(part, 1) if milli}


def in_parts(case: SaleCase) -> Sold:
    sold = sold_of(case)
    for part in case.parts:
        sold = with_goods_back(sold, asked_of(part))
    return sold


def refund_of_all_is_the_inverse(case: SaleCase) -> None:
    """Everything given back at once is the sale with every sign turned, tender by tender."""
    sold = sold_of(case)
    (back,) = with_refund(sold, sold.all_left(), case.cash_unit).refunds
    sale = sold.sale
    assert [-line.figures.gross for line in back.lines] == [one.figures.gross for one in sale.lines]
    for line, sold_line in zip(back.lines, sale.lines, strict=True):
        assert line.quantity.milli == -sold_line.quantity.milli
        assert -line.figures.discount == sold_line.figures.discount
        assert -line.figures.share == sold_line.figures.share
    assert (-back.total, -back.subtotal, -back.discount) == (
        sale.total,
        sale.subtotal,
        sale.discount,
    )
    assert -back.rounding == sale.rounding
    assert [(one.rate, -one.gross, -one.vat) for one in back.vat] == [
        (one.rate, one.gross, one.vat) for one in sale.vat
    ]
    assert [(one.type, -one.amount, one.reference) for one in reversed(back.tenders)] == [
        (one.type, one.amount, one.reference) for one in sale.tenders if one.amount
    ]


def parts_add_up(case: SaleCase) -> None:
    """All parts together are the sale: line by line, discounts, goods and VAT of each rate."""
    sold = in_parts(case)
    for line in sold.sale.lines:
        back = [one for part in sold.refunds for one in part.lines if one.line_no == line.line_no]
        assert sum(one.quantity.milli for one in back) == -line.quantity.milli
        for name in ("gross", "discount", "total", "share", "net"):
            together = sum(getattr(one.figures, name).minor for one in back)
            assert together == -getattr(line.figures, name).minor, name
    for group in sold.sale.vat:
        back_at_rate = [one for part in sold.refunds for one in part.vat if one.rate == group.rate]
        assert sum(one.gross.minor for one in back_at_rate) == -group.gross.minor
        assert sum(one.vat.minor for one in back_at_rate) == -group.vat.minor
    for part in sold.refunds:
        assert part.total == part.subtotal - part.discount
        assert sum(group.gross.minor for group in part.vat) == part.total.minor
        assert all(group.net + group.vat == group.gross for group in part.vat)


def parts_are_cumulative(case: SaleCase) -> None:
    """After each part, what was given back is the sale's figure in proportion, rounded once."""
    sold = sold_of(case)
    by_rate = {group.rate: group for group in sold.sale.vat}
    for part in case.parts:
        sold = with_goods_back(sold, asked_of(part))
        net: dict[Percent, int] = defaultdict(int)
        line_vat: dict[Percent, int] = defaultdict(int)
        for line in sold.sale.lines:
            done = sold.refunded_milli(line.line_no)
            so_far = nearest(Fraction(line.figures.net.minor * done, line.quantity.milli))
            net[line.vat_rate] += so_far
            line_vat[line.vat_rate] += vat_inside(so_far, line.vat_rate)
        for rate in by_rate:
            back = [one for posted in sold.refunds for one in posted.vat if one.rate == rate]
            once = vat_inside(net[rate], rate)
            expected = once if case.tax.mode is VatMode.PER_RECEIPT else line_vat[rate]
            assert -sum(one.gross.minor for one in back) == net[rate]
            assert -sum(one.vat.minor for one in back) == expected


def nothing_more_than_left_comes_back(case: SaleCase) -> None:
    """No line gives back more than is left of it, in one part or in several."""
    sold = sold_of(case)
    for part in case.parts:
        sold = with_goods_back(sold, asked_of(part))
        for line in sold.sale.lines:
            too_much = Quantity(sold.left(line).milli + 1)
            with pytest.raises(RefundTooLargeError):
                refund.work_out_refund(sold, {line.line_no: too_much})
    assert sold.all_left() == {}


def exact_of(posting: Posting) -> list[tuple[str, int]]:
    """Return reference -> exact amount for each tender; what coins cannot pay counts as cash."""
    exact: dict[str, int] = {}
    for one in posting.tenders:
        exact[one.reference] = exact.get(one.reference, 0) + one.amount.minor
    if posting.rounding:
        exact[""] = exact.get("", 0) - posting.rounding.minor
    return list(exact.items())


def proposals_keep_to_what_was_taken(case: SaleCase) -> None:
    """Each tender gets back at most what it took, the last one first; all adds up exactly."""
    sold = sold_of(case)
    took = dict(exact_of(sold.sale))
    last_first = [one.reference for one in reversed(sold.sale.tenders)]
    for part in case.parts:
        left = dict(took)
        sold = with_refund(sold, asked_of(part), case.cash_unit)
        posted = sold.refunds[-1]
        check_payout(posted, posted.tenders, case)
        for reference, exact in exact_of(posted):
            took[reference] += exact
            assert 0 <= took[reference] <= left[reference]
        for later, earlier in pairwise(last_first):
            assert took[earlier] == left[earlier] or took[later] == 0
    assert not any(took.values())


def check_payout(posted: Posting, tenders: tuple[SettledTender, ...], case: SaleCase) -> None:
    assert sum(one.amount.minor for one in tenders) == posted.total.minor + posted.rounding.minor
    assert all(one.amount.minor < 0 for one in tenders)
    assert 2 * abs(posted.rounding.minor) <= case.cash_unit


def one_method_gives_back_alone(case: SaleCase) -> None:
    """A chosen method gives all of it back: cash always, others up to what they took."""
    sold = sold_of(case)
    worked_out = refund.work_out_refund(sold, asked_of(case.parts[0]))
    tenders, rounding = refund.propose_tenders(
        sold, worked_out.total, case.cash_unit, TenderType.CASH
    )
    assert all(one.type is TenderType.CASH for one in tenders)
    assert all(one.amount.minor % case.cash_unit == 0 for one in tenders)
    assert sum(one.amount.minor for one in tenders) == (worked_out.total + rounding).minor
    assert 2 * abs(rounding.minor) <= case.cash_unit
    check_card_alone(sold, worked_out, case)


def check_card_alone(sold: Sold, worked_out: RefundFigures, case: SaleCase) -> None:
    took = [one for one in sold.sale.tenders if one.type is TenderType.CARD]
    if -worked_out.total.minor > sum(one.amount.minor for one in took):
        with pytest.raises(RefundTooLargeError):
            refund.propose_tenders(sold, worked_out.total, case.cash_unit, TenderType.CARD)
        return
    tenders, rounding = refund.propose_tenders(
        sold, worked_out.total, case.cash_unit, TenderType.CARD
    )
    assert not rounding
    assert sum((one.amount for one in tenders), eur(0)) == worked_out.total
    for one in tenders:
        assert [-one.amount <= each.amount for each in took if each.reference == one.reference] == [
            True
        ]


REFUND_LAWS = (
    refund_of_all_is_the_inverse,
    parts_add_up,
    parts_are_cumulative,
    nothing_more_than_left_comes_back,
    proposals_keep_to_what_was_taken,
    one_method_gives_back_alone,
)
