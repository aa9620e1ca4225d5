"""What becomes of text that cannot be printed as it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.printing.legible import legible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  two\t spaces\n", "two spaces"),
        ("A\u0328z\u030cuolas", "Ąžuolas"),
        ("bell\x07 escape\x1b@ null\x00", "bell escape @ null"),
        ("right\u202eto left\u2066", "rightto left"),
        ("soft\u00adhyphen \ufeffmark", "softhyphen mark"),
        ("\u3000wide\u00a0space", "wide space"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "ab"),
        ("\ud800 \ue000 \U000e0fff", "[U+D800] [U+E000] [U+E0FFF]"),
        ("caf\ufffd", "caf[replacement character]"),
    ],
)
def test_control_characters_go_and_letters_stay(text: str, shown: str) -> None:
    assert legible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("🍎 juice", "[red apple] juice"),
        ("👩\u200d🚀", "[woman, rocket]"),
        ("👋🏽", "[waving hand sign, medium skin]"),
        ("🇱🇹", "[flag LT]"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "[flag gbeng]"),
        ("1\ufe0f\u20e3 #\u20e3", "[1] [#]"),
        ("☕\ufe0f ⭐", "[hot beverage] [white medium star]"),
        ("❤\ufe0f ✓ ® ©\ufe0f", "❤ ✓ ® ©"),
        ("🇱", "[regional indicator symbol letter l]"),
    ],
)
def test_an_emoji_is_called_by_its_name(text: str, shown: str) -> None:
    assert legible(text) == shown


def test_what_the_output_lacks_is_named_or_numbered() -> None:
    assert legible("Žąsis ☂ \u16a0", str.isascii) == "[U+017D][U+0105]sis [umbrella] [U+16A0]"
    assert legible("☂ Žąsis", lambda _char: True) == "☂ Žąsis"


def test_an_emoji_newer_than_the_names_is_numbered() -> None:
    unnamed = next(
        chr(code) for code in range(0x1FA70, 0x1FB00) if not unicodedata.name(chr(code), "")
    )
    assert legible(f"new {unnamed}") == f"new [U+{ord(unnamed):04X}]"


@given(st.text())
def test_nothing_invisible_or_controlling_comes_through(text: str) -> None:
    shown = legible(text)
    kinds = {unicodedata.category(char) for char in shown.replace("\u200c", "")}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert legible(shown) == shown
