"""Headings of product files in six languages."""

import pytest

from cashier.domain.product_file import Column
from cashier.storage.product_csv_cells import ProductRow
from cashier.storage.product_csv_headings import column_of, is_heading, language_of
from tests.storage.reading_products import names, read


@pytest.mark.parametrize(
    "heading",
    [
        "EAN,Product name,VAT rate (%),Unit price,Category,Unit,Favourite,Active,Open price",
        "Brūkšninis kodas,Pavadinimas,PVM %,Kaina,Grupė,Mato vnt.,Mėgstama,Aktyvi,Laisva kaina",
        "Strichcode,Bezeichnung,MwSt.,Preis (EUR),Warengruppe,Einheit,Favorit,Aktiv,Freier Preis",
        "Kod kreskowy,Nazwa,Stawka VAT,Cena brutto,Kategoria,J.m.,Ulubione,Aktywny,Wolna cena",
        "Code-barres,Désignation,Taux TVA,Prix TTC €,Catégorie,Unité,Favori,Actif,Prix libre",
        "Штрих-код,Наименование,НДС %,Цена,Категория,Ед. изм.,Избранное,Активный,Свободная цена",
    ],
)
def test_headings_of_six_languages_are_known(heading: str) -> None:
    [(_, row)] = read(f"{heading}\n47,Tea,21,2.50,Drinks,kg,1,0,1\n")
    assert row == ProductRow(
        ("47",), "Tea", 250, 21_000, "kg", "Drinks", None, None, True, False, True
    )


def test_columns_that_mean_nothing_to_a_till_are_passed_over() -> None:
    assert names("id,name,stock,price,supplier\n7,Tea,100,1.00,Acme\n") == ["Tea"]


def test_a_currency_in_the_heading_is_no_other_column() -> None:
    assert column_of("Price (EUR)", "EUR") is Column.PRICE
    assert column_of("Kaina, Lt", "EUR") is None
    assert column_of("Price XYZ", "XYZ") is Column.PRICE


def test_prices_without_vat_are_not_taken_for_prices() -> None:
    for heading in ("Net price", "Kaina be PVM", "Preis netto", "Cena netto", "Prix HT"):
        assert column_of(heading, "EUR") is None


def test_a_heading_names_a_product_and_its_price() -> None:
    assert is_heading((Column.BARCODE, Column.PRICE))
    assert is_heading((None, Column.NAME, Column.PRICE))
    assert not is_heading((Column.BARCODE, Column.NAME))
    assert not is_heading((Column.PRICE, Column.VAT))


def test_the_language_is_that_of_most_headings() -> None:
    assert language_of(["EAN", "Pavadinimas", "Kaina", "PVM"]) == "lt"
    assert language_of(["EAN", "Nazwa", "Cena"]) == "pl"
    assert language_of(["x", "y"]) == "en"
