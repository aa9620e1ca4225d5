"""Chips: a state as icon and word on its tint, alone or inside a row."""

import enum

from PySide6.QtCore import QEasingCurve, QRect, QSize, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from cashier.ui.look import assets
from cashier.ui.look.mirror import LEADING
from cashier.ui.look.theme import Theme

_HEIGHT = 28
_TARGET = 48
_GLIDE_MS = 160


class Tone(enum.Enum):
    """How a state is to be taken; the value begins the names of its colours."""

    OK = "ok"
    INFO = "info"
    WARN = "warn"
    ERROR = "err"
    NEUTRAL = "neut"


def chip_width(theme: Theme, text: str) -> int:
    """Return how wide the chip with this text is."""
    advance = QFontMetrics(theme.font(13, 500)).horizontalAdvance(text)
    return advance + theme.px(8 + 16 + 6 + 10) + 1


def paint_chip(  # noqa: PLR0913 - what a chip shows
    painter: QPainter, theme: Theme, place: QRect, *, icon: str, text: str, tone: Tone
) -> None:
    """Paint a chip in the vertical middle of ``place``, from the edge where reading begins."""
    height = theme.px(_HEIGHT)
    top = place.top() + (place.height() - height) // 2
    box = QRect(place.left(), top, chip_width(theme, text), height)
    is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    if is_mirrored:
        box.moveRight(place.right())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{tone.value}Tint"))
    painter.drawRoundedRect(box, height // 2, height // 2)
    side = theme.px(16)
    ratio = painter.device().devicePixelRatioF()
    drawn = assets.pixmap(icon, theme.colour(f"{tone.value}Icon"), side, ratio, is_bold=True)
    lead = theme.px(8)
    left = box.right() + 1 - lead - side if is_mirrored else box.left() + lead
    painter.drawPixmap(left, box.top() + (height - side) // 2, drawn)
    painter.setFont(theme.font(13, 500))
    painter.setPen(theme.colour(f"{tone.value}Text"))
    words = (
        box.adjusted(0, 0, -theme.px(30), 0) if is_mirrored else box.adjusted(theme.px(30), 0, 0, 0)
    )
    painter.drawText(words, LEADING, text)


class Chip(QAbstractButton):
    """A chip that can be pressed: 28 px to see, 48 px to hit. Its width glides to a new text's."""

    let_go = Signal()

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._tone = Tone.NEUTRAL
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._on_glided)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._measure()
        theme.changed.connect(self.update)
        theme.measured.connect(self._measure)

    def show_state(self, text: str, tone: Tone, icon: str = "") -> None:
        self._tone = tone
        self._icon = icon or self._icon
        self.setText(text)
        self.setAccessibleName(text)
        if self._theme.moves and self.isVisible():
            self._glide.stop()
            self._glide.setStartValue(self.width())
            self._glide.setEndValue(self._wanted_width())
            self._glide.start()
        else:
            self._measure()
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.let_go.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._wanted_width(), self._theme.px(_TARGET))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(
            painter, self._theme, self.rect(), icon=self._icon, text=self.text(), tone=self._tone
        )
        if self.underMouse() or self.isDown():
            self._paint_touched(painter)
        painter.end()

    def _paint_touched(self, painter: QPainter) -> None:
        height = self._theme.px(_HEIGHT)
        box = QRect(0, (self.height() - height) // 2, self.width(), height)
        painter.setPen(self._theme.colour(f"{self._tone.value}Icon"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), height // 2, height // 2)

    def _wanted_width(self) -> int:
        return max(chip_width(self._theme, self.text()), self._theme.px(_TARGET))

    @Slot()
    def _measure(self) -> None:
        self._glide.stop()
        self.setFixedSize(self._wanted_width(), self._theme.px(_TARGET))

    @Slot(object)
    def _on_glided(self, width: int) -> None:
        self.setFixedWidth(width)
