"""Postings for tests: a worked-out order made final, and refunds of it, without a ledger."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from cashier.domain import posting, refund
from cashier.domain.order import Figures, Order
from cashier.domain.posting import Circumstances, Posting
from cashier.domain.quantity import Quantity
from cashier.domain.receipt import Letterhead, ReceiptKind
from cashier.domain.refund import RefundFigures, Sold
from cashier.domain.tax import VatMode
from cashier.domain.tender import Payment, TenderType

NOON = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)


def posted_sale(order: Order, figures: Figures, payment: Payment, mode: VatMode) -> Posting:
    now = Circumstances(NOON, "owner", Letterhead("Corner Shop"), vat_mode=mode)
    return posting.sale(order, figures, payment, "fingerprint", now)


def posted_refund(
    sold: Sold, figures: RefundFigures, cash_unit: int, method: TenderType | None = None
) -> Posting:
    tenders, rounding = refund.propose_tenders(sold, figures.total, cash_unit, method)
    return replace(_posted(sold, figures), tenders=tenders, rounding=rounding)


def with_refund(
    sold: Sold, asked: Mapping[int, Quantity], cash_unit: int, method: TenderType | None = None
) -> Sold:
    """Return the sale with one refund more posted for it."""
    figures = refund.work_out_refund(sold, asked)
    return Sold(sold.sale, (*sold.refunds, posted_refund(sold, figures, cash_unit, method)))


def with_goods_back(sold: Sold, asked: Mapping[int, Quantity]) -> Sold:
    """Return the sale with one refund more, of which only the goods are worked out."""
    figures = refund.work_out_refund(sold, asked)
    return Sold(sold.sale, (*sold.refunds, _posted(sold, figures)))


def _posted(sold: Sold, figures: RefundFigures) -> Posting:
    return replace(
        sold.sale,
        kind=ReceiptKind.REFUND,
        lines=figures.lines,
        subtotal=figures.subtotal,
        discount=figures.discount,
        total=figures.total,
        vat=figures.vat,
        tenders=(),
        rounding=figures.total - figures.total,
        change=figures.total - figures.total,
        refund_of="T1-000001",
    )
