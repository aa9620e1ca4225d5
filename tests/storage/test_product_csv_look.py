"""A look into a product file: its columns with samples, and its first rows as products."""

import asyncio
import gzip
from pathlib import Path

import pytest

from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.product_file import Column
from cashier.domain.quantity import Percent
from cashier.operations.look_at_file import ROWS_SHOWN, FileLook
from cashier.storage.product_csv_look import ProductFileLooker, look_into
from tests.storage.reading_products import HEADING, opened

DATA = Path(__file__).parent.parent / "data"


def look(content: str | bytes | Path, encoding: str = "utf-8") -> FileLook:
    if isinstance(content, Path):
        return look_into(lambda: content.open("rb"), "EUR", None)
    return look_into(opened(content, encoding), "EUR", None)


def test_a_suppliers_file_is_shown_with_its_headings_and_cells() -> None:
    found = look(DATA / "supplier-cp1257.csv")
    assert (found.form.encoding, found.form.delimiter) == ("cp1257", ";")
    assert found.headings == ("EAN", "Pavadinimas", "Grupė", "Kaina", "PVM %")
    assert found.form.columns == (
        Column.BARCODE, Column.NAME, Column.CATEGORY, Column.PRICE, Column.VAT,
    )  # fmt: skip
    assert found.samples[3] == ("0,39", "11,09", "1,99")
    assert (found.decimal_sign, found.is_packed) == (",", False)
    first = found.rows[0].listed
    assert first is not None
    assert first.price == Money(39, "EUR")
    assert (first.name, first.codes) == ("Kamikaze", ("4770047234107",))
    assert len(found.rows) == ROWS_SHOWN


def test_the_packed_hundred_thousand_are_looked_into_as_they_are() -> None:
    found = look(DATA / "products-100k.csv.gz")
    assert found.is_packed
    assert len(found.rows) == ROWS_SHOWN
    assert found.rows[0].listed is not None


def test_bad_rows_come_with_their_reason() -> None:
    found = look(DATA / "bad-rows.csv")
    told = {row.line: row.bad.code for row in found.rows if row.bad is not None}
    assert told[5] == "name-missing"
    assert told[8] == "price-negative"
    assert found.rows[0].listed is not None


def test_no_rows_are_shown_while_the_columns_say_too_little() -> None:
    found = look("name;stock\nTea;7\n")
    assert found.form.trouble == "price"
    assert found.rows == ()
    assert found.samples == (("Tea",), ("7",))


def test_samples_are_what_differs_and_can_be_printed() -> None:
    found = look(HEADING + "1,Tea,1,21\n2,Tea,1,21\n3,Te\x07a,,21\n4,Milk\u202e,2,21\n")
    assert found.samples[1] == ("Tea", "Te\ufffda", "Milk\ufffd")
    assert found.samples[3] == ("21",)


@pytest.mark.parametrize(
    ("prices", "sign"),
    [
        (("1.50", "2.50"), "."),
        (("1", "1,50"), ","),
        (("1.234,50", "2"), ","),
        (("1,234.50", "2"), "."),
        (("1", "2"), ""),
        (("€ 2,50", "3"), ","),
    ],
)
def test_how_decimals_are_written_is_told_by_the_prices(prices: tuple[str, ...], sign: str) -> None:
    rows = "".join(f'Tea;"{price}";21\n' for price in prices)
    assert look(f"name;price;vat\n{rows}").decimal_sign == sign


def test_files_of_one_supplier_have_one_signature() -> None:
    first, second = look("Name,PRICE\nTea,1\n"), look("name;price \nMilk;2\nRye;3\n")
    assert first.signature == second.signature == "name|price"
    assert look("name,price,vat\nTea,1,21\n").signature != first.signature


def test_a_file_without_a_heading_is_known_by_its_width() -> None:
    found = look("Tea number one;1,50\nTea number two;2,50\n")
    assert found.headings == ("", "")
    assert found.form.heading_line == 0
    assert "2 columns" in found.signature


def test_a_look_in_another_form_shows_what_it_would_say() -> None:
    first = look("Name;Net;Gross\nTea;1,00;1,21\n")
    form = first.form.with_column(2, Column.PRICE)
    again = look_into(opened("Name;Net;Gross\nTea;1,00;1,21\n"), "EUR", form)
    [row] = again.rows
    assert row.listed is not None
    assert row.listed.price == Money(121, "EUR")


def test_everything_a_row_says_is_shown() -> None:
    found = look("name,price,vat,unit,category,favourite\nApples,2.50,5,kg,Fruit,yes\n")
    listed = found.rows[0].listed
    assert listed is not None
    assert (listed.vat_rate, listed.unit) == (Percent(5_000), Unit.KILOGRAM)
    assert (listed.category, listed.is_favourite) == ("Fruit", True)


def test_it_is_asked_away_from_the_loop() -> None:
    content = gzip.compress(b"name,price\nTea,1\n", mtime=0)
    found = asyncio.run(ProductFileLooker().look(opened(content), "EUR", None))
    assert found.is_packed
