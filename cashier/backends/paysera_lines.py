"""The lines of an order as Paysera can add them up: no discount, no weight, nothing to round.

None of the dialects has a field for a line's discount, and a weight would leave it to the server
where it rounds. Such a line goes out as quantity 1 at its net amount, with what it was worked out
from in its name: ``Cheese (0.455 kg x 12.90 -0.60)``. What is left is whole pieces at whole prices:
their sum is the same wherever somebody rounds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cashier.domain.money import Money
from cashier.domain.outgoing import OutgoingLine, OutgoingOrder
from cashier.domain.product import Unit
from cashier.domain.quantity import WHOLE, Percent
from cashier.settings.back_end import WireNames

ANY_PRODUCT = "*"
"""Among the products: the id for what has none of its own there."""


@dataclass(frozen=True, slots=True)
class SentLine:
    """A line as it travels; ``quantity`` x ``price`` is what it counts for, exactly.

    ``product_id`` is the server's own, where one is set up; ``own_code`` is our key or barcode.
    """

    name: str
    quantity: int
    price: Money
    vat_rate: Percent
    product_id: str = ""
    own_code: str = ""
    vat_class: str = ""


def sent_lines(order: OutgoingOrder, names: WireNames, *, with_shares: bool) -> Iterator[SentLine]:
    """Give the lines; ``with_shares`` where the order's discount has to be in them."""
    for line in order.lines:
        net = line.charged if with_shares else line.charged + line.share
        off = line.discount + line.share if with_shares else line.discount
        pieces = _pieces(line, net)
        yield SentLine(
            name=line.name if pieces else named_by_its_sum(line, off),
            quantity=pieces or 1,
            price=line.price if pieces else net,
            vat_rate=line.vat_rate,
            product_id=_product_id(line, names),
            own_code=line.product_key or line.barcode,
            vat_class=names.vat_classes.get(line.vat_rate.text(), ""),
        )


def named_by_its_sum(line: OutgoingLine, off: Money) -> str:
    """Return the name of a line with quantity, price and what was taken off."""
    unit = "" if line.unit == Unit.PIECE.value else f" {line.unit}"
    less = f" {(-off).text()}" if off.minor > 0 else ""
    return f"{line.name} ({line.quantity.text()}{unit} x {line.price.text()}{less})"


def number(text: str) -> int | Decimal:
    """Return plain decimal text as the number that goes out: whole where it is."""
    return Decimal(text) if "." in text else int(text)


def _pieces(line: OutgoingLine, net: Money) -> int:
    """Return how many whole pieces make up exactly ``net``; 0 where none do."""
    is_exact = net.minor * WHOLE == line.price.minor * line.quantity.milli
    if not is_exact or not line.quantity.is_whole() or line.unit != Unit.PIECE.value:
        return 0
    return line.quantity.milli // WHOLE


def _product_id(line: OutgoingLine, names: WireNames) -> str:
    known = names.products
    found = known.get(line.product_key) or known.get(line.barcode)
    return found or known.get(ANY_PRODUCT, "")
