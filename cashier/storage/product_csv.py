"""A file of products as shops and suppliers have them: recognised, then read row by row."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from typing_extensions import override

from cashier.domain.errors import FileRefusedError
from cashier.operations.import_products import BadRow
from cashier.storage.product_csv_cells import CellReader, ProductRow, RowRefusedError
from cashier.storage.product_csv_encoding import encoding_of
from cashier.storage.product_csv_headings import (
    Column,
    columns_of,
    is_heading,
    known_headings,
    language_of,
)
from cashier.storage.product_csv_lines import LINE_LENGTH, read_rows

_DELIMITERS = ",;\t|"
_HEADING_WITHIN = 10
"""The heading stands in one of the first lines; a title may stand before it."""


@dataclass(frozen=True, slots=True)
class ProductFile:
    """How a file is written; ``rows`` reads it."""

    open_file: Callable[[], BinaryIO]
    currency: str
    encoding: str
    delimiter: str
    columns: tuple[Column | None, ...]
    heading_line: int
    size: int

    def rows(self) -> "ProductRows":
        return ProductRows(self)


class ProductRows(Iterator[tuple[int, ProductRow | BadRow]]):
    """The rows below the heading, each with the line it begins on; memory stays the same."""

    def __init__(self, file: ProductFile) -> None:
        self._bytes = file.open_file()
        self._text = _text(self._bytes, file.encoding)
        self._rows = read_rows(self._text, file.delimiter, file.heading_line)
        self._read = CellReader(file.columns, file.currency)

    @property
    def bytes_read(self) -> int:
        return self._bytes.tell()

    def close(self) -> None:
        self._text.close()

    @override
    def __next__(self) -> tuple[int, ProductRow | BadRow]:
        try:
            line, cells = next(self._rows)
        except OSError as error:
            raise _unreadable() from error
        if isinstance(cells, BadRow):
            return line, cells
        try:
            return line, self._read(cells)
        except RowRefusedError as refused:
            return line, BadRow(line, refused.code, refused.given)


def recognise(open_file: Callable[[], BinaryIO], currency: str) -> ProductFile:
    """Return how the file is written.

    Raises ``FileRefusedError`` where it is empty, no text, cannot be read, or has no heading that
    names at least what a product is (name or barcode) and its price.
    """
    try:
        with open_file() as file:
            encoding = encoding_of(file, _language)
            size = file.seek(0, io.SEEK_END)
        with _text(open_file(), encoding) as text:
            delimiter, columns, line = _heading(text, currency)
    except OSError as error:
        raise _unreadable() from error
    return ProductFile(open_file, currency, encoding, delimiter, columns, line, size)


def _unreadable() -> FileRefusedError:
    return FileRefusedError("it cannot be read")


def _text(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    # A byte that is no character becomes a lone surrogate; its row is refused, not the file.
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline=None)


def _heading(text: TextIO, currency: str) -> tuple[str, tuple[Column | None, ...], int]:
    for number in range(1, _HEADING_WITHIN + 1):
        line = text.readline(LINE_LENGTH)
        for delimiter in _DELIMITERS:
            columns = columns_of(_cells(line, delimiter), currency)
            if is_heading(columns):
                _refuse_twice(columns)
                return delimiter, columns, number
    what = "it has no heading that names the columns, with at least a name or barcode, and a price"
    raise FileRefusedError(what)


def _language(beginning: str) -> str:
    lines = beginning.splitlines()[:_HEADING_WITHIN]
    rows = (_cells(line, delimiter) for line in lines for delimiter in _DELIMITERS)
    return language_of(max(rows, key=known_headings, default=[]))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _refuse_twice(columns: tuple[Column | None, ...]) -> None:
    for column in Column:
        if column is not Column.BARCODE and columns.count(column) > 1:
            what = "two columns of its heading mean the same"
            raise FileRefusedError(what, column.value)
