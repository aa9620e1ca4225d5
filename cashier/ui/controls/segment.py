"""A segment: a few choices in one frame, of which one is filled."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.controls.buttons import Button, paint_box
from cashier.ui.look.theme import Theme

_RADIUS = 8


class SegmentPart(Button):
    """One choice; pressed it tells its value."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, value: object, label: str, *, action: str = "", parent: QWidget
    ) -> None:
        super().__init__(theme, label, action=action, parent=parent)
        self._value = value
        self._is_first = False
        self._is_last = False
        self.setCheckable(True)
        self.clicked.connect(self._on_clicked)

    def set_place(self, *, is_first: bool, is_last: bool) -> None:
        """Round the corners that lie on the frame."""
        self._is_first, self._is_last = is_first, is_last

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, _edge, text = self._colours()
        painter.fillPath(self._shape(), fill)
        if not self._is_first and not self.isChecked():
            at = 0 if self._reads_right else self.width() - 1
            painter.fillRect(at, 0, 1, self.height(), self._theme.colour("line"))
        self._paint_face(painter, text)
        painter.end()

    @property
    def _reads_right(self) -> bool:
        return self.layoutDirection() is not Qt.LayoutDirection.RightToLeft

    def _shape(self) -> QPainterPath:
        """Return the part's outline: square but for the corners of the frame."""
        radius = self._theme.px(_RADIUS) - 1
        left = self._is_first if self._reads_right else self._is_last
        right = self._is_last if self._reads_right else self._is_first
        area = QRectF(self.rect())
        area.adjust(0 if left else -radius, 0, 0 if right else radius, 0)
        whole, inside = QPainterPath(), QPainterPath()
        whole.addRoundedRect(area, radius, radius)
        inside.addRect(QRectF(self.rect()))
        return whole.intersected(inside)

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(True)
        self.chosen.emit(self._value)


class Segment(QFrame):
    """Choices side by side; a part that is pressed tells its value, whoever listens marks it."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: dict[object, SegmentPart] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        theme.changed.connect(self.update)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return tuple(self._parts.values())

    def add(self, value: object, label: str, *, action: str = "") -> SegmentPart:
        """Put a choice at the end."""
        part = SegmentPart(self._theme, value, label, action=action, parent=self)
        part.chosen.connect(self.chosen)
        self._row.addWidget(part, 1)
        self._parts[value] = part
        last = len(self._parts) - 1
        for place, one in enumerate(self._parts.values()):
            one.set_place(is_first=place == 0, is_last=place == last)
        return part

    def mark(self, value: object) -> None:
        """Fill the part of ``value``."""
        for known, part in self._parts.items():
            part.setChecked(known is value or known == value)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge = theme.colour("key"), theme.colour("control")
        paint_box(painter, self.rect(), fill, edge, theme.px(_RADIUS))
        painter.end()
