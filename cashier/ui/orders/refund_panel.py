"""The refund in place: each line with what is left of it, how much to give back, and as what."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cashier.domain.money import Money
from cashier.domain.posting import PostedLine
from cashier.domain.quantity import Quantity
from cashier.domain.tender import SettledTender, TenderType
from cashier.translation import _
from cashier.ui.controls.big_button import FootButton
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.explain.explainable import Place, explains
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.orders.refund_presenter import RefundPresenter, RefundState
from cashier.ui.pay.tender_words import tender_name

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class RefundLine(QFrame):
    """One line of the sale: fewer, how much, more, and what that gives back."""

    more_wanted = Signal(object)  # line number
    less_wanted = Signal(object)  # line number

    def __init__(self, theme: Theme, line: PostedLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self._row: int | None = None
        self.setProperty("frame", "head")
        self.setObjectName(f"refundLine_{line.line_no}")
        self.setFixedHeight(theme.px(60))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = ElidedLabel(line.name, theme.font(15, 500), self)
        self._left = ElidedLabel("", theme.font(13), self)
        self._left.setProperty("tone", "second")
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._left)
        words.addStretch(1)
        self.less = self._step(theme, "minus", _("Give back less of {name}"), "lessButton")
        self.more = self._step(theme, "plus", _("Give back more of {name}"), "moreButton")
        self._quantity, self._amount = QLabel(self), QLabel(self)
        for label, width, side in ((self._quantity, 56, _MIDDLE), (self._amount, 84, _RIGHT)):
            label.setFont(theme.font(15, 600))
            label.setFixedWidth(theme.px(width))
            label.setAlignment(side)
        row.addLayout(words, 1)
        for widget in (self.less, self._quantity, self.more, self._amount):
            row.addWidget(widget)
        self.less.clicked.connect(self._on_less)
        self.more.clicked.connect(self._on_more)

    def explanation_at(self, _pos: QPoint) -> Place | None:
        """Return what is given back of the line, if anything is."""
        return Place("line-net", self._row) if self._row is not None else None

    def show_state(self, state: RefundState) -> None:
        line = self._line
        self._row = _row_of(state, line)
        left, asked = state.sold.left(line), state.asked_of(line)
        left_words = _left_words(line, left)
        self._left.show_text(left_words)
        self._quantity.setText(formatting.quantity(Quantity(asked)))
        self._amount.setText(formatting.amount(_given_back(state, line)))
        self.less.setEnabled(asked > 0 and not state.is_busy)
        self.more.setEnabled(asked < left.milli and not state.is_busy)
        spoken = (line.name, left_words, self._quantity.text(), self._amount.text())
        self.setAccessibleName(", ".join(spoken))

    def _step(self, theme: Theme, icon: str, spoken: str, name: str) -> Button:
        button = Button(theme, icon=icon, parent=self)
        button.setObjectName(name)
        button.setAccessibleName(spoken.format(name=self._line.name))
        button.setFixedWidth(theme.px(48))
        return button

    @Slot()
    def _on_more(self) -> None:
        self.more_wanted.emit(self._line.line_no)

    @Slot()
    def _on_less(self) -> None:
        self.less_wanted.emit(self._line.line_no)


class RefundPanel(QWidget):
    """Shows the refund that is being put together; gives back on one press."""

    def __init__(self, theme: Theme, presenter: RefundPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("refundPanel")
        self.setAccessibleName(_("Refund"))
        self._theme = theme
        self._presenter = presenter
        self._number = ""
        self._lines: list[RefundLine] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, theme.px(12))
        box.setSpacing(0)
        box.addWidget(self._make_list(), 1)
        box.addLayout(self._make_foot())
        presenter.state_changed.connect(self._on_state_changed)

    @property
    def lines(self) -> list[RefundLine]:
        return self._lines

    def _make_list(self) -> QWidget:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(area)
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        area.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        return area

    def _make_foot(self) -> QVBoxLayout:
        px = self._theme.px
        foot = QVBoxLayout()
        foot.setContentsMargins(px(16), px(12), px(16), 0)
        foot.setSpacing(px(8))
        foot.addLayout(self._make_methods())
        foot.addLayout(self._make_proposal())
        self.confirm = FootButton(
            self._theme,
            _("Refund"),
            kind=ButtonKind.PAY,
            action="orders.confirm_refund",
            parent=self,
        )
        self.confirm.setObjectName("confirmRefundButton")
        self.confirm.clicked.connect(self._on_confirm)
        explains(self.confirm, "to-pay")
        foot.addWidget(self.confirm)
        return foot

    def _make_methods(self) -> QHBoxLayout:
        theme = self._theme
        methods = QHBoxLayout()
        methods.setSpacing(theme.px(8))
        self.as_paid = Button(theme, _("Back as it was paid"), parent=self)
        self.as_paid.setObjectName("refundAsPaidButton")
        self.in_cash = Button(theme, _("All in cash"), icon="cash", parent=self)
        self.in_cash.setObjectName("refundInCashButton")
        for button in (self.as_paid, self.in_cash):
            button.setCheckable(True)
            methods.addWidget(button, 1)
        self.as_paid.clicked.connect(self._on_as_paid)
        self.in_cash.clicked.connect(self._on_in_cash)
        return methods

    def _make_proposal(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        self._words = QLabel(self)
        self._words.setObjectName("refundProposal")
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "second")
        explains(self._words, "to-pay")
        self.back = Button(
            self._theme, _("Give nothing back"), action="everywhere.back", parent=self
        )
        self.back.setObjectName("closeRefundButton")
        self.back.clicked.connect(self._on_back)
        row.addWidget(self._words, 1)
        row.addWidget(self.back)
        return row

    @Slot(object)
    def _on_state_changed(self, state: RefundState) -> None:
        if state.number != self._number or len(self._lines) != len(state.sold.sale.lines):
            self._number = state.number
            self._rebuild(state)
        for line in self._lines:
            line.show_state(state)
        self.as_paid.setChecked(state.method is None)
        self.in_cash.setChecked(state.method is TenderType.CASH)
        for button in (self.as_paid, self.in_cash, self.back):
            button.setEnabled(not state.is_busy)
        self._words.setText(state.trouble or proposal_words(state))
        self._words.setProperty("tone", "error" if state.trouble else "second")
        self._words.style().polish(self._words)
        self.confirm.setEnabled(state.can_confirm)
        self.confirm.show_busy(_("Saving") if state.is_busy else "")
        self.confirm.show_figure(_("Give back"), _total_of(state))

    def _rebuild(self, state: RefundState) -> None:
        for line in self._lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [
            RefundLine(self._theme, line, self._inside) for line in state.sold.sale.lines
        ]
        for place, line in enumerate(self._lines):
            line.more_wanted.connect(self._on_more)
            line.less_wanted.connect(self._on_less)
            self._box.insertWidget(place, line)

    @Slot(object)
    def _on_more(self, line_no: int) -> None:
        self._presenter.more(line_no)

    @Slot(object)
    def _on_less(self, line_no: int) -> None:
        self._presenter.less(line_no)

    @Slot()
    def _on_as_paid(self) -> None:
        self._presenter.pay_out(None)

    @Slot()
    def _on_in_cash(self) -> None:
        self._presenter.pay_out(TenderType.CASH)

    @Slot()
    def _on_back(self) -> None:
        self._presenter.close()

    @Slot()
    def _on_confirm(self) -> None:
        self._presenter.confirm()


def _left_words(line: PostedLine, left: Quantity) -> str:
    if not left.milli:
        return _("All of it was refunded before")
    return _("{left} of {sold} left, {price} each").format(
        left=formatting.quantity(left),
        sold=formatting.quantity(line.quantity),
        price=formatting.amount(line.price),
    )


def _given_back(state: RefundState, line: PostedLine) -> Money:
    figures = state.proposal.figures.lines if state.proposal is not None else ()
    same = (one.figures.net for one in figures if one.line_no == line.line_no)
    return -next(same, Money.zero(line.price.currency))


def _row_of(state: RefundState, line: PostedLine) -> int | None:
    """Return which line of the proposed refund gives ``line`` back."""
    figures = state.proposal.figures.lines if state.proposal is not None else ()
    rows = (row for row, one in enumerate(figures) if one.line_no == line.line_no)
    return next(rows, None)


def _total_of(state: RefundState) -> Money:
    zero = Money.zero(state.sold.sale.total.currency)
    if state.proposal is None:
        return zero
    return -sum((one.amount for one in state.proposal.tenders), zero)


def proposal_words(state: RefundState) -> str:
    """Return what goes back, tender by tender, or what is to be chosen first."""
    proposal = state.proposal
    if proposal is None:
        return _("Choose what comes back.")
    parts = [f"{_name_of(one)} {formatting.money_text(-one.amount)}" for one in proposal.tenders]
    if proposal.rounding:
        rounding = formatting.signed(proposal.rounding)
        parts.append(_("cash rounding {rounding}").format(rounding=rounding))
    return " · ".join(parts) or _("Nothing to pay out")


def _name_of(tender: SettledTender) -> str:
    """Return what a tender of a refund is called; nothing goes back into a wallet."""
    return _("Cash (from the wallet)") if tender.gives_back_wallet else tender_name(tender.type)
