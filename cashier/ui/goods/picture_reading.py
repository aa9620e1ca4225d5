"""Pictures out of bytes, with bounds: for a tile, or to be kept small. Never on the GUI thread."""

import enum
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath

LARGEST_SIDE = 256
MOST_FILE_BYTES = 32 << 20
MOST_PIXELS = 60_000_000
"""A camera takes fewer; a file that claims more would only fill the memory."""
_KINDS = frozenset({b"png", b"jpeg", b"webp"})
_JPEG_QUALITY = 88
_DIMMED = 189
"""In the dark pictures keep 74 % of their light."""


class PictureTrouble(enum.Enum):
    """Why a file cannot be a picture of a product."""

    UNREADABLE = "unreadable"
    NO_PICTURE = "no picture"
    TOO_LARGE = "too large"


class PictureRefusedError(Exception):
    """The chosen file is no picture that can be taken."""

    def __init__(self, trouble: PictureTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def read_chosen(path: Path) -> tuple[bytes, str]:
    """Return the picture in ``path``, small and without its metadata, as bytes and their kind.

    Raises ``PictureRefusedError``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise PictureRefusedError(PictureTrouble.UNREADABLE) from error
    if len(content) > MOST_FILE_BYTES:
        raise PictureRefusedError(PictureTrouble.TOO_LARGE)
    return _encoded(_plain_copy(_read(content, QSize(LARGEST_SIDE, LARGEST_SIDE))))


def for_band(content: bytes, size: QSize, *, is_dark: bool, corner: int = 0) -> QImage | None:
    """Return a kept picture as it fills a band of ``size``; None where it cannot be read.

    A picture is cut to the band's form, its upper corners rounded by ``corner``; one that shows
    what lies below it is shown whole.
    """
    try:
        found = _read(content, size * 2)
    except PictureRefusedError:
        return None
    fit = Qt.AspectRatioMode
    keeps_all = found.hasAlphaChannel()
    scaled = found.scaled(
        size,
        fit.KeepAspectRatio if keeps_all else fit.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    band = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    band.fill(Qt.GlobalColor.transparent)
    painter = QPainter(band)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(_rounded_above(size, corner))
    place = QRect(0, 0, scaled.width(), scaled.height())
    place.moveCenter(band.rect().center())
    painter.drawImage(place.topLeft(), scaled)
    if is_dark:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        shade = Qt.GlobalColor.black
        painter.setOpacity(1 - _DIMMED / 255)
        painter.fillRect(band.rect(), shade)
    painter.end()
    return band


def _rounded_above(size: QSize, corner: int) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, size.width(), size.height() + corner), corner, corner)
    return path


def _read(content: bytes, wanted: QSize) -> QImage:
    """Return the first picture in ``content``, not much larger than ``wanted``."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in _KINDS:
        raise PictureRefusedError(PictureTrouble.NO_PICTURE)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise PictureRefusedError(PictureTrouble.NO_PICTURE)
    if size.width() * size.height() > MOST_PIXELS:
        raise PictureRefusedError(PictureTrouble.TOO_LARGE)
    reader.setScaledSize(_within(size, wanted))
    image = reader.read()
    if image.isNull():
        raise PictureRefusedError(PictureTrouble.NO_PICTURE)
    return image


def _within(size: QSize, wanted: QSize) -> QSize:
    """Return ``size`` scaled down until its longer side is that of ``wanted``; never up."""
    longest, most = max(size.width(), size.height()), max(wanted.width(), wanted.height())
    if longest <= most:
        return size
    return QSize(max(size.width() * most // longest, 1), max(size.height() * most // longest, 1))


def _plain_copy(image: QImage) -> QImage:
    """Return the pixels alone: what a camera wrote beside them is nobody's business."""
    form = QImage.Format
    kept = form.Format_ARGB32 if _shows_through(image) else form.Format_RGB32
    plain = QImage(image.size(), kept)
    plain.fill(Qt.GlobalColor.transparent)
    painter = QPainter(plain)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain


def _shows_through(image: QImage) -> bool:
    if not image.hasAlphaChannel():
        return False
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    opaque = b"\xff" * alpha.width()
    lines: Iterator[Any] = map(alpha.constScanLine, range(alpha.height()))
    return any(line[: alpha.width()] != opaque for line in lines)


def _encoded(image: QImage) -> tuple[bytes, str]:
    kind, quality = ("png", -1) if image.hasAlphaChannel() else ("jpg", _JPEG_QUALITY)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, kind.upper(), quality):  # type: ignore[call-overload]
        raise PictureRefusedError(PictureTrouble.NO_PICTURE)
    return bytes(data.data()), kind
