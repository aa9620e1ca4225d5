"""The VAT table of a receipt: letter and rate, net, VAT and gross, side by side where they fit."""

from collections.abc import Sequence

from cashier.domain.tax import VatGroup
from cashier.printing.columns import width
from cashier.printing.figures import Figures
from cashier.printing.grid import Grid
from cashier.printing.lines import Align, Cell, Line, Mark, marked


def vat_table(
    groups: Sequence[VatGroup], heads: tuple[str, ...], grid: Grid, figures: Figures
) -> tuple[Line, ...]:
    """Return one line a rate under the ``heads``, or one line a figure on narrow paper."""
    rows = [heads, *(_row(group, figures) for group in groups)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    spare = grid.columns - sum(widths)
    if spare < len(heads) - 1:
        return _below_each_other(rows, groups, grid)
    edges = _edges(widths, grid.columns, spare // (len(heads) - 1))
    head, *lines = (_side_by_side(row, edges) for row in rows)
    return (head, *(_one_marked(*pair) for pair in zip(lines, groups, strict=True)))


def _marks(group: VatGroup) -> tuple[Mark, Mark, Mark]:
    rate = group.rate.text()
    return Mark("net", rate=rate), Mark("vat", rate=rate), Mark("vat-base", rate=rate)


def _one_marked(line: Line, group: VatGroup) -> Line:
    return marked((line,), *_marks(group))[0]


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


def _below_each_other(
    rows: Sequence[tuple[str, ...]], groups: Sequence[VatGroup], grid: Grid
) -> tuple[Line, ...]:
    heads, *figures = rows
    return tuple(
        line
        for (rate, *amounts), group in zip(figures, groups, strict=True)
        for line in (
            *grid.paragraph(f"{heads[0]} {rate}"),
            *_named(heads[1:], amounts, _marks(group), grid),
        )
    )


def _named(
    heads: Sequence[str], figures: Sequence[str], marks: Sequence[Mark], grid: Grid
) -> tuple[Line, ...]:
    return tuple(
        line
        for head, figure, mark in zip(heads, figures, marks, strict=True)
        for line in marked(grid.row(head, figure, indent=2), mark)
    )
