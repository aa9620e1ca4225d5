"""A state as a chip that is only looked at."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cashier.ui.frame.chips import Tone, chip_width, paint_chip
from cashier.ui.look.theme import Theme


class StateChip(QWidget):
    """Shows icon and word; it cannot be pressed.

    Other colours paint it anew by way of the style: one that comes and goes with each sale listens
    to nobody, since a connection stays behind.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[str, str, Tone] = ("ready", "", Tone.NEUTRAL)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._shown[1]

    def show_state(self, icon: str, word: str, tone: Tone) -> None:
        self._shown = (icon, word, tone)
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._theme, self.text), self._theme.px(28))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        icon, word, tone = self._shown
        painter = QPainter(self)
        paint_chip(painter, self._theme, self.rect(), icon=icon, text=word, tone=tone)
        painter.end()
