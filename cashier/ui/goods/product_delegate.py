"""How a product's tile is painted: a picture or initials, price chip, count badge, name below."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from cashier.domain.product import Product
from cashier.domain.quantity import Quantity
from cashier.translation import _
from cashier.ui.goods.product_colours import band_colours
from cashier.ui.goods.product_model import COUNT_ROLE, PRODUCT_ROLE
from cashier.ui.goods.product_pictures import ProductPictures
from cashier.ui.goods.tile_face import RADIUS, Look, TileFaces, band_in, look_of
from cashier.ui.goods.tile_words import initials, two_lines
from cashier.ui.look import assets, formatting
from cashier.ui.look.theme import Theme

GAP = 8
_LINE_HEIGHT = 17
_OFF_SALE = 0.55
_MOST_LAID_OUT = 2_000
_Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
_CENTER = Qt.AlignmentFlag.AlignCenter
_WRAPPED = int(_CENTER) | int(Qt.TextFlag.TextWordWrap)
_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class _Tile:
    """One tile to paint: where, of what, and in which state."""

    box: QRect
    band: QRect
    product: Product
    count: Quantity | None
    look: Look
    growth: float
    ratio: float
    is_mirrored: bool

    @property
    def is_in_trouble(self) -> bool:
        """Whether it can be sold only after somebody said what it costs."""
        return _is_in_trouble(self.product)

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
        self._faces = TileFaces(theme, self)
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
        direction: object = option.direction  # type: ignore[attr-defined, unused-ignore]
        is_mirrored = direction == Qt.LayoutDirection.RightToLeft
        box = self.tile_in(cell, is_mirrored=is_mirrored)
        ratio = painter.device().devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        product = index.data(PRODUCT_ROLE)
        if not isinstance(product, Product):
            ground = self._theme.colour("surface")
            painter.drawPixmap(
                box.topLeft(), self._faces.face(box.size(), ground, Look.PLAIN, ratio)
            )
            return
        count = index.data(COUNT_ROLE)
        counted = count if isinstance(count, Quantity) else None
        state: _State = option.state  # type: ignore[attr-defined, unused-ignore]
        look = _look(product, counted, state)
        growth = self.growth.get(product.key, 1.0)
        band = band_in(self._theme, box)
        self._paint_tile(
            painter, _Tile(box, band, product, counted, look, growth, ratio, is_mirrored)
        )

    def _paint_tile(self, painter: QPainter, tile: _Tile) -> None:
        painter.setOpacity(1 if tile.product.is_active else _OFF_SALE)
        fill, text = band_colours(self._theme, tile.product)
        face = self._faces.face(tile.box.size(), fill, tile.look, tile.ratio)
        painter.drawPixmap(tile.box.topLeft(), face)
        has_picture = self._paint_picture(painter, tile)
        painter.setOpacity(1)  # words stay readable on what is pale
        if not has_picture:
            painter.setPen(text)
            painter.setFont(self._font_of_initials())
            place = tile.mirrored(tile.band.adjusted(self._theme.px(10), 0, 0, 0))
            painter.drawText(place, _LEADING, initials(tile.product.name))
        self._paint_price(painter, tile)
        self._paint_name(painter, tile)
        if tile.count is not None:
            self._paint_badge(painter, tile, tile.count)

    def _paint_picture(self, painter: QPainter, tile: _Tile) -> bool:
        name = tile.product.picture
        if not name or self._pictures is None:
            return False
        corner = self._theme.px(RADIUS) - 1
        found = self._pictures.pixmap(
            name, tile.band.size(), tile.ratio, is_dark=self._theme.is_dark, corner=corner
        )
        if found is None:
            return False
        painter.drawPixmap(tile.band.topLeft(), found)
        if tile.look.value[2] > 1:
            self._faces.paint_edge(painter, tile.box, tile.look)
        return True

    def _paint_price(self, painter: QPainter, tile: _Tile) -> None:
        theme, px = self._theme, self._theme.px
        text, name, size = self._price_words(tile)
        font = theme.font(size, 600)
        icon = px(16) + px(4) if tile.is_in_trouble else 0
        width = QFontMetrics(font).horizontalAdvance(text) + icon + px(14)
        most = tile.band.width() - px(12)
        height = px(24 if width <= most else 40)  # long words go on two lines
        width = min(width, most)
        place = QRect(tile.band.right() + 1 - px(6) - width, 0, width, height)
        place.moveBottom(tile.band.bottom() - px(5))
        chip = tile.mirrored(place)
        painter.drawPixmap(chip.topLeft(), self._faces.chip(chip.size(), tile.ratio))
        if icon:
            self._paint_warning(painter, tile, chip)
        painter.setPen(theme.colour(name))
        painter.setFont(font)
        painter.drawText(_less(chip, icon, tile), _WRAPPED, text)

    def _price_words(self, tile: _Tile) -> tuple[str, str, int]:
        """Return what stands in the price chip, in which colour and size."""
        if not tile.product.is_active:
            return _("Not for sale here"), "text2", 12
        if tile.is_in_trouble:
            return _("No price"), "errText", 13
        price = tile.product.price
        return formatting.amount(price) if price else _("Price?"), "text", 15

    def _paint_warning(self, painter: QPainter, tile: _Tile, chip: QRect) -> None:
        px = self._theme.px
        side = px(16)
        drawn = assets.pixmap("warning", self._theme.colour("errIcon"), side, tile.ratio)
        left = chip.right() + 1 - px(7) - side if tile.is_mirrored else chip.left() + px(7)
        painter.drawPixmap(left, chip.top() + (chip.height() - side) // 2, drawn)

    def _paint_name(self, painter: QPainter, tile: _Tile) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font(13, 500)
        painter.setFont(font)
        is_pale = not tile.product.is_active
        name = "errText" if tile.is_in_trouble else "text2" if is_pale else "text"
        painter.setPen(theme.colour(name))
        band = tile.band
        width = band.width() - px(18)
        top = band.bottom() + 2 + px(6)
        for number, line in enumerate(self._lines_of(tile.product.name, font, width)):
            place = QRect(
                band.left() + px(9), top + number * px(_LINE_HEIGHT), width, px(_LINE_HEIGHT)
            )
            painter.drawText(place, _LEADING, line)

    def _paint_badge(self, painter: QPainter, tile: _Tile, count: Quantity) -> None:
        theme, px = self._theme, self._theme.px
        text = f"{formatting.TIMES}{formatting.quantity(count)}"
        font = theme.font(13, 600)
        width = max(QFontMetrics(font).horizontalAdvance(text) + px(14), px(26))
        place = QRect(tile.band.right() + 1 - px(6) - width, tile.band.top() + px(4), width, px(20))
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
        painter.drawText(badge.toRect(), _CENTER, text)
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


def _less(chip: QRect, icon: int, tile: _Tile) -> QRect:
    """Return what an icon leaves of a chip for its words."""
    return chip.adjusted(0, 0, -icon, 0) if tile.is_mirrored else chip.adjusted(icon, 0, 0, 0)


def _is_in_trouble(product: Product) -> bool:
    return product.is_active and not product.price and not product.has_open_price


def _look(product: Product, count: Quantity | None, state: _State) -> Look:
    kind = "TROUBLE" if _is_in_trouble(product) else "PLAIN" if count is None else "IN_CART"
    return look_of(
        kind,
        is_pressed=bool(state & _State.State_Sunken),
        is_under=bool(state & _State.State_MouseOver),
    )
