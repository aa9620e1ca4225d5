"""What a GS1 message says of a trade item: its number, its measure, its price."""

import pytest

from cashier.domain.barcode import CheckDigit, ScannedCode
from cashier.domain.in_store import in_store_patterns
from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity
from cashier.scanning.gs1 import read_message

ITEM = "0104770190036016"


def read(code: str, country: str = "", currency: str = "EUR") -> ScannedCode:
    message = read_message(code, in_store_patterns(country), currency)
    assert message is not None
    return message


def test_an_item_is_known_by_fourteen_and_by_thirteen_digits() -> None:
    message = read(f"{ITEM}1726123110AB")
    assert message.names == ("04770190036016", "4770190036016")
    assert message.gtin == "04770190036016"
    assert message.check is CheckDigit.RIGHT
    assert message.rule == "(01) (17) (10)"
    assert (message.quantity, message.price) == (None, None)


@pytest.mark.parametrize(
    ("measure", "quantity", "unit"),
    [
        ("3103000482", 482, Unit.KILOGRAM),
        ("3102000482", 4_820, Unit.KILOGRAM),
        ("3100000002", 2_000, Unit.KILOGRAM),
        ("3105048250", 483, Unit.KILOGRAM),  # half up to the gram
        ("3112000150", 1_500, Unit.METRE),
        ("3153000750", 750, Unit.LITRE),
        ("3202000100", 454, Unit.KILOGRAM),  # a pound is 0.45359237 kg
        ("3012", 12_000, None),
    ],
)
def test_measures_a_counter_charges_for(measure: str, quantity: int, unit: Unit | None) -> None:
    message = read(ITEM + measure)
    assert (message.quantity, message.unit) == (Quantity(quantity), unit)


@pytest.mark.parametrize("measure", ["3103000000", "300", "3309000482", "3142000150", "1312"])
def test_what_cannot_be_charged_for_is_left_out(measure: str) -> None:
    message = read_message(ITEM + measure, (), "EUR")
    assert message is None or message.quantity is None


@pytest.mark.parametrize(
    ("price", "minor", "currency"),
    [
        ("3922199", 199, "EUR"),
        ("39225", 5, "EUR"),
        ("39202", 200, "EUR"),
        ("39329780199", 199, "EUR"),
        ("39327520199", 199, "SEK"),
        ("39313920199", 199, "JPY"),
    ],
)
def test_the_price_of_the_whole(price: str, minor: int, currency: str) -> None:
    shop = currency if currency == "JPY" else "EUR"
    expected = Money(minor, currency) if currency != "JPY" else None  # 19.9 yen are no price
    assert read(ITEM + price, currency=shop).price == expected


def test_a_price_in_brackets_with_its_weight() -> None:
    message = read("(01)04770190036016(3103)000482(3922)00289")
    assert (message.quantity, message.price) == (Quantity(482), Money(289, "EUR"))


def test_a_label_inside_a_message_is_read_by_the_rules_of_the_country() -> None:
    label = "0102312345001504"
    assert read(label, "LT").quantity == Quantity(150)
    assert read(label, "LT").names[:3] == ("02312345001504", "2312345001504", "2312345000002")
    assert read(label).quantity is None
    assert read(f"{label}3103000482", "LT").quantity == Quantity(482)  # what is said in full


def test_a_pack_has_only_its_own_number() -> None:
    assert read("0114770190036013").names == ("14770190036013",)


def test_a_date_that_cannot_be_does_not_stop_the_sale() -> None:
    assert read(f"{ITEM}17260000").gtin == "04770190036016"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "0104770190036017",  # wrong check digit
        "00340123450000000000",  # a pallet
        "10AB",
        f"{ITEM}99",
        "https://example.com/",
        "(01)",
        "(01)AB",
        "(77)12",
        "ZZ",
    ],
)
def test_what_names_no_item_is_none(code: str) -> None:
    assert read_message(code, (), "EUR") is None
