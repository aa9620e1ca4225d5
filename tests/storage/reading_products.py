"""Product files in memory, and what the reader makes of them."""

import io
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from cashier.operations.import_products import BadRow
from cashier.storage.product_csv import ProductFile, recognise
from cashier.storage.product_csv_cells import ProductRow

HEADING = "barcode,name,price,vat_rate\n"


def opened(content: str | bytes, encoding: str = "utf-8") -> Callable[[], BinaryIO]:
    data = content.encode(encoding) if isinstance(content, str) else content
    return partial(io.BytesIO, data)


def recognised(content: str | bytes, encoding: str = "utf-8") -> ProductFile:
    return recognise(opened(content, encoding), "EUR")


def read(content: str | bytes, encoding: str = "utf-8") -> list[tuple[int, ProductRow | BadRow]]:
    rows = recognised(content, encoding).rows()
    try:
        return list(rows)
    finally:
        rows.close()


def names(content: str | bytes, encoding: str = "utf-8") -> list[str | None]:
    return [row.name for _, row in read(content, encoding) if isinstance(row, ProductRow)]


def bad(content: str | bytes) -> list[tuple[int, str]]:
    return [(row.line, row.code) for _, row in read(content) if isinstance(row, BadRow)]
