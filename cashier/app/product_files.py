"""What the window needs to bring products in and to take them out, from the till and its folder."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from cashier.app.till import Till
from cashier.domain.capability import Capability
from cashier.domain.product_file import FileForm
from cashier.operations.look_at_file import OpenFile
from cashier.operations.pull_products import pull_products
from cashier.storage.picture_folder import PICTURES
from cashier.storage.product_csv_refused import save_refused
from cashier.translation import _
from cashier.ui.imports.import_presenter import ImportNeeds
from cashier.ui.settings.products_overview import ProductsNeeds, Pull


def import_needs(till: Till) -> ImportNeeds:
    """Return who looks into files, imports them, and saves what was refused."""
    shop = till.settings.shop
    return ImportNeeds(
        till.import_products,
        till.look_at_file,
        _save_refused,
        shop.currency,
        shop.tax.rates,
    )


def products_needs(till: Till) -> ProductsNeeds:
    """Return who counts the products and writes them into a file."""

    async def count_categories() -> int:
        return len(await till.catalogue.categories())

    async def export(path: str) -> None:
        await till.catalogue.export("csv", Path(path))

    return ProductsNeeds(
        till.catalogue.count, count_categories, export, str(till.folder / PICTURES), _pull(till)
    )


def _pull(till: Till) -> Pull | None:
    """Return who reads the products of the back end; None where it has none to give."""
    if not till.settings.back_end.name:
        return None
    back_end = till.back_ends.in_force
    if back_end is None or Capability.LISTS_PRODUCTS not in back_end.capabilities:
        return None

    async def pull(told: Callable[[int], None]) -> bytes:
        return await pull_products(back_end.products(), till.settings.shop.currency, told)

    return pull


async def _save_refused(
    open_file: OpenFile, form: FileForm, rows: Mapping[int, str], path: str
) -> None:
    head = (_("line"), _("why it is refused"))
    await asyncio.to_thread(save_refused, open_file, form, rows, head, Path(path))
