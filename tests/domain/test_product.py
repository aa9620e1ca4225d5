"""A product is a value: two that say the same are the same."""

from dataclasses import replace

import pytest

from cashier.domain.errors import InputRefusedError
from cashier.domain.money import Money
from cashier.domain.product import Product, Unit, is_picture_name
from cashier.domain.quantity import Percent


def test_products_that_say_the_same_are_the_same() -> None:
    coffee = Product("coffee", "Coffee", Money(250), Percent.parse("21"))
    assert coffee == Product("coffee", "Coffee", Money(250), Percent.parse("21"))
    assert coffee != Product("tea", "Coffee", Money(250), Percent.parse("21"))
    assert (coffee.unit, coffee.is_active, coffee.has_open_price) == (Unit.PIECE, True, False)


@pytest.mark.parametrize("word", ["pcs", "kg", "l", "m"])
def test_a_unit_is_known_by_the_word_that_files_use(word: str) -> None:
    assert Unit(word).value == word


def product(**other: object) -> Product:
    made = Product("", "Coffee", Money(250), Percent.parse("21"))
    return replace(made, **other)  # type: ignore[arg-type]


def test_what_is_kept_has_no_outer_spaces_and_each_code_once() -> None:
    given = product(
        name="  Black   coffee ",
        category=" Hot drinks ",
        barcodes=("4 770000 000017", "4770000000017"),
    )
    kept = given.checked()
    assert (kept.name, kept.category) == ("Black coffee", "Hot drinks")
    assert kept.barcodes == ("4770000000017",)


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("name", {"name": "  "}),
        ("name", {"name": "Tea\x1b"}),
        ("name", {"name": "x" * 201}),
        ("price", {"price": Money(-1)}),
        ("price", {"price": Money(10**9)}),
        ("category", {"category": "c" * 121}),
        ("colour", {"colour": "url(x)"}),
        ("picture", {"picture": "p" * 121}),
        ("barcode", {"barcodes": ("12 AB",)}),
        ("barcode", {"barcodes": ("12|34",)}),
        ("barcode", {"barcodes": ("",)}),
        ("barcode", {"barcodes": ("9" * 65,)}),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_part(part: str, given: dict[str, object]) -> None:
    with pytest.raises(InputRefusedError) as refused:
        product(**given).checked()
    assert refused.value.what == part


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("0123456789abcdef0123456789abcdef.png", True),
        ("0123456789abcdef0123456789abcdef.jpg", True),
        ("0123456789abcdef0123456789abcdef.svg", False),
        ("../0123456789abcdef0123456789abcdef.png", False),
        ("bread.png", False),
        ("", False),
    ],
)
def test_only_names_that_the_till_gave_are_pictures(name: str, *, is_one: bool) -> None:
    assert is_picture_name(name) is is_one
