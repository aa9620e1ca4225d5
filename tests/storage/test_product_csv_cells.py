"""What single cells say: prices, rates, barcodes, flags, and what is refused."""

import pytest

from cashier.domain.product_file import Column
from cashier.storage.product_csv_cells import CellReader, ProductRow, RowRefusedError, plain_number


def cell(column: Column, text: str, currency: str = "EUR") -> ProductRow:
    columns = (Column.PRICE, column) if column is not Column.PRICE else (column,)
    cells = ("1", text) if column is not Column.PRICE else (text,)
    return CellReader(columns, currency)(cells)


def refusal(column: Column, text: str) -> str:
    with pytest.raises(RowRefusedError) as refused:
        cell(column, text)
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("2.59", 259), ("2,59", 259), (" 2,5 ", 250), ("3", 300), (".99", 99), ("0", 0),
        ("1 234,50", 123_450), ("1\u00a0234,50", 123_450), ("1.234,50", 123_450),
        ("1,234.50", 123_450), ("1'234.50", 123_450), ("1.234.567", 123_456_700),
        ("2,59 €", 259), ("€2.59", 259), ("2.59 EUR", 259), ("eur 2.59", 259), ("1,500", 150),
    ],
)  # fmt: skip
def test_prices_are_read_as_they_are_written(text: str, minor: int) -> None:
    if text == "1,500":
        assert plain_number(text) == "1.500"
    assert cell(Column.PRICE, text).price_minor == minor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "price-missing"), ("€", "price-missing"), ("cheap", "price-not-a-number"),
        ("1e3", "price-not-a-number"), ("NaN", "price-not-a-number"),
        ("2.59 USD", "price-not-a-number"),
        ("1,2,3", "price-not-a-number"), ("٣", "price-not-a-number"), ("-1,00", "price-negative"),
        ("1,005", "price-too-precise"), ("99999999999", "price-too-large"),
        ("=1+1", "price-not-a-number"),
    ],
)  # fmt: skip
def test_prices_that_are_none_are_refused_by_name(text: str, code: str) -> None:
    assert refusal(Column.PRICE, text) == code


def test_prices_have_the_decimals_of_the_currency() -> None:
    assert cell(Column.PRICE, "1500", "JPY").price_minor == 1_500
    assert cell(Column.PRICE, "1.005", "KWD").price_minor == 1_005


@pytest.mark.parametrize(
    ("text", "milli"),
    [
        ("21", 21_000),
        ("21%", 21_000),
        ("21,0", 21_000),
        ("25.5 %", 25_500),
        ("0", 0),
        ("0.9%", 900),
    ],
)
def test_rates_are_read_as_they_are_written(text: str, milli: int) -> None:
    assert cell(Column.VAT, text).vat_milli == milli


@pytest.mark.parametrize(
    ("text", "code"),
    [("normal", "vat-not-a-rate"), ("121", "vat-not-a-rate"), ("-1", "vat-not-a-rate"),
     ("0.21", "vat-unclear")],
)  # fmt: skip
def test_a_rate_is_never_guessed(text: str, code: str) -> None:
    assert refusal(Column.VAT, text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("4770190036016", ("4770190036016",)),
        ("4 770190 036016", ("4770190036016",)),
        ("4770190036016.0", ("4770190036016",)),
        ('="0011110653826"', ("0011110653826",)),
        ("'=own", ("=own",)),
        ("4770190036016|4770190036023", ("4770190036016", "4770190036023")),
        ("AB-12; ab-12\nAB-12", ("AB-12", "ab-12")),
        ("", ()),
        ("  ", ()),
    ],
)
def test_barcodes_are_read_as_they_are_written(text: str, codes: tuple[str, ...]) -> None:
    assert cell(Column.BARCODE, text).codes == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [("4.77019E+12", "barcode-rounded"), ("4,77E12", "barcode-rounded"), ("a b", "barcode-refused"),
     ("x" * 65, "barcode-refused"), ("a\x1bb", "barcode-refused"), ("\u202e1", "barcode-refused")],
)  # fmt: skip
def test_barcodes_that_are_none_are_refused_by_name(text: str, code: str) -> None:
    assert refusal(Column.BARCODE, text) == code


def test_what_refused_a_row_can_be_shown() -> None:
    with pytest.raises(RowRefusedError) as refused:
        cell(Column.NAME, "Bell \x07 and \x1bp\x00" + "x" * 500)
    assert refused.value.code == "control-characters"
    assert refused.value.given.isprintable()
    assert len(refused.value.given) < 70


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Two\nlines\t here ", "Two lines here"),
        ("Cafe\u0301", "Café"),
        ("Mi\u0099ta", "Mita"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("''=SUM(A1)", "'=SUM(A1)"),
        ("'n Sync", "'n Sync"),
        ("-5% yogurt", "-5% yogurt"),
        ('="Tea"', "Tea"),
    ],
)
def test_names_are_text_and_nothing_else(text: str, name: str) -> None:
    assert cell(Column.NAME, text).name == name


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "name-missing"), ("\n", "name-missing"), ("x" * 201, "name-too-long"),
     ("a\x00b", "control-characters"), ("a\u202eb", "control-characters"),
     ("a\udcffb", "encoding")],
)  # fmt: skip
def test_names_that_are_none_are_refused_by_name(text: str, code: str) -> None:
    assert refusal(Column.NAME, text) == code


@pytest.mark.parametrize(
    ("text", "unit"),
    [("pcs", "pcs"), ("vnt.", "pcs"), ("Stück", "pcs"), ("szt.", "pcs"), ("pièce", "pcs"),
     ("шт.", "pcs"), ("KG", "kg"), ("кг", "kg"), ("Litras", "l"), ("m", "m"), ("", None)],
)  # fmt: skip
def test_units_are_known_in_six_languages(text: str, unit: str | None) -> None:
    assert cell(Column.UNIT, text).unit == unit


@pytest.mark.parametrize(
    ("text", "value"),
    [("taip", True), ("Nein", False), ("TAK", True), ("non", False), ("да", True), ("0", False),
     ("x", True), ("", None)],
)  # fmt: skip
def test_flags_are_known_in_six_languages(text: str, value: bool | None) -> None:
    assert cell(Column.FAVOURITE, text).is_favourite is value


def test_other_cells_are_refused_by_name() -> None:
    assert refusal(Column.UNIT, "bushel") == "unit-unknown"
    assert refusal(Column.FAVOURITE, "maybe") == "flag-unknown"
    assert refusal(Column.COLOUR, "javascript:1") == "colour-unknown"
    assert refusal(Column.CATEGORY, "x" * 500) == "text-too-long"
    assert cell(Column.COLOUR, "#2F6F4E").colour == "#2f6f4e"


def test_an_open_price_needs_no_price() -> None:
    row = CellReader((Column.PRICE, Column.OPEN_PRICE), "EUR")(("", "yes"))
    assert (row.price_minor, row.has_open_price) == (0, True)


def test_empty_cells_beyond_the_heading_are_no_columns() -> None:
    reader = CellReader((Column.NAME, Column.PRICE), "EUR")
    assert reader(("Tea", "1", "", "")).name == "Tea"
    for cells in (("Tea",), ("Tea", "1", "x")):
        with pytest.raises(RowRefusedError):
            reader(cells)
