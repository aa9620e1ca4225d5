"""One order looked at: its state, its receipt, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from cashier.domain.posting import OrderStatus
from cashier.translation import _, several
from cashier.ui import formatting
from cashier.ui.big_button import RowButton
from cashier.ui.buttons import Button, ButtonKind
from cashier.ui.callout import Callout
from cashier.ui.chips import Tone
from cashier.ui.order_words import order_chip, order_title, status_chip, when
from cashier.ui.orders_presenter import OrderDetail
from cashier.ui.receipt_preview import ReceiptPreview
from cashier.ui.refund_panel import RefundPanel
from cashier.ui.refund_presenter import RefundPresenter
from cashier.ui.state_chip import StateChip
from cashier.ui.theme import Theme


class OrderPane(QFrame):
    """Shows an order, or its refund while one is put together."""

    save_requested = Signal()
    refund_requested = Signal()
    void_confirmed = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, refund: RefundPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("orderDetail")
        self.setAccessibleName(_("Order"))
        self.setProperty("frame", "card")
        self._theme = theme
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        self.refund_panel = RefundPanel(theme, refund, self)
        self._looking = self._make_looking()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._looking)
        self._stack.addWidget(self.refund_panel)
        box.addWidget(self._stack, 1)

    @property
    def is_refunding(self) -> bool:
        return self._stack.currentWidget() is self.refund_panel

    def show_detail(self, detail: OrderDetail | None) -> None:
        self.show_refund(is_shown=False)
        self._void_question.hide()
        has_order = detail is not None
        for widget in (self._chip, self._actions):
            widget.setVisible(has_order)
        self.receipt.setVisible(detail is not None and detail.receipt is not None)
        self._about.setVisible(not has_order or detail is None or detail.receipt is None)
        if detail is None:
            self._title.setText(_("No order chosen"))
            self._who.setText("")
            self._about.show_words(
                Tone.NEUTRAL, "orders", _("Choose an order"), _("Its receipt is shown here.")
            )
            return
        summary = detail.summary
        self._title.setText(order_title(summary))
        self._who.setText(f"{when(summary)} · {summary.operator}")
        self._chip.show_state(*order_chip(summary))
        self.save.setVisible(detail.posted is not None)
        self.refund.setVisible(detail.posted is not None)
        self.refund.setEnabled(detail.can_refund)
        self.void.setVisible(detail.can_void)
        if detail.receipt is None:
            self._tell_unposted(detail)

    def show_refund(self, *, is_shown: bool) -> None:
        self._stack.setCurrentWidget(self.refund_panel if is_shown else self._looking)

    def set_compact(self, *, is_compact: bool) -> None:
        self.back.setVisible(is_compact)

    def ask_void(self) -> None:
        """Ask in place whether the order is to be cancelled."""
        self._void_question.show()

    def _tell_unposted(self, detail: OrderDetail) -> None:
        summary = detail.summary
        icon, word, tone = status_chip(summary.status)
        lines = several("{count} line", "{count} lines", summary.line_count)
        figure = f"{lines}, {formatting.money_text(summary.total)}"
        is_cancelled = summary.status is OrderStatus.CANCELLED
        hint = (
            _("It was cancelled before it was paid, so it has no number and no receipt.")
            if is_cancelled
            else _("It has no number and no receipt before it is paid. Go on with it on Sell.")
        )
        self._about.show_words(tone, icon, f"{word}: {figure}", hint)

    def _make_head(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        head = QFrame(self)
        head.setProperty("frame", "head")
        head.setFixedHeight(px(48) + 1)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        self.back = Button(theme, kind=ButtonKind.QUIET, icon="back", parent=head)
        self.back.setObjectName("backToListButton")
        self.back.setAccessibleName(_("Back to the list, Esc"))
        self.back.hide()
        self.back.clicked.connect(self.back_requested)
        self._title, self._who = QLabel(head), QLabel(head)
        self._title.setObjectName("orderNumber")
        self._title.setFont(theme.font(15, 600))
        self._who.setFont(theme.font(15, 500))
        self._who.setProperty("tone", "second")
        self._chip = StateChip(theme, head)
        self._chip.setObjectName("orderChip")
        for widget in (self.back, self._title, self._who):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._chip)
        return head

    def _make_looking(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        looking = QWidget(self)
        box = QVBoxLayout(looking)
        box.setContentsMargins(px(12), px(12), px(12), px(12))
        box.setSpacing(px(12))
        self._void_question = self._make_void_question(looking)
        self._about = Callout(theme, looking)
        self.receipt = ReceiptPreview(theme, looking)
        self.receipt.setProperty("frame", "pit")
        self._actions = self._make_actions(looking)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        left = QVBoxLayout()
        left.addWidget(self._about)
        left.addWidget(self.receipt, 1)
        left.addStretch(0)
        row.addLayout(left, 1)
        row.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._void_question)
        box.addLayout(row, 1)
        return looking

    def _make_actions(self, parent: QWidget) -> QWidget:
        theme, px = self._theme, self._theme.px
        column = QWidget(parent)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        self.save = RowButton(theme, _("Save PDF"), icon="pdf", action="orders.pdf", parent=column)
        self.save.setObjectName("saveCopyButton")
        self.refund = RowButton(
            theme, _("Refund"), icon="undo", action="orders.refund", parent=column
        )
        self.refund.setObjectName("refundButton")
        self.void = RowButton(
            theme,
            _("Cancel"),
            icon="close",
            action="orders.cancel",
            kind=ButtonKind.DANGER,
            parent=column,
        )
        self.void.setObjectName("voidOrderButton")
        buttons = (self.save, self.refund, self.void)
        for button in buttons:
            box.addWidget(button)
        # As in the design, and wider where a language has longer words.
        column.setFixedWidth(max(px(169), *(one.sizeHint().width() for one in buttons)))
        self.save.clicked.connect(self.save_requested)
        self.refund.clicked.connect(self.refund_requested)
        self.void.clicked.connect(self._on_void)
        return column

    def _make_void_question(self, parent: QWidget) -> Callout:
        theme = self._theme
        question = Callout(theme, parent)
        question.setObjectName("voidQuestion")
        question.show_words(
            Tone.ERROR,
            "close",
            _("Cancel this sale?"),
            _("It was not paid. The cancellation is written in the journal and stays in the list."),
        )
        yes = Button(theme, _("Cancel the sale"), kind=ButtonKind.DANGER, parent=question)
        yes.setObjectName("confirmVoidButton")
        no = Button(theme, _("Keep it"), action="everywhere.back", parent=question)
        no.setObjectName("keepOrderButton")
        question.add_button(yes)
        question.add_button(no)
        yes.clicked.connect(self.void_confirmed)
        no.clicked.connect(question.hide)
        question.hide()
        return question

    @Slot()
    def _on_void(self) -> None:
        self.ask_void()
