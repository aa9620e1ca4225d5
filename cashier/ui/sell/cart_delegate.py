"""How a line of an order is painted: quantity, name, total; below it price, VAT and what is off."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from cashier.domain.order import OrderLine
from cashier.domain.product import Unit
from cashier.domain.quantity import WHOLE
from cashier.ui.look import assets, formatting
from cashier.ui.look.mirror import LEADING, TRAILING, draw_figure, placed
from cashier.ui.look.theme import Theme
from cashier.ui.sell.cart_model import ROW_ROLE, SELECTED_ROLE, CartModel, CartRow

ROW_HEIGHT = 52
WIDE_ROW_HEIGHT = 60
SELECTED_HEIGHT = 111
_LARGEST, _SMALLEST = 15, 12
_MOST_PICTURES = 40
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Picture:
    """A line as it was painted, and for what."""

    row: CartRow
    look: tuple[int, int, float, Qt.LayoutDirection]
    pixmap: QPixmap


class CartDelegate(QStyledItemDelegate):
    """Paints ``CartRow``; the selected row is taller where its actions go."""

    def __init__(
        self, theme: Theme, row_height: int = ROW_HEIGHT, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._selected_size = QSize(theme.px(200), theme.px(SELECTED_HEIGHT))
        self._size = QSize()
        self._has_room = True
        self._pictures: dict[int, _Picture] = {}
        self.set_row_height(row_height)
        theme.changed.connect(self.forget_pictures)
        theme.measured.connect(self.forget_pictures)

    @property
    def has_room_for_actions(self) -> bool:
        return self._has_room

    @property
    def line_height(self) -> int:
        """How tall a line is that is not selected."""
        return self._size.height()

    @property
    def taller_by(self) -> int:
        """How much taller the selected line is."""
        return self._selected_size.height() - self._size.height() if self._has_room else 0

    def set_room_for_actions(self, *, has_room: bool) -> bool:
        """Make the selected line as tall as its actions need; returns whether that is new."""
        was, self._has_room = self._has_room, has_room
        return was is not has_room

    def set_row_height(self, row_height: int) -> bool:
        """Take another height for each line; returns whether it was another."""
        size = QSize(self._theme.px(200), self._theme.px(row_height))
        was, self._size = self._size, size
        return was != size

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        # Asked for every line whenever one is added, so it asks the model without a detour.
        model = index.model()
        is_selected = isinstance(model, CartModel) and model.selected == index.row()
        return self._selected_size if is_selected and self._has_room else self._size

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, CartRow):
            return
        is_selected = bool(index.data(SELECTED_ROLE))
        area: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined, unused-ignore]
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            self._paint_row(painter, area, state, row, is_selected=is_selected)
        else:
            painter.drawPixmap(area.topLeft(), self._picture(painter, area.size(), row))

    @Slot()
    def forget_pictures(self) -> None:
        """Paint every line anew: it looks different from now on."""
        self._pictures.clear()

    def _picture(self, painter: QPainter, size: QSize, row: CartRow) -> QPixmap:
        """Return how a line looks that is neither selected nor under the pointer; painted once."""
        device = painter.device()
        ratio = device.devicePixelRatioF()
        look = (size.width(), size.height(), ratio, painter.layoutDirection())
        kept = self._pictures.pop(id(row), None)
        if kept is None or kept.row is not row or kept.look != look:
            kept = _Picture(row, look, self._painted(painter, size, ratio, row))
        self._pictures[id(row)] = kept  # the one used last is the last to go
        while len(self._pictures) > _MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]
        return kept.pixmap

    def _painted(self, painter: QPainter, size: QSize, ratio: float, row: CartRow) -> QPixmap:
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        inner = QPainter(pixmap)
        inner.setLayoutDirection(painter.layoutDirection())
        state = QStyle.StateFlag.State_None
        self._paint_row(inner, QRect(QPoint(), size), state, row, is_selected=False)
        inner.end()
        return pixmap

    def _paint_row(
        self,
        painter: QPainter,
        area: QRect,
        state: QStyle.StateFlag,
        row: CartRow,
        *,
        is_selected: bool,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, state, is_selected=is_selected)
        top = self._top(area, is_tall=is_selected and self._has_room)
        self._paint_first(painter, area, row, top)
        self._paint_second(painter, area, row, top)
        painter.restore()

    def _top(self, area: QRect, *, is_tall: bool) -> int:
        px = self._theme.px
        free = px(16) if is_tall else area.height() - px(38)
        return area.top() + free // 2

    def _paint_ground(
        self, painter: QPainter, area: QRect, state: QStyle.StateFlag, *, is_selected: bool
    ) -> None:
        theme = self._theme
        if is_selected:
            painter.fillRect(area, theme.colour("accentTint"))
            bar = QRect(area.left(), area.top(), theme.px(4), area.height())
            painter.fillRect(placed(bar, painter), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("sunken"))
        hair = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(hair, theme.colour("line"))

    def _paint_first(self, painter: QPainter, area: QRect, row: CartRow, top: int) -> None:
        theme, px = self._theme, self._theme.px
        height = px(20)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(15, 600))
        quantity = QRect(area.left() + px(4), top, px(38), height)
        self._paint_quantity(painter, quantity, row.line)
        painter.setFont(theme.font(15, 600))
        total = formatting.amount(row.figures.total)
        width = painter.fontMetrics().horizontalAdvance(total) + 1
        right = area.right() - px(16)
        draw_figure(painter, placed(QRect(right - width, top, width, height), painter), total)
        font = theme.font(15, 500, is_name=True)
        painter.setFont(font)
        left = area.left() + px(52)
        room = right - width - px(8) - left
        name = QFontMetrics(font).elidedText(row.line.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(placed(QRect(left, top, room, height), painter), LEADING, name)

    def _paint_quantity(self, painter: QPainter, place: QRect, line: OrderLine) -> None:
        """Paint how many; of what is weighed the unit, for its figure stands below."""
        place = placed(place, painter)
        if line.unit is not Unit.PIECE:
            painter.drawText(place, TRAILING, line.unit.value)
            return
        text = formatting.quantity(line.quantity)
        size = _LARGEST
        while size > _SMALLEST and painter.fontMetrics().horizontalAdvance(text) > place.width():
            size -= 1
            painter.setFont(self._theme.font(size, 600))
        draw_figure(painter, place, text)

    def _paint_second(self, painter: QPainter, area: QRect, row: CartRow, top: int) -> None:
        px = self._theme.px
        place = QRect(area.left() + px(52), top + px(20), area.right() - area.left(), px(18))
        place.setRight(area.right() - px(16))
        place = self._paint_price(painter, place, row)
        place = self._paint_letter(painter, place, row)
        place = self._paint_discount(painter, place, row)
        place = self._paint_warning(painter, place, row)
        self._paint_note(painter, place, row)

    def _paint_price(self, painter: QPainter, place: QRect, row: CartRow) -> QRect:
        line = row.line
        is_one = line.quantity.milli == WHOLE and line.unit is Unit.PIECE
        if is_one and line.list_price is None and line.discount is None:
            return place
        unit = "" if line.unit is Unit.PIECE else f"{formatting.NO_BREAK_SPACE}{line.unit.value}"
        quantity = f"{formatting.quantity(line.quantity)}{unit}"
        text = f"{quantity} {formatting.TIMES} {formatting.amount(line.price)}"
        return self._paint_text(painter, place, text, "text2")

    def _paint_letter(self, painter: QPainter, place: QRect, row: CartRow) -> QRect:
        theme, px = self._theme, self._theme.px
        box = placed(QRect(place.left(), place.top(), px(17), px(17)), painter)
        painter.setPen(QPen(theme.colour("control"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font(12, 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.letter)
        rest = place.adjusted(px(22), 0, 0, 0)
        return self._paint_text(painter, rest, formatting.percent(row.line.vat_rate), "text2")

    def _paint_discount(self, painter: QPainter, place: QRect, row: CartRow) -> QRect:
        if not row.figures.discount or row.line.discount is None:
            return place
        off = formatting.amount(-row.figures.discount)
        percent = row.line.discount.percent
        text = off if percent is None else f"{formatting.discount_percent(percent)} ({off})"
        return self._paint_text(painter, place, text, "okText", weight=500)

    def _paint_warning(self, painter: QPainter, place: QRect, row: CartRow) -> QRect:
        words = row.warning
        return self._paint_text(painter, place, words, "warnText", weight=500) if words else place

    def _paint_note(self, painter: QPainter, place: QRect, row: CartRow) -> None:
        px = self._theme.px
        if not row.line.note or place.width() < px(40):
            return
        colour = self._theme.colour("warnText")
        side = px(16)
        ratio = painter.device().devicePixelRatioF()
        drawn = assets.pixmap("note", colour, side, ratio)
        icon = placed(QRect(place.left(), place.top() + px(1), side, side), painter)
        painter.drawPixmap(icon.topLeft(), drawn)
        self._paint_text(painter, place.adjusted(side + px(4), 0, 0, 0), row.line.note, "warnText")

    def _paint_text(
        self, painter: QPainter, place: QRect, text: str, colour: str, weight: int = 400
    ) -> QRect:
        """Paint ``text``, shortened to its place, and return the place that is left."""
        font = self._theme.font(13, weight)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(place.width(), 0))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colour(colour)))
        if text[:1].isalpha():
            painter.drawText(placed(place, painter), LEADING, shown)
        else:
            draw_figure(painter, placed(place, painter), shown, is_first=True)
        return place.adjusted(metrics.horizontalAdvance(shown) + self._theme.px(10), 0, 0, 0)
