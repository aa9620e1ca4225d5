"""Check digits as the General Specifications of GS1 work them out, and as biip does."""

import pytest
from biip import checksums
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.check_digit import check_digit, has_check_digit, value_check_digit

DIGITS = "0123456789"


@pytest.mark.parametrize(
    "code", ["4770190036016", "96385074", "042100005264", "04770190036016", "2312345001504"]
)
def test_right_numbers_are_right(code: str) -> None:
    assert has_check_digit(code)


@pytest.mark.parametrize(
    "code", ["4770190036017", "", "7", "47701900360１6", "477019003601a", " 4770190036016"]
)
def test_anything_else_is_not(code: str) -> None:
    assert not has_check_digit(code)


@given(st.text(DIGITS, min_size=1, max_size=17))
def test_the_library_finds_the_same_digit(payload: str) -> None:
    assert check_digit(payload) == checksums.gs1_standard_check_digit(payload)


# Both examples are those of the General Specifications.
@pytest.mark.parametrize(("value", "digit"), [("2875", 9), ("14685", 6), ("0000", 0)])
def test_a_value_has_a_digit_of_its_own(value: str, digit: int) -> None:
    assert value_check_digit(value) == digit


@given(st.text(DIGITS, min_size=4, max_size=5))
def test_the_library_guards_values_with_the_same_digit(value: str) -> None:
    assert value_check_digit(value) == checksums.gs1_price_weight_check_digit(value)


@pytest.mark.parametrize("value", ["", "123", "123456"])
def test_other_lengths_have_none(value: str) -> None:
    assert value_check_digit(value) is None


@given(st.text(DIGITS, min_size=13, max_size=13), st.integers(0, 11))
def test_two_neighbours_in_the_wrong_order_are_noticed(code: str, at: int) -> None:
    payload = code[:12]
    right = payload + str(check_digit(payload))
    swapped = right[:at] + right[at + 1] + right[at] + right[at + 2 :]
    differ = abs(int(right[at]) - int(right[at + 1]))
    assert has_check_digit(swapped) is (differ in {0, 5})  # what the digit can and cannot see
