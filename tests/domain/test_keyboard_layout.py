"""A code through the wrong keyboard layout is put right where its check digit proves it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.check_digit import check_digit, has_check_digit
from cashier.domain.keyboard_layout import repaired

KEYS = "1234567890"
# What the row of digits writes, in the words of its users.
ROWS = {
    "French": "&é\"'(-è_çà",
    "Belgian": "&é\"'(§è!çà",
    "Lithuanian": "ąčęėįšųū90",
    "Lithuanian standard": "!-/;:,.=()",
    "Czech": "+ěščřžýáíé",
    "Slovak": "+ľščťžýáíé",
    "Hungarian": "123456789ö",
    "Shift": "!@#$%^&*()",
}


def through(row: str, code: str) -> str:
    return code.translate(str.maketrans(KEYS, row))


@pytest.mark.parametrize("layout", ROWS)
@given(number=st.integers(0, 10**12 - 1), length=st.sampled_from([8, 12, 13, 14]))
def test_every_number_comes_back_or_stays(layout: str, number: int, length: int) -> None:
    payload = f"{number:013}"[-(length - 1) :]
    code = payload + str(check_digit(payload))
    typed = through(ROWS[layout], code)
    found = repaired(typed)
    if typed == code:  # no digit of it stands elsewhere on that keyboard
        assert found is None
    elif found is None:  # another keyboard would prove another number
        others = {typed.translate(str.maketrans(row, KEYS)) for row in ROWS.values()}
        assert len([one for one in others if len(one) == length and has_check_digit(one)]) > 1
    else:
        assert found.text == code


def test_a_number_that_two_keyboards_would_prove_is_not_guessed() -> None:
    assert repaired("é" * 13) is None  # 2 in France, 0 in Czechia: both hold together


@pytest.mark.parametrize("layout", ROWS)
def test_the_layout_is_named(layout: str) -> None:
    code = "123456789098" + str(check_digit("123456789098"))  # every digit of the row
    found = repaired(through(ROWS[layout], code))
    assert found is not None
    assert (found.text, found.layout) == (code, layout)


def test_quotation_marks_of_the_lithuanian_row_are_known_too() -> None:
    found = repaired("ėųų“ą„““ęš“ąš")
    assert found is not None
    assert found.text == "4770190036016"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ъС1010477019003601610фи", "]C1010477019003601610ab"),
        ("ъС1010477019003601610ФИ", "]C1010477019003601610AB"),
        (")01=04770190036016)10=AY", "(01)04770190036016(10)AZ"),
        ('$C&à&àéèèà&çàà"-à&-', None),  # its number is wrong
    ],
)
def test_messages_come_back_where_they_begin_with_a_right_number(
    typed: str, meant: str | None
) -> None:
    found = repaired(typed)
    assert (None if found is None else found.text) == meant


def test_a_message_through_a_french_keyboard_comes_back_letters_and_all() -> None:
    code = "]C1010477019003601610QW"
    typed = "$C" + through(ROWS["French"], "1010477019003601610") + "AZ"
    found = repaired(typed)
    assert found is not None
    assert found.text == code


@pytest.mark.parametrize(
    "typed",
    ["", "AB-12", "фыва", "&é\"'", "4770190036016", "4770190036017", "T1-000147", "ąžuolas"],
)
def test_what_cannot_be_proven_stays_as_it_is(typed: str) -> None:
    assert repaired(typed) is None


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_what_it_returns_is_proven(text: str) -> None:
    found = repaired(text)
    if found is not None:
        assert repaired(found.text) is None
        assert len(found.text) == len(text)
