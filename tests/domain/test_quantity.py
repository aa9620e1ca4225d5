"""Quantities and percentages have up to three decimals and their bounds."""

import pytest

from cashier.domain.errors import NegativeError, NotADecimalError, TooLargeError, TooPreciseError
from cashier.domain.quantity import MAX_QUANTITY_MILLI, Percent, Quantity
from tests.domain.test_decimals import NO_DECIMALS


@pytest.mark.parametrize(
    ("text", "milli", "shown"),
    [
        ("2", 2_000, "2"),
        ("0.455", 455, "0.455"),
        ("1.500", 1_500, "1.5"),
        ("99999.999", 99_999_999, "99999.999"),
    ],
)
def test_a_quantity_is_read_in_thousandths(text: str, milli: int, shown: str) -> None:
    quantity = Quantity.parse(text)
    assert (quantity.milli, quantity.text()) == (milli, shown)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("0", NegativeError),
        ("0.000", NegativeError),
        ("-0", NegativeError),
        ("-1", NegativeError),
        ("0.0001", TooPreciseError),
        ("100000", TooLargeError),
        ("1000000000", TooLargeError),
        ("4294967296", TooLargeError),
        ("9" * 100, TooLargeError),
    ],
)
def test_a_quantity_no_one_buys_is_refused_by_name(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        Quantity.parse(text)


@pytest.mark.parametrize("text", NO_DECIMALS)
@pytest.mark.parametrize("kind", [Quantity, Percent])
def test_what_is_no_number_is_neither_quantity_nor_percentage(
    kind: type[Quantity] | type[Percent], text: str
) -> None:
    with pytest.raises(NotADecimalError):
        kind.parse(text)


def test_quantities_add_up_to_the_largest_and_no_further() -> None:
    assert Quantity(1_500) + Quantity(500) == Quantity(2_000)
    assert Quantity(MAX_QUANTITY_MILLI - 1) + Quantity(1) == Quantity(MAX_QUANTITY_MILLI)
    with pytest.raises(TooLargeError):
        Quantity(MAX_QUANTITY_MILLI) + Quantity(1)


@pytest.mark.parametrize(("milli", "is_whole"), [(1_000, True), (12_000, True), (1_001, False)])
def test_pieces_are_told_from_weights(milli: int, is_whole: bool) -> None:
    assert Quantity(milli).is_whole() is is_whole


@pytest.mark.parametrize(
    ("text", "milli"), [("0", 0), ("4.9", 4_900), ("25.5", 25_500), ("100", 100_000), ("0.001", 1)]
)
def test_a_percentage_is_read_in_thousandths(text: str, milli: int) -> None:
    percent = Percent.parse(text)
    assert (percent.milli, percent.text()) == (milli, text)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("-1", NegativeError),
        ("100.001", TooLargeError),
        ("1e2", NotADecimalError),
        ("5.0001", TooPreciseError),
    ],
)
def test_a_percentage_outside_nought_to_a_hundred_is_refused(
    text: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as refused:
        Percent.parse(text, what="vat_rate")
    assert refused.value.args[0] == "vat_rate"


def test_no_percentage_is_made_past_its_bounds_by_code_either() -> None:
    with pytest.raises(NegativeError):
        Percent(-1)
    with pytest.raises(TooLargeError):
        Percent(100_001)
