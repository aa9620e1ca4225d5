"""The whole catalogue as a file for people: CSV, JSON or HTML, written row by row.

A CSV cell that a spreadsheet would run (it begins with ``=``, ``+``, ``-``, ``@`` or their wide
forms, or with apostrophes and then one of these) gets an apostrophe before it. The import takes
one apostrophe away again, so every name comes back as it was.
"""

import csv
import html
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from cashier.domain.errors import InputRefusedError
from cashier.domain.product import Product
from cashier.domain.product_file import Column
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_files import file_errors_named
from cashier.storage.product_csv_cells import ONE_PERCENT, RUNS_IN_SPREADSHEETS

_BYTE_ORDER_MARK = "\ufeff"
_PAGE_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Products</title>
<style>
body { font: 14px sans-serif; margin: 2em } table { border-collapse: collapse }
th, td { border-bottom: 1px solid #ccc; padding: 4px 10px; text-align: left }
</style></head><body><h1>Products</h1><table>
"""
_PAGE_FOOT = "</table></body></html>\n"


def export_products(catalogue: SqliteCatalogue, kind: str, out: Path) -> None:
    """Write all products, also those not sold any more, to ``out``: there whole, or as it was.

    ``kind`` is csv, json or html. Raises ``DiskFullError`` or ``FolderNotWritableError``.
    """
    if kind not in _WRITERS:
        what = "format"
        raise InputRefusedError(what, kind)
    with file_errors_named(out), _replacing(out) as file:
        file.writelines(_WRITERS[kind](catalogue.every_product()))


@contextmanager
def _replacing(out: Path) -> Iterator[TextIO]:
    """Yield a file that takes the place of ``out`` when it is complete."""
    part = out.with_name(f".{out.name}.part")
    file = part.open("w", encoding="utf-8", newline="")
    try:
        with file:
            yield file
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _csv(products: Iterable[Product]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line)
    yield _BYTE_ORDER_MARK  # without it spreadsheets take the file for the system's code page
    writer.writerow([column.value for column in Column])
    for product in products:
        writer.writerow(map(_guarded, _cells(product)))
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _json(products: Iterable[Product]) -> Iterator[str]:
    before = "[\n"
    for product in products:
        yield before + json.dumps(_fields(product), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _html(products: Iterable[Product]) -> Iterator[str]:
    yield _PAGE_HEAD
    yield _html_row("th", [column.value for column in Column])
    for product in products:
        yield _html_row("td", _cells(product))
    yield _PAGE_FOOT


_WRITERS: dict[str, Callable[[Iterable[Product]], Iterator[str]]] = {
    "csv": _csv,
    "json": _json,
    "html": _html,
}


def _html_row(tag: str, cells: list[str]) -> str:
    inner = "".join(f'<{tag} dir="auto">{html.escape(cell)}</{tag}>' for cell in cells)
    return f"<tr>{inner}</tr>\n"


def _cells(product: Product) -> list[str]:
    """Return the cells of a row, in the order of ``Column``."""
    rate = product.vat_rate
    return [
        "|".join(product.barcodes),
        product.name,
        product.category,
        product.price.text(),
        rate.text() + ("%" if 0 < rate.milli < ONE_PERCENT else ""),
        product.unit.value,
        _flag(product.is_favourite),
        _flag(product.is_active),
        _flag(product.has_open_price),
        product.colour,
        product.picture,
    ]


def _fields(product: Product) -> dict[str, object]:
    return {
        "name": product.name,
        "barcodes": product.barcodes,
        "category": product.category,
        "price": product.price.text(),
        "currency": product.price.currency,
        "vat_rate": product.vat_rate.text(),
        "unit": product.unit.value,
        "favourite": product.is_favourite,
        "active": product.is_active,
        "open_price": product.has_open_price,
        "colour": product.colour,
        "picture": product.picture,
    }


def _flag(value: bool) -> str:  # noqa: FBT001 - a word for the value itself
    return "yes" if value else "no"


def _guarded(cell: str) -> str:
    return f"'{cell}" if RUNS_IN_SPREADSHEETS.match(cell) else cell
