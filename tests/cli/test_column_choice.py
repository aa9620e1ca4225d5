"""Columns and a VAT rate named on the command line, for files that do not say them."""

from pathlib import Path

import pytest

from cashier.cli.column_choice import chosen_columns, chosen_vat, with_columns
from cashier.domain.errors import CashierError, FileRefusedError, InputRefusedError
from cashier.domain.product_file import Column, FileForm
from cashier.domain.quantity import Percent
from tests.cli.conftest import Cashier

NAME, PRICE, CODE = Column.NAME, Column.PRICE, Column.BARCODE
UNKNOWN = "Nr;Wording;Amount\n4770190036016;Tea;1,29\n4770047234107;Milk;0,99\n"


def test_columns_are_named_in_the_order_of_the_file() -> None:
    assert chosen_columns("barcode, NAME,-,price") == (CODE, NAME, None, PRICE)
    with pytest.raises(InputRefusedError):
        chosen_columns("barcode,nam,price")


@pytest.mark.parametrize("columns", [(NAME,), (NAME, None), (NAME, NAME), (PRICE, PRICE)])
def test_columns_that_do_not_fit_are_refused(columns: tuple[Column | None, ...]) -> None:
    with pytest.raises(FileRefusedError):
        with_columns(FileForm("utf-8", ",", 1, (None, None)), columns)


def test_a_rate_is_read_with_its_sign_or_without() -> None:
    assert chosen_vat("21") == chosen_vat(" 21 %") == chosen_vat("21,0") == Percent(21_000)
    assert chosen_vat("") is None
    with pytest.raises(CashierError):
        chosen_vat("much")


def written(tmp_path: Path, content: str = UNKNOWN) -> Path:
    file = tmp_path / "list.csv"
    file.write_text(content, encoding="utf-8")
    return file


def test_a_file_with_headings_of_its_own_is_imported(cashier: Cashier, tmp_path: Path) -> None:
    file = written(tmp_path)
    cashier("import-products", file, "--json").refused(2, "file-refused")
    named = ("--columns", "barcode,name,price", "--vat", "21")
    answer = cashier("import-products", file, *named, "--json").well()
    assert answer.json == {"added": 2, "updated": 0, "unchanged": 0, "bad": []}
    [found] = cashier("products", "--barcode", "4770190036016", "--json").well().json
    assert (found["name"], found["price"], found["vat_rate"]) == ("Tea", "1.29", "21")


def test_what_was_named_once_is_not_taken_for_granted(cashier: Cashier, tmp_path: Path) -> None:
    file = written(tmp_path)
    named = ("--columns", "barcode,name,price", "--vat", "21")
    cashier("import-products", file, *named).well()
    cashier("import-products", file, "--json").refused(2, "file-refused")


def test_a_rate_for_a_file_without_one(cashier: Cashier, tmp_path: Path) -> None:
    file = written(tmp_path, "name,price\nTea,1.29\n")
    cashier("import-products", file, "--json").refused(2, "no-good-row")
    answer = cashier("import-products", file, "--vat", "5%", "--json").well()
    assert answer.json["added"] == 1


@pytest.mark.parametrize(
    "named",
    [
        ("--columns", "barcode,name"),
        ("--columns", "barcode,name,colour"),
        ("--columns", "barcode,name,cost"),
        ("--vat", "much"),
        ("--vat", "121"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    cashier: Cashier, tmp_path: Path, named: tuple[str, str]
) -> None:
    answer = cashier("import-products", written(tmp_path), *named, "--json")
    assert answer.code == 2
    assert cashier("products", "--json").well().json == []
