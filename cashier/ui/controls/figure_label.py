"""A large figure that keeps its one line: too long for its place, it is set smaller."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from cashier.ui.look.theme import Theme


class FigureLabel(QLabel):
    """Shows a text at ``size`` where it fits, and at the largest size that fits elsewhere.

    ``closer`` is by how many thousandths of their size its letters stand closer together.
    """

    def __init__(
        self,
        theme: Theme,
        size: int,
        smallest: int = 18,
        parent: QWidget | None = None,
        *,
        closer: int = 0,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._smallest = smallest
        self._closer = closer
        self.setFont(self._font(size))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_figure(self, text: str, spoken: str) -> None:
        self.setText(text)
        self.setAccessibleName(spoken)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font(self._size))
        return QSize(metrics.horizontalAdvance(self.text()), metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()  # another style sheet puts the font back that was there before the first

    def _fit(self) -> None:
        size = self._size
        while size > self._smallest and self._advance(size) > self.width():
            size -= 2
        self.setFont(self._font(size))

    def _advance(self, size: int) -> int:
        return QFontMetrics(self._font(size)).horizontalAdvance(self.text())

    def _font(self, size: int) -> QFont:
        font = QFont(self._theme.font(size, 700))
        if self._closer:
            spacing = -self._theme.px(size) * self._closer / 1000
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        return font
