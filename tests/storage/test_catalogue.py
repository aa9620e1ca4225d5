"""One generation of the catalogue: look-up, browsing, and files that cannot be used."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier.domain.errors import DamagedLedgerError, NewerLedgerError
from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.quantity import Percent
from cashier.storage.catalogue import SqliteCatalogue, spellings
from cashier.storage.catalogue_files import generation_path
from tests.storage.made_catalogues import catalogue_of

ROWS = (
    "4770190036016|4770190036023,Žalia arbata,Beverages,2.59,21,pcs,yes,yes,no",
    "0011110653826,Donut Holes,Bakery,0.59,21,pcs,no,yes,no",
    ",Obuoliai,Fruit,1.49,5,kg,yes,yes,no",
    "FLW,Gėlės,Other,0,21,pcs,no,yes,yes",
    "4770049061466,Sena prekė,Old,1.00,21,pcs,yes,no,no",
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[SqliteCatalogue]:
    made = catalogue_of(tmp_path, ROWS)
    yield made
    made.close()


def test_a_product_comes_back_as_it_was_said(catalogue: SqliteCatalogue) -> None:
    tea = catalogue.by_barcode("4770190036023")
    assert tea is not None
    assert (tea.name, tea.price, tea.vat_rate) == (
        "Žalia arbata",
        Money(259, "EUR"),
        Percent(21_000),
    )
    assert tea.barcodes == ("4770190036016", "4770190036023")
    assert (tea.is_favourite, tea.is_active, tea.has_open_price) == (True, True, False)
    assert catalogue.by_key(tea.key) == tea
    flowers = catalogue.by_barcode("FLW")
    assert flowers is not None
    assert flowers.has_open_price
    apples = catalogue.search("obuoliai", limit=1)[0]
    assert apples.unit is Unit.KILOGRAM


def test_a_gtin_is_found_however_its_zeros_are_written(catalogue: SqliteCatalogue) -> None:
    for code in ("0011110653826", "011110653826", "00011110653826", " 011110653826 "):
        found = catalogue.by_barcode(code)
        assert found is not None
        assert found.name == "Donut Holes"
    assert catalogue.by_barcode("11110653826") is None


def test_spellings_begin_with_the_code_itself() -> None:
    assert spellings("AB 1") == ("AB 1",)
    assert spellings("96385074") == ("96385074",)
    assert spellings("4770190036016") == ("4770190036016", "04770190036016")
    assert spellings("000000000000")[0] == "000000000000"


def test_what_is_not_there_is_none(catalogue: SqliteCatalogue) -> None:
    assert catalogue.by_barcode("999") is None
    assert catalogue.by_barcode("") is None
    assert catalogue.by_barcode("\ud800") is None
    assert catalogue.by_key("P999999") is None


def test_a_product_not_sold_any_more_is_found_by_its_key_only(catalogue: SqliteCatalogue) -> None:
    assert catalogue.by_barcode("4770049061466") is None
    assert catalogue.search("sena", limit=9) == []
    old = next(each for each in catalogue.every_product() if each.name == "Sena prekė")
    assert not old.is_active
    assert catalogue.by_key(old.key) == old
    assert catalogue.count() == 4
    assert len(list(catalogue.every_product())) == 5


def test_browsing_goes_by_name(catalogue: SqliteCatalogue) -> None:
    def names(
        category: str | None, *, favourites: bool, limit: int = 9, offset: int = 0
    ) -> list[str]:
        found = catalogue.browse(
            category=category, favourites=favourites, limit=limit, offset=offset
        )
        return [product.name for product in found]

    assert names(None, favourites=False) == ["Donut Holes", "Gėlės", "Obuoliai", "Žalia arbata"]
    assert names(None, favourites=False, limit=2, offset=1) == ["Gėlės", "Obuoliai"]
    assert names(None, favourites=True) == ["Obuoliai", "Žalia arbata"]
    assert names("Fruit", favourites=False) == ["Obuoliai"]
    assert names("Old", favourites=False) == []


def test_only_categories_with_something_to_sell_are_named(catalogue: SqliteCatalogue) -> None:
    assert catalogue.categories() == ["Bakery", "Beverages", "Fruit", "Other"]


def test_it_tells_how_many_products_are_sold_at_each_rate(catalogue: SqliteCatalogue) -> None:
    found = catalogue.count_by_rate()
    assert sum(found.values()) == catalogue.count()
    sold = [each.vat_rate for each in catalogue.every_product() if each.is_active]
    assert found == {rate: sold.count(rate) for rate in sold}


def test_a_shop_without_products_answers_too() -> None:
    catalogue = SqliteCatalogue.empty("PLN")
    assert catalogue.search("a", limit=5) == []
    assert catalogue.browse(category=None, favourites=True, limit=5) == []
    assert catalogue.by_barcode("1") is None
    assert (catalogue.count(), catalogue.categories(), catalogue.currency) == (0, [], "PLN")
    catalogue.close()


def test_a_newer_file_is_refused_by_name(tmp_path: Path) -> None:
    catalogue_of(tmp_path, ROWS).close()
    path = generation_path(tmp_path, 1)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerLedgerError) as refused:
        SqliteCatalogue.open(path)
    assert refused.value.found == 99


@pytest.mark.parametrize("damage", ["cut off", "garbage", "empty", "missing", "another database"])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, damage: str) -> None:
    catalogue_of(tmp_path, ROWS).close()
    path = generation_path(tmp_path, 1)
    content = path.read_bytes()
    path.unlink()
    if damage == "another database":
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE other (x)")
        connection.close()
    elif damage != "missing":
        made = {
            "cut off": content[: len(content) // 2],
            "garbage": b"x" * len(content),
            "empty": b"",
        }
        path.write_bytes(made[damage])
    with pytest.raises(DamagedLedgerError):
        SqliteCatalogue.open(path)


def test_damage_inside_the_file_is_named_when_it_is_met(tmp_path: Path) -> None:
    catalogue_of(tmp_path, [f"{at:013},Name {at},Cat,1,21,pcs,,," for at in range(2_000)]).close()
    path = generation_path(tmp_path, 1)
    content = bytearray(path.read_bytes())
    half = len(content) // 2
    content[half:] = b"\xff" * (len(content) - half)
    path.write_bytes(content)
    catalogue = SqliteCatalogue.open(path)
    with pytest.raises(DamagedLedgerError):
        catalogue.search("name", limit=2_000)
    catalogue.close()
