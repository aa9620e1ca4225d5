"""The steps of an explanation as a list: label, working in the middle, amount at the right edge."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.domain.explanation import Explanation
from cashier.translation import _
from cashier.ui.explain.explanation_words import StepWords, step_words
from cashier.ui.look.theme import Theme

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_ROW = 48
_NOTED_ROW = 64
_PADDING = 16
_CHEVRON = 20
_BAR = 4


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row; the last step is the amount itself, ``is_further`` what becomes of it."""

    words: StepWords
    is_amount: bool = False
    is_further: bool = False


def rows_of(explanation: Explanation) -> tuple[StepRow, ...]:
    """Return the rows that show an explanation."""
    last = len(explanation.steps) - 1
    steps = [
        StepRow(step_words(step), is_amount=at == last) for at, step in enumerate(explanation.steps)
    ]
    further = [StepRow(step_words(step), is_further=True) for step in explanation.further]
    return (*steps, *further)


class StepsModel(QAbstractListModel):
    """Shows one explanation."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StepRow, ...] = ()

    @property
    def rows(self) -> tuple[StepRow, ...]:
        return self._rows

    def show(self, rows: tuple[StepRow, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            leads = _("Enter explains it further") if row.words.leads is not None else ""
            return ". ".join(part for part in (row.words.spoken, leads) if part)
        return row.words.label if role == Qt.ItemDataRole.DisplayRole else None


class StepsDelegate(QStyledItemDelegate):
    """Paints a step; where the working does not fit beside the label it stands below it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known: dict[tuple[StepWords, int], str] = {}

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW_ROLE)
        below = self._below(row.words, self._width) if isinstance(row, StepRow) else ""
        return QSize(self._theme.px(200), self._theme.px(_NOTED_ROW if below else _ROW))

    @property
    def _width(self) -> int:
        parent = self.parent()
        return parent.viewport().width() if isinstance(parent, QListView) else 0

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, StepRow):
            return
        area: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined, unused-ignore]
        direction: Qt.LayoutDirection = option.direction  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        self._paint_ground(painter, area, state, row)
        _RowPainter(self._theme, painter, area, direction).paint(
            row, self._below(row.words, area.width())
        )
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRect, state: QStyle.StateFlag, row: StepRow
    ) -> None:
        theme = self._theme
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("accentTint"))
            bar = QRect(area.left(), area.top(), theme.px(_BAR), area.height())
            if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                bar.moveRight(area.right())
            painter.fillRect(bar, theme.colour("accent"))
        elif row.is_amount:
            painter.fillRect(area, theme.colour("sunken"))
        line = theme.colour("control" if row.is_amount else "line")
        painter.fillRect(area.left(), area.top(), area.width(), 1, line)

    def _below(self, words: StepWords, width: int) -> str:
        """Return what stands in the second row: the working where it needs the room, the rule."""
        known = self._known.get((words, width))
        if known is None:
            has_room = not words.working or self._fits(words, width)
            parts = ("" if has_room else words.working, words.note)
            known = self._known[(words, width)] = " · ".join(part for part in parts if part)
        return known

    def forget(self) -> None:
        """Measure texts anew: there are others."""
        self._known.clear()

    def _fits(self, words: StepWords, width: int) -> bool:
        theme, px = self._theme, self._theme.px
        label = QFontMetrics(theme.font(15, 600)).horizontalAdvance(words.label)
        working = QFontMetrics(theme.font(14)).horizontalAdvance(words.working)
        amount = QFontMetrics(theme.font(15, 600)).horizontalAdvance(words.amount)
        needed = label + working + amount + px(2 * _PADDING + _CHEVRON + 2 * 16)
        return needed <= width


