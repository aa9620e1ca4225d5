"""A large figure that keeps its one line: too long for its place, it is set smaller."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from cashier.ui.theme import Theme


class FigureLabel(QLabel):
    """Shows a text at ``size`` where it fits, and at the largest size that fits elsewhere."""

    def __init__(
        self, theme: Theme, size: int, smallest: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._smallest = smallest
        self.setFont(theme.font(size, 700))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_figure(self, text: str, spoken: str) -> None:
        self.setText(text)
        self.setAccessibleName(spoken)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._size, 700))
        return QSize(metrics.horizontalAdvance(self.text()), metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        size = self._size
        while size > self._smallest and self._advance(size) > self.width():
            size -= 2
        self.setFont(self._theme.font(size, 700))

    def _advance(self, size: int) -> int:
        return QFontMetrics(self._theme.font(size, 700)).horizontalAdvance(self.text())
