"""Lines go out as whole pieces at whole prices; all else as one, with its making in its name."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cashier.backends.paysera_lines import SentLine, number, sent_lines
from cashier.domain.outgoing import OutgoingLine
from cashier.domain.quantity import Quantity
from cashier.settings.back_end import WireNames
from tests.backends.paysera_shop import COFFEE, HAM, money, order, shared

PLAIN = WireNames()


def sent(line: OutgoingLine, names: WireNames = PLAIN, *, with_shares: bool = True) -> SentLine:
    (found,) = sent_lines(order(line), names, with_shares=with_shares)
    return found


def test_pieces_go_out_as_they_were_sold() -> None:
    found = sent(COFFEE)
    assert (found.name, found.quantity, found.price) == ("Coffee", 2, money(250))
    assert found.vat_rate == COFFEE.vat_rate


@pytest.mark.parametrize(
    ("line", "name", "price"),
    [
        (HAM, "Ham (0.312 kg x 11.90 -0.37)", 334),
        (replace(HAM, discount=money(0), charged=money(371)), "Ham (0.312 kg x 11.90)", 371),
        (
            replace(HAM, quantity=Quantity(2_000), discount=money(0), charged=money(2380)),
            "Ham (2 kg x 11.90)",
            2380,
        ),
        (
            replace(COFFEE, discount=money(50), charged=money(450)),
            "Coffee (2 x 2.50 -0.50)",
            450,
        ),
        (
            replace(COFFEE, quantity=Quantity(1_500), charged=money(375)),
            "Coffee (1.5 x 2.50)",
            375,
        ),
        (shared(COFFEE, 20), "Coffee (2 x 2.50 -0.20)", 480),
        (shared(HAM, 20), "Ham (0.312 kg x 11.90 -0.57)", 314),
    ],
)
def test_what_cannot_be_said_in_pieces_goes_out_as_one(
    line: OutgoingLine, name: str, price: int
) -> None:
    found = sent(line)
    assert (found.name, found.quantity, found.price) == (name, 1, money(price))


def test_a_share_stays_out_of_a_line_where_the_order_says_its_discount() -> None:
    coffee = sent(shared(COFFEE, 20), with_shares=False)
    assert (coffee.name, coffee.quantity, coffee.price) == ("Coffee", 2, money(250))
    ham = sent(shared(HAM, 20), with_shares=False)
    assert (ham.name, ham.price) == ("Ham (0.312 kg x 11.90 -0.37)", money(334))


def test_a_line_of_nothing_stays_a_line() -> None:
    free = replace(COFFEE, price=money(0), charged=money(0))
    assert (sent(free).quantity, sent(free).price) == (2, money(0))
    given_away = replace(COFFEE, discount=money(500), charged=money(0))
    assert (sent(given_away).quantity, sent(given_away).price) == (1, money(0))


@pytest.mark.parametrize(
    ("products", "id_"),
    [
        ({}, ""),
        ({"p-coffee": "PROD001"}, "PROD001"),
        ({"4770190036016": "PROD002"}, "PROD002"),
        ({"p-coffee": "PROD001", "4770190036016": "PROD002", "*": "MISC"}, "PROD001"),
        ({"*": "MISC"}, "MISC"),
    ],
)
def test_a_product_is_called_by_key_by_barcode_or_as_any(
    products: dict[str, str], id_: str
) -> None:
    found = sent(COFFEE, WireNames(products=products))
    assert (found.product_id, found.own_code) == (id_, "p-coffee")


def test_what_has_no_key_goes_by_its_barcode() -> None:
    assert sent(replace(COFFEE, product_key="")).own_code == "4770190036016"
    assert sent(HAM).own_code == ""


def test_a_rate_has_the_class_that_is_set_up_for_it() -> None:
    names = WireNames(vat_classes={"21": "PVM1"})
    assert sent(COFFEE, names).vat_class == "PVM1"
    assert sent(HAM, names).vat_class == ""


@pytest.mark.parametrize(("text", "value"), [("21", 21), ("25.5", Decimal("25.5")), ("0", 0)])
def test_a_number_is_whole_where_it_is(text: str, value: object) -> None:
    assert number(text) == value
    assert type(number(text)) is type(value)
