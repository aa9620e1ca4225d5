"""Numbers come in as plain decimal text and are exact, or are refused by name."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.decimals import half_up, parse_steps, plain, within
from cashier.domain.errors import (
    InputRefusedError,
    NegativeError,
    NotADecimalError,
    TooLargeError,
    TooPreciseError,
)
from tests.domain.strategies import nearest

NO_DECIMALS = (
    "",
    " ",
    "\t",
    "-",
    "+1",
    ".",
    ".5",
    "1.",
    "-.5",
    "1..2",
    "1.2.3",
    "--5",
    "5-",
    "1,50",
    "1 000",
    "1_000",
    "1'000",
    "1e3",
    "1E3",
    "1e-3",
    "0x10",
    "0b1",
    "1/2",
    "½",
    "²",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "None",
    "true",
    "１２",
    "١٢",
    "१२",
    "1\u0660",
    "1\u202e2",
    "\u200e12",
    "\ufeff12",
    "12\n",
    "\t12",
    "\u00a012",
    "12\u3000",
    "1\x002",
    "\ud800",
    "1\udfff",
    "€5",
    "5 EUR",
    "5%",
    "=1+1",
)


@pytest.mark.parametrize("text", NO_DECIMALS)
def test_a_text_that_is_no_plain_decimal_is_refused_as_such(text: str) -> None:
    with pytest.raises(NotADecimalError) as refused:
        parse_steps(text, 2, "amount")
    assert refused.value.what == "amount"
    assert refused.value.given.isprintable()


@pytest.mark.parametrize(
    ("text", "digits", "steps"),
    [
        ("0", 2, 0),
        ("-0", 2, 0),
        ("-0.00", 2, 0),
        ("12", 2, 1200),
        ("12.3", 2, 1230),
        ("12.30", 2, 1230),
        ("12.300000", 2, 1230),
        ("0012.30", 2, 1230),
        (" 12.30 ", 2, 1230),
        ("-12.30", 2, -1230),
        ("0.455", 3, 455),
        ("7", 0, 7),
        ("7.00", 0, 7),
        ("999999999999999999", 0, 10**18 - 1),
        ("0" * 40 + "1", 0, 1),
    ],
)
def test_plain_decimals_are_read_exactly(text: str, digits: int, steps: int) -> None:
    assert parse_steps(text, digits, "amount") == steps


@pytest.mark.parametrize("text", ["1" + "0" * 18, "9" * 5_000, "-" + "9" * 19, "9" * 19 + ".00"])
def test_more_than_eighteen_digits_are_refused_and_never_wrapped(text: str) -> None:
    with pytest.raises(TooLargeError):
        parse_steps(text, 2, "amount")


@pytest.mark.parametrize(
    ("text", "digits"),
    [("0.001", 2), ("1.005", 2), ("0.5", 0), ("1.0000000000000000000000001", 3), ("-0.001", 2)],
)
def test_decimals_beyond_the_kind_are_refused_and_never_rounded(text: str, digits: int) -> None:
    with pytest.raises(TooPreciseError):
        parse_steps(text, digits, "amount")


@given(st.text() | st.from_regex(r" ?-?[0-9_.,]{1,20} ?", fullmatch=True))
def test_any_text_is_read_as_plain_decimal_or_refused_by_name(text: str) -> None:
    steps = None
    with contextlib.suppress(InputRefusedError):
        steps = parse_steps(text, 3, "amount")
    if steps is not None:
        assert text.strip(" ").isascii()
        assert Fraction(steps, 1_000) == Fraction(text.strip(" "))


@given(st.integers(-(10**17), 10**17), st.integers(0, 4), st.booleans())
def test_what_is_written_is_read_back(steps: int, digits: int, trim: bool) -> None:
    assert parse_steps(plain(steps, digits, trim=trim), digits, "amount") == steps


@pytest.mark.parametrize(
    ("steps", "digits", "trim", "text"),
    [
        (1230, 2, False, "12.30"),
        (1230, 2, True, "12.3"),
        (1200, 2, True, "12"),
        (-5, 2, False, "-0.05"),
        (0, 2, False, "0.00"),
        (0, 3, True, "0"),
        (7, 0, False, "7"),
        (-7, 0, False, "-7"),
    ],
)
def test_plain_text_has_all_decimals_unless_they_are_trimmed(
    steps: int, digits: int, trim: bool, text: str
) -> None:
    assert plain(steps, digits, trim=trim) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (1, 2, 1),
        (-1, 2, -1),
        (3, 2, 2),
        (5, 2, 3),
        (-5, 2, -3),
        (1, 3, 0),
        (2, 3, 1),
        (-2, 3, -1),
        (0, 9, 0),
    ],
)
def test_a_tie_is_rounded_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


@given(st.integers(), st.integers(1, 10**9))
def test_rounding_is_to_the_nearest(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert half_up(numerator, denominator) == nearest(exact)
    assert abs(half_up(numerator, denominator) - exact) <= Fraction(1, 2)


def test_a_limit_holds_on_both_sides_and_is_part_of_what_is_allowed() -> None:
    assert (within(0, 9, "number", "0"), within(9, 9, "number", "9")) == (0, 9)
    with pytest.raises(NegativeError):
        within(-1, 9, "number", "-1")
    with pytest.raises(TooLargeError):
        within(10, 9, "number", "10")
