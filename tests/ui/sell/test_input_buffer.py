"""Typing a number on the keypad."""

import pytest

from cashier.ui.sell.input_buffer import MOST_DIGITS, InputBuffer


def typed(keys: str, decimals: int = 2) -> InputBuffer:
    buffer: InputBuffer | None = InputBuffer("", decimals)
    for key in keys.split():
        assert buffer is not None
        match key:
            case ".":
                buffer = buffer.with_point()
            case "<":
                buffer = buffer.without_last()
            case _:
                buffer = buffer.with_digits(key)
    assert buffer is not None
    return buffer


@pytest.mark.parametrize(
    ("keys", "text", "plain"),
    [
        ("1 2 . 5", "12.5", "12.5"),
        ("0 0 7", "7", "7"),
        (". 5", "0.5", "0.5"),
        ("5 00", "500", "500"),
        ("1 2 .", "12.", "12"),
        ("1 2 <", "1", "1"),
        ("1 < <", "", ""),
    ],
)
def test_keys_make_plain_decimal_text(keys: str, text: str, plain: str) -> None:
    assert typed(keys).text == text
    assert typed(keys).plain == plain


def test_the_bell_rings_instead_of_a_thirteenth_digit() -> None:
    full = InputBuffer("9" * MOST_DIGITS, 2)
    assert full.with_digits("1") is None


def test_there_is_no_decimal_more_than_the_kind_has() -> None:
    assert typed("1 . 2 5").with_digits("5") is None
    assert typed("1 . 2").with_digits("00") is None
    assert typed("1 . 2").with_point() is None


def test_a_sign_where_no_decimals_belong_stops_the_digits() -> None:
    whole = typed("2 .", decimals=0)
    assert whole.with_digits("5") is None
    assert whole.plain == "2"
