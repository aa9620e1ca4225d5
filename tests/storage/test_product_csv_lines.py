"""Lines and quotes: every kind of break, and bounds that no file goes beyond."""

import io
from functools import partial

import pytest
from typing_extensions import Buffer, override

from cashier.domain.errors import FileRefusedError
from cashier.operations.import_products import BadRow
from cashier.storage.product_csv import recognise
from tests.storage.reading_products import HEADING, bad, names, read


def test_rows_over_several_lines_are_counted_by_their_first() -> None:
    content = HEADING + '1,"Two\nlines",1,21\r\n2,Next,1,21\r3,Third,x,21\n\n,,,\n4,"a ""b""",1,21'
    assert names(content) == ["Two lines", "Next", 'a "b"']
    assert bad(content) == [(5, "price-not-a-number")]
    assert [line for line, _ in read(content)] == [2, 4, 5, 8]


def test_an_unclosed_quote_costs_its_own_line_only() -> None:
    rows = "".join(f"{at},Name {at},1,21\n" for at in range(200))
    content = f'{HEADING}0,"never closed,1,21\n{rows}1,"again,1,21\n'
    assert bad(content) == [(2, "quotes"), (203, "quotes")]
    assert len(names(content)) == 200


def test_a_quote_inside_a_cell_is_a_sign_like_others() -> None:
    assert names(HEADING + '1,Pipe 5" long,1,21\n') == ['Pipe 5" long']


def test_a_line_too_long_is_passed_over_and_the_next_is_read() -> None:
    content = f'{HEADING}1,{"x" * 100_000},1,21\n2,Tea,1,21\n3,"a\n{"y" * 70_000}\n4,Milk,1,21\n'
    assert bad(content) == [(2, "line-too-long"), (4, "line-too-long")]
    assert names(content) == ["Tea", "Milk"]
    assert [line for line, _ in read(content)] == [2, 3, 4, 6]


class _OneLine(io.RawIOBase):
    """A file that is a heading and then one endless line; it keeps nothing."""

    def __init__(self, length: int) -> None:
        self._left = length
        self._head = HEADING.encode()

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = 0, /) -> int:
        return 0

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        part = self._head or b"x" * min(self._left, len(view))
        count = min(len(part), len(view))
        view[:count] = part[:count]
        self._left -= 0 if self._head else count
        self._head = b""
        return count


def test_one_line_of_200_mb_is_one_bad_row() -> None:
    file = recognise(lambda: io.BufferedReader(_OneLine(200_000_000)), "EUR")
    rows = file.rows()
    assert [row for _, row in rows] == [BadRow(2, "line-too-long")]
    rows.close()


def test_a_heading_of_200_mb_is_refused() -> None:
    refusing = partial(recognise, lambda: io.BufferedReader(_Headless(200_000_000)), "EUR")
    with pytest.raises(FileRefusedError):
        refusing()


class _Headless(_OneLine):
    def __init__(self, length: int) -> None:
        super().__init__(length)
        self._head = b""
