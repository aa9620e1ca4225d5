"""A throw-away shop to try the till on: a small catalogue, an open day, no PIN."""

import asyncio
import csv
import errno
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import tomlkit

from cashier.app.till import OPERATOR, Till, first_settings
from cashier.domain.errors import DiskFullError, FolderNotWritableError
from cashier.domain.money import Money
from cashier.operations.import_products import ImportRequest
from cashier.resources import resource
from cashier.storage.picture_folder import PictureFolder
from cashier.storage.settings_file import SETTINGS_FILE

_SHOP = {
    "name": "Gintaro krautuvė",
    "address": ["Pilies g. 14, Vilnius"],
    "tax_number": "LT100001234517",
    "footer": ["Thank you. Ačiū!"],
    "timezone": "Europe/Vilnius",
    "cash_rounding": "0.05",
    "country": "LT",
}
_FLOAT_MINOR = 10_000


@contextmanager
def demo_folder() -> Iterator[Path]:
    """Make a demonstration shop in a folder of its own and throw it away afterwards.

    Raises ``FolderNotWritableError`` or ``DiskFullError`` where there is no place for one.
    """
    with _in_domain_words():
        path = Path(tempfile.mkdtemp(prefix="cashier-demo-"))
    try:
        furnish(path)
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def furnish(path: Path) -> None:
    """Make a demonstration shop in ``path``: settings, products and an open fiscal day."""
    content = {name: dict(table) for name, table in first_settings().items()}
    content["shop"] |= _SHOP  # type: ignore[arg-type] # lists of lines beside the texts
    with _in_domain_words():
        (path / SETTINGS_FILE).write_text(tomlkit.dumps(content), encoding="utf-8")
    till = Till.open(path)
    try:
        asyncio.run(_stock(till))
    finally:
        till.close()


@contextmanager
def _in_domain_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (DiskFullError if full else FolderNotWritableError)(str(error)) from error


async def _stock(till: Till) -> None:
    await stock(till)
    currency = till.settings.shop.currency
    await till.open_fiscal_day(Money(_FLOAT_MINOR, currency), operator=OPERATOR)


async def stock(till: Till) -> int:
    """Fill ``till`` with the demonstration's products; return how many there are of them."""
    products = await asyncio.to_thread(_with_pictures, PictureFolder(till.folder))
    request = ImportRequest(partial(io.BytesIO, products), till.settings.shop.currency)
    return (await till.import_products(request)).good_count


def _with_pictures(kept: PictureFolder) -> bytes:
    """Return the demonstration's list of products, its pictures kept under names of the till's."""
    with resource("demo", "products.csv").open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    column = heading.index("picture")
    for row in rows:
        if row[column]:
            picture = resource("demo", "pictures", row[column])
            row[column] = kept.put(picture.read_bytes(), "png")
    out = io.StringIO()
    csv.writer(out).writerows([heading, *rows])
    return out.getvalue().encode()
