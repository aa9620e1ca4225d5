"""Files whose headings are not known, or that have none: what is told, and what is left open."""

import pytest

from cashier.domain.errors import FileRefusedError
from cashier.domain.product_file import Column, FileForm
from cashier.storage.product_csv_form import beginning, completed, form_of, usual_width
from tests.storage.reading_products import opened

NAME, PRICE, CODE, VAT = Column.NAME, Column.PRICE, Column.BARCODE, Column.VAT


def form(content: str, encoding: str = "utf-8") -> FileForm:
    return form_of(opened(content, encoding), "EUR")


def test_known_headings_are_taken_as_an_import_takes_them() -> None:
    found = form("Price list\n\nEAN;Pavadinimas;Kaina;PVM %\n4770190036016;Duona;1,29;21\n")
    assert found == FileForm("utf-8", ";", 3, (CODE, NAME, PRICE, VAT))


def test_headings_that_are_not_known_are_left_open_but_for_codes() -> None:
    found = form("SKU-NR;Wording;Amount\n4770190036016;Tea;1,29\n4770047234107;Milk;0,99\n")
    assert found == FileForm("utf-8", ";", 1, (CODE, None, None))


def test_a_net_price_is_never_taken_for_the_price_by_itself() -> None:
    found = form("Pavadinimas;Kaina be PVM\nArbata;1,00\n")
    assert found.columns == (NAME, None)
    assert found.trouble == "price"


def test_a_file_without_a_heading_is_told_by_its_cells() -> None:
    rows = "".join(f"{4770190036016 + at},Tea number {at},{at}.50,21%\n" for at in range(9))
    assert form(rows) == FileForm("utf-8", ",", 0, (CODE, NAME, PRICE, VAT))


def test_of_two_amounts_none_is_taken_for_the_price() -> None:
    rows = "".join(f"Tea number {at};{at},50;{at},99\n" for at in range(9))
    assert form(rows).columns == (NAME, None, None)


def test_a_name_that_stands_twice_is_left_to_the_user() -> None:
    assert form("name,price,kaina\nTea,1,2\n").trouble == "twice"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_divides_evenly(delimiter: str) -> None:
    rows = [["Tea, green; loose", f"{at},50", "x|y"] for at in range(1, 9)]
    content = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert form(content).delimiter == delimiter


@pytest.mark.parametrize("content", ["a letter to my aunt\n", "one\ntwo\nthree\n", "1\n2\n"])
def test_what_is_no_table_is_refused(content: str) -> None:
    with pytest.raises(FileRefusedError, match="no heading"):
        form(content)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="empty"):
        form("")


def test_a_form_read_otherwise_gets_the_columns_of_its_heading() -> None:
    content = "name;price,vat\nTea;1,21\n"
    first = form("name,price\n")
    lines = beginning(opened(content), "utf-8")
    found = completed(first.read_otherwise(delimiter=";"), lines, "EUR")
    assert found.columns == (NAME, None)


def test_a_form_without_a_heading_gets_the_columns_of_its_cells() -> None:
    content = "".join(f"Tea number {at};{at},50\n" for at in range(9))
    lines = beginning(opened(content), "utf-8")
    assert completed(FileForm("utf-8", ";", 0, ()), lines, "EUR").columns == (NAME, PRICE)


def test_columns_that_were_chosen_stay() -> None:
    chosen = FileForm("utf-8", ",", 1, (PRICE, NAME))
    assert completed(chosen, ["name,price\n"], "EUR") is chosen


def test_a_heading_line_beyond_the_end_names_nothing() -> None:
    found = completed(FileForm("utf-8", ",", 9, ()), ["a,b\n"], "EUR")
    assert found.columns == ()
    assert found.trouble


def test_the_usual_width_is_that_of_most_rows_that_hold_something() -> None:
    assert usual_width([["a"], ["a", "b"], ["c", "d"], [], []]) == 2
    assert usual_width([]) == 0
