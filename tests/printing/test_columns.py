"""Widths and line breaks on a grid of columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.printing.columns import clusters, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Duona", 5),
        ("Ąžuolas", 7),
        ("A\u0328z\u030c", 2),
        ("金寶", 4),
        ("ｾﾞﾘｰ", 4),
        ("ที่นี่", 2),
        ("חָלָב", 3),
        ("1\u202f234,50", 8),
        ("", 0),
    ],
)
def test_a_text_takes_the_columns_of_its_script(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("brown bread with caraway", 11, ("brown bread", "with", "caraway")),
        ("brown bread", 11, ("brown bread",)),
        ("Donaudampfschiff", 6, ("Donaud", "ampfsc", "hiff")),
        ("a Donaudampfschiff", 6, ("a Dona", "udampf", "schiff")),
        ("伊藤園京都宇治", 5, ("伊藤", "園京", "都宇", "治")),
        ("tea 伊藤園", 8, ("tea 伊藤", "園")),
        ("", 8, ("",)),
    ],
)
def test_lines_break_where_readers_expect_it(
    text: str, columns: int, lines: tuple[str, ...]
) -> None:
    assert wrap(text, columns) == lines


def test_a_letter_keeps_its_marks() -> None:
    assert wrap("e\u0301" * 5, 2) == ("e\u0301" * 2, "e\u0301" * 2, "e\u0301")
    assert list(clusters("ที่นี่")) == ["ที่", "นี่"]


@given(st.text(), st.integers(2, 60))
def test_no_line_is_longer_and_no_letter_is_lost(text: str, columns: int) -> None:
    text = " ".join(text.split())
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
