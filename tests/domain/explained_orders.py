"""A small order with a discount of each kind, a weight and two VAT rates, for its explanations."""

from uuid import UUID

from cashier.domain.money import Money
from cashier.domain.order import Discount, Order, OrderLine, TaxRules, work_out
from cashier.domain.product import Unit
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tax import VatMode
from cashier.domain.worked_out import WorkedSale

FULL, REDUCED = Percent(21_000), Percent(9_000)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def order(discount: Discount | None = None) -> Order:
    lines = (
        OrderLine("Sprats", eur(329), FULL, Quantity(3_000), discount=Discount(Percent(10_000))),
        OrderLine("Apples", eur(229), REDUCED, Quantity(455), Unit.KILOGRAM),
        OrderLine("Butter", eur(349), REDUCED, discount=Discount(amount=eur(50))),
    )
    return Order(UUID(int=1), "EUR", lines, discount)


def sale(mode: VatMode = VatMode.PER_RECEIPT, discount: Discount | None = None) -> WorkedSale:
    rung_up = order(discount)
    return WorkedSale.of_order(rung_up, work_out(rung_up, TaxRules(mode)))
