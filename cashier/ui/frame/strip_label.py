"""Words in the strip: shortened where there is no room for them, in the sizes of the scale."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cashier.ui.look import assets
from cashier.ui.look.theme import Theme

_LEAST = 24


class StripLabel(QWidget):
    """One line of text, painted from the theme; all of it is the tool tip and the spoken name."""

    def __init__(
        self,
        theme: Theme,
        size: int,
        weight: int,
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._weight = weight
        self._tone = tone
        self._text = ""
        self.gives_way = True
        """Whether it is shortened where there is no room; what must be read whole is not."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)
        theme.measured.connect(self.updateGeometry)

    @property
    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def show_as(self, size: int, weight: int) -> None:
        self._size, self._weight = size, weight
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(self._lead() + metrics.horizontalAdvance(self._text) + 1, metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        if not self.gives_way:
            return wanted
        return QSize(min(wanted.width(), self._lead() + self._theme.px(_LEAST)), wanted.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self._text if self.width() < self.sizeHint().width() else "")

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_lead(painter)
        font = self._font()
        painter.setFont(font)
        painter.setPen(self._theme.colour("text2" if self._tone == "second" else "text"))
        room = QRect(self._lead(), 0, self.width() - self._lead(), self.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            room.moveLeft(0)
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, side, shown)
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(self._size, self._weight)

    def _lead(self) -> int:
        """Return the room before the text."""
        return 0

    def _paint_lead(self, painter: QPainter) -> None:
        """Paint what stands before the text."""


class OperatorLabel(StripLabel):
    """Who is selling."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 14, 500, parent=parent)

    @override
    def _lead(self) -> int:
        return self._theme.px(28)

    @override
    def _paint_lead(self, painter: QPainter) -> None:
        side = self._theme.px(20)
        drawn = assets.pixmap("person", self._theme.colour("text"), side, self.devicePixelRatioF())
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - side if is_mirrored else 0
        painter.drawPixmap(left, (self.height() - side) // 2, drawn)


class StripLine(QWidget):
    """A hair that sets apart what stands beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measure()
        theme.changed.connect(self.update)
        theme.measured.connect(self._measure)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self._theme.px(1)
        middle = (self.width() - width) // 2
        painter.fillRect(middle, 0, width, self.height(), self._theme.colour("line"))
        painter.end()

    @Slot()
    def _measure(self) -> None:
        self.setFixedSize(self._theme.px(17), self._theme.px(24))
