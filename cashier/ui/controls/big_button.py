"""Large buttons of the pages beside Sell: the one at the foot, and actions in a column."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cashier.domain.money import Money
from cashier.ui.controls.buttons import Button, ButtonKind, cap_width, paint_cap
from cashier.ui.look import assets, formatting
from cashier.ui.look.mirror import LEADING, TRAILING, draw_figure, mirrored
from cashier.ui.look.theme import Theme

_SMALLEST_FIGURE = 14
_SMALLEST_CAPTION = 12


@dataclass(frozen=True, slots=True)
class _FigureLook:
    """Sizes and weights of a caption above a figure, and the heights of their lines."""

    caption: tuple[int, int]
    figure: tuple[int, int]
    above: int
    below: int


_READY = _FigureLook((13, 500), (26, 700), 16, 30)
_GREY = _FigureLook((14, 600), (20, 600), 18, 24)


class FootButton(Button):
    """The step that the page is for, 80 px high: verb and key on the left, figure on the right."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        kind: ButtonKind,
        action: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, kind=kind, action=action, parent=parent)
        self._caption = ""
        self._figure = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_figure(self, caption: str, amount: Money | None) -> None:
        """Say beside the verb what goes back, or what is missing."""
        self._caption = caption
        self._figure = "" if amount is None else formatting.money_text(amount)
        spoken = "" if amount is None else f"{caption} {formatting.spoken(amount)}"
        self.set_spoken(", ".join(one for one in (self.text(), spoken) if one))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(80))

    @override
    def _paint_face(self, painter: QPainter, text: QColor) -> None:
        theme, px = self._theme, self._theme.px
        area = self.rect().adjusted(px(18), 0, -px(18), 0)
        painter.setFont(theme.font(22, 700))
        painter.setPen(text)
        painter.drawText(area, LEADING, self.text())
        advance = painter.fontMetrics().horizontalAdvance(self.text())
        cap = self.cap
        width = cap_width(theme, cap, is_loud=True) if cap else 0
        if self._figure:
            left = area.left() + advance + px(10)
            self._paint_figure(painter, area, left + width + (px(8) if cap else 0))
        else:
            left = area.right() - width
        painter.setPen(text)
        if cap:
            place = mirrored(QRect(left, 0, width, self.height()), self)
            paint_cap(painter, theme, place, cap, text, is_loud=True)

    def _paint_figure(self, painter: QPainter, area: QRect, left: int) -> None:
        look = _READY if self.isEnabled() else _GREY
        theme, px = self._theme, self._theme.px
        top = (self.height() - px(look.above + look.below)) // 2
        room = area.right() - left
        size, weight = look.caption
        while size > _SMALLEST_CAPTION and _advance(theme, size, self._caption) > room:
            size -= 1
        painter.setFont(theme.font(size, weight))
        caption = mirrored(QRect(left, top, room, px(look.above)), self)
        painter.drawText(caption, TRAILING, self._caption)
        size, weight = look.figure
        while size > _SMALLEST_FIGURE and _advance(theme, size, self._figure) > room:
            size -= 1
        painter.setFont(theme.font(size, weight))
        place = QRect(left, top + px(look.above), room, px(look.below))
        draw_figure(painter, mirrored(place, self), self._figure)


class RowButton(Button):
    """An action in a column, 56 px high: icon and label on the left, its key on the right."""

    def __init__(  # noqa: PLR0913 - what is printed on a button
        self,
        theme: Theme,
        label: str,
        *,
        icon: str,
        action: str = "",
        kind: ButtonKind = ButtonKind.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, kind=kind, icon=icon, action=action, parent=parent)
        self.set_label_size(15)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(56))

    @override
    def _paint_face(self, painter: QPainter, text: QColor) -> None:
        theme, px = self._theme, self._theme.px
        side = px(20)
        left = px(self._padding)
        if self._icon:
            drawn = assets.pixmap(self._icon, text, side, self.devicePixelRatioF())
            place = QRect(left, (self.height() - side) // 2, side, side)
            painter.drawPixmap(mirrored(place, self).topLeft(), drawn)
            left += side + px(8)
        width = cap_width(theme, self.cap) if self.cap else 0
        free = self.width() - left - px(self._padding) - width - (px(8) if width else 0)
        room = QRect(left, 0, free, self.height())
        painter.setPen(text)
        self._paint_label(painter, room)
        if self.cap:
            place = QRect(self.width() - px(self._padding) - width, 0, width, self.height())
            paint_cap(painter, theme, mirrored(place, self), self.cap, text)

    def _paint_label(self, painter: QPainter, room: QRect) -> None:
        """Paint the label on one line, or on two smaller ones where it is longer than that."""
        theme = self._theme
        painter.setFont(theme.font(15, 600))
        lines = [self.text()]
        if painter.fontMetrics().horizontalAdvance(self.text()) > room.width():
            painter.setFont(theme.font(13, 600))
            lines = _on_two_lines(self.text(), painter.fontMetrics(), room.width())
        height = theme.px(18)
        top = (self.height() - height * len(lines)) // 2
        for line in lines:
            place = QRect(room.left(), top, room.width(), height)
            painter.drawText(mirrored(place, self), LEADING, line)
            top += height


def _on_two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return ``text`` on at most two lines of ``width``; what does not fit is cut with dots."""
    first = ""
    words = text.split(" ")
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return [line for line in (first, cut) if line]


def _advance(theme: Theme, size: int, text: str) -> int:
    return QFontMetrics(theme.font(size, 700)).horizontalAdvance(text)
