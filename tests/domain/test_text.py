"""Text from people and files: kept as it is meant, refused where it could act or lie."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.errors import TextRefusedError
from cashier.domain.text import NAME_LENGTH, NOTE_LENGTH, checked, cleaned, is_clean

UNSAFE = [
    "a\x00b",
    "a\x1b[2Jb",
    "a\x1dV0b",
    "a\nb",
    "a\x7fb",
    "a\x9bb",
    "a\ud800b",
    "a\udfffb",
    "a\u202eb",
    "a\u2066b",
    "a\u2028b",
    "a\u2029b",
    "a\ue000b",
    "a\ufffeb",
    "a\uffffb",
    "a\ufdd0b",
    "a\U0010ffffb",
]
SAFE = [
    "",
    "Coffee",
    "Saulės grąža 50 %",
    "Шоколад",
    "قهوة\u200f عربية",
    "קפה\u200e",
    "咖啡",
    "👩\u200d🍳",
    "🫨",
    "\U0001fae9 newer than most tables",
    "=1+1",
]


@pytest.mark.parametrize("text", UNSAFE)
def test_what_acts_on_screen_or_printer_is_refused(text: str) -> None:
    assert not is_clean(text)
    with pytest.raises(TextRefusedError) as refused:
        checked(text, "name")
    assert refused.value.given.isprintable()


@pytest.mark.parametrize("text", UNSAFE)
def test_a_file_s_text_loses_what_acts_and_keeps_the_rest(text: str) -> None:
    clean = cleaned(text)
    assert is_clean(clean)
    assert clean.startswith("a ")
    assert clean.endswith("b")


@pytest.mark.parametrize("text", SAFE)
def test_every_script_and_emoji_passes(text: str) -> None:
    assert is_clean(text)
    assert checked(text, "name") == text


def test_outer_spaces_go_and_inner_ones_stay() -> None:
    assert checked("  two  words \u00a0", "name") == "two  words"
    assert cleaned("  two \u00a0 words\t") == "two words"


def test_letters_are_composed() -> None:
    assert checked("Saule\u0307", "name") == "Saulė"
    assert cleaned("Saule\u0307") == "Saulė"


def test_length_is_counted_in_what_is_kept() -> None:
    assert len(checked("e\u0301" * NAME_LENGTH, "name")) == NAME_LENGTH
    assert checked("x" * NOTE_LENGTH, "note", NOTE_LENGTH) == "x" * NOTE_LENGTH
    for too_long in ("x" * (NAME_LENGTH + 1), "\u0958" * (NAME_LENGTH // 2 + 1), "x" * 10**6):
        with pytest.raises(TextRefusedError):
            checked(too_long, "name")


@given(st.text())
def test_cleaned_text_is_clean_composed_and_stays_so(text: str) -> None:
    clean = cleaned(text)
    assert is_clean(clean)
    assert clean == unicodedata.normalize("NFC", clean)
    assert cleaned(clean) == clean
    assert "  " not in clean
    assert clean == clean.strip()
