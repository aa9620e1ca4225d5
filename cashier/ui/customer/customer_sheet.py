"""A sheet to draw on in the measures of the design, mirrored where one reads from the right."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle

from cashier.ui.look.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter
_LARGE = 60
_CLOSER = 0.036
_CORNER = 12


@dataclass(frozen=True, slots=True)
class Look:
    """Size, weight and colour of a text; names have their hyphens as narrow as they are."""

    size: int
    weight: int
    colour: str
    is_name: bool = False


class Sheet:
    """Draws inside ``area``; every place is told as for a language that is read from the left."""

    def __init__(
        self, painter: QPainter, theme: Theme, area: QRect, direction: Qt.LayoutDirection
    ) -> None:
        self._painter = painter
        self._theme = theme
        self.area = area
        self._direction = direction

    def text(self, place: QRect, text: str, look: Look, side: Qt.AlignmentFlag) -> int:
        """Paint one line, an amount in large smaller where it is too long, words cut with dots.

        Returns how much of the place it took.
        """
        font = self._font(look)
        metrics = QFontMetrics(font)
        while look.size > _LARGE and metrics.horizontalAdvance(text) > place.width():
            look = replace(look, size=look.size - 2)
            font = self._font(look)
            metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        self._painter.setFont(font)
        self._painter.setPen(self._theme.colour(look.colour))
        self._painter.drawText(
            self._placed(place), QStyle.visualAlignment(self._direction, side), shown
        )
        return metrics.horizontalAdvance(shown)

    def card(self, place: QRect, edge: str, width: int) -> None:
        """Paint a card with an edge."""
        half = width / 2
        self._painter.setPen(QPen(self._theme.colour(edge), width))
        self._painter.setBrush(self._theme.colour("surface"))
        box = QRectF(self._placed(place)).adjusted(half, half, -half, -half)
        self._painter.drawRoundedRect(box, _CORNER - half, _CORNER - half)

    def fill(self, place: QRect, colour: QColor, corner: int = 0) -> None:
        """Paint a plain box."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawRoundedRect(self._placed(place), corner, corner)

    def line(self, left: int, top: int, width: int) -> None:
        """Paint a hair line."""
        self.fill(QRect(left, top, width, 1), self._theme.colour("line"))

    def picture(self, place: QRect, picture: QPixmap) -> None:
        self._painter.drawPixmap(self._placed(place), picture)

    def letters(self, place: QRect, text: str, colour: QColor) -> None:
        """Paint initials in the middle of their band."""
        self._painter.setFont(self._font(_LETTERS))
        self._painter.setPen(colour)
        self._painter.drawText(self._placed(place), MIDDLE, text)

    def _placed(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self.area, place)

    def _font(self, look: Look) -> QFont:
        """Return the window's font in pixels of the sheet, whatever the scale of the till."""
        font = QFont(self._theme.font(20, look.weight, is_name=look.is_name))
        font.setPixelSize(look.size)
        if look.size >= _LARGE:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -look.size * _CLOSER)
        return font


_LETTERS = Look(32, 600, "text")
