"""Icons: shipped drawings in the colour, size and sharpness a place needs."""

import logging
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cashier.resources import resource

_log = logging.getLogger(__name__)
_STROKE = 'stroke-width="1.8"'
_BLANK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'


@cache
def _drawing(name: str) -> str:
    """Return the drawing; a missing one is blank: no picture is worth a sale."""
    try:
        return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    except OSError as error:
        _log.warning("no picture of %s", name, exc_info=error)
        return _BLANK


@cache
def _pixmap(name: str, rgba: str, side: int, ratio: int, stroke: str) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", rgba).replace(_STROKE, stroke)
    pixmap = QPixmap(side * ratio // 100, side * ratio // 100)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio / 100)
    return pixmap


def pixmap(
    name: str, colour: QColor, side: int, ratio: float = 1.0, *, is_bold: bool = False
) -> QPixmap:
    """Return the icon ``name`` as a square of ``side`` device-independent pixels."""
    stroke = 'stroke-width="2.2"' if is_bold else _STROKE
    return _pixmap(name, colour.name(), side, round(ratio * 100), stroke)


def icon(name: str, colour: QColor, side: int) -> QIcon:
    """Return the icon ``name`` for a widget that takes a ``QIcon``."""
    made = QIcon()
    made.addPixmap(pixmap(name, colour, side))
    made.addPixmap(pixmap(name, colour, side, 2.0))
    return made


def window_icon() -> QIcon:
    """Return the product's own mark."""
    return QIcon(str(resource("icons", "cashier.svg")))
