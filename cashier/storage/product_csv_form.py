"""How a product file is written, also one whose headings are not known: told from its beginning."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from cashier.domain.errors import FileRefusedError
from cashier.domain.product_file import Column, FileForm
from cashier.storage.product_csv import (
    NO_HEADING,
    cells_of,
    encoding_and_size,
    find_heading,
    text_of,
)
from cashier.storage.product_csv_headings import columns_of
from cashier.storage.product_csv_lines import LINE_LENGTH
from cashier.storage.product_csv_packed import FILE_ERRORS, refusal_of, unpacked

LINES_LOOKED_AT = 200
MOST_COLUMNS = 200
_COMMA_LAST = ";\t|,"
"""Where two divide as evenly, the comma is that of the decimals."""
_FEWEST_COLUMNS = 2
_NAME_LETTERS = 4
_CODE = re.compile(r"[0-9]{8,14}", re.ASCII)
_AMOUNT = re.compile(r"[0-9]{1,7}[.,][0-9]{2}", re.ASCII)
_RATE = re.compile(r"[0-9]{1,2}([.,][0-9]+)? ?%", re.ASCII)
_NUMBER = re.compile(r"[-+]?[0-9][0-9 .,]*[^\W\d_]{0,3}%?")
_LETTER = re.compile(r"[^\W\d_]")

Rows = Sequence[Sequence[str]]


def form_of(open_file: Callable[[], BinaryIO], currency: str) -> FileForm:
    """Return the form of a file, its columns as far as headings or cells tell them.

    Raises ``FileRefusedError`` where it is empty, no text, cannot be read, or no table.
    """
    opened = unpacked(open_file)
    try:
        encoding, _size = encoding_and_size(opened)
        with text_of(opened(), encoding) as text:
            found = find_heading(text, currency)
    except FILE_ERRORS as error:
        raise refusal_of(error) from error
    if found is not None:
        delimiter, columns, line = found
        return FileForm(encoding, delimiter, line, columns)
    lines = beginning(open_file, encoding)
    delimiter = max(_COMMA_LAST, key=lambda one: _evenness(divided(lines, one)))
    rows = divided(lines, delimiter)
    if usual_width(rows) < _FEWEST_COLUMNS:
        raise FileRefusedError(NO_HEADING)
    form = FileForm(encoding, delimiter, _heading_line(rows), ())
    return completed(form, lines, currency)


def completed(form: FileForm, lines: Sequence[str], currency: str) -> FileForm:
    """Return the form with columns, where it has none: by its heading, or by what stands in them.

    A price is not told by its look below a heading that is not known: it may be without VAT.
    """
    if form.columns:
        return form
    rows = divided(lines, form.delimiter)
    below = [row for row in rows[form.heading_line :] if any(row)]
    width = min(max(len(heading_of(form, rows)), usual_width(below)), MOST_COLUMNS)
    if form.heading_line:
        named = (*columns_of(heading_of(form, rows), currency), *[None] * width)[:width]
        return replace(form, columns=_with_codes(named, below))
    return replace(form, columns=_by_cells(below, width))


def beginning(open_file: Callable[[], BinaryIO], encoding: str) -> list[str]:
    """Return the first lines of a file; ``FileRefusedError`` where it cannot be read."""
    try:
        with text_of(unpacked(open_file)(), encoding) as text:
            return list(islice(iter(lambda: text.readline(LINE_LENGTH), ""), LINES_LOOKED_AT))
    except FILE_ERRORS as error:
        raise refusal_of(error) from error


def divided(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    return [cells_of(line, delimiter) for line in lines]


def heading_of(form: FileForm, rows: Rows) -> Sequence[str]:
    """Return the cells of the heading; none where the file has no heading."""
    at = form.heading_line - 1
    return rows[at][:MOST_COLUMNS] if 0 <= at < len(rows) else ()


def usual_width(rows: Rows) -> int:
    """Return how many columns most rows have, the greater number where as many have another."""
    widths = Counter(len(row) for row in rows if any(row))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _evenness(rows: Rows) -> tuple[int, int]:
    width = usual_width(rows)
    even = sum(len(row) == width for row in rows if any(row))
    return (even if width >= _FEWEST_COLUMNS else 0, width)


def _heading_line(rows: Rows) -> int:
    """Return the line of the first whole row where that one only names things, else 0."""
    width = usual_width(rows)
    at, first = next((at, row) for at, row in enumerate(rows, 1) if len(row) == width)
    cells = [cell.strip() for cell in first if cell.strip()]
    names_things = all(_LETTER.search(cell) and not _NUMBER.fullmatch(cell) for cell in cells)
    has_numbers_below = any(_NUMBER.fullmatch(cell.strip()) for row in rows[at:] for cell in row)
    return at if names_things and has_numbers_below else 0


def _with_codes(named: tuple[Column | None, ...], rows: Rows) -> tuple[Column | None, ...]:
    if Column.BARCODE in named:
        return named
    codes = (one is None and _are(_CODE, rows, at) for at, one in enumerate(named))
    return tuple(
        Column.BARCODE if is_code else one for is_code, one in zip(codes, named, strict=True)
    )


def _by_cells(rows: Rows, width: int) -> tuple[Column | None, ...]:
    columns: list[Column | None] = [
        Column.BARCODE if _are(_CODE, rows, at) else None for at in range(width)
    ]
    for column, look in ((Column.PRICE, _AMOUNT), (Column.VAT, _RATE)):
        found = [at for at in range(width) if _are(look, rows, at)]
        if len(found) == 1:
            columns[found[0]] = column
    letters = {
        at: sum(len(_LETTER.findall(cell)) for cell in _cells(rows, at))
        for at, column in enumerate(columns)
        if column is None
    }
    name = max(letters, key=lambda at: letters[at], default=None)
    if name is not None and letters[name] >= _NAME_LETTERS * len(rows):
        columns[name] = Column.NAME
    return tuple(columns)


def _are(look: re.Pattern[str], rows: Rows, at: int) -> bool:
    """Whether the cells of a column look like this, but for one in ten."""
    cells = _cells(rows, at)
    return sum(look.fullmatch(cell) is not None for cell in cells) * 10 > len(cells) * 9


def _cells(rows: Rows, at: int) -> list[str]:
    return [cell for row in rows if at < len(row) and (cell := row[at].strip())]
