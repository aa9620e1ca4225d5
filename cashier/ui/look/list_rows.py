"""How every list looks and is walked through: whole rows, one chosen, with bar and tint."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cashier.ui.look.theme import Theme

ROW = 48
"""How high a row is that a finger chooses."""
_BAR = 4
_Index = QModelIndex | QPersistentModelIndex


class ListDelegate(QStyledItemDelegate):
    """Paints cells of rows as high as a finger needs, and knows the row under the pointer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.hovered = -1

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._theme.px(64), self._theme.px(ROW))


class ListTable(QTableView):
    """A list whose row under the pointer is seen; ``chosen_row`` is the one that is chosen."""

    def __init__(
        self,
        theme: Theme,
        model: QAbstractItemModel,
        delegate: ListDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        show_as_list(self, theme.px(ROW))
        self.setMouseTracking(True)
        self.entered.connect(self._on_entered)

    @property
    def chosen_row(self) -> int:
        """Which row is chosen; -1 where none is."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())


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
