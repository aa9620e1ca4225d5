"""Chips: a state as icon and word on its tint, alone or inside a row."""

import enum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from cashier.ui import assets
from cashier.ui.theme import Theme

_HEIGHT = 28
_TARGET = 48


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
    """Paint a chip in the vertical middle of ``place``, from its left edge."""
    height = theme.px(_HEIGHT)
    top = place.top() + (place.height() - height) // 2
    box = QRect(place.left(), top, chip_width(theme, text), height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{tone.value}Tint"))
    painter.drawRoundedRect(box, height // 2, height // 2)
    side = theme.px(16)
    ratio = painter.device().devicePixelRatioF()
    drawn = assets.pixmap(icon, theme.colour(f"{tone.value}Icon"), side, ratio, is_bold=True)
    painter.drawPixmap(box.left() + theme.px(8), box.top() + (height - side) // 2, drawn)
    painter.setFont(theme.font(13, 500))
    painter.setPen(theme.colour(f"{tone.value}Text"))
    words = box.adjusted(theme.px(30), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Chip(QAbstractButton):
    """A chip that can be pressed: 28 px to see, 48 px to hit."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._tone = Tone.NEUTRAL
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_state(self, text: str, tone: Tone, icon: str = "") -> None:
        self._tone = tone
        self._icon = icon or self._icon
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = max(chip_width(self._theme, self.text()), self._theme.px(_TARGET))
        return QSize(width, self._theme.px(_TARGET))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(
            painter, self._theme, self.rect(), icon=self._icon, text=self.text(), tone=self._tone
        )
        painter.end()
