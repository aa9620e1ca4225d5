"""A list of lines one below the other, each as tall as the others but for one taller one."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem
from typing_extensions import override

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = -1


class StackedLines(QListView):
    """Works out the place of a line when it is asked for.

    A list view of the usual kind asks each line for its height whenever one is added; here three
    hundred lines cost what one does.
    """

    _under = _NOWHERE

    def line_height(self) -> int:
        """Return how tall a line is."""
        raise NotImplementedError

    def taller_line(self) -> tuple[int, int]:
        """Return which line is taller than the others and by how much; -1 where none is."""
        return _NOWHERE, 0

    @override
    def visualRect(self, index: _Index) -> QRect:
        return self._place(index.row()) if index.isValid() else QRect()

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point.y() + self.verticalOffset())
        is_one = 0 <= row < self.model().rowCount() and 0 <= point.x() < self.viewport().width()
        return self.model().index(row, 0) if is_one else QModelIndex()

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def visualRegionForSelection(self, _selection: object) -> QRegion:
        return QRegion()

    @override
    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        place, bar = self.visualRect(index), self.verticalScrollBar()
        if place.top() < 0:
            bar.setValue(bar.value() + place.top())
        elif place.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + place.bottom() + 1 - self.viewport().height())

    @override
    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    @override
    def updateGeometries(self) -> None:
        count, height = self.model().rowCount(), self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(self.line_height())
        bar.setPageStep(height)
        bar.setRange(0, max(self._top(count) - height, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()
        self.viewport().update()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, dirty = QPainter(self.viewport()), event.rect()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        offset = self.verticalOffset()
        last = min(self._row_at(dirty.bottom() + offset), self.model().rowCount() - 1)
        for row in range(self._row_at(dirty.top() + offset), last + 1):
            option.rect = self._place(row)  # type: ignore[attr-defined, unused-ignore]
            option.state = self._state_of(row)  # type: ignore[attr-defined, unused-ignore]
            self.itemDelegate().paint(painter, option, self.model().index(row, 0))
        painter.end()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._go_under(self.indexAt(event.position().toPoint()).row())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._go_under(_NOWHERE)

    def _go_under(self, row: int) -> None:
        """Show which line the pointer is over."""
        was, self._under = self._under, row
        if was != row:
            for one in (was, row):
                self.viewport().update(self._place(one))

    def _state_of(self, row: int) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_Enabled
        return state | QStyle.StateFlag.State_MouseOver if row == self._under else state

    def _top(self, row: int) -> int:
        """Return where a line begins, from the first one's top."""
        taller, more = self.taller_line()
        return row * self.line_height() + (more if 0 <= taller < row else 0)

    def _place(self, row: int) -> QRect:
        taller, more = self.taller_line()
        height = self.line_height() + (more if row == taller else 0)
        return QRect(0, self._top(row) - self.verticalOffset(), self.viewport().width(), height)

    def _row_at(self, y: int) -> int:
        taller, more = self.taller_line()
        height = self.line_height()
        if taller < 0 or y < (taller + 1) * height:
            return y // height
        return max((y - more) // height, taller)
