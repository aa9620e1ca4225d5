"""Money is whole minor units of one currency; it adds, compares and divides without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.errors import (
    CurrencyMismatchError,
    NegativeError,
    NotADecimalError,
    TooLargeError,
    TooPreciseError,
    UnknownCurrencyError,
)
from cashier.domain.money import MAX_PRICE_MINOR, Money, allocate, minor_digits, round_to
from tests.domain.test_decimals import NO_DECIMALS


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12.30", "EUR", 1230),
        ("12", "EUR", 1200),
        ("500", "JPY", 500),
        ("1.234", "KWD", 1234),
        ("0", "EUR", 0),
    ],
)
def test_plain_text_becomes_minor_units_of_its_currency(
    text: str, currency: str, minor: int
) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency", "error"),
    [
        ("-0.01", "EUR", NegativeError),
        ("10000000.00", "EUR", TooLargeError),
        ("1000000000000", "EUR", TooLargeError),
        ("92233720368547758.08", "EUR", TooLargeError),
        ("21474836.48", "EUR", TooLargeError),
        ("9" * 400, "EUR", TooLargeError),
        ("0.001", "EUR", TooPreciseError),
        ("0.5", "JPY", TooPreciseError),
        ("1.00", "EURO", UnknownCurrencyError),
        ("1.00", "eur", UnknownCurrencyError),
        ("1.00", "", UnknownCurrencyError),
        ("1.00", "XXX", UnknownCurrencyError),
    ],
)
def test_what_no_shop_asks_for_is_refused_by_name(
    text: str, currency: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        Money.parse(text, currency)


@pytest.mark.parametrize("text", NO_DECIMALS)
def test_a_price_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotADecimalError) as refused:
        Money.parse(text, "EUR", what="price")
    assert refused.value.what == "price"


def test_the_largest_price_is_still_one() -> None:
    assert Money.parse("9999999.99", "EUR").minor == MAX_PRICE_MINOR


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(1230, "EUR"), "12.30"),
        (Money(-5, "EUR"), "-0.05"),
        (Money(500, "JPY"), "500"),
        (Money(1, "KWD"), "0.001"),
        (Money(10**14, "EUR"), "1000000000000.00"),
    ],
)
def test_text_has_all_decimals_of_the_currency(money: Money, text: str) -> None:
    assert money.text() == text


@given(st.integers(), st.integers())
def test_amounts_of_one_currency_add_and_compare_as_numbers(left: int, right: int) -> None:
    one, other = Money(left, "EUR"), Money(right, "EUR")
    assert (one + other).minor == left + right
    assert (one - other).minor == left - right
    assert (-one).minor == -left
    assert bool(one) is (left != 0)
    assert [one < other, one <= other, one > other, one >= other, one == other] == [
        left < right,
        left <= right,
        left > right,
        left >= right,
        left == right,
    ]


def test_amounts_of_two_currencies_never_meet() -> None:
    euro, yen = Money(1, "EUR"), Money(2, "JPY")
    assert euro != Money(1, "JPY")
    for meeting in (
        lambda: euro + yen,
        lambda: euro - yen,
        lambda: euro < yen,
        lambda: euro <= yen,
        lambda: euro > yen,
        lambda: euro >= yen,
    ):
        with pytest.raises(CurrencyMismatchError):
            meeting()


def test_money_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Money(1, "EUR").minor = 2  # type: ignore[misc]  # the checker refuses it too


def test_digits_are_those_of_iso_and_not_of_a_display() -> None:
    assert [minor_digits(code) for code in ("EUR", "JPY", "IQD", "RSD", "CLF")] == [2, 0, 3, 2, 4]


@pytest.mark.parametrize(
    ("minor", "unit", "rounded"),
    [
        (1, 5, 0),
        (2, 5, 0),
        (3, 5, 5),
        (7, 5, 5),
        (8, 5, 10),
        (-2, 5, 0),
        (-3, 5, -5),
        (24, 50, 0),
        (25, 50, 50),
        (74, 50, 50),
        (75, 50, 100),
        (50, 100, 100),
        (49, 100, 0),
        (-50, 100, -100),
        (1234, 1, 1234),
    ],
)
def test_coins_are_the_nearest_and_ties_go_away_from_zero(
    minor: int, unit: int, rounded: int
) -> None:
    assert round_to(minor, unit) == rounded


@pytest.mark.parametrize(
    ("minor", "weights", "parts"),
    [
        (100, (1, 1, 1), (34, 33, 33)),
        (22, (100, 100, 100, 100), (6, 6, 5, 5)),
        (500, (2_999, 3_000), (250, 250)),
        (5, (0, 1), (0, 5)),
        (1, (3, 5), (0, 1)),
        (0, (0, 0), (0, 0)),
        (0, (), ()),
    ],
)
def test_spare_cents_go_to_the_largest_remainders(
    minor: int, weights: tuple[int, ...], parts: tuple[int, ...]
) -> None:
    assert allocate(minor, weights) == parts


@pytest.mark.parametrize("weights", [(), (0,), (0, 0)])
def test_an_amount_cannot_be_split_over_nothing(weights: tuple[int, ...]) -> None:
    with pytest.raises(TooLargeError):
        allocate(1, weights)
