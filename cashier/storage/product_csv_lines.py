"""Rows of a CSV file, read in bounded pieces: no line, quote or file can fill the memory."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import TextIO

from typing_extensions import override

from cashier.operations.import_products import BadRow

LINE_LENGTH = 16_384
"""A longer line is no product."""
_ROW_LINES = 50
"""A row that goes over more lines has an unclosed quotation mark."""


class _LineTooLongError(Exception):
    pass


class _RowTooLongError(Exception):
    pass


class _Lines(Iterator[str]):
    """The lines of a file, and those a broken row swallowed, for a second reading."""

    def __init__(self, file: TextIO, number: int) -> None:
        self._file = file
        self._number = number
        self._again: deque[str] = deque()
        self._of_row: list[str] = []

    def begin_row(self) -> None:
        self._of_row.clear()

    @property
    def first_of_row(self) -> int:
        """The number of the line on which the present row began."""
        return self._number - len(self._of_row) + 1

    def give_back(self) -> None:
        """Let all lines of the row but its first be read again."""
        back = self._of_row[1:]
        self._again.extendleft(reversed(back))
        self._number -= len(back)

    @override
    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._file.readline(LINE_LENGTH)
        if not line:
            raise StopIteration
        self._number += 1
        self._of_row.append(line)
        if len(line) == LINE_LENGTH and not line.endswith("\n"):
            self._skip_line()
            self._of_row[-1] = "\n"
            raise _LineTooLongError
        if len(self._of_row) > _ROW_LINES:
            raise _RowTooLongError
        return line

    def _skip_line(self) -> None:
        while True:
            rest = self._file.readline(LINE_LENGTH)
            if not rest or rest.endswith("\n"):
                return


def read_rows(
    file: TextIO, delimiter: str, header_line: int
) -> Iterator[tuple[int, list[str] | BadRow]]:
    """Yield each row below the heading with the number of its first line; empty rows are left out.

    A row that cannot be taken apart comes as ``BadRow``; the next line is read as a row again.
    """
    for _ in range(header_line):
        file.readline(LINE_LENGTH)
    lines = _Lines(file, header_line)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin_row()
        try:
            cells = next(reader, None)
        except _LineTooLongError:
            yield _bad(lines, "line-too-long")
        except (_RowTooLongError, csv.Error):
            yield _bad(lines, "quotes")
        else:
            if cells is None:
                return
            if any(cells):
                yield lines.first_of_row, cells


def _bad(lines: _Lines, code: str) -> tuple[int, BadRow]:
    line = lines.first_of_row
    lines.give_back()
    return line, BadRow(line, code)
