"""Files as shops and suppliers have them: recognised, read within bounds, refused by name."""

import itertools
import random
from collections.abc import Iterator
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.errors import FileRefusedError
from cashier.operations.import_products import REASONS, BadRow
from cashier.storage.product_csv import recognise
from cashier.storage.product_csv_cells import ProductRow
from tests.storage.reading_products import HEADING, read, recognised


def refused(content: str | bytes) -> str:
    with pytest.raises(FileRefusedError) as refusal:
        recognised(content)
    return refusal.value.what


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(delimiter: str) -> None:
    content = HEADING.replace(",", delimiter) + delimiter.join(["1", "Tea", '"2,50"', "21"])
    [(line, row)] = read(content)
    assert line == 2
    assert isinstance(row, ProductRow)
    assert (row.codes, row.name, row.price_minor, row.vat_milli) == (("1",), "Tea", 250, 21_000)


def test_a_title_may_stand_before_the_heading() -> None:
    [(line, _)] = read("Price list\n\nname,price\nTea,1\n")
    assert line == 4


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "it is empty"),
        (" \n\n", "it is empty"),
        ("4770190036016,Tea,1.00,21\n" * 20, "it has no heading"),
        ("name,category\nTea,Drinks\n", "it has no heading"),
        ("Pavadinimas;Kaina be PVM\nArbata;1\n", "it has no heading"),
        ("name,price,kaina\nTea,1,2\n", "two columns"),
        (b"PK\x03\x04rest", "it is a workbook"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"\x1f\x8b\x08", "it is packed, and the packing is damaged"),
        (random.Random(7).randbytes(50_000), "it holds no text"),  # noqa: S311 - garbage, no secret
        (b"\x00" * 50_000, "it holds no text"),
    ],
)  # fmt: skip
def test_other_files_are_refused_in_words(content: str | bytes, what: str) -> None:
    assert refused(content).startswith(what)


def test_a_file_that_cannot_be_read_is_refused() -> None:
    def missing() -> BinaryIO:
        raise FileNotFoundError

    with pytest.raises(FileRefusedError):
        recognise(missing, "EUR")


@given(st.binary(max_size=400))
def test_no_content_makes_it_fail_otherwise_than_by_name(content: bytes) -> None:
    try:
        rows = recognised(HEADING.encode() + content).rows()
    except FileRefusedError:
        return
    taken: Iterator[tuple[int, ProductRow | BadRow]] = itertools.islice(rows, 1_000)
    for line, row in taken:
        assert line >= 2
        assert isinstance(row, ProductRow) or REASONS[row.code]
    rows.close()
