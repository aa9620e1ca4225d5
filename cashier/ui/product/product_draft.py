"""What stands on a product's card before it is saved: texts as typed, and the product they make."""

from dataclasses import dataclass, fields, replace

from cashier.domain.errors import NotGivenError
from cashier.domain.money import Money
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import Percent
from cashier.ui.look import formatting

NAME, PRICE, VAT, CATEGORY = "name", "price", "vat_rate", "category"
BARCODE, COLOUR, PICTURE = "barcode", "colour", "picture"
"""The parts of a product by the names under which the domain refuses them."""


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """The fields of the card."""

    vat_rate: Percent
    name: str = ""
    price: str = ""
    category: str = ""
    barcodes: tuple[str, ...] = ()
    unit: Unit = Unit.PIECE
    colour: str = ""
    picture: str = ""
    is_favourite: bool = False
    has_open_price: bool = False

    @classmethod
    def of(cls, product: Product) -> "ProductDraft":
        """Return the fields of a product that is in the catalogue."""
        return cls(
            product.vat_rate,
            product.name,
            formatting.typed(product.price.text()) if product.price else "",
            product.category,
            product.barcodes,
            product.unit,
            product.colour,
            product.picture,
            product.is_favourite,
            product.has_open_price,
        )

    def with_code(self, code: str) -> "ProductDraft":
        """Return the fields with one barcode more, where it is not among them."""
        return self if code in self.barcodes else replace(self, barcodes=(*self.barcodes, code))

    def on(self, kept: Product | None, currency: str) -> Product:
        """Return what these fields make of ``kept``, or the new product they describe.

        Raises an ``InputRefusedError`` that names the part which is missing or cannot be.
        """
        key, is_active = ("", True) if kept is None else (kept.key, kept.is_active)
        return Product(
            key,
            self.name,
            self._price(kept, currency),
            self.vat_rate,
            self.barcodes,
            self.category,
            self.unit,
            self.colour,
            self.picture,
            self.is_favourite,
            is_active,
            self.has_open_price,
        ).checked()

    def _price(self, kept: Product | None, currency: str) -> Money:
        text = _plain(self.price)
        if text:
            return Money.parse(text, currency, what=PRICE)
        was_without = kept is not None and not kept.price
        if not self.has_open_price and not was_without:
            raise NotGivenError(PRICE)
        return Money.zero(currency)


def rebased(product: Product, kept: Product, now: Product) -> Product:
    """Return ``now`` with what ``product`` changes of ``kept``.

    What somebody else changed since the card was opened, such as an import, stays.
    """
    changes = {
        part.name: getattr(product, part.name)
        for part in fields(product)
        if getattr(product, part.name) != getattr(kept, part.name)
    }
    return replace(now, **changes)


def _plain(text: str) -> str:
    """Return a price as typed, comma or point, as plain decimal text."""
    text = text.strip().replace(",", ".").removesuffix(".")
    return f"0{text}" if text.startswith(".") else text
