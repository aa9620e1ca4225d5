"""The ring on a button whose work is under way: after a moment, and still where nothing moves."""

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen

BUSY_AFTER_MS = 300
_TURN_MS = 60
_STEP = 30
_ARC = 270
_SIXTEENTH = 16  # Qt counts angles in sixteenths of a degree


class BusyRing(QObject):
    """Tells when it is to be shown, and again with every turn."""

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._angle = 0
        self._moves = True
        self._is_shown = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_shown(self) -> bool:
        return self._is_shown

    def start(self, *, moves: bool) -> None:
        """Begin to wait; what is done within a moment shows no ring."""
        if not self._timer.isActive() and not self._is_shown:
            self._moves = moves
            self._timer.start(BUSY_AFTER_MS)

    def stop(self) -> None:
        self._timer.stop()
        self._is_shown = False

    def paint(self, painter: QPainter, place: QRect, colour: QColor) -> None:
        """Paint the ring into the square ``place``."""
        width = max(place.width() // 10, 2)
        painter.setPen(QPen(colour, width))
        inside = place.adjusted(width, width, -width, -width)
        painter.drawArc(inside, -self._angle * _SIXTEENTH, _ARC * _SIXTEENTH)

    @Slot()
    def _on_timeout(self) -> None:
        if not self._is_shown:
            self._is_shown = True
            self._timer.stop()
            if self._moves:
                self._timer.start(_TURN_MS)
        self._angle = (self._angle + _STEP) % 360
        self.turned.emit()
