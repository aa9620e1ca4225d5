"""Folding: what people type finds what packages say."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.storage.catalogue_words import MARK, fold, index_text, inside_query


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Saulė", "saule"),
        ("Kauno GRŪDAI", "kauno grudai"),
        ("Straße", "strasse"),
        ("Łosoś wędzony", "losos wedzony"),
        ("Smørrebrød", "smorrebrod"),
        ("Đumbir", "dumbir"),
        ("Æbleskiver, Œuf", "aebleskiver oeuf"),
        ("Καφές Ελληνικός", "καφεσ ελληνικοσ"),
        ("Ёжик, чай", "ежик чай"),
        ("İstanbul Ayranı", "istanbul ayrani"),
        ("Молоко 3,2%", "молоко 3 2"),
        ("36 (40% MG)", "36 40 mg"),
        ("L'Oréal d’été", "l oreal d ete"),
        ("ｆｕｌｌ－ｗｉｄｔｈ", "full width"),
        ("שָׁלוֹם", "שלום"),
        ("قَهْوَة أصلية", "قهوه اصليه"),
        ("可口可乐500ml", "可口可乐 500ml"),
        ("パン ぱん", "パン ぱん"),
        ("हिन्दी चाय", "हिन्दी चाय"),
        ("***", ""),
        ("", ""),
    ],
)
def test_accents_case_and_signs_do_not_matter(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_letters_that_are_no_accents_stay_apart() -> None:
    assert fold("йод") != fold("иод")


@given(st.text())
def test_folding_twice_changes_nothing_and_leaves_plain_words(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert MARK not in folded
    assert all(unicodedata.category(char)[0] in "LNM" or char == " " for char in folded)


@given(st.text())
def test_both_ways_of_writing_an_accent_are_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_scripts_without_spaces_are_entered_at_every_character() -> None:
    assert {f"{MARK}苏打饼干", f"{MARK}打饼干", f"{MARK}饼干", f"{MARK}干"} <= set(
        index_text("苏打饼干").split()
    )


def test_the_index_of_a_long_word_stays_small() -> None:
    assert len(index_text("x" * 200)) < 6_000


def test_short_words_are_not_looked_for_inside_others() -> None:
    assert inside_query("ab c") == ""
    assert inside_query("abc d") != ""
