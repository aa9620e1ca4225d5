"""Where cells stand on the grid."""

from cashier.printing.lines import (
    Align,
    Block,
    Cell,
    Emphasis,
    Gap,
    Layout,
    Rule,
    grid_start,
    large_columns,
    text_width,
)


def test_a_cell_starts_ends_or_is_centred_at_its_column() -> None:
    assert grid_start(Cell("total", 2)) == 2
    assert grid_start(Cell("1.99", 42, Align.END)) == 38
    assert grid_start(Cell("shop", 21, Align.CENTRE)) == 19


def test_a_large_text_takes_a_third_more() -> None:
    assert text_width(Cell("total", 0), Emphasis.NORMAL) == 5
    assert text_width(Cell("total", 0), Emphasis.LARGE) == 7
    for columns in (24, 32, 42, 48, 72):
        fullest = Cell("x" * large_columns(columns), 0)
        assert text_width(fullest, Emphasis.LARGE) <= columns


def test_a_layouts_items_are_those_of_its_blocks_in_order() -> None:
    layout = Layout(42, "", (Block((Rule(), Gap())), Block((Rule(),))))
    assert list(layout.items()) == [Rule(), Gap(), Rule()]
