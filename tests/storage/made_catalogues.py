"""Catalogues for tests: real files with the products a test names."""

import asyncio
import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cashier.operations.import_products import ImportProducts, ImportRequest, ImportSummary
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_files import generation_path
from cashier.storage.catalogue_import import SqliteBuilder

HEADING = "barcode,name,category,price,vat_rate,unit,favourite,active,open_price"


async def import_into(folder: Path, content: str | bytes, generation: int = 0) -> ImportSummary:
    """Import ``content`` over ``generation`` and leave the next one in ``folder``."""

    async def switch(_generation: int, _summary: ImportSummary) -> None: ...

    async def adopt(_generation: int) -> None: ...

    data = content.encode() if isinstance(content, str) else content
    builder = SqliteBuilder(folder, lambda: generation, adopt)
    try:
        request = ImportRequest(partial(io.BytesIO, data), "EUR")
        return await ImportProducts(builder, switch)(request)
    finally:
        builder.close()


def catalogue_of(folder: Path, rows: Sequence[str], heading: str = HEADING) -> SqliteCatalogue:
    """Return an opened catalogue of ``rows``, all of them good."""
    summary = asyncio.run(import_into(folder, "\n".join((heading, *rows)) + "\n"))
    assert not summary.bad
    return SqliteCatalogue.open(generation_path(folder, 1))


def named(folder: Path, *names: str) -> SqliteCatalogue:
    """Return a catalogue of products that have nothing but these names."""
    rows = ['"{}",1.00,21'.format(name.replace('"', '""')) for name in names]
    return catalogue_of(folder, rows, "name,price,vat")
