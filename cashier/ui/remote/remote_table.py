"""A list of the back end as a table: rows of 48 px, texts by column, the state as a chip."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.translation import _
from cashier.ui.frame.chips import chip_width, paint_chip
from cashier.ui.look.list_rows import ListDelegate, ListTable, paint_ground
from cashier.ui.look.theme import Theme
from cashier.ui.remote.remote_state import ColumnSpec, RemoteRow

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_HEADER, _INSET = 33, 12
_LEAST_STATUS = 150


class RemoteModel(QAbstractTableModel):
    """Shows the rows it is given; where they only grew, those in view stay."""

    def __init__(self, columns: tuple[ColumnSpec, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = columns
        self._rows: tuple[RemoteRow, ...] = ()
        self._words: set[str] = set()

    @property
    def words(self) -> set[str]:
        """Every word that a state of these rows has."""
        return self._words

    def show_rows(self, rows: tuple[RemoteRow, ...]) -> None:
        known = len(self._rows)
        if known and rows[:known] == self._rows:
            if len(rows) > known:
                self.beginInsertRows(QModelIndex(), known, len(rows) - 1)
                self._rows = rows
                self._words.update(row.chip[1] for row in rows[known:])
                self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self._words = {row.chip[1] for row in rows}
        self.endResetModel()

    def row(self, number: int) -> RemoteRow | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def row_of(self, id_: str) -> int | None:
        """Return where the row with this id stands."""
        return next((at for at, one in enumerate(self._rows) if one.id == id_), None)

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        at = index.column()
        text = row.cells[at] if at < len(self.columns) else row.chip[1]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(at)} {text}"
        return text if role == Qt.ItemDataRole.DisplayRole else None

    def title(self, column: int) -> str:
        return self.columns[column].title if column < len(self.columns) else _("Status")


class RemoteDelegate(ListDelegate):
    """Paints one cell."""

    def __init__(self, theme: Theme, model: RemoteModel) -> None:
        super().__init__(theme)
        self._model = model

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._model.row(index.row())
        if row is None:
            return
        area: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        is_hovered = index.row() == self.hovered
        is_first = index.column() == 0
        paint_ground(painter, self._theme, option, is_first=is_first, is_hovered=is_hovered)
        inside = area.adjusted(self._theme.px(_INSET), 0, -self._theme.px(_INSET), 0)
        if index.column() == len(self._model.columns):
            icon, word, tone = row.chip
            paint_chip(painter, self._theme, inside, icon=icon, text=word, tone=tone)
        else:
            spec = self._model.columns[index.column()]
            self._paint_text(painter, inside, row.cells[index.column()], spec)
        painter.restore()

    def _paint_text(self, painter: QPainter, inside: QRect, text: str, spec: ColumnSpec) -> None:
        font = self._theme.font(14, 600 if spec.is_strong else 400)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text" if spec.is_strong else "text2"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, _side(spec) | Qt.AlignmentFlag.AlignVCenter, shown)


class RemoteHeader(QHeaderView):
    """The titles, on the edges of what stands below them."""

    def __init__(self, theme: Theme, model: RemoteModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._columns = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.px(_HEADER))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, specs = self._theme, self._columns.columns
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.setFont(theme.font(12, 500))
        painter.setPen(theme.colour("muted"))
        inside = rect.adjusted(theme.px(_INSET), 0, -theme.px(_INSET), 0)
        title = self._columns.title(logicalIndex)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inside.width())
        left = Qt.AlignmentFlag.AlignLeft
        side = _side(specs[logicalIndex]) if logicalIndex < len(specs) else left
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)


class RemoteTable(ListTable):
    """Tells which row is chosen, by tap or by arrow key."""

    row_chosen = Signal(object)  # RemoteRow

    def __init__(self, theme: Theme, name: str, label: str, model: RemoteModel) -> None:
        super().__init__(theme, model, RemoteDelegate(theme, model))
        self.setObjectName(f"{name}Table")
        self.setAccessibleName(label)
        self._rows = model
        self.setHorizontalHeader(RemoteHeader(theme, model, self))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        model.modelReset.connect(self._share_width)
        model.rowsInserted.connect(self._share_width)

    def choose(self, id_: str) -> None:
        """Mark the row with this id where it is in the list, without telling of it."""
        row = self._rows.row_of(id_)
        if row is not None and self.currentIndex().row() != row:
            self.setCurrentIndex(self._rows.index(row, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    @Slot()
    def _share_width(self) -> None:
        """Give each column its width, and what is over to those that gain by it."""
        px, specs = self._theme.px, self._rows.columns
        status = max(px(_LEAST_STATUS), self._widest_chip())
        taking = [at for at, one in enumerate(specs) if one.takes_spare]
        room = self.viewport().width() - status
        spare = room - sum(px(one.width) for one in specs)
        for at, one in enumerate(specs):
            more = spare // len(taking) if at in taking and taking else 0
            self.setColumnWidth(at, max(px(one.width) + more, px(40)))
        used = sum(self.columnWidth(at) for at in range(len(specs)))
        self.setColumnWidth(len(specs), max(self.viewport().width() - used, status))

    def _widest_chip(self) -> int:
        widths = (chip_width(self._theme, word) for word in self._rows.words)
        return max(widths, default=0) + 2 * self._theme.px(_INSET)

    @Slot()
    def _on_selection_changed(self) -> None:
        row = self._rows.row(self.chosen_row)
        if row is not None:
            self.row_chosen.emit(row)


def _side(spec: ColumnSpec) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if spec.is_right else Qt.AlignmentFlag.AlignLeft
