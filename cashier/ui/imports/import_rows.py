"""The rows of a file that are refused: their lines and reasons, as many as are scrolled to."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from cashier.operations.import_products import BadRow
from cashier.translation import _
from cashier.ui.imports.import_words import Count, reason
from cashier.ui.look.list_rows import show_as_list
from cashier.ui.look.theme import Theme

LINE, REASON = range(2)
_ROW = 48
_LINE_WIDTH = 104
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class RefusedRows(QAbstractTableModel):
    """One row per refused row; words are made when a row is looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BadRow, ...] = ()

    def show(self, rows: tuple[BadRow, ...]) -> None:
        if rows is not self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else 2

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _("Line") if section == LINE else _("Why it is refused")
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{Count(row.line)}" if column == LINE else reason(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Line {line}: {reason}").format(line=row.line, reason=reason(row))
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


class _RowDelegate(QStyledItemDelegate):
    """Paints a cell above a hair line; a long reason takes two lines of text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._theme.px(64), self._theme.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._theme
        area: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined, unused-ignore]
        is_line = index.column() == LINE
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("accentTint"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(theme.font(14, 600 if is_line else 400))
        painter.setPen(theme.colour("text" if is_line else "text2"))
        inside = area.adjusted(theme.px(12), 0, -theme.px(12), -1)
        flags = _side(index.column()) | Qt.TextFlag.TextWordWrap
        painter.drawText(inside, int(flags), str(index.data()))
        painter.restore()


class RefusedTable(QTableView):
    """Shows the refused rows; they can be walked through with the arrow keys."""

    def __init__(self, theme: Theme, model: RefusedRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importTable")
        self.setAccessibleName(_("Refused rows"))
        self._delegate = _RowDelegate(theme)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        show_as_list(self, theme.px(_ROW))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setFixedHeight(theme.px(33))
        self.setColumnWidth(LINE, theme.px(_LINE_WIDTH))


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == LINE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
