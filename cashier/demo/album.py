"""The pictures of a scripted sale, each beside the picture of the design it should look like."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.ui.look.theme import Appearance, Theme

DESIGNS = Path(__file__).parents[2] / "docs" / "design"
"""Where a checkout keeps the design's pictures; an installed program has none."""
_PAINTED_S = 0.12
_GAP = 16
_CAPTION = 32


class NotKeptError(Exception):
    """A picture could not be written."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme and a size of the window in which each picture is taken."""

    appearance: Appearance
    size: QSize

    @override
    def __str__(self) -> str:
        return f"{self.appearance.value}-{self.size.width()}x{self.size.height()}"


class Album:
    """Takes each picture in every look and keeps it in a folder."""

    def __init__(self, folder: Path, looks: Sequence[Look]) -> None:
        self.folder = folder
        self.looks = looks
        self._theme: Theme | None = None
        self._count = 0
        self.files: list[Path] = []

    def follow(self, theme: Theme) -> None:
        """Change the colours of the window whose ``theme`` this is from now on."""
        self._theme = theme

    async def keep(self, window: QWidget, name: str, design: str = "") -> None:
        """Take the window as it is now in every look; ``design`` begins the design's file name."""
        self._count += 1
        for look in self.looks:
            await self._show_in(look, window)
            path = self.folder / f"{self._count:02}-{name}-{look}.png"
            if not _beside(_nearest(design, look), window.grab()).save(str(path)):
                raise NotKeptError(str(path))
            self.files.append(path)
        await self._show_in(self.looks[0], window)

    async def _show_in(self, look: Look, window: QWidget) -> None:
        if self._theme is not None:
            self._theme.set_appearance(look.appearance)
        window.resize(look.size)
        await asyncio.sleep(_PAINTED_S)


def _nearest(design: str, look: Look) -> Path | None:
    """Return the design's picture in this look, or the one most like it."""
    found = [one for one in sorted(DESIGNS.glob("*.png")) if one.stem.rsplit("-", 2)[0] == design]
    return max(found, key=lambda path: _likeness(path, look), default=None)


def _likeness(path: Path, look: Look) -> tuple[bool, bool]:
    width, height = look.size.width(), look.size.height()
    return path.stem.endswith(f"{width}x{height}"), look.appearance.value in path.stem


def _beside(design: Path | None, ours: QPixmap) -> QPixmap:
    """Return both pictures in one, the design's on the left."""
    if design is None:
        return ours
    drawn = QPixmap(str(design))
    shown = drawn.scaledToHeight(ours.height(), Qt.TransformationMode.SmoothTransformation)
    whole = QPixmap(shown.width() + _GAP + ours.width(), ours.height() + _CAPTION)
    whole.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(whole)
    right = shown.width() + _GAP
    for left, text, picture in ((0, design.stem, shown), (right, "Cashier", ours)):
        painter.drawText(QRect(left + _GAP, 0, 600, _CAPTION), Qt.AlignmentFlag.AlignVCenter, text)
        painter.drawPixmap(QPoint(left, _CAPTION), picture)
    painter.end()
    return whole
