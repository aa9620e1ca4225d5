"""The VAT table of a receipt: letter and rate, net, VAT and gross, side by side where they fit."""

from collections.abc import Sequence

from cashier.domain.tax import VatGroup
from cashier.printing.columns import width
from cashier.printing.figures import Figures
from cashier.printing.grid import Grid
from cashier.printing.lines import Align, Cell, Line


def vat_table(
    groups: Sequence[VatGroup], heads: tuple[str, ...], grid: Grid, figures: Figures
) -> tuple[Line, ...]:
    """Return one line a rate under the ``heads``, or one line a figure on narrow paper."""
    rows = [heads, *(_row(group, figures) for group in groups)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    spare = grid.columns - sum(widths)
    if spare < len(heads) - 1:
        return _below_each_other(rows, grid)
    edges = _edges(widths, grid.columns, spare // (len(heads) - 1))
    return tuple(_side_by_side(row, edges) for row in rows)


def _row(group: VatGroup, figures: Figures) -> tuple[str, ...]:
    money = map(figures.money, (group.net, group.vat, group.gross))
    return (f"{group.letter} {figures.percent(group.rate)}", *money)


def _edges(widths: Sequence[int], columns: int, gap: int) -> tuple[int, ...]:
    """Return where each column of figures ends."""
    gross = columns
    vat = gross - widths[3] - gap
    return (vat - widths[2] - gap, vat, gross)


def _side_by_side(row: tuple[str, ...], edges: tuple[int, ...]) -> Line:
    figures = (Cell(text, edge, Align.END) for text, edge in zip(row[1:], edges, strict=True))
    return Line((Cell(row[0], 0), *figures))


def _below_each_other(rows: Sequence[tuple[str, ...]], grid: Grid) -> tuple[Line, ...]:
    heads, *groups = rows
    return tuple(
        line
        for rate, *figures in groups
        for line in (
            *grid.paragraph(f"{heads[0]} {rate}"),
            *_named(heads[1:], figures, grid),
        )
    )


def _named(heads: Sequence[str], figures: Sequence[str], grid: Grid) -> tuple[Line, ...]:
    return tuple(
        line
        for head, figure in zip(heads, figures, strict=True)
        for line in grid.row(head, figure, indent=2)
    )
