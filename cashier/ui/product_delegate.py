"""How a product's tile is painted: a picture or initials, price chip, count badge, name below."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from cashier.domain.product import Product
from cashier.domain.quantity import Quantity
from cashier.translation import _
from cashier.ui import assets, formatting
from cashier.ui.product_colours import band_colours
from cashier.ui.product_model import COUNT_ROLE, PRODUCT_ROLE
from cashier.ui.product_pictures import ProductPictures
from cashier.ui.theme import Theme

GAP = 8
_RADIUS = 10
_NAME_HEIGHT = 47
_LINE_HEIGHT = 17
_NAME_LINES = 2
_OFF_SALE = 0.55
_MOST_LAID_OUT = 2_000
_Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEADING = Qt.AlignmentFlag.AlignLeading | _MIDDLE


@dataclass(frozen=True, slots=True)
class _Tile:
    """One tile to paint: where, of what, and in which state."""

    box: QRect
    product: Product
    count: Quantity | None
    is_pressed: bool
    is_under: bool
    growth: float
    is_mirrored: bool

    @property
    def is_priced(self) -> bool:
        return bool(self.product.price) or self.product.has_open_price

    @property
    def is_in_trouble(self) -> bool:
        """Whether it can be sold only after somebody said what it costs."""
        return self.product.is_active and not self.is_priced

    def mirrored(self, place: QRect) -> QRect:
        """Return ``place`` on the other side where the language reads from right to left."""
        if self.is_mirrored:
            place = QRect(place)
            place.moveLeft(self.box.left() + self.box.right() - place.right())
        return place


class ProductDelegate(QStyledItemDelegate):
    """Paints a tile into its cell, leaving the gap at the trailing side and below."""

    def __init__(
        self, theme: Theme, pictures: ProductPictures | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._lines: dict[tuple[str, int], tuple[str, ...]] = {}
        self._initials_font = QFont()
        self.growth: dict[str, float] = {}
        """How far the badge of a product has grown, by its key; what is not here is grown."""

    def tile_in(self, cell: QRect, *, is_mirrored: bool = False) -> QRect:
        """Return the part of a cell that its tile takes."""
        gap = self._theme.px(GAP)
        return cell.adjusted(gap if is_mirrored else 0, 0, 0 if is_mirrored else -gap, -gap)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state: _State = option.state  # type: ignore[attr-defined, unused-ignore]
        direction: object = option.direction  # type: ignore[attr-defined, unused-ignore]
        is_mirrored = direction == Qt.LayoutDirection.RightToLeft
        product = index.data(PRODUCT_ROLE)
        box = self.tile_in(cell, is_mirrored=is_mirrored)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(product, Product):
            count = index.data(COUNT_ROLE)
            self._paint_tile(
                painter,
                _Tile(
                    box,
                    product,
                    count if isinstance(count, Quantity) else None,
                    bool(state & _State.State_Sunken),
                    bool(state & _State.State_MouseOver),
                    self.growth.get(product.key, 1.0),
                    is_mirrored,
                ),
            )
        else:
            painter.fillPath(self._shape(box), self._theme.colour("surface"))
            self._paint_edge(painter, box, "control", 1)
        painter.restore()

    def _paint_tile(self, painter: QPainter, tile: _Tile) -> None:
        if not tile.product.is_active:
            painter.setOpacity(_OFF_SALE)
        self._paint_ground(painter, tile)
        self._paint_band(painter, tile)
        self._paint_price(painter, tile)
        self._paint_name(painter, tile)
        if tile.is_in_trouble:
            self._paint_edge(painter, tile.box, "errIcon", 2)
        elif tile.count is not None:
            self._paint_edge(painter, tile.box, "accent", 2)
        else:
            name = "controlHover" if tile.is_under or tile.is_pressed else "control"
            self._paint_edge(painter, tile.box, name, 1)
        if tile.count is not None:
            self._paint_badge(painter, tile, tile.count)

    def _paint_ground(self, painter: QPainter, tile: _Tile) -> None:
        name = "keyPressed" if tile.is_pressed else "keyFn" if tile.is_under else "surface"
        painter.fillPath(self._shape(tile.box), self._theme.colour(name))

    def _paint_band(self, painter: QPainter, tile: _Tile) -> None:
        theme = self._theme
        fill, text = band_colours(theme, tile.product)
        band = self._band(tile.box)
        painter.save()
        painter.setClipRect(band)
        painter.fillPath(self._shape(tile.box), fill)
        if not self._paint_picture(painter, tile, band):
            painter.setPen(text)
            painter.setFont(self._font_of_initials())
            place = tile.mirrored(band.adjusted(theme.px(10), 0, 0, 0))
            painter.drawText(place, int(_LEADING), initials(tile.product.name))
        painter.restore()
        hair = QRect(band.left(), band.bottom() + 1, band.width(), 1)
        painter.fillRect(hair, theme.colour("line"))

    def _paint_picture(self, painter: QPainter, tile: _Tile, band: QRect) -> bool:
        name = tile.product.picture
        if not name or self._pictures is None:
            return False
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        found = self._pictures.pixmap(name, band.size(), ratio, is_dark=self._theme.is_dark)
        if found is None:
            return False
        painter.setClipPath(self._shape(tile.box), Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(band.topLeft(), found)
        return True

    def _paint_price(self, painter: QPainter, tile: _Tile) -> None:
        theme, px = self._theme, self._theme.px
        text, name, size = self._price_words(tile)
        font = theme.font(size, 600)
        icon = px(16) + px(4) if tile.is_in_trouble else 0
        width = QFontMetrics(font).horizontalAdvance(text) + icon + px(14)
        band = self._band(tile.box)
        place = QRect(band.right() + 1 - px(6) - width, 0, width, px(24))
        place.moveBottom(band.bottom() - px(5))
        chip = tile.mirrored(place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(chip, px(6), px(6))
        if icon:
            self._paint_warning(painter, tile, chip)
        painter.setPen(theme.colour(name))
        painter.setFont(font)
        painter.drawText(_less(chip, icon, tile), Qt.AlignmentFlag.AlignCenter, text)

    def _price_words(self, tile: _Tile) -> tuple[str, str, int]:
        """Return what stands in the price chip, in which colour and size."""
        if not tile.product.is_active:
            return _("Not for sale here"), "text", 12
        if tile.is_in_trouble:
            return _("No price"), "errText", 13
        price = tile.product.price
        return formatting.amount(price) if price else _("Price?"), "text", 15

    def _paint_warning(self, painter: QPainter, tile: _Tile, chip: QRect) -> None:
        px = self._theme.px
        side = px(16)
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        drawn = assets.pixmap("warning", self._theme.colour("errIcon"), side, ratio)
        left = chip.right() + 1 - px(7) - side if tile.is_mirrored else chip.left() + px(7)
        painter.drawPixmap(left, chip.top() + (chip.height() - side) // 2, drawn)

    def _paint_name(self, painter: QPainter, tile: _Tile) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font(13, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("errText" if tile.is_in_trouble else "text"))
        band = self._band(tile.box)
        width = band.width() - px(18)
        top = band.bottom() + 2 + px(6)
        for number, line in enumerate(self._lines_of(tile.product.name, font, width)):
            place = QRect(
                band.left() + px(9), top + number * px(_LINE_HEIGHT), width, px(_LINE_HEIGHT)
            )
            painter.drawText(place, int(_LEADING), line)

    def _paint_edge(self, painter: QPainter, box: QRect, colour: str, width: int) -> None:
        thick = self._theme.px(width) if width > 1 else 1
        inset = thick / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour(colour), thick))
        edge = QRectF(box).adjusted(inset, inset, -inset, -inset)
        radius = self._theme.px(_RADIUS) - inset
        painter.drawRoundedRect(edge, radius, radius)

    def _paint_badge(self, painter: QPainter, tile: _Tile, count: Quantity) -> None:
        theme, px = self._theme, self._theme.px
        text = f"{formatting.TIMES}{formatting.quantity(count)}"
        font = theme.font(13, 600)
        width = max(QFontMetrics(font).horizontalAdvance(text) + px(14), px(26))
        band = self._band(tile.box)
        place = QRect(band.right() + 1 - px(6) - width, band.top() + px(4), width, px(20))
        badge = QRectF(tile.mirrored(place))
        painter.save()
        painter.translate(badge.center())
        painter.scale(tile.growth, tile.growth)
        painter.translate(-badge.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(badge, px(10), px(10))
        painter.setPen(theme.colour("onAccent"))
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _lines_of(self, name: str, font: QFont, width: int) -> tuple[str, ...]:
        found = self._lines.get((name, width))
        if found is None:
            if len(self._lines) > _MOST_LAID_OUT:
                self._lines.clear()
            found = self._lines[(name, width)] = two_lines(name, font, width)
        return found

    def _font_of_initials(self) -> QFont:
        wanted = self._theme.font(19, 600)
        if self._initials_font.pixelSize() != wanted.pixelSize():
            self._initials_font = QFont(wanted)
            self._initials_font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.3)
        return self._initials_font

    def _band(self, box: QRect) -> QRect:
        """Return the part above the name, inside the edge."""
        return box.adjusted(1, 1, -1, -self._theme.px(_NAME_HEIGHT) - 1)

    def _shape(self, box: QRect) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(QRectF(box), self._theme.px(_RADIUS), self._theme.px(_RADIUS))
        return path


def _less(chip: QRect, icon: int, tile: _Tile) -> QRect:
    """Return what an icon leaves of a chip for its words."""
    return chip.adjusted(0, 0, -icon, 0) if tile.is_mirrored else chip.adjusted(icon, 0, 0, 0)


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
