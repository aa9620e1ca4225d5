"""A fiscal day's figures: what was kept after refunds, and VAT that fits its gross."""

from cashier.domain.fiscal_day import CountedSum, DayTotals, RateTotals
from cashier.domain.money import Money
from cashier.domain.quantity import Percent


def test_a_day_keeps_its_sales_less_its_refunds() -> None:
    zero = Money(0)
    totals = DayTotals(
        sales=CountedSum(41, Money(61240)),
        refunds=CountedSum(2, Money(-1248)),
        discounts=CountedSum(3, Money(500)),
        rounding=zero,
        rates=(),
        tenders=(),
        cash_sales=zero,
        cash_refunds=zero,
    )
    assert totals.net == Money(59992)


def test_net_and_vat_of_a_rate_are_its_gross() -> None:
    rate = RateTotals(Percent.parse("21"), Money(8640), Money(1499))
    assert rate.net + rate.vat == rate.gross
