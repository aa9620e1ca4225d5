"""Issue a sample receipt: what settings look like on paper. Nothing of it is posted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cashier.domain.money import Money
from cashier.domain.order import Order, OrderLine, work_out
from cashier.domain.posting import Circumstances, PostedOrder, receipt_of, sale
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead, Receipt
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.settings import Settings

_PRICES = ((499, 2), (310, 1), (339, 1))
"""Price and quantity of the lines: 16.47 in all."""
_MOST_RATES = 3
_LARGE_COIN = 100
_NOBODY = UUID(int=0)
_NO_SEAL = "0" * 64
_SERIAL = 147


def issue_sample(
    settings: Settings, letterhead: Letterhead, names: Sequence[str], *, at: datetime, operator: str
) -> Receipt:
    """Return a receipt over ``names``, paid in cash under the rules of ``settings``."""
    shop = settings.shop
    order = _order(settings, names)
    figures = work_out(order, shop.tax)
    payment = Payment(figures.total, shop.cash_unit)
    payment = payment.with_tender(Tender("sample", TenderType.CASH, payment.cash_due))
    now = Circumstances(at, operator, letterhead, "", shop.tax.mode)
    posting = sale(order, figures, payment, "", now)
    number = f"{settings.prefix}-{_SERIAL:06}"
    return receipt_of(PostedOrder(posting, number, settings.prefix, 1, _SERIAL, _NO_SEAL))


def _order(settings: Settings, names: Sequence[str]) -> Order:
    shop = settings.shop
    rates = [rate for rate, _ in shop.tax.rates.letters][:_MOST_RATES] or [Percent(0)]
    # Where the smallest coin is a whole unit, prices are of that size too.
    factor = _LARGE_COIN if shop.cash_unit >= _LARGE_COIN else 1
    order = Order(_NOBODY, shop.currency)
    for place, (name, (price, quantity)) in enumerate(zip(names, _PRICES, strict=True)):
        line = OrderLine(
            name=name,
            price=Money(price * factor, shop.currency),
            vat_rate=rates[place % len(rates)],
            quantity=Quantity.parse(str(quantity)),
        )
        order = order.with_line(line)
    return order
