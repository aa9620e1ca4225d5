"""Runs of one font in the order they are drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.printing.fonts import MONO, SANS, covers, font
from cashier.printing.legible import legible
from cashier.printing.shaping import Run, runs


def visual(text: str, *, is_rtl: bool) -> str:
    return "".join(run.text for run in runs(text, is_rtl=is_rtl))


def test_plain_text_is_one_run_of_the_fixed_width_face() -> None:
    assert runs("Milk 3.5%") == (Run(MONO, "Milk 3.5%"),)
    assert runs("Ąžuolas · молоко") == (Run(MONO, "Ąžuolas · молоко"),)
    assert runs("") == (Run(MONO, ""),)


def test_hebrew_reads_from_the_right_and_its_figures_from_the_left() -> None:
    assert visual("חלב טרי 3%", is_rtl=True) == "3% ירט בלח"
    assert visual("Milk חלב 3%", is_rtl=False) == "Milk 3% בלח"


@pytest.mark.parametrize(
    ("text", "is_rtl", "drawn"),
    [
        ("חלב (טרי)", True, "(ירט) בלח"),
        ("חלב 3.5% [2 יח׳]", True, "[׳חי 2] 3.5% בלח"),
        ("שוקולד (Milk) 3%", True, "3% (Milk) דלוקוש"),
        ("Milk (חלב) 3%", False, "Milk (בלח) 3%"),
        ("חלב ((א) b) «ג»", True, "«ג» (b (א)) בלח"),
    ],
)
def test_brackets_open_towards_what_they_hold(text: str, is_rtl: bool, drawn: str) -> None:
    assert visual(text, is_rtl=is_rtl) == drawn


def test_arabic_letters_join_and_lam_takes_alef_in() -> None:
    assert visual("سلام", is_rtl=True) == "\ufee1\ufefc\ufeb3"
    assert visual("حليب 500 مل", is_rtl=True) == "\ufede\ufee3 500 \ufe90\ufef4\ufee0\ufea3"


def test_a_latin_name_inside_arabic_keeps_its_order() -> None:
    assert "KitKat" in visual("شوكولاتة KitKat قطع", is_rtl=True)


def test_persian_letters_part_where_the_writer_says_so() -> None:
    assert visual("می\u200cخواهم", is_rtl=True) != visual("میخواهم", is_rtl=True)
    assert "\u200c" not in visual("می\u200cخواهم", is_rtl=True)


def test_a_space_stays_with_the_letters_before_it() -> None:
    assert runs("חלב טרי", is_rtl=True) == (Run(SANS, "ירט בלח"),)
    assert [run.face.regular for run in runs("茶 tea")] == ["DroidSansFallback", "DejaVuSansMono"]


@pytest.mark.parametrize("text", ["茶\u0303", "क\u0303", "ที\u0303"])
def test_a_mark_no_face_shares_with_its_letter_is_drawn_all_the_same(text: str) -> None:
    assert "".join(run.text for run in runs(text)) == text


@given(st.text(max_size=60), st.booleans())
def test_every_character_of_every_run_is_in_its_face(text: str, is_rtl: bool) -> None:
    for run in runs(legible(text, covers), is_rtl=is_rtl):
        for char in run.text:
            assert font(run.face.regular).glyph(ord(char))
