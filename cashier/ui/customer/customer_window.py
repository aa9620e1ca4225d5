"""The customer's screen: read-only, in large type, drawn to fit whatever screen it stands on."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.translation import _, several
from cashier.ui.customer.customer_sheet import LEFT, MIDDLE, RIGHT, Look, Sheet
from cashier.ui.customer.customer_view import ShownEnd, ShownLine, ShownSale
from cashier.ui.look import assets, formatting
from cashier.ui.look.theme import Theme

PICTURE = QSize(132, 84)
_WIDTH, _HEIGHT = 1280, 800
_HEAD, _EDGE = 88, 40
_CARD, _GAP, _LAST, _LINE = 428, 32, 136, 72


@dataclass(frozen=True, slots=True)
class ShopWords:
    """What stands on the screen whatever is sold."""

    shop: str
    till: str
    thanks: str


@dataclass(frozen=True, slots=True)
class Band:
    """How an item looks: its picture, else its initials on their colour."""

    fill: QColor
    text: QColor
    initials: str
    picture: QPixmap | None = None


class CustomerWindow(QWidget):
    """Draws in the measures of a screen of 1280 x 800, larger on a larger one."""

    def __init__(self, theme: Theme, words: ShopWords) -> None:
        super().__init__()
        self.setObjectName("customerWindow")
        self.setWindowTitle(_("Customer screen"))
        self.setAccessibleName(_("Customer screen"))
        self.setWindowIcon(assets.window_icon())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(480, 300)
        self._theme = theme
        self._words = words
        self._sale: ShownSale | None = None
        self._end: ShownEnd | None = None
        self._time = ""
        self._band: Band | None = None
        theme.changed.connect(self.update)

    @property
    def shown(self) -> ShownSale | ShownEnd | None:
        """What is on the screen; nothing while it says welcome."""
        return self._end or self._sale

    def show_words(self, words: ShopWords) -> None:
        self._words = words
        self.update()

    def show_time(self, at: datetime) -> None:
        time = formatting.time_of_day(at)
        if time != self._time:
            self._time = time
            self.update()

    @Slot(object)
    def show_sale(self, sale: ShownSale | None) -> None:
        """Show the sale in progress; None is an empty one."""
        before = self._sale.last.product_key if self._sale is not None else None
        if sale is None or sale.last.product_key != before:
            self._band = None
        self._sale = sale
        self._tell()

    @Slot(object)
    def show_end(self, end: ShownEnd | None) -> None:
        """Show how a sale ended, over whatever else there is; None takes it away."""
        self._end = end
        self._tell()

    def show_band(self, band: Band | None) -> None:
        """Show how the last item looks."""
        self._band = band
        self.update()

    @property
    def picture_size(self) -> QSize:
        """How large the picture of an item is drawn."""
        return PICTURE * self._factor

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._theme.colour("canvas"))
        factor = self._factor
        painter.scale(factor, factor)
        area = QRect(0, 0, round(self.width() / factor), round(self.height() / factor))
        sheet = Sheet(painter, self._theme, area, self.layoutDirection())
        self._paint_head(sheet)
        below = area.adjusted(0, _HEAD, 0, 0)
        if self._end is not None:
            self._paint_end(sheet, below, self._end)
        elif self._sale is not None:
            self._paint_sale(sheet, below.adjusted(_EDGE, 32, -_EDGE, -32), self._sale)
        else:
            self._paint_welcome(sheet, below)
        painter.end()

    @property
    def _factor(self) -> float:
        return min(self.width() / _WIDTH, self.height() / _HEIGHT)

    def _tell(self) -> None:
        """Say in words what is shown, and paint it."""
        shown = self.shown
        if shown is None:
            words = _("Welcome")
        elif isinstance(shown, ShownEnd):
            words = f"{shown.caption}: {shown.figure}"
        else:
            words = f"{shown.last.name} {shown.last.total}, {_('Total')} {shown.total}"
        self.setAccessibleDescription(words)
        self.update()

    def _paint_head(self, sheet: Sheet) -> None:
        width = sheet.area.width()
        sheet.fill(QRect(0, 0, width, _HEAD), self._theme.colour("surface"))
        sheet.line(0, _HEAD - 1, width)
        sheet.fill(QRect(_EDGE, 22, 44, 44), self._theme.colour("rail"), 10)
        ratio = self.devicePixelRatioF() * self._factor
        mark = assets.window_icon().pixmap(QSize(30, 30), ratio)
        sheet.picture(QRect(_EDGE + 7, 29, 30, 30), mark)
        till = " · ".join(one for one in (self._words.till, self._time) if one)
        used = sheet.text(QRect(_EDGE, 0, width - 2 * _EDGE, _HEAD - 1), till, _TILL, RIGHT)
        name = QRect(_EDGE + 60, 0, width - 2 * _EDGE - 80 - used, _HEAD - 1)
        sheet.text(name, self._words.shop, _SHOP, LEFT)

    def _paint_welcome(self, sheet: Sheet, area: QRect) -> None:
        middle = QRect(_EDGE, area.center().y() - 50, area.width() - 2 * _EDGE, 60)
        sheet.text(middle, _("Welcome"), _WELCOME, MIDDLE)
        sheet.text(middle.translated(0, 60), self._words.shop, _BELOW, MIDDLE)

    def _paint_end(self, sheet: Sheet, area: QRect, end: ShownEnd) -> None:
        top = area.center().y() - 200
        for text, look, height, gap in (
            (end.caption, _CAPTION, 44, 8),
            (end.figure, _CHANGE, 210, 8),
            (end.below, _BELOW, 38, 48),
            (self._words.thanks, _THANKS, 44, 0),
        ):
            place = QRect(_EDGE, top, area.width() - 2 * _EDGE, height)
            sheet.text(place, text, look, MIDDLE)
            top += height + gap

    def _paint_sale(self, sheet: Sheet, area: QRect, sale: ShownSale) -> None:
        width = area.width() - _CARD - _GAP
        self._paint_last(sheet, QRect(area.left(), area.top(), width, _LAST), sale.last)
        left = QRect(area.left(), area.top(), width, area.height())
        _paint_lines(sheet, left.adjusted(4, _LAST + 20, -4, 0), sale.lines)
        card = QRect(area.left() + width + _GAP, area.top(), _CARD, area.height())
        _paint_figures(sheet, card, sale)

    def _paint_last(self, sheet: Sheet, card: QRect, line: ShownLine) -> None:
        sheet.card(card, "accent", 2)
        inside = card.adjusted(30, 26, -30, -26)
        used = sheet.text(inside, line.total, _LAST_TOTAL, RIGHT)
        left = inside.left()
        if self._band is not None:
            self._paint_band(sheet, QRect(inside.topLeft(), PICTURE), self._band)
            left += PICTURE.width() + 20
        has_more = bool(line.priced or line.saved)
        name = QRect(left, inside.top() + (8 if has_more else 23), inside.right() - left, 38)
        name.setWidth(name.width() - used - 20)
        sheet.text(name, line.name, _LAST_NAME, LEFT)
        below = QRect(left, name.bottom() + 1, name.width(), 30)
        told = sheet.text(below, line.priced, _PRICED, LEFT)
        saved = below.adjusted(told + 11 if told else 0, 0, 0, 0)
        sheet.text(saved, line.saved, _SAVED, LEFT)

    def _paint_band(self, sheet: Sheet, place: QRect, band: Band) -> None:
        if band.picture is not None:
            sheet.picture(place, band.picture)
        else:
            sheet.fill(place, band.fill, 10)
            sheet.letters(place, band.initials, band.text)


def _paint_lines(sheet: Sheet, area: QRect, lines: tuple[ShownLine, ...]) -> None:
    most = max((area.height() - 40) // _LINE, 1)
    top = area.top()
    for line in lines[:most]:
        row = QRect(area.left(), top, area.width(), _LINE)
        sheet.line(row.left(), top, row.width())
        total = sheet.text(row, line.total, _FIGURE, RIGHT)
        quantity = sheet.text(row, line.quantity, _QUANTITY, LEFT)
        sheet.text(row.adjusted(max(72, quantity + 12), 0, -total - 16, 0), line.name, _NAME, LEFT)
        top += _LINE
    earlier = len(lines) - most
    if earlier > 0:
        words = several("and {count} earlier line", "and {count} earlier lines", earlier)
        sheet.text(QRect(area.left(), top + 12, area.width(), 28), words, _EARLIER, LEFT)


def _paint_figures(sheet: Sheet, card: QRect, sale: ShownSale) -> None:
    sheet.card(card, "line", 1)
    inside = card.adjusted(33, 33, -33, -33)
    top = inside.top()
    for label, amount, is_good in sale.figures:
        row = QRect(inside.left(), top, inside.width(), 28)
        sheet.text(row, label, _TILL, LEFT)
        sheet.text(row, amount, _GOOD if is_good else _PLAIN, RIGHT)
        top += 28 + 14
    foot = inside.bottom() + 1
    if sale.hint:
        sheet.text(QRect(inside.left(), foot - 28, inside.width(), 28), sale.hint, _TILL, LEFT)
        sheet.line(inside.left(), foot - 43, inside.width())
        foot -= 57
    total = QRect(inside.left(), foot - 96, inside.width(), 96)
    sheet.text(total, sale.total, _TOTAL, LEFT)
    words = QRect(inside.left(), total.top() - 38, inside.width(), 34)
    sheet.text(words, _("Total"), _TOTAL_WORDS, LEFT)


_TILL = Look(20, 400, "text2")
_SHOP = Look(24, 700, "text")
_WELCOME = Look(48, 700, "text")
_CAPTION = Look(36, 600, "text2")
_CHANGE = Look(200, 700, "okText")
_BELOW = Look(28, 400, "text2")
_THANKS = Look(34, 600, "text")
_LAST_NAME = Look(30, 600, "text", is_name=True)
_LAST_TOTAL = Look(36, 700, "text")
_PRICED = Look(22, 400, "text2")
_SAVED = Look(22, 600, "okText")
_NAME = Look(22, 400, "text", is_name=True)
_QUANTITY = Look(22, 600, "text2")
_FIGURE = Look(22, 600, "text")
_EARLIER = Look(18, 400, "text2")
_PLAIN = Look(20, 600, "text")
_GOOD = Look(20, 600, "okText")
_TOTAL = Look(84, 700, "text")
_TOTAL_WORDS = Look(26, 600, "text")
