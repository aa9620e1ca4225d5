"""Pull products from where they are kept: as a list that the import of files takes."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Sequence

from cashier.domain.errors import FileRefusedError
from cashier.domain.product_file import Column
from cashier.domain.remote import RemoteProduct
from cashier.domain.text import N_, cleaned

_OTHERS = (Column.NAME, Column.CATEGORY, Column.PRICE, Column.VAT, Column.ACTIVE)

Told = Callable[[int], None]


async def pull_products(
    pages: AsyncIterator[Sequence[RemoteProduct]], currency: str, told: Told
) -> bytes:
    """Return every product as a CSV file under our own headings; ``told`` how many so far.

    A product of another currency, or without a price, has none here: the import says so. Raises
    ``FileRefusedError`` where there is no product, and what reading the pages raises.
    """
    found: list[RemoteProduct] = []
    async for page in pages:
        found += page
        told(len(found))
    if not found:
        raise FileRefusedError(N_("the back end has no products"))
    return _written(found, currency).encode()


def _written(products: Sequence[RemoteProduct], currency: str) -> str:
    most = max(len(_codes(one)) for one in products)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([Column.BARCODE.value] * most + [one.value for one in _OTHERS])
    for one in products:
        codes = _codes(one)
        writer.writerow([*codes, *[""] * (most - len(codes)), *_texts(one, currency)])
    return file.getvalue()


def _codes(product: RemoteProduct) -> tuple[str, ...]:
    """Return what a product is found by: its barcodes, else its code or its id there."""
    codes = tuple(cleaned(code) for code in product.barcodes if cleaned(code))
    return codes or (cleaned(product.sku) or cleaned(product.id),)


def _texts(product: RemoteProduct, currency: str) -> tuple[str, ...]:
    price = product.price
    return (
        cleaned(product.name),
        cleaned(product.category),
        price.text() if price is not None and price.currency == currency else "",
        f"{product.vat_rate.text()}%" if product.vat_rate is not None else "",
        "1" if product.is_active else "0",
    )
