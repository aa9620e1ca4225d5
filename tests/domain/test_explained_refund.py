"""A refund is told by the cumulative rule: what is due so far, less what was given before."""

from dataclasses import replace
from uuid import UUID

from cashier.domain import explained_refund as explained
from cashier.domain.explained_refund import Part
from cashier.domain.order import TaxRules, work_out
from cashier.domain.quantity import Quantity
from cashier.domain.refund import Sold
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.domain.worked_out import WorkedRefund
from tests.domain.explained_orders import FULL, eur, order
from tests.domain.explanations import told
from tests.domain.sales import posted_sale, with_refund

PIECE = Quantity(1_000)


def sold(mode: VatMode = VatMode.PER_RECEIPT, unit: int = 5) -> Sold:
    rung_up, tax = order(), TaxRules(mode)
    figures = work_out(rung_up, tax)
    payment = Payment(figures.total, unit).with_tender(Tender("1", TenderType.CARD, eur(500)))
    payment = payment.with_tender(Tender("2", TenderType.CASH, eur(1_000)))
    return Sold(posted_sale(rung_up, figures, payment, mode))


def refunded(before: Sold, *, all_left: bool = False) -> tuple[WorkedRefund, Sold]:
    asked = before.all_left() if all_left else {1: PIECE}
    posted = with_refund(before, asked, 5).refunds[-1]
    posted = replace(posted, id=UUID(int=7 + len(before.refunds)))
    after = Sold(before.sale, (*before.refunds, posted))
    return WorkedRefund.of_posting(before, posted), after


def test_the_first_part_is_its_proportion_rounded_once() -> None:
    refund, _ = refunded(sold())
    assert told(explained.explain_refunded(refund, 0, Part.NET)) == [
        ("refunded-so-far", "2.96", "2.96")
    ]


def test_the_next_part_is_what_is_due_so_far_less_what_was_given() -> None:
    _, after = refunded(sold())
    refund, _ = refunded(after)
    (so_far, before, now) = told(explained.explain_refunded(refund, 0, Part.GROSS))
    assert so_far == ("refunded-so-far", "6.58", "6.58")
    assert before == ("refunded-before", "-3.29", "-3.29")
    assert now == ("refunded-now", "3.29", "3.29")


def test_vat_follows_the_cumulative_gross() -> None:
    _, after = refunded(sold())
    refund, _ = refunded(after)
    assert told(explained.explain_refund_vat(refund, FULL)) == [
        ("vat-base", "5.92", "5.92"),
        ("vat-so-far", "1.027438…", "1.03"),
        ("vat-before", "-0.513719…", "-0.51"),
        ("refunded-now", "0.52", "0.52"),
    ]


def test_vat_per_line_is_told_line_by_line() -> None:
    refund, _ = refunded(sold(VatMode.PER_LINE))
    assert told(explained.explain_refund_vat(refund, FULL)) == [
        ("vat-so-far", "0.513719…", "0.51"),
        ("sum-of-vat", "0.51", "0.51"),
    ]


def test_a_payout_in_cash_is_rounded_by_itself() -> None:
    refund, _ = refunded(sold())
    assert told(explained.explain_paid_out(refund, 5)) == [
        ("as-is", "2.96", "2.96"),
        ("coins", "2.96", "2.95"),
        ("paid-out", "2.95", "2.95"),
    ]


def test_everything_at_once_gives_the_rounding_of_the_sale_back() -> None:
    refund, _ = refunded(sold(), all_left=True)
    of_today = 50  # the smallest coin may be another one by now
    assert [rule for rule, _, _ in told(explained.explain_payout_rounding(refund, of_today))] == [
        *("as-is", "as-is", "rest-for-cash", "sale-rounding", "rounding")
    ]


def test_a_payout_without_rounding_names_its_tenders() -> None:
    refund, _ = refunded(sold(unit=1), all_left=True)
    found = explained.explain_paid_out(refund, 1)
    assert [step.about for step in found.steps] == [TenderType.CASH, TenderType.CARD, None]
