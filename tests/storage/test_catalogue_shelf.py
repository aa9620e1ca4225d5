"""The shelf takes a product at any place, however crowded it is there, and stays in order."""

import random
from collections.abc import Iterator

import apsw
import pytest

from cashier.storage import catalogue_shelf
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_schema import create_content, create_order
from cashier.storage.catalogue_shelf import SPACING
from cashier.storage.catalogue_words import fold, index_text

_INSERT = "INSERT INTO products VALUES (?, ?, ?, ?, 100, 21000, 'pcs', '', '', '', 0, 1, 0, '')"


class Shop:
    """A catalogue whose products are nothing but names."""

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection
        self.names: dict[int, str] = {}

    def add(self, name: str) -> None:
        number = len(self.names) + 1
        self.connection.execute(_INSERT, (number, f"P{number}", name, fold(name)))
        catalogue_shelf.put(self.connection, number, fold(name))
        self.names[number] = name

    def take(self, number: int) -> None:
        catalogue_shelf.take(self.connection, number, fold(self.names[number]))
        self.connection.execute("DELETE FROM products WHERE id = ?", (number,))
        del self.names[number]

    def places(self) -> list[int]:
        return [at for (at,) in self.connection.execute("SELECT position FROM shelf ORDER BY 1")]

    def order(self) -> list[str]:
        return [
            name
            for (name,) in self.connection.execute(
                "SELECT p.name FROM shelf JOIN products AS p ON p.id = product ORDER BY position"
            )
        ]

    def check(self) -> None:
        """All products in the order of their names, and the index knows nothing else."""
        assert self.order() == sorted(self.names.values(), key=fold)
        self.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        for word in {fold(name).split()[0] for name in self.names.values()}:
            named = [name for name in self.order() if fold(name).split()[0] == word]
            assert self.found(word)[: len(named)] == named

    def found(self, text: str) -> list[str]:
        found = SqliteCatalogue(self.connection).search(text, limit=10_000)
        return [product.name for product in found]


@pytest.fixture
def shop() -> Iterator[Shop]:
    connection = apsw.Connection(":memory:")
    create_content(connection, "EUR")
    create_order(connection)
    yield Shop(connection)
    connection.close()


def test_a_first_product_finds_a_place(shop: Shop) -> None:
    shop.add("Bread")
    assert shop.places() == [SPACING]
    shop.check()


@pytest.mark.parametrize("count", [10, 400])
def test_products_that_all_belong_to_the_same_place_find_one_each(shop: Shop, count: int) -> None:
    shop.add("Aa")
    shop.add("Zz")
    for number in range(count, 0, -1):
        shop.add(f"Milk {number:05}")
    shop.check()


def test_a_shelf_without_any_room_is_laid_out_anew(shop: Shop) -> None:
    count = 1_500
    shop.connection.executemany(
        _INSERT, ((at, f"P{at}", f"Tea {at:04}", f"tea {at:04}") for at in range(1, count + 1))
    )
    shop.names = {at: f"Tea {at:04}" for at in range(1, count + 1)}
    for at in range(1, count + 1):  # as it was before there was room between places
        shop.connection.execute("INSERT INTO shelf VALUES (?, ?)", (at, at))
        words = index_text(f"tea {at:04}")
        shop.connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (at, words))
    shop.add("Aa")
    assert shop.places() == [at * SPACING for at in range(1, count + 2)]
    shop.check()


def test_what_is_taken_off_is_not_found_any_more(shop: Shop) -> None:
    for name in ("Bread", "Butter", "Beer"):
        shop.add(name)
    shop.take(2)
    assert shop.found("butter") == []
    assert shop.found("b") == ["Beer", "Bread"]
    shop.check()


def test_putting_and_taking_at_random_keeps_order_and_index(shop: Shop) -> None:
    chance = random.Random(2026)  # noqa: S311 - which names, no secret
    words = ("Bread", "bread", "Brödchen", "Butter", "Saulė", "Молоко", "苏打饼干")
    for _ in range(600):
        if shop.names and chance.random() < 0.3:
            shop.take(max(shop.names))
        else:
            shop.add(f"{chance.choice(words)} {chance.randrange(40)}")
    shop.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    by_name = sorted(shop.names, key=lambda number: (fold(shop.names[number]), number))
    assert shop.order() == [shop.names[number] for number in by_name]
    assert shop.found("") == shop.order()
