"""What the columns of a file are taken for, and what cannot be imported like that."""

import pytest

from cashier.domain.product_file import COLUMN_TROUBLES, Column, FileForm

NAME, PRICE, CODE = Column.NAME, Column.PRICE, Column.BARCODE


def form(*columns: Column | None) -> FileForm:
    return FileForm("utf-8", ",", 1, columns)


@pytest.mark.parametrize(
    ("columns", "trouble"),
    [
        ((NAME, PRICE), ""),
        ((None, CODE, PRICE), ""),
        ((CODE, CODE, PRICE), ""),
        ((NAME, CODE), "price"),
        ((PRICE, Column.VAT), "product"),
        ((NAME, PRICE, PRICE), "twice"),
        ((NAME, NAME, None), "twice"),
        ((), "price"),
    ],
)
def test_a_file_says_what_a_product_is_and_what_it_costs(
    columns: tuple[Column | None, ...], trouble: str
) -> None:
    assert form(*columns).trouble == trouble
    assert not trouble or COLUMN_TROUBLES[trouble]


def test_columns_passed_over_may_be_many() -> None:
    assert form(None, NAME, None, PRICE, None).taken_twice() == frozenset()


def test_one_column_is_taken_for_something_else() -> None:
    before = form(NAME, PRICE, None)
    after = before.with_column(2, Column.VAT)
    assert after.columns == (NAME, PRICE, Column.VAT)
    assert before.columns == (NAME, PRICE, None)


def test_a_file_read_otherwise_has_its_columns_to_be_found_again() -> None:
    before = form(NAME, PRICE)
    assert before.read_otherwise(delimiter=";") == FileForm("utf-8", ";", 1, ())
    assert before.read_otherwise(heading_line=0) == FileForm("utf-8", ",", 0, ())
    assert before.read_otherwise(encoding="cp1257") == FileForm("cp1257", ",", 1, ())
