"""A sale or a refund with every figure worked out, whether it is posted yet or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cashier.domain.money import Money
from cashier.domain.order import Figures, Order
from cashier.domain.posting import PostedLine, Posting, sale_lines
from cashier.domain.quantity import Percent
from cashier.domain.refund import RefundFigures, Sold
from cashier.domain.tax import VatGroup, VatMode
from cashier.domain.tender import SettledTender


@dataclass(frozen=True, slots=True)
class WorkedSale:
    """A sale with every figure worked out, posted or not."""

    lines: tuple[PostedLine, ...]
    subtotal: Money
    discount: Money
    discount_percent: Percent | None
    total: Money
    vat: tuple[VatGroup, ...]
    vat_mode: VatMode

    @classmethod
    def of_order(cls, order: Order, figures: Figures) -> Self:
        """Return the sale in progress with the figures that were worked out for it."""
        return cls(
            sale_lines(order, figures),
            figures.subtotal,
            figures.discount,
            order.discount.percent if order.discount else None,
            figures.total,
            figures.vat,
            figures.vat_mode,
        )

    @classmethod
    def of_posting(cls, posting: Posting) -> Self:
        """Return a posted sale with the figures it was posted with."""
        return cls(
            posting.lines,
            posting.subtotal,
            posting.discount,
            posting.discount_percent,
            posting.total,
            posting.vat,
            posting.vat_mode,
        )

    def at_rate(self, rate: Percent) -> list[tuple[int, PostedLine]]:
        """Return the lines of one VAT rate with their rows."""
        return [(row, line) for row, line in enumerate(self.lines) if line.vat_rate == rate]

    def group(self, rate: Percent) -> VatGroup:
        return next(group for group in self.vat if group.rate == rate)

    def summed(self, amounts: Iterable[Money]) -> Money:
        return sum(amounts, Money.zero(self.total.currency))


@dataclass(frozen=True, slots=True)
class WorkedRefund:
    """A refund with its figures as posted; ``sold`` is the sale with what was refunded before."""

    sold: Sold
    figures: RefundFigures
    tenders: tuple[SettledTender, ...]
    rounding: Money

    @classmethod
    def of_posting(cls, sold: Sold, refund: Posting) -> Self:
        """Return a posted refund; of the refunds in ``sold`` those posted before it count."""
        before = sold.refunds
        if any(one.id == refund.id for one in before):
            before = before[: [one.id for one in before].index(refund.id)]
        figures = RefundFigures(
            refund.lines, refund.subtotal, refund.discount, refund.total, refund.vat
        )
        return cls(Sold(sold.sale, before), figures, refund.tenders, refund.rounding)

    @property
    def lines(self) -> tuple[PostedLine, ...]:
        return self.figures.lines

    def sold_line(self, line: PostedLine) -> PostedLine:
        """Return the line of the sale that ``line`` gives back."""
        return next(one for one in self.sold.sale.lines if one.line_no == line.line_no)

    def group(self, rate: Percent) -> VatGroup:
        return next(group for group in self.figures.vat if group.rate == rate)

    def at_rate(self, rate: Percent) -> list[PostedLine]:
        return [line for line in self.lines if line.vat_rate == rate]

    def money(self, minor: int) -> Money:
        return Money(minor, self.figures.total.currency)

    def summed(self, amounts: list[Money]) -> Money:
        return sum(amounts, self.money(0))
