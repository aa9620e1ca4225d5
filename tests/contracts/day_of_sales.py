"""Sales of a scripted day: weights, discounts, split payments, prices that tempt to round."""

import random
from uuid import UUID

from cashier.domain.order import Customer, Discount, Order, OrderLine
from cashier.domain.product import Unit
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from tests.storage.selling import NOON, euro, total_of

_RATES = (21_000, 9_000)
_NAMES = ("Kava", "Sūris „Džiugas“", "Item_with_underscores", "Brød & smør", "1,5 l <Vanduo>")
_PRICES = (1999, 1, 99, 250, 1, 3333, 12345, 5)


def any_line(chance: random.Random) -> OrderLine:
    """Return a line; every third is weighed, every third has something off."""
    weighed = chance.random() < 1 / 3
    milli = chance.randint(1, 4000) if weighed else 1000 * chance.randint(1, 12)
    discount = chance.choice((None, None, Discount(percent=Percent(chance.randint(1, 50_000)))))
    return OrderLine(
        chance.choice(_NAMES),
        euro(chance.choice(_PRICES)),
        Percent(chance.choice(_RATES)),
        Quantity(milli),
        Unit.KILOGRAM if weighed else Unit.PIECE,
        discount,
        barcode=str(chance.randint(10**7, 10**8)),
    )


def any_order(chance: random.Random, id_: UUID) -> Order:
    """Return an order that comes to something."""
    lines = [any_line(chance) for _ in range(chance.randint(1, 6))]
    lines.append(OrderLine("Bread", euro(189), Percent(9_000), Quantity(2_000)))
    off = chance.choice((None, None, Discount(amount=euro(chance.randint(1, 150)))))
    customer = chance.choice(
        (Customer(), Customer("Jané Smith", "jane@example.com", "+37060012345"))
    )
    return Order(id_, "EUR", tuple(lines), off, customer, note=chance.choice(("", "To go")))


def any_payment(chance: random.Random, order: Order) -> Payment:
    """Return cash, a card, or some of both."""
    payment = Payment(total_of(order), 1)
    for share in chance.choice(((), (100,), (37,))):
        amount = euro(max(1, payment.total.minor * share // 100))
        card = Tender("card", TenderType.CARD, amount, TenderState.APPROVED, asked_at=NOON)
        payment = payment.with_tender(card)
    if not payment.covers:
        payment = payment.with_tender(Tender("cash", TenderType.CASH, payment.due_in_cash))
    return payment
