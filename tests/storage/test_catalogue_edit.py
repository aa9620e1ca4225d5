"""After any changes the catalogue answers as one that was built from the same products at once."""

import random
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from cashier.domain.errors import BarcodeTakenError
from cashier.domain.money import Money
from cashier.domain.product import COLOURS, Product, Unit
from cashier.domain.quantity import Percent
from cashier.storage import catalogue_edit
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_schema import create_content, create_order
from cashier.storage.database import connect

NAMES = ("Bread", "bread rolls", "Šokoladas", "Šokas", "Молоко 3,2%", "Tea", "Tea green", "苏打")
CATEGORIES = ("", "Hot", "Žuvis", "Zelt")
TEXTS = ("", "b", "br", "bread", "š", "ok", "tea", "tea g", "мол", "苏", "477", "4770000000", "x")


def random_product(chance: random.Random, number: int) -> Product:
    return Product(
        f"P{number:06}",
        chance.choice(NAMES) + chance.choice(("", " 1", " extra")),
        Money(chance.randrange(500), "EUR"),
        Percent(chance.choice((21_000, 9_000))),
        tuple(f"47700000{number:04}{at}" for at in range(chance.randrange(3))),
        chance.choice(CATEGORIES),
        chance.choice(list(Unit)),
        chance.choice(("", *COLOURS)),
        "",
        chance.random() < 0.4,
        chance.random() < 0.7,
        chance.random() < 0.2,
    )


def answers(connection: apsw.Connection) -> list[object]:
    """Return everything that can be asked."""
    catalogue = SqliteCatalogue(connection)
    found: list[object] = [catalogue.search(text, limit=99) for text in TEXTS]
    found += [catalogue.search(text, limit=2, offset=3) for text in TEXTS]
    for category in (None, *CATEGORIES):
        for favourites in (False, True):
            found.append(catalogue.browse(category=category, favourites=favourites, limit=99))
    found += [list(catalogue.every_product()), catalogue.not_sold(limit=99)]
    found += [catalogue.categories(), catalogue.count()]
    found += [catalogue.by_barcode(f"47700000{at:04}0") for at in range(30)]
    return found


def built_of(products: dict[str, Product]) -> apsw.Connection:
    """Return a catalogue into which each product was put once, in the order of their keys."""
    made = apsw.Connection(":memory:")
    create_content(made, "EUR")
    create_order(made)
    for key in sorted(products):
        catalogue_edit.write(made, products[key])
    return made


@pytest.mark.parametrize("seed", range(6))
def test_changes_lead_to_the_same_answers_as_building_at_once(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - which changes, no secret
    edited = built_of({})
    products: dict[str, Product] = {}
    for _ in range(120):
        new = random_product(chance, min(chance.randrange(1, 31), len(products) + 1))
        catalogue_edit.write(edited, new)
        products[new.key] = new
    edited.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    fresh = built_of(products)
    assert answers(edited) == answers(fresh)
    fresh.close()
    edited.close()


@pytest.fixture
def shop() -> apsw.Connection:
    tea = Product("P000001", "Tea", Money(200), Percent(21_000), ("4770000000017",))
    milk = Product("P000002", "Milk", Money(129), Percent(21_000), ("012345678905",))
    return built_of({tea.key: tea, milk.key: milk})


def test_the_same_code_with_other_zeros_is_taken_too(shop: apsw.Connection) -> None:
    tea = SqliteCatalogue(shop).by_key("P000001")
    assert tea is not None
    with pytest.raises(BarcodeTakenError) as refused:
        catalogue_edit.free_codes(shop, replace(tea, barcodes=("0012345678905",)))
    assert refused.value.product == "Milk"


def test_a_product_gets_one_spelling_of_a_code(shop: apsw.Connection) -> None:
    new = Product("", "Juice", Money(99), Percent(21_000), ("036000291452", "0036000291452"))
    assert catalogue_edit.free_codes(shop, new) == ("036000291452",)


def test_a_code_that_was_taken_away_is_free(shop: apsw.Connection) -> None:
    catalogue = SqliteCatalogue(shop)
    tea, milk = catalogue.by_key("P000001"), catalogue.by_key("P000002")
    assert tea is not None
    assert milk is not None
    catalogue_edit.write(shop, replace(tea, barcodes=()))
    assert catalogue_edit.free_codes(shop, replace(milk, barcodes=tea.barcodes)) == tea.barcodes
    catalogue_edit.write(shop, replace(milk, barcodes=tea.barcodes))
    found = catalogue.by_barcode("4770000000017")
    assert found is not None
    assert found.name == "Milk"


def test_a_new_product_gets_the_key_after_the_last(shop: apsw.Connection, tmp_path: Path) -> None:
    new = Product("", "Juice", Money(99), Percent(21_000))
    assert catalogue_edit.with_key(shop, new) == "P000003"
    assert catalogue_edit.with_key(shop, replace(new, key="P000001")) == "P000001"
    empty = connect(tmp_path / "empty.db")
    create_content(empty, "EUR")
    assert catalogue_edit.with_key(empty, new) == "P000001"
    empty.close()
