"""What is being paid for: the lines of the order with discounts, VAT and total, read-only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from cashier.domain.money import Money
from cashier.domain.order import Order
from cashier.translation import _, several
from cashier.ui.explain.explainable import explains
from cashier.ui.look import formatting
from cashier.ui.look.theme import Theme
from cashier.ui.pay.pay_state import PayState
from cashier.ui.sell.cart_delegate import CartDelegate
from cashier.ui.sell.cart_model import CartModel, rows_of
from cashier.ui.sell.sale_view import label_of, piece_count

_ROW_HEIGHT = 47
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PaySummary(QFrame):
    """The cart as a list that cannot be changed, with its totals at the foot."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paySummary")
        self.setProperty("frame", "card")
        self._theme = theme
        self._order: Order | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        self._model = CartModel(self)
        self._delegate = CartDelegate(theme, _ROW_HEIGHT)
        self._view = QListView(self)
        self._view.setObjectName("paySummaryLines")
        self._view.setAccessibleName(_("Lines of the sale"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._delegate)
        explains(self._view, "line")
        self._view.setFrameShape(QListView.Shape.NoFrame)
        self._view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.addWidget(self._view, 1)
        box.addWidget(self._make_foot())

    def show_state(self, state: PayState) -> None:
        if state.order is self._order:
            return
        self._order = state.order
        order, figures = state.order, state.figures
        self._name.setText(label_of(order) or _("New sale"))
        self._count.setText(several("{count} item", "{count} items", piece_count(order)))
        self._model.show(rows_of(order, figures))
        off = figures.discount + sum(
            (one.discount for one in figures.lines), Money.zero(order.currency)
        )
        self._discounts.setText(formatting.amount(-off))
        self._discount_words.setVisible(bool(off))
        self._discounts.setVisible(bool(off))
        vat = sum((group.vat for group in figures.vat), Money.zero(order.currency))
        self._vat.setText(formatting.amount(vat))
        self._total.setText(formatting.money_text(figures.total))
        self._total.setAccessibleName(formatting.spoken(figures.total))
        self._view.scrollToBottom()

    def _make_head(self) -> QWidget:
        head = QFrame(self)
        head.setProperty("frame", "head")
        head.setFixedHeight(self._theme.px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(self._theme.px(16), 0, self._theme.px(16), 0)
        self._name, self._count = QLabel(head), QLabel(head)
        self._name.setFont(self._theme.font(15, 600))
        self._count.setFont(self._theme.font(15, 500))
        self._count.setProperty("tone", "muted")
        row.addWidget(self._name, 1)
        row.addWidget(self._count)
        return head

    def _make_foot(self) -> QWidget:
        px = self._theme.px
        foot = QFrame(self)
        foot.setProperty("frame", "foot")
        grid = QGridLayout(foot)
        grid.setContentsMargins(px(16), px(10), px(16), px(12))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(0)
        self._discount_words, self._discounts = QLabel(_("Discounts"), foot), QLabel(foot)
        vat_words, self._vat = QLabel(_("VAT included"), foot), QLabel(foot)
        total_words, self._total = QLabel(_("Total"), foot), QLabel(foot)
        for row, pair in enumerate(
            ((self._discount_words, self._discounts), (vat_words, self._vat))
        ):
            for column, label in enumerate(pair):
                label.setFont(self._theme.font(13))
                label.setProperty("tone", "second")
                label.setMinimumHeight(px(20))
                grid.addWidget(label, row, column)
        total_words.setFont(self._theme.font(18, 600))
        self._total.setFont(self._theme.font(26, 700))
        grid.addWidget(total_words, 2, 0)
        grid.addWidget(self._total, 2, 1)
        grid.setRowMinimumHeight(2, px(38))
        for label in (self._discounts, self._vat, self._total):
            label.setAlignment(_RIGHT)
        grid.setColumnStretch(0, 1)
        for label, topic in (
            *((self._discounts, "discounts"), (self._discount_words, "discounts")),
            *((self._vat, "all-vat"), (vat_words, "all-vat")),
            *((self._total, "total"), (total_words, "total")),
        ):
            explains(label, topic)
        return foot
