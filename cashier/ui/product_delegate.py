"""How a product's tile is painted: band with initials, price chip, count badge, name below."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from cashier.domain.product import Product
from cashier.domain.quantity import Quantity
from cashier.translation import _
from cashier.ui import formatting
from cashier.ui.product_model import COUNT_ROLE, PRODUCT_ROLE
from cashier.ui.theme import Theme

GAP = 8
_NAME_HEIGHT = 47
_LINE_HEIGHT = 17
_NAME_LINES = 2
_BRIGHT = 140
_MOST_LAID_OUT = 2_000
_Index = QModelIndex | QPersistentModelIndex


class ProductDelegate(QStyledItemDelegate):
    """Paints a tile into its cell, leaving the gap at the right and below."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: dict[tuple[str, int], tuple[str, ...]] = {}

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        gap = self._theme.px(GAP)
        cell: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined, unused-ignore]
        tile = cell.adjusted(0, 0, -gap, -gap)
        product = index.data(PRODUCT_ROLE)
        count = index.data(COUNT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, tile, state)
        if isinstance(product, Product):
            self._paint_band(painter, tile, product)
            self._paint_price(painter, tile, product)
            self._paint_name(painter, tile, product.name)
        self._paint_edge(painter, tile, state, is_in_cart=count is not None)
        if isinstance(count, Quantity):
            self._paint_badge(painter, tile, count)
        painter.restore()

    def _paint_ground(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        is_pressed = bool(state & QStyle.StateFlag.State_Sunken)
        is_under = bool(state & QStyle.StateFlag.State_MouseOver)
        name = "keyPressed" if is_pressed else "keyFn" if is_under else "surface"
        painter.fillPath(self._shape(tile), self._theme.colour(name))

    def _paint_band(self, painter: QPainter, tile: QRect, product: Product) -> None:
        theme, px = self._theme, self._theme.px
        fill, text = self._colours(product)
        band = self._band(tile)
        painter.save()
        painter.setClipRect(band)
        painter.fillPath(self._shape(tile), fill)
        painter.restore()
        painter.fillRect(QRect(band.left(), band.bottom(), band.width(), 1), theme.colour("line"))
        painter.setPen(text)
        painter.setFont(theme.font(19, 600))
        place = band.adjusted(px(10), 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, initials(product.name))

    def _paint_price(self, painter: QPainter, tile: QRect, product: Product) -> None:
        theme, px = self._theme, self._theme.px
        is_priced = bool(product.price) or product.has_open_price
        text = formatting.amount(product.price) if product.price else _("Price?")
        font = theme.font(15, 600)
        width = QFontMetrics(font).horizontalAdvance(text) + px(14)
        band = self._band(tile)
        chip = QRect(band.right() - px(6) - width, band.bottom() - px(5) - px(24), width, px(24))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface" if is_priced else "errTint"))
        painter.drawRoundedRect(chip, px(6), px(6))
        painter.setPen(theme.colour("text" if is_priced else "errText"))
        painter.setFont(font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_name(self, painter: QPainter, tile: QRect, name: str) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font(13, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        left = tile.left() + px(9)
        top = tile.bottom() + 1 - px(_NAME_HEIGHT) + px(6)
        width = tile.width() - px(18)
        for number, line in enumerate(self._lines_of(name, font, width)):
            place = QRect(left, top + number * px(_LINE_HEIGHT), width, px(_LINE_HEIGHT))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)

    def _paint_edge(
        self, painter: QPainter, tile: QRect, state: QStyle.StateFlag, *, is_in_cart: bool
    ) -> None:
        theme = self._theme
        is_under = bool(state & QStyle.StateFlag.State_MouseOver)
        colour = "accent" if is_in_cart else "controlHover" if is_under else "control"
        width = theme.px(2) if is_in_cart else 1
        inset = width / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(colour), width))
        edge = QRectF(tile).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(edge, theme.px(10), theme.px(10))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), theme.px(3)))
            ring = QRectF(tile).adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawRoundedRect(ring, theme.px(9), theme.px(9))

    def _paint_badge(self, painter: QPainter, tile: QRect, count: Quantity) -> None:
        theme, px = self._theme, self._theme.px
        text = f"{formatting.TIMES}{formatting.quantity(count)}"
        font = theme.font(13, 600)
        width = max(QFontMetrics(font).horizontalAdvance(text) + px(14), px(26))
        badge = QRect(tile.right() - px(6) - width, tile.top() + px(5), width, px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(badge, px(10), px(10))
        painter.setPen(theme.colour("onAccent"))
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _lines_of(self, name: str, font: QFont, width: int) -> tuple[str, ...]:
        found = self._lines.get((name, width))
        if found is None:
            if len(self._lines) > _MOST_LAID_OUT:
                self._lines.clear()
            found = self._lines[(name, width)] = two_lines(name, font, width)
        return found

    def _band(self, tile: QRect) -> QRect:
        return tile.adjusted(0, 0, 0, -self._theme.px(_NAME_HEIGHT))

    def _shape(self, tile: QRect) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(QRectF(tile), self._theme.px(10), self._theme.px(10))
        return path

    def _colours(self, product: Product) -> tuple[QColor, QColor]:
        own = QColor.fromString(product.colour) if product.colour else QColor()
        if not own.isValid():
            return self._theme.category(product.category)
        return own, QColor("#000000" if _brightness(own) > _BRIGHT else "#FFFFFF")


def initials(name: str) -> str:
    """Return the first letters of the first two words, or the first two of a single word."""
    words = [word for word in name.split() if word[0].isalpha()]
    if len(words) >= 2:  # noqa: PLR2004 - two words
        return (words[0][0] + words[1][0]).upper()
    return (words[0] if words else name.strip())[:2].upper()


def two_lines(name: str, font: QFont, width: int) -> tuple[str, ...]:
    """Return ``name`` on at most two lines of ``width``; what does not fit is cut with dots."""
    layout = QTextLayout(name, font)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < _NAME_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        start = line.textStart()
        is_last = len(lines) == _NAME_LINES - 1
        text = name[start:] if is_last else name[start : start + line.textLength()]
        lines.append(text.strip())
    layout.endLayout()
    metrics = QFontMetrics(font)
    return tuple(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width) for text in lines)


def _brightness(colour: QColor) -> int:
    return (colour.red() * 299 + colour.green() * 587 + colour.blue() * 114) // 1000
