"""Find the product a scanned code means, and how much of it, or for how much, the label says."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from cashier.domain.barcode import CodeKind, ScannedCode
from cashier.domain.errors import LabelRefusedError
from cashier.domain.money import Money
from cashier.domain.order import ONE, OrderLine
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import Quantity
from cashier.ports import Catalogue

ReadCode = Callable[[str], Awaitable[ScannedCode]]


@dataclass(frozen=True, slots=True)
class Found:
    """A product, with the quantity or the price of the whole where its label has one.

    ``label`` is the label's own number, which the line keeps in place of the product's.
    """

    product: Product
    quantity: Quantity | None = None
    unit: Unit | None = None
    price: Money | None = None
    label: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether the label says how much there is, or what it costs."""
        return self.quantity is not None or self.price is not None

    def line(self) -> OrderLine:
        """Return the line a label makes: so much at the catalogue's price, or one at the label's.

        A price on a label is that of the whole. The line has it to the cent, for one piece, because
        no quantity at the catalogue's price would be sure to come to the same.
        """
        line = OrderLine.of(self.product, self.quantity or ONE)
        if self.label:
            line = replace(line, barcode=self.label)
        if self.price is not None:
            return replace(
                line, price=self.price, quantity=ONE, unit=Unit.PIECE, awaits_price=False
            )
        return line if self.unit is None else replace(line, unit=self.unit)


@dataclass(frozen=True, slots=True)
class FindCode:
    """Looks a code up: as it was scanned first, then by what it says.

    A code that the catalogue knows as it is costs one look-up and is read no further.
    """

    catalogue: Catalogue
    read: ReadCode

    async def __call__(self, text: str) -> Found | None:
        """Return what was found; None for a code that no product has.

        Raises ``LabelRefusedError`` for a label whose value does not fit its own check digit.
        """
        product = await self.catalogue.by_barcode(text)
        if product is not None:
            return Found(product)
        code = await self.read(text)
        for name in code.names:
            product = None if name == text else await self.catalogue.by_barcode(name)
            if product is not None:
                return _found(product, code)
        return None


def _found(product: Product, code: ScannedCode) -> Found:
    if not code.is_sound:
        raise LabelRefusedError("barcode", code.text)
    label = code.text if code.kind is CodeKind.IN_STORE else ""
    return Found(product, code.quantity, code.unit, code.price, label)
