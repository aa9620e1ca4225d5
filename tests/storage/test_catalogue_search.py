"""Ranked search: everything is found that should be, in the promised order, whatever is typed."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_search import code_range
from cashier.storage.catalogue_words import INSIDE_LENGTH, MARK, fold, index_text
from tests.storage.made_catalogues import catalogue_of, named

WORDS = (
    "Saulė", "sauliukas", "Grūdai", "grūdėtas", "Šokoladas", "ŠOKO", "Straße", "Łosoś",
    "Молоко", "ёлка",
    "Καφές", "苏打饼干", "饼干", "パン粉", "비빔밥", "שלום", "قهوة", "3,2%", "500g", "O'Neill",
    "AND", "OR", "NOT", "NEAR(", '"', "*", "a", "ab", "abc", "xabc", "l", "-",
)  # fmt: skip
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
free_text = st.text("aąbsš oO'\"*()苏饼", min_size=0, max_size=6)


def found(catalogue: SqliteCatalogue, text: str, limit: int = 1_000, offset: int = 0) -> list[str]:
    return [product.name for product in catalogue.search(text, limit=limit, offset=offset)]


def rank_of(name: str, text: str) -> int | None:
    """Work out by plain comparison where ``name`` stands in the answer to ``text``."""
    folded, wanted = fold(name), fold(text)
    if not wanted:
        return None
    tokens = index_text(folded).split()
    starts = [token.removeprefix(MARK) for token in tokens if token.startswith(MARK)]
    if folded.startswith(wanted):
        return 0
    begins = [any(start.startswith(word) for start in starts) for word in wanted.split()]
    if all(begins):
        return 1
    inside = [
        len(word) >= INSIDE_LENGTH and any(word in each for each in folded.split())
        for word in wanted.split()
    ]
    if all(one or other for one, other in zip(begins, inside, strict=True)):
        return 2
    return None


def by_plain_comparison(all_names: list[str], text: str) -> list[str]:
    ranked = [(rank_of(name, text), fold(name), at) for at, name in enumerate(all_names)]
    return [all_names[at] for rank, _, at in sorted(r for r in ranked if r[0] is not None)]


@settings(max_examples=60)
@given(
    st.lists(names, min_size=1, max_size=12, unique=True),
    st.lists(st.one_of(names, free_text), min_size=1, max_size=8),
)
def test_search_agrees_with_a_plain_comparison_of_all_names(
    all_names: list[str], texts: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        catalogue = named(Path(folder), *all_names)
        for text in filter(str.strip, texts):
            assert found(catalogue, text) == by_plain_comparison(all_names, text)
        catalogue.close()


@settings(max_examples=40)
@given(st.lists(names, min_size=1, max_size=12, unique=True))
def test_every_product_is_found_by_each_beginning_of_each_of_its_words(
    all_names: list[str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        catalogue = named(Path(folder), *all_names)
        for name in all_names:
            for word in fold(name).split():
                for end in range(1, len(word) + 1):
                    assert name in found(catalogue, word[:end])
        catalogue.close()


def test_ranks_stand_in_order_and_names_within_them(tmp_path: Path) -> None:
    catalogue = named(
        tmp_path, "Bio Solberry", "Solberry", "Solas", "Marsolis", "Jura sol", "Absolut"
    )
    assert found(catalogue, "SOL") == [
        "Solas", "Solberry", "Bio Solberry", "Jura sol", "Absolut", "Marsolis",
    ]  # fmt: skip
    assert found(catalogue, "so") == ["Solas", "Solberry", "Bio Solberry", "Jura sol"]
    assert found(catalogue, "ol") == []
    catalogue.close()


def test_several_words_must_all_be_found(tmp_path: Path) -> None:
    catalogue = named(tmp_path, "Juoda duona", "Balta duona", "Juoda kava")
    assert found(catalogue, "duo juo") == ["Juoda duona"]
    assert found(catalogue, "uoda ona") == ["Juoda duona"]
    assert found(catalogue, "duona x") == []
    catalogue.close()


def test_names_without_spaces_are_found_from_any_character(tmp_path: Path) -> None:
    catalogue = named(tmp_path, "太平苏打饼干", "ハウス食品カレー", "김치볶음밥", "بسكويت الشاي")
    assert found(catalogue, "苏打") == ["太平苏打饼干"]
    assert found(catalogue, "干") == ["太平苏打饼干"]
    assert found(catalogue, "カレ") == ["ハウス食品カレー"]
    assert found(catalogue, "볶음") == ["김치볶음밥"]
    assert found(catalogue, "الش") == ["بسكويت الشاي"]
    catalogue.close()


def test_a_barcode_stands_before_names_and_a_beginning_of_one_after_the_whole(
    tmp_path: Path,
) -> None:
    catalogue = catalogue_of(
        tmp_path,
        ["4771|47719,First,,1,21,pcs,,,", "47715,Second,,1,21,pcs,,,", ",4771 Third,,1,21,pcs,,,"],
    )
    assert found(catalogue, "4771") == ["First", "Second", "4771 Third"]
    assert found(catalogue, "47 71") == ["First", "Second"]
    assert found(catalogue, "477") == ["4771 Third"]
    assert found(catalogue, "47719") == ["First"]
    catalogue.close()


def test_a_shops_own_short_code_is_found_when_it_is_whole(tmp_path: Path) -> None:
    catalogue = catalogue_of(
        tmp_path, ["AB,Zebra,,1,21,pcs,,,", "ABC,Yak,,1,21,pcs,,,", ",ab snack,,1,21,pcs,,,"]
    )
    assert found(catalogue, "AB") == ["Zebra", "ab snack"]
    catalogue.close()


def test_pages_put_together_are_the_whole_answer(tmp_path: Path) -> None:
    rows = [
        f"47710{at:03},{'Sol' if at % 3 else 'Bio sol'} {at:03},,1,21,pcs,,," for at in range(60)
    ]
    rows += [f"90000{at:03},Absolut {at:03},,1,21,pcs,,," for at in range(20)]
    catalogue = catalogue_of(tmp_path, rows)
    for text in ("sol", "s", "47710", "sol 0", ""):
        whole = found(catalogue, text)
        for size in (1, 7, 41):
            pages = [found(catalogue, text, size, at) for at in range(0, len(whole) + size, size)]
            assert [name for page in pages for name in page] == whole
    assert len(found(catalogue, "sol")) == 80
    catalogue.close()


@pytest.mark.parametrize(
    "text",
    ['"', '"" OR ""', "*", "a*", "NEAR(a b)", "(a", "a)", "^a", "words:a", "-a", "a AND", "{a}",
     "' OR 1=1 --", "%", "_", "\\", "\x00", "\ud800", "a\x00b", "·a", "a" * 5_000, "a " * 5_000,
     "\u202e", "１２３", "²"],
)  # fmt: skip
def test_what_is_typed_is_never_a_command(tmp_path: Path, text: str) -> None:
    catalogue = named(tmp_path, "Apple", "Near or not")
    assert set(found(catalogue, text)) <= {"Apple", "Near or not"}
    catalogue.close()


def test_words_of_the_query_language_are_words(tmp_path: Path) -> None:
    catalogue = named(tmp_path, "Near or not", "Apple")
    assert found(catalogue, "NOT OR near") == ["Near or not"]
    assert found(catalogue, '"or"') == ["Near or not"]
    assert found(catalogue, "apple NOT near") == []
    catalogue.close()


def test_blank_text_finds_everything_and_mere_signs_nothing(tmp_path: Path) -> None:
    catalogue = named(tmp_path, "Beta", "Alfa")
    assert found(catalogue, "  \t") == ["Alfa", "Beta"]
    assert found(catalogue, "%%") == []
    catalogue.close()


def test_a_short_number_is_no_beginning_of_a_barcode() -> None:
    assert code_range("477")[1] < "4770"
    assert code_range("4770")[1] > "4770999999999"
    assert code_range("4770 1900")[0] == "47701900"
