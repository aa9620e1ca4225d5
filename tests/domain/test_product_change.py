"""A change of a product is written so that the journal alone can bring it back."""

import json
from dataclasses import replace

from cashier.domain.journal import EntryKind, write_entry
from cashier.domain.money import Money
from cashier.domain.product import Product, Unit
from cashier.domain.product_change import ProductChange, product_data, product_of
from cashier.domain.quantity import Percent
from tests.fakes import NOON

HONEY = Product(
    "P000007",
    "Medus „Bitė“",
    Money(725, "EUR"),
    Percent(9_000),
    ("4770000000017", "HNY-1"),
    "Saldumynai",
    Unit.KILOGRAM,
    "yellow",
    "0123456789abcdef0123456789abcdef.png",
    is_favourite=True,
    is_active=False,
    has_open_price=True,
)


def test_a_product_comes_back_from_its_data_as_it_was() -> None:
    assert product_of(json.loads(json.dumps(product_data(HONEY)))) == HONEY


def test_the_journal_can_hold_it_in_its_canonical_form() -> None:
    change = ProductChange(HONEY, replace(HONEY, price=Money(799, "EUR")))
    entry = write_entry(
        1,
        "0" * 64,
        EntryKind.PRODUCT_CHANGED,
        at=NOON,
        operator="owner",
        day=1,
        data=change.data(),
    )
    data = json.loads(entry.body)["data"]
    assert (data["key"], data["before"]["price"], data["after"]["price"]) == ("P000007", 725, 799)


def test_a_new_product_has_nothing_before_it() -> None:
    assert ProductChange(None, HONEY).data()["before"] is None
