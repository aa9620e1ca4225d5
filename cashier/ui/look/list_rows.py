"""How every list looks and is walked through: whole rows, one chosen, with bar and tint."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from cashier.ui.look.theme import Theme

_BAR = 4


def show_as_list(table: QTableView, row_height: int) -> None:
    """Let a table be a list: one row is chosen at a time, Tab leaves it, no grid."""
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(row_height)


def paint_ground(
    painter: QPainter,
    theme: Theme,
    option: QStyleOptionViewItem,
    *,
    is_first: bool,
    is_hovered: bool,
) -> None:
    """Paint what a cell stands on; the first of a chosen row has the bar at its outer edge."""
    area: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined, unused-ignore]
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, theme.colour("accentTint"))
        if is_first:
            bar = QRect(area.left(), area.top(), theme.px(_BAR), area.height())
            if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                bar.moveRight(area.right())
            painter.fillRect(bar, theme.colour("accent"))
    elif is_hovered:
        painter.fillRect(area, theme.colour("sunken"))
    painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("line"))
