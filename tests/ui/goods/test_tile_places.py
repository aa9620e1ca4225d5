"""Tiles fill their view to the pixel, none is cut, and each point belongs to the tile over it."""

import pytest
from PySide6.QtCore import QPoint, QRect

from cashier.ui.goods.tile_places import COLUMN, ROW, TilePlaces

CELL = (COLUMN, ROW)
VIEWS = [(578, 584), (992, 896), (408, 592), (131, 111), (133, 113), (1_001, 777), (800, 8_000)]


@pytest.mark.parametrize(
    ("pane", "columns", "lines"),
    [((570, 576), 4, 5), ((984, 888), 7, 8), ((400, 584), 3, 5), ((124, 104), 1, 1)],
)
def test_columns_and_lines_are_those_of_the_design(
    pane: tuple[int, int], columns: int, lines: int
) -> None:
    width, height = pane
    places = TilePlaces.of(width + 8, height + 8, CELL, mirrored=False)
    assert (places.columns, places.lines) == (columns, lines)
    assert (places.columns, places.lines) == ((width + 8) // 132, (height + 8) // 112)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("view", VIEWS)
def test_cells_cover_the_view_without_gap_or_overlap(
    view: tuple[int, int], *, mirrored: bool
) -> None:
    places = TilePlaces.of(*view, CELL, mirrored=mirrored)
    whole = QRect(0, 0, *view)
    cells = [places.cell(row, 0) for row in range(places.columns * places.lines)]
    assert all(whole.contains(cell) for cell in cells)
    assert sum(cell.width() * cell.height() for cell in cells) == view[0] * view[1]
    least = min(view[0], COLUMN), min(view[1], ROW)
    assert all(cell.width() >= least[0] and cell.height() >= least[1] for cell in cells)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("offset", [0, 57, 1_234])
def test_every_point_belongs_to_the_cell_over_it(
    view: tuple[int, int], offset: int, *, mirrored: bool
) -> None:
    places = TilePlaces.of(*view, CELL, mirrored=mirrored)
    for x in range(0, view[0], 7):
        for y in (0, 1, view[1] // 2, view[1] - 1):
            row = places.row_at(QPoint(x, y), offset)
            assert places.cell(row, offset).contains(x, y)
    assert places.row_at(QPoint(view[0], 5), offset) < 0
    assert places.row_at(QPoint(-1, 5), offset) < 0


def test_a_mirrored_view_begins_at_the_right() -> None:
    places = TilePlaces.of(578, 584, CELL, mirrored=True)
    assert places.cell(0, 0).right() == 577
    assert places.cell(3, 0).left() == 0


@pytest.mark.parametrize("offset", [0, 50, 116, 300])
def test_the_rows_in_view_are_those_of_which_something_is_seen(offset: int) -> None:
    places = TilePlaces.of(578, 584, CELL, mirrored=False)
    first, last = places.rows_between(0, 583, offset)
    view = QRect(0, 0, 578, 584)
    seen = [row for row in range(200) if places.cell(row, offset).intersects(view)]
    assert (first, last) == (seen[0], seen[-1])
