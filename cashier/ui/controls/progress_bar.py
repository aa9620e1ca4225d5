"""A thin bar that tells how far something is, in the colours of the theme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from typing_extensions import override

from cashier.ui.look.theme import Theme

WHOLE_BAR = 1_000


class ProgressBar(QProgressBar):
    """From 0 to ``WHOLE_BAR``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, WHOLE_BAR)
        self.setTextVisible(False)
        self.setFixedHeight(theme.px(8))
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() // 2
        painter.setBrush(self._theme.colour("keyPressed"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        done = self.rect()
        done.setWidth(self.width() * self.value() // WHOLE_BAR)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            done.moveRight(self.rect().right())
        if done.width() >= self.height():
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(done, radius, radius)
        painter.end()
