"""The first rows of a product file, and what they say when its columns are taken so or so."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import BinaryIO

from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.product_file import Column, FileForm
from cashier.domain.quantity import Percent
from cashier.operations.import_products import BadRow
from cashier.operations.look_at_file import ROWS_SHOWN, FileLook, FoundRow, ListedProduct
from cashier.storage.catalogue_words import fold
from cashier.storage.product_csv import in_form
from cashier.storage.product_csv_cells import ProductRow, plain_number, printable
from cashier.storage.product_csv_form import (
    beginning,
    completed,
    divided,
    form_of,
    heading_of,
    usual_width,
)
from cashier.storage.product_csv_packed import is_packed, unpacked

_SAMPLES = 3
_DECIMALS = (".", ",")

OpenFile = Callable[[], BinaryIO]


class ProductFileLooker:
    """Implements ``ProductFileReader`` away from the window."""

    async def look(self, open_file: OpenFile, currency: str, form: FileForm | None) -> FileLook:
        """Return what the file says in ``form``; see the port."""
        return await asyncio.to_thread(look_into, open_file, currency, form)


def look_into(open_file: OpenFile, currency: str, form: FileForm | None) -> FileLook:
    """Return what the beginning of the file says; without a form in the one it is seen to have.

    A form without columns gets those that heading or cells tell.
    """
    if form is None:
        form = form_of(open_file, currency)
    lines = beginning(open_file, form.encoding)
    form = completed(form, lines, currency)
    rows = divided(lines, form.delimiter)
    headings = _headings(form, rows)
    samples = _samples(form, rows[form.heading_line :])
    with unpacked(open_file)() as file:
        is_packed_file = is_packed(file)
    return FileLook(
        form,
        headings,
        samples,
        tuple(_found_rows(open_file, currency, form)),
        _signature(form, rows),
        _decimal_sign(form, samples),
        is_packed_file,
    )


def _found_rows(open_file: OpenFile, currency: str, form: FileForm) -> Iterator[FoundRow]:
    if form.trouble:
        return
    with closing(in_form(open_file, currency, form).rows()) as rows:
        for line, row in islice(rows, ROWS_SHOWN):
            yield _found(line, row, currency)


def _found(line: int, row: ProductRow | BadRow, currency: str) -> FoundRow:
    if isinstance(row, BadRow):
        return FoundRow(line, bad=row)
    listed = ListedProduct(
        Money(row.price_minor or 0, currency),
        row.codes,
        row.name,
        None if row.vat_milli is None else Percent(row.vat_milli),
        None if row.unit is None else Unit(row.unit),
        row.category,
        row.is_favourite,
    )
    return FoundRow(line, listed)


def _headings(form: FileForm, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return what stands above each column; nothing where the file has no heading."""
    heading = [printable(" ".join(cell.split())) for cell in heading_of(form, rows)]
    width = len(form.columns)
    return tuple((*heading, *[""] * width)[:width])


def _samples(form: FileForm, rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return of each column the first cells that differ and hold something."""
    return tuple(tuple(islice(_different(rows, at), _SAMPLES)) for at in range(len(form.columns)))


def _different(rows: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    seen = set()
    for row in rows:
        cell = printable(" ".join(row[at].split())) if at < len(row) else ""
        if cell and cell not in seen:
            seen.add(cell)
            yield cell


def _decimal_sign(form: FileForm, samples: tuple[tuple[str, ...], ...]) -> str:
    """Return how the prices write their decimals, empty where no sample tells."""
    if Column.PRICE not in form.columns:
        return ""
    for cell in samples[form.columns.index(Column.PRICE)]:
        plain = plain_number(cell)
        if "." in plain:
            return max(_DECIMALS, key=cell.rfind)
    return ""


def _signature(form: FileForm, rows: Sequence[Sequence[str]]) -> str:
    """Return what the files of one supplier have in common: their headings, or their width."""
    heading = "|".join(fold(cell) for cell in heading_of(form, rows))
    return heading or f"{usual_width(rows)} columns without a heading"
