"""The refused rows of a product file as a file of their own: to be corrected and imported again."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from cashier.domain.product_file import FileForm
from cashier.storage.catalogue_files import file_errors_named
from cashier.storage.product_csv import ProductFile, in_form
from cashier.storage.product_csv_cells import RUNS_IN_SPREADSHEETS, printable
from cashier.storage.product_csv_form import beginning, divided, heading_of
from cashier.storage.product_csv_look import OpenFile

_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_CELL = 2_000


def save_refused(
    open_file: OpenFile,
    form: FileForm,
    refused: Mapping[int, str],
    head: tuple[str, str],
    out: Path,
) -> None:
    """Write to ``out`` the rows that begin on the lines of ``refused``, each with its reason.

    The columns are those of the file, after two that ``head`` names: line and reason, which an
    import passes over. Raises ``FileRefusedError``, ``DiskFullError`` or
    ``FolderNotWritableError``; then ``out`` is as it was.
    """
    file = in_form(open_file, "EUR", form)  # only its cells are looked at, never its prices
    part = out.with_name(f".{out.name}.part")
    with file_errors_named(out):
        try:
            with part.open("w", encoding="utf-8", newline="") as target:
                target.write(_BYTE_ORDER_MARK)
                writer = csv.writer(target, delimiter=form.delimiter)
                writer.writerow([*head, *_heading(open_file, form)])
                writer.writerows(_rows(file, refused))
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)


def _heading(open_file: OpenFile, form: FileForm) -> list[str]:
    """Return the headings of the file; where it has none, those that an import knows."""
    lines = beginning(open_file, form.encoding)
    named = heading_of(form, divided(lines, form.delimiter))
    if named:
        return [_harmless(cell) for cell in named]
    return [column.value if column else "" for column in form.columns]


def _rows(file: ProductFile, refused: Mapping[int, str]) -> Iterator[list[str]]:
    """Yield the rows; one that could not be taken apart has nothing but its reason."""
    left = len(refused)
    with closing(file.rows()) as rows:
        for line, _row in rows:
            if line in refused:
                yield [str(line), refused[line], *map(_harmless, rows.cells)]
                left -= 1
            if not left:
                return


def _harmless(cell: str) -> str:
    """Return a cell that can be written, and that no spreadsheet runs."""
    shown = printable(cell, _LONGEST_CELL)
    return f"'{shown}" if RUNS_IN_SPREADSHEETS.match(shown) else shown
