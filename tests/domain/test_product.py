"""A product is a value: two that say the same are the same."""

import pytest

from cashier.domain.money import Money
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import Percent


def test_products_that_say_the_same_are_the_same() -> None:
    coffee = Product("coffee", "Coffee", Money(250), Percent.parse("21"))
    assert coffee == Product("coffee", "Coffee", Money(250), Percent.parse("21"))
    assert coffee != Product("tea", "Coffee", Money(250), Percent.parse("21"))
    assert (coffee.unit, coffee.is_active, coffee.has_open_price) == (Unit.PIECE, True, False)


@pytest.mark.parametrize("word", ["pcs", "kg", "l", "m"])
def test_a_unit_is_known_by_the_word_that_files_use(word: str) -> None:
    assert Unit(word).value == word
