"""One order looked at: its state, its receipt, what became of it, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from cashier.domain.posting import Delivery, OrderStatus
from cashier.translation import _, several
from cashier.ui.controls.big_button import RowButton
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.callout import Callout
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.done.receipt_preview import ReceiptPreview
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.state_chip import StateChip
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.orders.order_progress import ProgressList, progress_of
from cashier.ui.orders.order_questions import CancelQuestion
from cashier.ui.orders.order_words import order_chip, order_title, status_chip, when
from cashier.ui.orders.orders_state import OrderDetail
from cashier.ui.orders.refund_panel import RefundPanel
from cashier.ui.orders.refund_presenter import RefundPresenter

_ACTIONS = 169


class OrderPane(QFrame):
    """Shows an order, or its refund while one is put together."""

    reprint_requested = Signal()
    save_requested = Signal()
    refund_requested = Signal()
    cancel_requested = Signal()
    unsent_requested = Signal()
    back_requested = Signal()

    def __init__(
        self, theme: Theme, refund: RefundPresenter, parent: QWidget, *, has_printer: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("orderDetail")
        self.setAccessibleName(_("Order"))
        self.setProperty("frame", "card")
        self._theme = theme
        self._has_printer = has_printer
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

    def show_detail(self, detail: OrderDetail | None, *, is_today: bool = False) -> None:
        self.show_refund(is_shown=False)
        self.question.hide()
        has_receipt = detail is not None and detail.posted is not None
        for widget in (self._chip, self._actions):
            widget.setVisible(detail is not None)
        self.unsent.hide()
        self.receipt.setVisible(has_receipt)
        self._about.setVisible(not has_receipt)
        if detail is None:
            self._title.setText(_("No order chosen"))
            self._who.show_text("")
            self._about.show_words(
                Tone.NEUTRAL, "orders", _("Choose an order"), _("Its receipt is shown here.")
            )
            return
        summary = detail.summary
        self._title.setText(order_title(summary))
        self._who.show_text(f"{when(summary, with_day=not is_today)} · {summary.operator}")
        self._chip.show_state(*order_chip(summary))
        self._progress.show_steps(progress_of(detail, has_printer=self._has_printer))
        self._offer(detail)
        if detail.posted is None:
            self._tell_unposted(detail)
        elif detail.posted.delivery is Delivery.NEEDS_ATTENTION:
            self._tell_attention()

    def show_refund(self, *, is_shown: bool) -> None:
        self._stack.setCurrentWidget(self.refund_panel if is_shown else self._looking)

    def set_compact(self, *, is_compact: bool) -> None:
        self.back.setVisible(is_compact)

    def _offer(self, detail: OrderDetail) -> None:
        """Offer what can be done with the order; what cannot says why."""
        for button in (self.reprint, self.save, self.refund):
            button.setVisible(detail.posted is not None)
        self.reprint.setEnabled(self._has_printer)
        self.reprint.setToolTip("" if self._has_printer else _("There is no printer yet"))
        why = "" if detail.can_refund else _why_no_refund(detail)
        self.refund.setEnabled(detail.can_refund)
        self.refund.setToolTip(why)
        self.void.setVisible(detail.posted is not None or detail.can_void)
        self.void.setEnabled(detail.can_cancel)
        self.void.setToolTip("" if detail.can_cancel else why)

    def _tell_unposted(self, detail: OrderDetail) -> None:
        summary = detail.summary
        icon, word, tone = status_chip(summary.status)
        items = several("{count} item", "{count} items", summary.item_count)
        figure = f"{items}, {formatting.money_text(summary.total)}"
        is_cancelled = summary.status is OrderStatus.CANCELLED
        hint = (
            _("It was cancelled before it was paid, so it has no number and no receipt.")
            if is_cancelled
            else _("It has no number and no receipt before it is paid. Go on with it on Sell.")
        )
        self._about.show_words(tone, icon, f"{word}: {figure}", hint)

    def _tell_attention(self) -> None:
        self._about.show_words(
            Tone.ERROR,
            "attention",
            _("This receipt needs a person"),
            _("The sale and the money are safe; other receipts go on."),
        )
        self._about.show()
        self.unsent.show()

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
        self.back.set_spoken(_("Back to the list"))
        self.back.hide()
        self.back.clicked.connect(self.back_requested)
        self._title = QLabel(head)
        self._title.setObjectName("orderNumber")
        self._title.setFont(theme.font(15, 600))
        self._who = ElidedLabel("", theme.font(15, 500), head)
        self._who.setProperty("tone", "second")
        self._chip = StateChip(theme, head)
        self._chip.setObjectName("orderChip")
        row.addWidget(self.back)
        row.addWidget(self._title)
        row.addWidget(self._who, 1)
        row.addWidget(self._chip)
        return head

    def _make_looking(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        looking = QWidget(self)
        box = QVBoxLayout(looking)
        box.setContentsMargins(*[px(12)] * 4)
        box.setSpacing(px(12))
        self.question = CancelQuestion(theme, looking)
        self._about = Callout(theme, looking)
        self.unsent = Button(theme, _("See why"), icon="search", parent=self._about)
        self.unsent.setObjectName("seeUnsentButton")
        self.unsent.clicked.connect(self.unsent_requested)
        self._about.add_button(self.unsent)
        self.receipt = ReceiptPreview(theme, looking)
        self.receipt.setProperty("frame", "pit")
        self._actions = self._make_actions(looking)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        left = QVBoxLayout()
        left.addWidget(self.receipt, 1)
        left.addStretch(0)
        row.addLayout(left, 1)
        row.addWidget(self._actions)
        box.addWidget(self.question)
        box.addWidget(self._about)
        box.addLayout(row, 1)
        return looking

    def _make_actions(self, parent: QWidget) -> QWidget:
        theme = self._theme
        column = QWidget(parent)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(8))
        self.reprint = self._action("reprint", _("Reprint"), "printer", column)
        self.save = self._action("pdf", _("Save PDF"), "pdf", column)
        self.refund = self._action("refund", _("Refund"), "undo", column)
        self.void = self._action("cancel", _("Cancel"), "close", column)
        self.void.set_kind(ButtonKind.DANGER)
        buttons = {
            self.reprint: ("reprintButton", self.reprint_requested),
            self.save: ("saveCopyButton", self.save_requested),
            self.refund: ("refundButton", self.refund_requested),
            self.void: ("voidOrderButton", self.cancel_requested),
        }
        for button, (name, told) in buttons.items():
            button.setObjectName(name)
            button.clicked.connect(told)
            box.addWidget(button)
        self._progress = ProgressList(theme, column)
        box.addStretch(1)
        box.addWidget(self._progress)
        # As in the design, and wider where a language has longer words.
        column.setFixedWidth(max(theme.px(_ACTIONS), *(one.sizeHint().width() for one in buttons)))
        return column

    def _action(self, verb: str, label: str, icon: str, parent: QWidget) -> RowButton:
        button = RowButton(self._theme, label, icon=icon, action=f"orders.{verb}", parent=parent)
        button.set_padding(12)
        return button


def _why_no_refund(detail: OrderDetail) -> str:
    if detail.posted is not None and detail.posted.posting.refund_of:
        return _("A refund cannot be given back")
    return _("All of it was refunded before")
