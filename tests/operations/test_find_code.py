"""A scanned code finds its product by the code itself first, then by what the code says."""

from uuid import UUID

import pytest

from cashier.domain.check_digit import check_digit
from cashier.domain.errors import LabelRefusedError
from cashier.domain.money import Money
from cashier.domain.order import Order, TaxRules, work_out
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import Quantity
from cashier.operations.find_code import FindCode, Found
from cashier.scanning.code_reader import CodeReader
from tests.fakes import FakeCatalogue, product

APPLES = product("Apples", "1.99", "23123450", unit=Unit.KILOGRAM)
BREAD = product("Bread", "0.79", "4770190036016")
CHEESE = product("Cheese", "12.49", "123", unit=Unit.KILOGRAM)
GOODS = (APPLES, BREAD, CHEESE)


def whole(payload: str) -> str:
    return payload + str(check_digit(payload))


def finder(country: str = "LT", goods: tuple[Product, ...] = GOODS) -> FindCode:
    return FindCode(FakeCatalogue(goods), CodeReader(country, "EUR"))


WEIGHED = whole("231234500482")


async def found(code: str, country: str = "LT") -> Found:
    answer = await finder(country)(code)
    assert answer is not None
    return answer


async def test_a_code_the_catalogue_knows_costs_one_look_up() -> None:
    find = finder()
    assert await find("4770190036016") == Found(BREAD)
    assert isinstance(find.catalogue, FakeCatalogue)
    assert find.catalogue.asked == ["4770190036016"]


async def test_names_are_asked_for_in_their_order_and_none_twice() -> None:
    find = finder(goods=())
    label = whole("230045670482")
    assert await find(label) is None
    assert isinstance(find.catalogue, FakeCatalogue)
    blank = whole("230045670000")
    assert find.catalogue.asked == [label, blank, "23004567", "004567", "4567"]


async def test_a_weighed_label_gives_its_weight() -> None:
    answer = await found(WEIGHED)
    assert (answer.product, answer.quantity, answer.unit) == (APPLES, Quantity(482), Unit.KILOGRAM)
    line = answer.line()
    assert (line.quantity.text(), line.unit, line.price) == ("0.482", Unit.KILOGRAM, APPLES.price)
    assert line.barcode == WEIGHED
    assert line.gross == Money(96, "EUR")  # 0.482 kg at 1.99


async def test_a_product_is_found_by_the_number_of_its_item() -> None:
    answer = await found(whole("230001230482"))
    assert answer.product == CHEESE
    assert answer.quantity == Quantity(482)


async def test_a_weight_is_in_kilograms_whatever_the_catalogue_calls_the_product() -> None:
    goods = (product("Nuts", "8.00", "23123450"),)
    answer = await finder(goods=goods)(whole("231234500250"))
    assert answer is not None
    assert answer.line().unit is Unit.KILOGRAM
    assert answer.line().gross == Money(200, "EUR")


@pytest.mark.parametrize("cents", [1, 99, 289, 1_249, 9_999])
async def test_a_priced_label_costs_what_it_says_to_the_cent(cents: int) -> None:
    line = (await found(whole(f"20000123{cents:04}"), "SE")).line()
    order = Order(UUID(int=1), "EUR", (line,))
    assert work_out(order, TaxRules()).total == Money(cents, "EUR")
    assert (line.quantity, line.unit, line.list_price) == (Quantity(), Unit.PIECE, None)
    assert line.name == "Cheese"


async def test_a_message_finds_its_product_and_weight() -> None:
    answer = await found("]C10104770190036016310300048210AB")
    assert (answer.product, answer.quantity, answer.label) == (BREAD, Quantity(482), "")
    assert answer.line().barcode == "4770190036016"


async def test_a_label_whose_value_does_not_fit_is_refused() -> None:
    goods = (product("Ham", "9.90", "221234"),)
    with pytest.raises(LabelRefusedError):
        await finder("DE", goods)(whole("221234000199"))


async def test_an_unknown_code_is_none() -> None:
    assert await finder()("4770049061466") is None
    assert await finder()("AB-12") is None
    assert await finder()("") is None
