"""Watches what the program's own painting writes: which text, where, and whether it had room."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

_SPARE = 1  # a pixel that rounding of font metrics may cost


def name_of(widget: QWidget) -> str:
    """Return the name of ``widget``, or of the nearest named one around it."""
    named: QWidget | None = widget
    while named is not None and (not named.objectName() or named.objectName().startswith("qt_")):
        named = named.parentWidget()
    return named.objectName() if named is not None else type(widget).__name__


@dataclass(frozen=True, slots=True)
class Ink:
    """A text as painted; ``box`` is where its letters are, in pixels of the window."""

    place: str
    text: str
    box: QRect
    fits: bool
    size: int
    is_enabled: bool


class InkPot:
    """The texts painted while it was open, and those that were cut to fit."""

    def __init__(self) -> None:
        self.inks: list[Ink] = []
        self.elided: set[str] = set()

    def cover(self, painter: QPainter, area: QRect) -> None:
        """Forget what was written where something opaque is painted over it now."""
        device = painter.device()
        if isinstance(device, QWidget) and painter.opacity() == 1:
            over = painter.deviceTransform().mapRect(QRectF(area)).toAlignedRect()
            name = name_of(device)
            self.inks = [
                ink for ink in self.inks if ink.place != name or not over.intersects(ink.box)
            ]

    def note(self, painter: QPainter, room: QRect, flags: int, text: str) -> None:
        device = painter.device()
        if not isinstance(device, QWidget) or not text.strip():
            return
        metrics = QFontMetrics(painter.font())
        letters = painter.boundingRect(room, flags, text)
        tight = metrics.tightBoundingRect(text)
        is_list = isinstance(device.parentWidget(), QAbstractItemView)  # its last row may be cut
        inside = letters.left() >= -_SPARE and letters.right() <= device.width() + _SPARE
        wide = letters.width() <= room.width() + _SPARE and inside
        high = tight.height() <= room.height() + _SPARE
        high = high and (is_list or tight.height() <= device.height() + _SPARE)
        seen = letters.intersected(room) if not (wide and high) else letters
        seen = seen.intersected(device.rect())
        if painter.hasClipping():
            seen = seen.intersected(painter.clipBoundingRect().toAlignedRect())
        box = painter.deviceTransform().mapRect(QRectF(seen)).toAlignedRect()
        size = painter.font().pixelSize()
        can = device.isEnabled()
        self.inks.append(Ink(name_of(device), text, box, wide and high, size, can))


@contextmanager
def watched_ink() -> Iterator[InkPot]:
    """Watch all painting meanwhile."""
    pot = InkPot()
    with ExitStack() as stack:
        for owner, name, watching in (
            (QPainter, "drawText", _draw_text),
            (QPainter, "fillRect", _fill_rect),
            (QPainter, "drawRoundedRect", _draw_rounded),
            (QFontMetrics, "elidedText", _elided_text),
        ):
            plain = getattr(owner, name)
            setattr(owner, name, watching(pot, plain))
            stack.callback(setattr, owner, name, plain)
        yield pot


def _draw_text(pot: InkPot, plain: Callable[..., Any]) -> Callable[..., Any]:
    def drawn(painter: QPainter, *given: Any, **named: Any) -> Any:
        if len(given) >= 3 and isinstance(given[0], QRect) and isinstance(given[2], str):
            flags = given[1]
            number = flags.value if isinstance(flags, Qt.AlignmentFlag | Qt.TextFlag) else flags
            pot.note(painter, given[0], int(number), given[2])
        return plain(painter, *given, **named)

    return drawn


def _fill_rect(pot: InkPot, plain: Callable[..., Any]) -> Callable[..., Any]:
    def filled(painter: QPainter, *given: Any) -> None:
        if isinstance(given[0], QRect) and isinstance(given[1], QColor) and given[1].alpha() == 255:
            pot.cover(painter, given[0])
        plain(painter, *given)

    return filled


def _draw_rounded(pot: InkPot, plain: Callable[..., Any]) -> Callable[..., Any]:
    def boxed(painter: QPainter, *given: Any) -> None:
        if isinstance(given[0], QRectF) and painter.brush().isOpaque():
            pot.cover(painter, given[0].toAlignedRect())
        plain(painter, *given)

    return boxed


def _elided_text(pot: InkPot, plain: Callable[..., Any]) -> Callable[..., Any]:
    def elided(metrics: QFontMetrics, text: str, *given: Any) -> str:
        shown: str = plain(metrics, text, *given)
        if shown != text:
            pot.elided.add(text)
        return shown

    return elided
