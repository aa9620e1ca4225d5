"""The three figures of paying, large and together: to pay, paid, and change or what is open."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.money import Money
from cashier.domain.tender import TenderState, TenderType
from cashier.translation import _
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.controls.figure_label import FigureLabel
from cashier.ui.explain.explainable import explains
from cashier.ui.look import assets, formatting
from cashier.ui.look.theme import Theme
from cashier.ui.pay.pay_state import PayState
from cashier.ui.pay.tender_words import tender_name


class Figure(QFrame):
    """A caption, an amount and what explains it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_good = False
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(18), theme.px(14), theme.px(10), theme.px(14))
        box.setSpacing(0)
        self._caption = QLabel(self)
        self._caption.setFont(theme.font(14, 500))
        self.figure = FigureLabel(theme, 40, 20, self, closer=15)
        self.figure.setObjectName(name)
        self._explained = ElidedLabel("", theme.font(13), self)
        lines = ((self._caption, 20), (self.figure, 48), (self._explained, 18))
        for label, height in lines:
            label.setFixedHeight(theme.px(height))
            box.addWidget(label)
        theme.changed.connect(self.update)

    def show_amount(self, caption: str, amount: Money, explained: str, *, is_good: bool) -> None:
        self._is_good = is_good
        tone = "ok" if is_good else "second"
        self._caption.setText(caption)
        self._tint(self._caption, tone)
        self._tint(self._explained, tone)
        self._explained.show_text(explained)
        self._tint(self.figure, "ok" if is_good else "")  # first: a new tone resets the font
        self.figure.show_figure(
            formatting.money_text(amount), f"{caption}: {formatting.spoken(amount)}"
        )
        indent = self._theme.px(24) if is_good else 0
        self._caption.setContentsMargins(indent, 0, 0, 0)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._is_good:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("okTint"))
        radius = theme.px(11)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.drawRect(self.rect().adjusted(0, radius, 0, 0))
        painter.drawRect(self.rect().adjusted(0, 0, -radius, 0))
        side = theme.px(18)
        drawn = assets.pixmap(
            "ready", theme.colour("okText"), side, self.devicePixelRatioF(), is_bold=True
        )
        painter.drawPixmap(self._caption.x(), self._caption.y() + theme.px(1), drawn)
        painter.end()

    def _tint(self, label: QLabel, tone: str) -> None:
        if label.property("tone") != tone:
            label.setProperty("tone", tone)
            label.style().polish(label)


class PayHeader(QFrame):
    """To pay, paid, change: each read at one glance, with the reason below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(1)
        self._due = Figure(theme, "dueLabel", self)
        self._paid = Figure(theme, "paidLabel", self)
        self._change = Figure(theme, "changeLabel", self)
        for figure, share in ((self._due, 11), (self._paid, 10), (self._change, 10)):
            row.addWidget(figure, share)
        explains(self._due, "to-pay")
        explains(self._paid, "paid")
        explains(self._change, "change")
        theme.changed.connect(self.update)

    def show_state(self, state: PayState) -> None:
        self._due.show_amount(_("To pay"), state.to_pay, _why_due(state), is_good=False)
        self._paid.show_amount(_("Paid"), state.given, _what_paid(state), is_good=False)
        payment = state.payment
        if payment.is_settled:
            self._change.show_amount(
                _("Change"), payment.change, _what_comes_next(state), is_good=True
            )
        else:
            self._change.show_amount(
                _("Still open"), state.still_open, _what_is_open(state), is_good=False
            )

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        for figure in (self._paid, self._change):
            painter.drawLine(figure.x() - 1, 0, figure.x() - 1, self.height())
        painter.end()


def _why_due(state: PayState) -> str:
    if state.rounding:
        return _("Total {total}, rounding {rounding}").format(
            total=formatting.amount(state.payment.total),
            rounding=formatting.signed(state.rounding),
        )
    if state.payment.cash_unit > 1 and state.chosen is TenderType.CARD:
        return _("No rounding for card")
    return _("Exact amount")


def _what_paid(state: PayState) -> str:
    by_kind: dict[TenderType, Money] = {}
    for one in state.payment.approved:
        by_kind[one.type] = by_kind.get(one.type, Money.zero(one.amount.currency)) + one.amount
    parts = [f"{tender_name(kind)} {formatting.amount(sum_)}" for kind, sum_ in by_kind.items()]
    return " · ".join(parts) or _("Nothing yet")


def _what_comes_next(state: PayState) -> str:
    if state.is_busy:
        return _("One moment")
    if state.is_question_open:
        return _("Answer the question first")
    return _("Covered – ready to finish")


def _what_is_open(state: PayState) -> str:
    undecided = state.undecided
    if undecided is None:
        return _("Choose a tender")
    if undecided.state is TenderState.ASKED:
        return _("Waiting for the answer")
    return _("Answer unknown")
