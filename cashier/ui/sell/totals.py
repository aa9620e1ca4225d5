"""The foot of the cart: counts, discounts, VAT by letter and the total, on one right edge."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.money import Money
from cashier.domain.order import Figures
from cashier.translation import _, several
from cashier.ui.explain.explainable import Place
from cashier.ui.frame.live_region import LiveRegion
from cashier.ui.look import formatting
from cashier.ui.look.mirror import LEADING, draw_figure, is_mirrored, mirrored
from cashier.ui.look.theme import Theme
from cashier.ui.sell.sale_view import SaleView

_ROW = 20
_PADDING = 16
_HEIGHT = 127


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A small row above the total."""

    label: str
    detail: str
    amount: Money
    topic: str


class Totals(QAbstractButton):
    """Shows the figures of the sale; pressed, the keypad means the whole sale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("totals")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._rows: tuple[TotalRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._total = QLabel(self)
        self._total.setObjectName("totalLabel")
        self._total.setFont(theme.font(32, 700))
        # A label aligns by the direction of its text, and a figure is read from left to right.
        side = Qt.AlignmentFlag.AlignLeft if is_mirrored(self) else Qt.AlignmentFlag.AlignRight
        self._total.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._total.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        before, after = theme.px(90), theme.px(_PADDING)
        left, right = (after, before) if is_mirrored(self) else (before, after)
        box.setContentsMargins(left, 0, right, theme.px(13))
        box.addStretch(1)
        box.addWidget(self._total)
        self._live = LiveRegion(self)
        self._figures: Figures | None = None
        theme.changed.connect(self.update)

    def show_sale(self, view: SaleView) -> None:
        rows = self._rows if view.figures is self._figures else _rows(view)
        self._figures = view.figures
        total = formatting.money_text(view.figures.total)
        self.setChecked(view.selected is None and not view.is_empty)
        if rows != self._rows or total != self._total.text():
            self._rows = rows
            self._total.setText(total)
            spoken = formatting.spoken(view.figures.total)
            self._live.say(_("Total {amount}").format(amount=spoken))
            self._total.setAccessibleName(_("Total {amount}").format(amount=spoken))
            self.setAccessibleName(_("Whole sale, total {amount}").format(amount=spoken))
            self.update()

    def explanation_at(self, pos: QPoint) -> Place:
        """Return the amount of the row at ``pos``; below the small rows it is the total."""
        row = (pos.y() - self._theme.px(10)) // self._theme.px(_ROW)
        return Place(self._rows[row].topic if 0 <= row < len(self._rows) else "total")

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        top = px(10) + 1
        for row in self._rows:
            self._paint_row(painter, row, top)
            top += px(_ROW)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(18, 600))
        beside = self._total.geometry()
        place = QRect(0, beside.top() + px(7), self.width(), beside.height() - px(7))
        pad = px(_PADDING)
        painter.drawText(place.adjusted(pad, 0, -pad, 0), LEADING, _("Total"))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        radius = theme.px(11)
        name = "accentTint" if self.isChecked() else "sunken"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(name))
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.drawRect(0, 0, self.width(), radius)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))

    def _paint_row(self, painter: QPainter, row: TotalRow, top: int) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font(13)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.colour("text2"))
        place = QRect(px(_PADDING), top, self.width() - 2 * px(_PADDING), px(_ROW))
        amount = formatting.amount(row.amount)
        draw_figure(painter, place, amount)
        painter.drawText(place, LEADING, row.label)
        if row.detail:
            used = metrics.horizontalAdvance(row.label) + px(4)
            room = place.width() - used - metrics.horizontalAdvance(amount) - px(8)
            detail = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, room)
            painter.setPen(theme.colour("muted"))
            rest = mirrored(place.adjusted(used, 0, 0, 0), self)
            draw_figure(painter, rest, detail, is_first=True)


def _rows(view: SaleView) -> tuple[TotalRow, ...]:
    if view.is_empty:
        return ()
    figures = view.figures
    gross = Money(sum(one.gross.minor for one in figures.lines), view.order.currency)
    lines = several("{count} line", "{count} lines", len(view.order.lines))
    pieces = several("{count} item", "{count} items", view.piece_count)
    rows = [TotalRow(f"{lines}, {pieces}", "", gross, "lines")]
    off = figures.total - gross
    if off:
        rows.append(TotalRow(_("Discounts"), "", off, "discounts"))
    letters = " · ".join(f"{group.letter} {formatting.amount(group.vat)}" for group in figures.vat)
    vat = sum((group.vat for group in figures.vat), Money.zero(view.order.currency))
    detail = letters if len(figures.vat) > 1 else ""
    rows.append(TotalRow(_("VAT included"), detail, vat, "all-vat"))
    return tuple(rows)