class _RowPainter:
    """Paints the texts of one row, mirrored where the language runs from right to left."""

    def __init__(
        self, theme: Theme, painter: QPainter, area: QRect, direction: Qt.LayoutDirection
    ) -> None:
        self._theme = theme
        self._painter = painter
        self._area = area
        self._direction = direction

    def paint(self, row: StepRow, below: str) -> None:
        theme, px = self._theme, self._theme.px
        words = row.words
        weight = 600 if row.is_amount else 500
        left, right = self._area.left() + px(_PADDING), self._area.right() - px(_PADDING)
        top = self._area.top() + (self._area.height() - px(40 if below else 20)) // 2
        colour = theme.colour("text2" if row.is_further else "text")
        if words.leads is not None:
            self._paint_chevron(QRect(right - px(10), top, px(10), px(20)))
        right -= px(_CHEVRON)
        width = self._write(words.amount, QRect(left, top, right - left, px(20)), 15, 600, colour)
        right -= width + px(16)
        if words.working and words.working not in below:
            place = QRect(left, top, right - left, px(20))
            right -= self._write(words.working, place, 14, 400, theme.colour("text2")) + px(16)
        place = QRect(left, top, right - left, px(20))
        self._write(words.label, place, 15, weight, colour, is_start=True)
        if below:
            whole = self._area.right() - px(_PADDING) - left
            place = QRect(left, top + px(20), whole, px(20))
            self._write(below, place, 13, 400, theme.colour("text2"), is_start=True)

    def _write(  # noqa: PLR0913 - a text, its place and its look
        self, text: str, place: QRect, size: int, weight: int, colour: QColor, *,
        is_start: bool = False,
    ) -> int:  # fmt: skip
        """Write ``text`` at the start of ``place``, or a figure at its end; return its width."""
        font = self._theme.font(size, weight)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self._direction is Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        side = Qt.AlignmentFlag.AlignAbsolute | (start if is_start else end)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        there = QStyle.visualRect(self._direction, self._area, place)
        # Figures and what is worked out with them are read from left to right everywhere.
        self._painter.setLayoutDirection(
            self._direction if is_start else Qt.LayoutDirection.LeftToRight
        )
        self._painter.drawText(there, side | Qt.AlignmentFlag.AlignVCenter, shown)
        self._painter.setLayoutDirection(self._direction)
        return metrics.horizontalAdvance(shown)

    def _paint_chevron(self, place: QRect) -> None:
        there = QStyle.visualRect(self._direction, self._area, place)
        size = self._theme.px(5)
        ahead = -size if self._direction is Qt.LayoutDirection.RightToLeft else size
        tip = there.center() + QPoint(ahead // 2, 0)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(self._theme.colour("text2"), self._theme.px(2)))
        for side in (-size, size):
            self._painter.drawLine(tip, tip + QPoint(-ahead, side))


class StepsView(QListView):
    """Shows the steps; Enter or a tap opens what explains one further."""

    step_opened = Signal(object)  # Subject

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanationSteps")
        self.setAccessibleName(_("Steps"))
        self._model = StepsModel(self)
        self._delegate = StepsDelegate(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.viewport().update)

    @property
    def rows(self) -> tuple[StepRow, ...]:
        return self._model.rows

    def show_steps(self, rows: tuple[StepRow, ...]) -> None:
        """Show ``rows`` with the amount itself chosen and in view."""
        self._delegate.forget()
        self._model.show(rows)
        amount = next((at for at, row in enumerate(rows) if row.is_amount), 0)
        index = self._model.index(amount)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def height_for(self, width: int, most: int) -> int:
        """Return how high all rows are in a list of this width, or ``most``."""
        self.resize(width, self.height())
        height = 0
        for at in range(self._model.rowCount()):
            height += self.sizeHintForIndex(self._model.index(at)).height()
            if height >= most:
                return most
        return height

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move about and open; every other key is the card's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}:
            self._open(self.currentIndex())
        elif event.key() in _MOVING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _open(self, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, StepRow) and row.words.leads is not None:
            self.step_opened.emit(row.words.leads)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(index)


_MOVING = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)
