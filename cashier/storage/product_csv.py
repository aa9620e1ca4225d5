"""A file of products as shops and suppliers have them: recognised, then read row by row."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from typing_extensions import override

from cashier.domain.errors import FileRefusedError
from cashier.domain.product_file import Column, FileForm
from cashier.domain.text import N_
from cashier.operations.import_products import BadRow
from cashier.storage.product_csv_cells import CellReader, ProductRow, RowRefusedError
from cashier.storage.product_csv_encoding import encoding_of
from cashier.storage.product_csv_headings import (
    columns_of,
    is_heading,
    known_headings,
    language_of,
)
from cashier.storage.product_csv_lines import LINE_LENGTH, read_rows
from cashier.storage.product_csv_packed import (
    FILE_ERRORS,
    place_on_disk,
    refusal_of,
    size_on_disk,
    unpacked,
)

NO_HEADING = N_(
    "it has no heading that names the columns, with at least a name or barcode, and a price"
)
DELIMITERS = ",;\t|"
HEADING_WITHIN = 10
"""The heading stands in one of the first lines; a title may stand before it."""


@dataclass(frozen=True, slots=True)
class ProductFile:
    """How a file is written; ``rows`` reads it. ``open_file`` gives it unpacked."""

    open_file: Callable[[], BinaryIO]
    currency: str
    form: FileForm
    size: int

    def rows(self) -> "ProductRows":
        return ProductRows(self)


class ProductRows(Iterator[tuple[int, ProductRow | BadRow]]):
    """The rows below the heading, each with the line it begins on; memory stays the same.

    ``cells`` are those of the row that came last, none where it could not be taken apart.
    """

    def __init__(self, file: ProductFile) -> None:
        form = file.form
        self._bytes = file.open_file()
        self._text = text_of(self._bytes, form.encoding)
        self._rows = read_rows(self._text, form.delimiter, form.heading_line)
        self._read = CellReader(form.columns, file.currency)
        self.cells: list[str] = []

    @property
    def bytes_read(self) -> int:
        return place_on_disk(self._bytes)

    def close(self) -> None:
        self._text.close()

    @override
    def __next__(self) -> tuple[int, ProductRow | BadRow]:
        self.cells = []
        try:
            line, cells = next(self._rows)
        except FILE_ERRORS as error:
            raise refusal_of(error) from error
        if isinstance(cells, BadRow):
            return line, cells
        self.cells = cells
        try:
            return line, self._read(cells)
        except RowRefusedError as refused:
            return line, BadRow(line, refused.code, refused.given)


def recognise(open_file: Callable[[], BinaryIO], currency: str) -> ProductFile:
    """Return how the file is written.

    Raises ``FileRefusedError`` where it is empty, no text, cannot be read, or has no heading that
    names at least what a product is (name or barcode) and its price.
    """
    opened = unpacked(open_file)
    try:
        encoding, size = encoding_and_size(opened)
        with text_of(opened(), encoding) as text:
            delimiter, columns, line = _heading(text, currency)
    except FILE_ERRORS as error:
        raise refusal_of(error) from error
    return ProductFile(opened, currency, FileForm(encoding, delimiter, line, columns), size)


def in_form(open_file: Callable[[], BinaryIO], currency: str, form: FileForm) -> ProductFile:
    """Return the file to be read in a form that was chosen; ``FileRefusedError`` as above."""
    opened = unpacked(open_file)
    try:
        with opened() as file:
            return ProductFile(opened, currency, form, size_on_disk(file))
    except FILE_ERRORS as error:
        raise refusal_of(error) from error


def encoding_and_size(opened: Callable[[], BinaryIO]) -> tuple[str, int]:
    """Return the encoding of the whole file, and how much there is to read."""
    with opened() as file:
        return encoding_of(file, _language), size_on_disk(file)


def text_of(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Return the file as text; broken characters refuse their row, not the file."""
    # A byte that is no character becomes a lone surrogate.
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline=None)


def cells_of(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line; none where it cannot be taken apart."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _heading(text: TextIO, currency: str) -> tuple[str, tuple[Column | None, ...], int]:
    found = find_heading(text, currency)
    if found is None:
        raise FileRefusedError(NO_HEADING)
    _refuse_twice(found[1])
    return found


def find_heading(text: TextIO, currency: str) -> tuple[str, tuple[Column | None, ...], int] | None:
    """Return delimiter, columns and line of a heading that names a product and its price."""
    for number in range(1, HEADING_WITHIN + 1):
        line = text.readline(LINE_LENGTH)
        for delimiter in DELIMITERS:
            columns = columns_of(cells_of(line, delimiter), currency)
            if is_heading(columns):
                return delimiter, columns, number
    return None


def _language(beginning: str) -> str:
    lines = beginning.splitlines()[:HEADING_WITHIN]
    rows = (cells_of(line, delimiter) for line in lines for delimiter in DELIMITERS)
    return language_of(max(rows, key=known_headings, default=[]))


def _refuse_twice(columns: tuple[Column | None, ...]) -> None:
    for column in Column:
        if column is not Column.BARCODE and columns.count(column) > 1:
            what = N_("two columns of its heading mean the same")
            raise FileRefusedError(what, column.value)
