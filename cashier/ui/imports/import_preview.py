"""The first rows of a chosen file as the products they would be, or why a row is refused."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from cashier.domain.product import Unit
from cashier.operations.look_at_file import FoundRow, ListedProduct
from cashier.translation import _
from cashier.ui.imports.import_words import Count, reason
from cashier.ui.look import assets, formatting
from cashier.ui.look.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW = 52
_SIDE = 16
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class FirstRows(QAbstractListModel):
    """The rows as they were found; words are made when a row is looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FoundRow, ...] = ()

    def show(self, rows: tuple[FoundRow, ...]) -> None:
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in words_of(row) if part)
        return None


def words_of(row: FoundRow) -> tuple[str, str, str]:
    """Return what stands in a row: name or reason, what is known of it, and the price."""
    line = _("Line {line}").format(line=Count(row.line))
    if row.bad is not None:
        return f"{line}: {reason(row.bad)}", _("This row is refused."), ""
    assert row.listed is not None  # noqa: S101 - a row is one or the other, for the checker
    return row.listed.name or "", _details(row.listed), formatting.money_text(row.listed.price)


def _details(listed: ListedProduct) -> str:
    rate = listed.vat_rate
    parts = (
        _("VAT {rate}").format(rate=formatting.percent(rate)) if rate is not None else "",
        "" if listed.unit in {None, Unit.PIECE} else listed.unit.value,
        ", ".join(listed.codes) or _("no barcode"),
        listed.category or "",
        _("favourite") if listed.is_favourite else "",
    )
    return " · ".join(part for part in parts if part)


class _RowDelegate(QStyledItemDelegate):
    """Paints a product in two lines with its price at the end; a refused row with its sign."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, px = self._theme, self._theme.px
        area: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined, unused-ignore]
        row: FoundRow = index.data(ROW_ROLE)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("accentTint"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inside = area.adjusted(px(_SIDE), px(6), -px(_SIDE), -px(7))
        if row.bad is not None:
            inside = self._paint_sign(painter, inside)
        first, second, price = words_of(row)
        room = self._paint_price(painter, inside, price)
        upper = QRect(room.left(), inside.top(), room.width(), inside.height() // 2 + 1)
        lower = QRect(inside.left(), upper.bottom(), inside.width(), inside.height() // 2)
        is_bad = row.bad is not None
        self._write(painter, upper, first, "warnText" if is_bad else "text", theme.font(15, 500))
        self._write(painter, lower, second, "text2", theme.font(13))
        painter.restore()

    def _paint_sign(self, painter: QPainter, inside: QRect) -> QRect:
        """Paint the triangle before a refused row; returns what room is left."""
        side = self._theme.px(20)
        ratio = painter.device().devicePixelRatioF()
        drawn = assets.pixmap("warning", self._theme.colour("warnIcon"), side, ratio)
        is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = inside.right() - side + 1 if is_mirrored else inside.left()
        painter.drawPixmap(x, inside.center().y() - side // 2, drawn)
        gap = side + self._theme.px(12)
        return inside.adjusted(0, 0, -gap, 0) if is_mirrored else inside.adjusted(gap, 0, 0, 0)

    def _paint_price(self, painter: QPainter, inside: QRect, price: str) -> QRect:
        """Paint the price at the end of the first line; returns what room is left before it."""
        if not price:
            return inside
        font = self._theme.font(15, 600)
        width = QFontMetrics(font).horizontalAdvance(price)
        half = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2 + 1)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(half, int(trailing), price)
        gap = width + self._theme.px(12)
        if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return inside.adjusted(gap, 0, 0, 0)
        return inside.adjusted(0, 0, -gap, 0)

    def _write(self, painter: QPainter, room: QRect, text: str, colour: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(leading), shown)


class PreviewList(QListView):
    """Shows the first rows; they can be walked through with the arrow keys."""

    def __init__(self, theme: Theme, model: FirstRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importPreview")
        self.setAccessibleName(_("First rows of the file"))
        self._delegate = _RowDelegate(theme)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._row = theme.px(_ROW)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setViewportMargins(0, 0, 0, self.height() % self._row)  # no row is cut
