"""Places inside a painted widget, for languages that are read from right to left too."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


def is_mirrored(widget: QWidget) -> bool:
    """Whether what stands at the left in other languages stands at the right in ``widget``."""
    return widget.layoutDirection() is Qt.LayoutDirection.RightToLeft


def mirrored(place: QRect, widget: QWidget) -> QRect:
    """Return ``place``, at the other side of ``widget`` where that is mirrored."""
    if not is_mirrored(widget):
        return place
    return QRect(widget.width() - place.right() - 1, place.top(), place.width(), place.height())


def placed(place: QRect, painter: QPainter) -> QRect:
    """Return ``place`` as ``mirrored`` does for what is painted: a widget, or a picture of it."""
    device = painter.device()
    if isinstance(device, QWidget):
        return mirrored(place, device)
    if painter.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return place
    width = round(device.width() / device.devicePixelRatioF())
    return QRect(width - place.right() - 1, place.top(), place.width(), place.height())


def draw_figure(painter: QPainter, place: QRect, text: str, *, is_first: bool = False) -> None:
    """Draw an amount where reading ends in ``place``; it is itself read from left to right.

    With ``is_first`` it stands where reading begins.
    """
    direction = painter.layoutDirection()
    is_reversed = (direction is Qt.LayoutDirection.RightToLeft) is not is_first
    side = Qt.AlignmentFlag.AlignLeft if is_reversed else Qt.AlignmentFlag.AlignRight
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setLayoutDirection(direction)
