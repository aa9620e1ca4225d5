"""A sale is the same from its order and from its posting; a refund knows what it follows."""

from dataclasses import replace
from uuid import UUID

from cashier.domain.order import TaxRules, work_out
from cashier.domain.quantity import Quantity
from cashier.domain.refund import Sold
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.domain.worked_out import WorkedRefund, WorkedSale
from tests.domain.explained_orders import REDUCED, order, sale
from tests.domain.sales import posted_sale, with_refund


def test_posting_changes_no_figure() -> None:
    rung_up = order()
    figures = work_out(rung_up, TaxRules())
    payment = Payment(figures.total).with_tender(Tender("1", TenderType.CARD, figures.total))
    posting = posted_sale(rung_up, figures, payment, VatMode.PER_RECEIPT)
    assert WorkedSale.of_posting(posting) == sale()


def test_lines_of_a_rate_keep_their_rows() -> None:
    assert [row for row, _ in sale().at_rate(REDUCED)] == [1, 2]


def test_a_posted_refund_follows_only_those_before_it() -> None:
    rung_up = order()
    figures = work_out(rung_up, TaxRules())
    payment = Payment(figures.total).with_tender(Tender("1", TenderType.CARD, figures.total))
    sold = Sold(posted_sale(rung_up, figures, payment, VatMode.PER_RECEIPT))
    for number in (7, 8, 9):
        after = with_refund(sold, {1: Quantity(1_000)}, 1)
        sold = Sold(sold.sale, (*sold.refunds, replace(after.refunds[-1], id=UUID(int=number))))
    refund = WorkedRefund.of_posting(sold, sold.refunds[1])
    assert [one.id.int for one in refund.sold.refunds] == [7]
    assert refund.sold_line(refund.lines[0]).name == "Sprats"
