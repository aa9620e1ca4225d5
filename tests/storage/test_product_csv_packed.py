"""Packed files: read as if they were not, and refused by name where the packing is damaged."""

import gzip
import io
from pathlib import Path

import pytest

from cashier.domain.errors import FileRefusedError
from cashier.operations.import_products import BadRow
from cashier.storage.product_csv_packed import (
    is_packed,
    place_on_disk,
    refusal_of,
    size_on_disk,
    unpacked,
)
from tests.storage.reading_products import HEADING, opened, read, recognised

DATA = Path(__file__).parent.parent / "data"
ROWS = HEADING + "".join(f"{at:08},Tea {at},1.50,21\n" for at in range(5_000))


def packed(content: str) -> bytes:
    return gzip.compress(content.encode(), mtime=0)


def test_a_packed_file_says_the_same_as_the_plain_one() -> None:
    assert read(packed(ROWS)) == read(ROWS)


def test_the_hundred_thousand_are_recognised_as_they_come() -> None:
    file = recognised((DATA / "products-100k.csv.gz").read_bytes())
    assert (file.form.encoding, file.form.delimiter) == ("utf-8", ",")
    assert file.size == (DATA / "products-100k.csv.gz").stat().st_size


def test_how_far_it_is_is_told_in_bytes_of_the_packed_file() -> None:
    content = packed(ROWS)
    file = recognised(content)
    rows = file.rows()
    seen = [rows.bytes_read for _row in rows]
    assert seen == sorted(seen)
    assert seen[-1] <= file.size == len(content)
    rows.close()


@pytest.mark.parametrize("cut", [3, 12, 100, 2_000])
def test_a_packed_file_that_was_cut_off_is_refused_and_nothing_else(cut: int) -> None:
    with pytest.raises(FileRefusedError, match="damaged"):
        read(packed(ROWS)[:cut])


def test_damage_in_the_middle_is_refused() -> None:
    content = bytearray(packed(ROWS))
    content[len(content) // 2 : len(content) // 2 + 40] = bytes(40)
    with pytest.raises(FileRefusedError, match="damaged"):
        read(bytes(content))


def test_packed_twice_is_refused_in_words() -> None:
    with pytest.raises(FileRefusedError, match="it is packed; unpack it first"):
        recognised(gzip.compress(packed(ROWS), mtime=0))


def test_a_plain_file_is_given_as_it_is() -> None:
    with unpacked(opened("abc"))() as file:
        assert not is_packed(file)
        assert size_on_disk(file) == 3
        assert file.read() == b""
        assert place_on_disk(file) == 3


def test_closing_closes_the_packed_file_too() -> None:
    raw = io.BytesIO(packed("abc"))
    file = unpacked(lambda: raw)()
    assert is_packed(file)
    assert file.read() == b"abc"
    file.close()
    assert raw.closed


def test_a_disk_that_does_not_answer_is_no_damaged_packing() -> None:
    assert refusal_of(OSError()).what == "it cannot be read"


def test_bad_rows_keep_their_lines() -> None:
    [(line, row)] = read(packed("name,price,vat\nTea,dear,21\n"))
    assert isinstance(row, BadRow)
    assert line == row.line == 2
