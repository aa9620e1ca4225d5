"""The focus ring of a tile: around it, over the gaps, as around a button."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.ui.look.theme import Theme

_WIDTH = 3
_OFFSET = 2
_RADIUS = 13


class TileRing(QWidget):
    """Lies over the window, so that no edge of the view cuts it; takes no press and no key."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view.window())
        self.setObjectName("tileRing")
        self._theme = theme
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_around(self, tile: QRect) -> None:
        """Lie around ``tile``, given in the view's own coordinates."""
        margin = self._theme.px(_WIDTH + _OFFSET)
        corner = self._view.mapTo(self.window(), QPoint(0, 0))
        place = tile.translated(corner).adjusted(-margin, -margin, margin, margin)
        self.setGeometry(place)
        self.raise_()
        self.show()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), px(_WIDTH)))
        half = px(_WIDTH) / 2
        ring = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(ring, px(_RADIUS), px(_RADIUS))
        painter.end()
