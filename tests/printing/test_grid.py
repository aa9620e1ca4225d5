"""Text set on a grid: rows, paragraphs, centred lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.printing.grid import Grid, is_rtl
from cashier.printing.lines import Align, Cell, Emphasis, Line, grid_start, text_width


def drawn(lines: tuple[Line, ...]) -> list[str]:
    texts = []
    for line in lines:
        text = ""
        for cell in line.cells:
            text = text.ljust(grid_start(cell)) + cell.text
        texts.append(text)
    return texts


def test_label_and_amount_share_a_line() -> None:
    assert drawn(Grid(24).row("Butter", "3.49")) == ["Butter              3.49"]


def test_a_long_label_goes_on_below_itself() -> None:
    assert drawn(Grid(24).row("Bread with rye and caraway", "3.49")) == [
        "Bread with rye and  3.49",
        "caraway",
    ]


def test_a_wide_amount_gets_a_line_of_its_own() -> None:
    assert drawn(Grid(24).row("Butter", "1 000 000 000 000.00")) == [
        "Butter",
        "    1 000 000 000 000.00",
    ]


def test_indent_and_margin_keep_their_columns_free() -> None:
    assert drawn(Grid(24).row("Discount 10 %", "-0.99", indent=2, margin=2)) == [
        "  Discount 10 %  -0.99"
    ]


def test_short_texts_share_a_centred_line() -> None:
    parts = ("Pilies 14", "Vilnius", "VAT no. LT100001234517")
    assert drawn(Grid(24).joined(parts)) == [
        "   Pilies 14 · Vilnius",
        " VAT no. LT100001234517",
    ]


def test_too_narrow_a_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 24 columns, not 23"):
        Grid(23)


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("bread", False), ("3% חלב", True), ("ماكس", True), ("Milk חלב", False), ("3 %", False)],
)
def test_the_first_letter_says_the_direction(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=80),
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40),
    st.sampled_from([24, 32, 42, 48]),
    st.sampled_from(Emphasis),
)
def test_a_row_never_leaves_the_grid_nor_overlaps(
    left: str, right: str, columns: int, emphasis: Emphasis
) -> None:
    for line in Grid(columns).row(left, right, emphasis):
        end = 0
        for cell in line.cells:
            assert grid_start(cell, emphasis) >= end
            end = grid_start(cell, emphasis) + text_width(cell, emphasis)
        assert end <= columns


def test_a_right_to_left_text_keeps_its_direction_in_every_line() -> None:
    lines = Grid(24).paragraph("חלב טרי KitKat Chunky Milk Chocolate")
    assert len(lines) > 1
    assert all(
        cell == Cell(cell.text, 0, Align.START, True) for line in lines for cell in line.cells
    )
