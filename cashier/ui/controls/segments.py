"""A few choices side by side, one of them taken: filled and bold, never by colour alone."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from cashier.ui.look.theme import Theme

_HEIGHT = 48
_PADDING = 12


class SegmentButton(QAbstractButton):
    """One choice."""

    def __init__(self, theme: Theme, value: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.value = value
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        advance = QFontMetrics(self._theme.font(14, 600)).horizontalAdvance(self.text())
        return QSize(max(advance + 2 * px(_PADDING), px(_HEIGHT)), px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, text = self._colours()
        if fill is not None:
            painter.setClipPath(self._outline())
            painter.fillRect(self.rect(), fill)
            painter.setClipping(False)
        painter.setFont(theme.font(14, 600))
        painter.setPen(text)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _colours(self) -> tuple[QColor | None, QColor]:
        theme = self._theme
        if not self.isEnabled():
            fill = theme.colour("disabledFill") if self.isChecked() else None
            return fill, theme.colour("disabledText")
        if self.isChecked():
            return theme.colour("accent"), theme.colour("onAccent")
        if self.isDown():
            return theme.colour("keyPressed"), theme.colour("text")
        return theme.colour("keyFn") if self.underMouse() else None, theme.colour("text")

    def _outline(self) -> QPainterPath:
        """Return the part of the row's rounded box that is this choice's."""
        row = self.parentWidget()
        assert row is not None  # noqa: S101 - it is made with one, for the checker
        radius = self._theme.px(8)
        path = QPainterPath()
        whole = QRectF(row.rect()).adjusted(1, 1, -1, -1).translated(-self.x(), -self.y())
        path.addRoundedRect(whole, radius - 1, radius - 1)
        return path


class Segments(QWidget):
    """The row; one stop for Tab, arrows go from choice to choice."""

    chosen = Signal(str)  # the value

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, SegmentButton] = {}
        for value, text in choices:
            button = SegmentButton(theme, value, text, self)
            button.setObjectName(f"{name}_{value}")
            button.setAccessibleName(f"{label}: {text}")
            self._buttons[value] = button
            self._group.addButton(button)
            row.addWidget(button, 1)
        self._group.buttonToggled.connect(self._on_toggled)
        theme.changed.connect(self.update)

    @property
    def value(self) -> str:
        """The choice taken; empty as long as none is."""
        checked = self._group.checkedButton()
        return checked.value if isinstance(checked, SegmentButton) else ""

    def show_value(self, value: str) -> None:
        """Take ``value`` without telling of it."""
        with QSignalBlocker(self._group):
            self._buttons[value].setChecked(True)
        self.setFocusProxy(self._buttons[value])

    def button(self, value: str) -> SegmentButton:
        return self._buttons[value]

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("control"), 1))
        painter.setBrush(theme.colour("key"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        painter.setPen(QPen(theme.colour("line"), 1))
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for button in list(self._buttons.values())[:-1]:
            place = button.geometry()
            edge = place.left() if is_mirrored else place.right()
            painter.drawLine(edge, 1, edge, self.height() - 2)
        painter.end()

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, button: QAbstractButton, is_checked: bool) -> None:  # noqa: FBT001 - Qt's own
        if is_checked and isinstance(button, SegmentButton):
            self.setFocusProxy(button)
            self.chosen.emit(button.value)
