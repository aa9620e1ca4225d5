"""The buttons of paying: tenders to choose, and amounts of cash to take with one tap."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cashier.domain.money import Money
from cashier.domain.tender import TenderType
from cashier.translation import _
from cashier.ui.controls.buttons import Button, cap_width, paint_cap
from cashier.ui.look import assets, formatting
from cashier.ui.look.mirror import LEADING, mirrored
from cashier.ui.look.theme import Theme
from cashier.ui.pay import quick_cash

_MIDDLE = Qt.AlignmentFlag.AlignCenter
_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_SMALLEST = 12


class TenderButton(Button):
    """A tender to choose, 72 px high: icon and name, its key below; checked while it is chosen."""

    tender_chosen = Signal(object)  # TenderType

    def __init__(  # noqa: PLR0913 - what is printed on a button
        self,
        theme: Theme,
        kind: TenderType,
        label: str,
        *,
        icon: str,
        action: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, icon=icon, action=action, parent=parent)
        self._tender = kind
        self._is_chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def set_chosen(self, *, is_chosen: bool) -> None:
        self._is_chosen = is_chosen
        self.setAccessibleDescription(_("chosen") if is_chosen else "")
        self.update()

    @property
    def is_chosen(self) -> bool:
        return self._is_chosen

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(88), self._theme.px(72))

    @override
    def _colours(self) -> tuple[QColor, QColor | None, QColor]:
        if self._is_chosen and self.isEnabled():
            theme = self._theme
            return theme.colour("accentTint"), theme.colour("accent"), theme.colour("accentText")
        return super()._colours()

    @override
    def _paint_face(self, painter: QPainter, text: QColor) -> None:
        theme, px = self._theme, self._theme.px
        if self._is_chosen and self.isEnabled():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(8), px(8))
        font = theme.font(16, 600)
        advance = QFontMetrics(font).horizontalAdvance(self.text())
        side, gap = px(24), px(8)
        left = (self.width() - side - gap - advance) // 2
        top = self.height() // 2 - (px(24) if self.cap else px(12))
        drawn = assets.pixmap(self._icon, text, side, self.devicePixelRatioF())
        icon = QRect(left, top + px(1), side, side)
        painter.drawPixmap(mirrored(icon, self).topLeft(), drawn)
        painter.setFont(font)
        painter.setPen(text)
        label = QRect(left + side + gap, top, advance + 1, px(24))
        painter.drawText(mirrored(label, self), LEADING, self.text())
        cap = self.cap
        if cap:
            width = cap_width(theme, cap)
            place = QRect((self.width() - width) // 2, self.height() // 2 + px(4), width, px(18))
            paint_cap(painter, theme, place, cap, text)

    @Slot()
    def _on_clicked(self) -> None:
        self.tender_chosen.emit(self._tender)


# Fill and text of a note from the smallest: grey, red, blue, orange, green, yellow, as euros are.
_BY_DAY = (
    "#E3E5E7 #3C444C #F8DED9 #8A2B1E #DCE8F6 #1E4B80 #FBE6CC #7A4300 #DDEFDC #235A2B"
    " #F7F0C4 #5E4E00"
).split()
_BY_NIGHT = (
    "#30373E #D6DCE2 #4A2723 #FFC2B8 #1D3450 #B8D6FA #463114 #FFD69B #1E3B22 #B7E6BB"
    " #3A3410 #F0E08A"
).split()


class NoteButton(Button):
    """An amount of cash to take with one tap: the exact one, or a banknote."""

    amount_chosen = Signal(object)  # Money

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._amount: Money | None = None
        self._caption = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def show_amount(self, amount: Money, text: str, caption: str = "") -> None:
        self._amount = amount
        self._caption = caption
        self.setText(text)
        self.setAccessibleName(f"{caption} {formatting.spoken(amount)}".strip())
        self.update()

    @property
    def amount(self) -> Money | None:
        return self._amount

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(64), self._theme.px(64))

    @override
    def _colours(self) -> tuple[QColor, QColor | None, QColor]:
        if self._caption or not self.isEnabled():
            return super()._colours()
        pairs = _BY_NIGHT if self._theme.is_dark else _BY_DAY
        rank = quick_cash.rank(self._amount) if self._amount is not None else 0
        fill, text = pairs[2 * rank : 2 * rank + 2]
        return QColor(fill), self._theme.colour("control"), QColor(text)

    @override
    def _paint_face(self, painter: QPainter, text: QColor) -> None:
        theme, px = self._theme, self._theme.px
        frame = QColor(text)
        frame.setAlphaF(0.35 if not self.isDown() else 0.8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(frame, 1))
        inset = px(5) + 0.5
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(4), px(4)
        )
        painter.setPen(text)
        area = self.rect()
        size = 18 if self._caption else 20
        if self._caption:
            painter.setFont(theme.font(12, 500))
            painter.drawText(area.adjusted(0, px(12), 0, 0), _TOP, self._caption)
            area.setTop(px(26))
        while size > _SMALLEST and _advance(theme, size, self.text()) > self.width() - px(16):
            size -= 1
        painter.setFont(theme.font(size, 700))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(area, _MIDDLE if not self._caption else _TOP, self.text())

    @Slot()
    def _on_clicked(self) -> None:
        if self._amount is not None:
            self.amount_chosen.emit(self._amount)


def _advance(theme: Theme, size: int, text: str) -> int:
    return QFontMetrics(theme.font(size, 700)).horizontalAdvance(text)
