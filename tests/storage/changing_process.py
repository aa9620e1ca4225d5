"""A till that changes a product and dies at the moment it is told: argv is folder, moment."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

from cashier.app.till import Till
from cashier.domain.money import Money
from cashier.domain.product import Product
from cashier.domain.product_change import ProductChange
from cashier.ports import NoteChange

CODE = "4770000000017"
DIED = 9


def main(folder: Path, moment: str) -> None:
    """Raise the price of the product with ``CODE``, or add it; die before, between or after."""
    till = Till.open(folder)
    store = till.save_product.store
    change = store.change

    async def changed(product: Product, note: NoteChange) -> Product:
        async def noted(what: ProductChange) -> int:
            if moment == "before the journal":
                os._exit(DIED)
            entry = await note(what)
            if moment == "after the journal":
                os._exit(DIED)
            return entry

        kept = await change(product, noted)
        if moment == "after the catalogue":
            os._exit(DIED)
        return kept

    store.change = changed  # type: ignore[method-assign]
    asyncio.run(_change(till))
    till.close()


async def _change(till: Till) -> None:
    found = await till.catalogue.by_barcode(CODE)
    if found is None:
        new = Product("", "Tea", Money(250, "EUR"), till.settings.shop.tax.rates.letters[0][0])
        product = replace(new, barcodes=(CODE,), category="Hot")
    else:
        product = replace(found, price=Money(250, "EUR"))
    await till.save_product(product, operator="owner")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
