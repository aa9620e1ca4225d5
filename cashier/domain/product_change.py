"""A change of one product, as the journal keeps it: what it was and what it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cashier.domain.money import Money
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import Percent


@dataclass(frozen=True, slots=True)
class ProductChange:
    """A product before and after; ``before`` is None for one that is new."""

    before: Product | None
    after: Product

    def data(self) -> dict[str, object]:
        """Return the content of its journal entry."""
        before = None if self.before is None else product_data(self.before)
        return {"key": self.after.key, "before": before, "after": product_data(self.after)}


def product_data(product: Product) -> dict[str, object]:
    """Return ``product`` in whole numbers, texts and truth values."""
    return {
        "key": product.key,
        "name": product.name,
        "price": product.price.minor,
        "currency": product.price.currency,
        "vat_rate": product.vat_rate.milli,
        "barcodes": list(product.barcodes),
        "category": product.category,
        "unit": product.unit.value,
        "colour": product.colour,
        "picture": product.picture,
        "favourite": product.is_favourite,
        "active": product.is_active,
        "open_price": product.has_open_price,
    }


def product_of(data: Mapping[str, Any]) -> Product:
    """Return the product that ``product_data`` wrote."""
    return Product(
        data["key"],
        data["name"],
        Money(data["price"], data["currency"]),
        Percent(data["vat_rate"]),
        tuple(data["barcodes"]),
        data["category"],
        Unit(data["unit"]),
        data["colour"],
        data["picture"],
        data["favourite"],
        data["active"],
        data["open_price"],
    )
