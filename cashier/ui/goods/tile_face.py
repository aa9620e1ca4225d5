"""What many tiles have in common, drawn once: ground, band and edge, and the chip of a price."""

import enum
from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from cashier.ui.look.theme import Theme

RADIUS = 10
NAME_HEIGHT = 47
_CHIP_RADIUS = 6
_MOST = 120


class Look(enum.Enum):
    """How a tile lies there: its ground, the colour of its edge, and how thick that is."""

    PLAIN = ("surface", "control", 1)
    UNDER = ("keyFn", "controlHover", 1)
    PRESSED = ("keyPressed", "controlHover", 1)
    IN_CART = ("surface", "accent", 2)
    IN_CART_UNDER = ("keyFn", "accent", 2)
    IN_CART_PRESSED = ("keyPressed", "accent", 2)
    TROUBLE = ("surface", "errIcon", 2)
    TROUBLE_UNDER = ("keyFn", "errIcon", 2)
    TROUBLE_PRESSED = ("keyPressed", "errIcon", 2)


def look_of(kind: str, *, is_pressed: bool, is_under: bool) -> Look:
    """Return the look of a ``PLAIN``, ``IN_CART`` or ``TROUBLE`` tile in its state."""
    state = "PRESSED" if is_pressed else "UNDER" if is_under else ""
    if kind == "PLAIN":
        return Look[state or kind]
    return Look[f"{kind}_{state}" if state else kind]


def band_in(theme: Theme, box: QRect) -> QRect:
    """Return the part of a tile above its name, inside its edge."""
    return box.adjusted(1, 1, -1, -theme.px(NAME_HEIGHT) - 1)


class TileFaces(QObject):
    """Holds the few faces that are in view; they are drawn anew when colours or sizes change."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawn: dict[object, QPixmap] = {}
        theme.changed.connect(self._on_theme_changed)

    def face(self, size: QSize, fill: QColor, look: Look, ratio: float) -> QPixmap:
        """Return a tile of ``size`` without words, its band filled with ``fill``."""
        key = (size.width(), size.height(), fill.rgb(), look, ratio)
        return self._found(
            key, size, ratio, lambda painter: self._paint_face(painter, size, fill, look)
        )

    def chip(self, size: QSize, ratio: float) -> QPixmap:
        """Return an empty price chip."""
        key = (size.width(), size.height(), ratio)
        return self._found(key, size, ratio, lambda painter: self._paint_chip(painter, size))

    def paint_edge(self, painter: QPainter, box: QRect, look: Look) -> None:
        """Paint the edge alone, over what was painted on the face."""
        _ground, colour, width = look.value
        thick = self._theme.px(width) if width > 1 else 1
        inset = thick / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour(colour), thick))
        edge = QRectF(box).adjusted(inset, inset, -inset, -inset)
        radius = self._theme.px(RADIUS) - inset
        painter.drawRoundedRect(edge, radius, radius)

    def _found(
        self, key: object, size: QSize, ratio: float, paint: Callable[[QPainter], None]
    ) -> QPixmap:
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _MOST:
                self._drawn.clear()
            found = QPixmap(size * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter)
            painter.end()
            self._drawn[key] = found
        return found

    def _paint_face(self, painter: QPainter, size: QSize, fill: QColor, look: Look) -> None:
        theme = self._theme
        box = QRect(0, 0, size.width(), size.height())
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(box), theme.px(RADIUS), theme.px(RADIUS))
        painter.fillPath(shape, theme.colour(look.value[0]))
        band = band_in(theme, box)
        painter.setClipRect(band)
        painter.fillPath(shape, fill)
        painter.setClipping(False)
        hair = QRect(band.left(), band.bottom() + 1, band.width(), 1)
        painter.fillRect(hair, theme.colour("line"))
        self.paint_edge(painter, box, look)

    def _paint_chip(self, painter: QPainter, size: QSize) -> None:
        radius = self._theme.px(_CHIP_RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), radius, radius)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._drawn.clear()
