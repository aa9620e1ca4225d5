"""The tenders taken so far, each with its state, its amount and the way to take it back."""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.money import Money
from cashier.domain.tender import Tender, TenderState, TenderType
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.frame.chips import Tone, chip_width, paint_chip
from cashier.ui.look import assets, formatting
from cashier.ui.look.mirror import LEADING, draw_figure, mirrored
from cashier.ui.look.theme import Theme
from cashier.ui.pay.pay_state import PayState
from cashier.ui.pay.tender_words import state_chip, tender_icon, tender_name

_ROW = 52
_CHIP_END = 184  # from the right edge, as wide as amount and button beside it


class RemoveButton(Button):
    """Takes back the tender it stands beside."""

    removed = Signal(str)  # the tender's key

    def __init__(self, theme: Theme, tender: Tender, parent: QWidget) -> None:
        super().__init__(theme, kind=ButtonKind.QUIET, icon="close", parent=parent)
        self._key = tender.key
        words = _("Hand back") if tender.type is TenderType.CASH else _("Reverse")
        amount = formatting.spoken(tender.amount)
        self.setAccessibleName(f"{words} {tender_name(tender.type)} {amount}")
        self.setToolTip(words)
        self.clicked.connect(self._on_clicked)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(48), self._theme.px(48))

    @Slot()
    def _on_clicked(self) -> None:
        self.removed.emit(self._key)


class TenderRow(QWidget):
    """One line: icon, name and detail, state as a chip, amount."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self._name, self._detail, self._amount = "", "", "", ""
        self._chip: tuple[str, str, Tone] = ("", "", Tone.NEUTRAL)
        self._is_counted = True
        self._is_last = False
        self.button: Button | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(_ROW))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, theme.px(6), 0)
        self._layout.addStretch(1)

    def show_words(self, icon: str, name: str, detail: str, amount: str) -> None:
        self._icon, self._name, self._detail, self._amount = icon, name, detail, amount
        parts = (name, detail, amount)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(detail)

    def show_chip(self, icon: str, word: str, tone: Tone) -> None:
        self._chip = (icon, word, tone)
        self.setAccessibleName(f"{self.accessibleName()}, {word}")
        self.update()

    def add_button(self, button: Button) -> None:
        self.button = button
        self._layout.addWidget(button)

    def set_counted(self, *, is_counted: bool) -> None:
        """Grey the amount of a tender that took nothing."""
        self._is_counted = is_counted

    def set_last(self) -> None:
        """Draw no line below: nothing follows."""
        self._is_last = True

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        if not self._is_last:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        ratio = self.devicePixelRatioF()
        drawn = assets.pixmap(self._icon, theme.colour("text2"), px(24), ratio)
        place = QRect(px(16), (self.height() - px(24)) // 2, px(24), px(24))
        painter.drawPixmap(mirrored(place, self).topLeft(), drawn)
        icon, word, tone = self._chip
        width = chip_width(theme, word)
        chip = QRect(self.width() - px(_CHIP_END) - width, 0, width, self.height())
        paint_chip(painter, theme, mirrored(chip, self), icon=icon, text=word, tone=tone)
        self._paint_words(painter, QRect(px(66), 0, chip.left() - px(66 + 10), self.height()))
        painter.setPen(theme.colour("text" if self._is_counted else "muted"))
        painter.setFont(theme.font(18, 600))
        right = self.width() - px(64)
        amount = QRect(chip.right(), 0, right - chip.right(), self.height())
        draw_figure(painter, mirrored(amount, self), self._amount)
        painter.end()

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        theme, px = self._theme, self._theme.px
        top = (place.height() - px(38)) // 2
        for text, size, weight, colour, height in (
            (self._name, 15, 600, "text", px(20)),
            (self._detail, 13, 400, "text2", px(18)),
        ):
            font = theme.font(size, weight)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            row = QRect(place.left(), top, place.width(), height)
            painter.drawText(mirrored(row, self), LEADING, shown)
            top += px(20)


class TenderList(QScrollArea):
    """All tenders of a payment and, below them, what cash rounding does."""

    removed = Signal(str)  # the tender's key

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tenderList")
        self.setAccessibleName(_("Payments"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._rows: list[TenderRow] = []
        self._inside = QWidget(self)
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return tuple(row.button for row in self._rows if row.button is not None)

    @property
    def rows(self) -> list[TenderRow]:
        return self._rows

    def show_state(self, state: PayState) -> None:
        """Show the payment; nothing is rebuilt while only other things change."""
        shown = (state.listed, state.rounding, state.can_change)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row_of(one, state) for one in state.listed]
        if state.rounding:
            self._rows.append(self._rounding_row(state))
        if self._rows:
            self._rows[-1].set_last()
        for place, row in enumerate(self._rows):
            self._box.insertWidget(place, row)
        self._inside.setMinimumHeight(len(self._rows) * self._theme.px(_ROW))

    def _row_of(self, tender: Tender, state: PayState) -> TenderRow:
        row = TenderRow(self._theme, self._inside)
        row.setObjectName(f"tenderRow_{tender.type.value}")
        amount = formatting.amount(tender.amount)
        row.show_words(tender_icon(tender.type), tender_name(tender.type), _detail(tender), amount)
        row.show_chip(*state_chip(tender.type, tender.state))
        row.set_counted(is_counted=tender in state.counted)
        if tender.state is TenderState.APPROVED and state.can_change and tender.may_go_back:
            button = RemoveButton(self._theme, tender, row)
            button.setObjectName("removeTenderButton")
            button.removed.connect(self.removed)
            row.add_button(button)
        return row

    def _rounding_row(self, state: PayState) -> TenderRow:
        payment = state.payment
        unit = Money(payment.cash_unit, payment.total.currency)
        detail = _("To {unit} in cash, {exact} → {rounded}").format(
            unit=formatting.amount(unit),
            exact=formatting.amount(payment.rest),
            rounded=formatting.amount(payment.cash_due),
        )
        row = TenderRow(self._theme, self._inside)
        row.setObjectName("roundingRow")
        row.show_words("percent", _("Cash rounding"), detail, formatting.signed(state.rounding))
        row.show_chip("settings", _("By rule"), Tone.NEUTRAL)
        return row


def _detail(tender: Tender) -> str:
    if tender.type is TenderType.CASH:
        return _("Put it into the drawer")
    if tender.was_paid_there:
        return " · ".join(part for part in (_("Paid before"), tender.reference) if part)
    wallet = tender.wallet
    parts = [_("Tag {tag}").format(tag=tender.reference) if wallet else tender.reference]
    if wallet is not None and wallet.after is not None and tender.state is TenderState.APPROVED:
        balance = formatting.money_text(wallet.after)
        parts.append(_("balance {balance}").format(balance=balance))
    elif tender.asked_at is not None:
        parts.append(f"{tender.asked_at:%H:%M:%S}")
    return " · ".join(part for part in parts if part)
