"""The Orders page: search and filters above the list, the chosen order beside or over it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.order_list import OrderSummary
from cashier.domain.posting import OrderStatus
from cashier.translation import _
from cashier.ui.buttons import Button
from cashier.ui.columns import columns_for
from cashier.ui.order_detail import OrderPane
from cashier.ui.order_words import status_chip
from cashier.ui.orders_model import OrdersModel
from cashier.ui.orders_presenter import OrderDetail, OrderList, OrdersPresenter
from cashier.ui.orders_table import OrdersTable
from cashier.ui.page_actions import PageActions
from cashier.ui.preview_presenter import PreviewPresenter
from cashier.ui.refund_presenter import RefundPresenter
from cashier.ui.save_file import SaveDialog
from cashier.ui.search_field import SearchField
from cashier.ui.theme import Theme

_STATUSES = (
    None,
    OrderStatus.COMPLETED,
    OrderStatus.REFUNDED,
    OrderStatus.PARKED,
    OrderStatus.CANCELLED,
)
_DETAIL = 560
_UNBOUND = 16_777_215


@dataclass(frozen=True, slots=True)
class OrdersPresenters:
    """Who answers the page: the list, the refund, and the picture of a receipt."""

    orders: OrdersPresenter
    refund: RefundPresenter
    preview: PreviewPresenter


class FilterButton(Button):
    """One state to narrow the list down to; checked while it does."""

    status_chosen = Signal(object)  # OrderStatus | None

    def __init__(self, theme: Theme, status: OrderStatus | None, parent: QWidget) -> None:
        label = _("All") if status is None else status_chip(status)[1]
        icon = "" if status is None else status_chip(status)[0]
        super().__init__(theme, label, icon=icon, parent=parent)
        self._status = status
        self.setObjectName(f"filter_{'all' if status is None else status.value}")
        self.setCheckable(True)
        self.clicked.connect(self._on_clicked)

    def show_chosen(self, status: OrderStatus | None) -> None:
        self.setChecked(status is self._status)

    @Slot()
    def _on_clicked(self) -> None:
        self.status_chosen.emit(self._status)


class OrdersPage(QWidget):
    """Shows what the presenters find; what is chosen here decides only what is shown."""

    def __init__(
        self,
        theme: Theme,
        presenters: OrdersPresenters,
        currency: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ordersPage")
        self.setAccessibleName(_("Orders"))
        self._theme = theme
        self._orders = presenters.orders
        self._refund = presenters.refund
        self._preview = presenters.preview
        self._is_compact = False
        self._model = OrdersModel(currency, self)
        self.save_dialog = SaveDialog(self)
        self.search = SearchField(theme, self, action="orders.search")
        self.table = OrdersTable(theme, self._model, self)
        self.detail = OrderPane(theme, presenters.refund, self)
        self._lay_out()
        self._wire()
        self.page_actions = PageActions(theme.keys, self)
        self._bind_actions()
        self.detail.show_detail(None)
        self.setFocusProxy(self.table)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._orders.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.window().width())
        self._columns.setSpacing(columns.gap)
        self._columns.setContentsMargins(*[columns.padding] * 4)
        self._is_compact = columns.is_compact
        self.detail.set_compact(is_compact=columns.is_compact)
        if columns.is_compact:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(_UNBOUND)
        else:
            self.detail.setFixedWidth(self._theme.px(_DETAIL))
        self._show_panes()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.page_actions.take_key(event):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._columns = QHBoxLayout(self)
        self._columns.setDirection(self._theme.column_direction)
        self._left = QWidget(self)
        box = QVBoxLayout(self._left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        self.search.setObjectName("ordersSearch")
        self.search.set_spoken(_("Search orders by number, item or customer"))
        self.search.setPlaceholderText(_("Number, item or customer"))
        box.addWidget(self.search)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.filters = [FilterButton(self._theme, status, self._left) for status in _STATUSES]
        for button in self.filters:
            button.show_chosen(None)
            row.addWidget(button)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self._make_card(), 1)
        self._columns.addWidget(self._left, 1)
        self._columns.addWidget(self.detail)

    def _make_card(self) -> QWidget:
        card = QFrame(self._left)
        card.setProperty("frame", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.table)
        self._nothing = QLabel(card)
        self._nothing.setObjectName("noOrdersLabel")
        self._nothing.setProperty("tone", "second")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        inside.addWidget(self._nothing, 1)
        return card

    def _wire(self) -> None:
        self._orders.listed.connect(self._on_listed)
        self._orders.shown.connect(self._on_shown)
        self._refund.state_changed.connect(self._on_refund_changed)
        self._refund.closed.connect(self._on_refund_closed)
        self._preview.rendered.connect(self.detail.receipt.show_raster)
        self.detail.receipt.width_changed.connect(self._draw_receipt)
        self.detail.save_requested.connect(self._on_save)
        self.detail.refund_requested.connect(self._on_refund)
        self.detail.void_confirmed.connect(self._on_void)
        self.detail.back_requested.connect(self._on_back)
        self.save_dialog.chosen.connect(self._on_path_chosen)
        self.table.order_chosen.connect(self._on_order_chosen)
        self._model.more_wanted.connect(self._on_more_wanted)
        self.search.text_searched.connect(self._on_searched)
        self.search.left.connect(self.table.setFocus)
        for button in self.filters:
            button.status_chosen.connect(self._on_status_chosen)

    def _bind_actions(self) -> None:
        self.page_actions.bind("orders.search", self._on_search)
        self.page_actions.bind("everywhere.back", self._on_back)
        detail = self.detail
        for button in (detail.save, detail.refund, detail.void, detail.refund_panel.confirm):
            self.page_actions.bind_button(button.action, button)

    @Slot()
    def _on_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _on_listed(self, found: OrderList) -> None:
        self._model.show(found)
        self.table.setVisible(bool(found.rows))
        self._nothing.setVisible(not found.rows)
        text = found.wanted.text
        self._nothing.setText(
            _("No order with “{text}” here").format(text=text) if text else _("No orders yet")
        )
        for button in self.filters:
            button.show_chosen(found.wanted.status)
        if self.search.text().strip() != text:
            blocker = QSignalBlocker(self.search)
            self.search.setText(text)
            blocker.unblock()
        if self._orders.detail is not None:
            self.table.choose(self._orders.detail.summary.id)

    @Slot(object)
    def _on_shown(self, detail: OrderDetail | None) -> None:
        self.detail.show_detail(detail)
        self.detail.receipt.show_raster(None)
        self._draw_receipt()
        if detail is not None:
            self.table.choose(detail.summary.id)
        self.detail.show_refund(is_shown=self._is_refunding(detail))
        self._show_panes()

    @Slot()
    def _draw_receipt(self) -> None:
        detail = self._orders.detail
        receipt = detail.receipt if detail is not None else None
        self._preview.show(receipt, self.detail.receipt.width_px)

    @Slot(object)
    def _on_order_chosen(self, order: OrderSummary) -> None:
        shown = self._orders.detail
        if shown is None or shown.summary != order:
            self._refund.close()
            self._orders.show(order)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._orders.find(replace(self._orders.wanted, text=text.strip()))

    @Slot(object)
    def _on_status_chosen(self, status: OrderStatus | None) -> None:
        self._orders.find(replace(self._orders.wanted, status=status))

    @Slot()
    def _on_more_wanted(self) -> None:
        self._orders.read_more()

    @Slot()
    def _on_save(self) -> None:
        detail = self._orders.detail
        if detail is not None and detail.posted is not None:
            self.save_dialog.open(detail.posted.number)

    @Slot(str)
    def _on_path_chosen(self, path: str) -> None:
        self._orders.save_copy(path)

    @Slot()
    def _on_refund(self) -> None:
        detail = self._orders.detail
        if detail is not None and detail.posted is not None:
            self._refund.begin(detail.posted.number)

    @Slot()
    def _on_void(self) -> None:
        self._orders.void()

    @Slot(object)
    def _on_refund_changed(self, _state: object) -> None:
        self.detail.show_refund(is_shown=self._is_refunding(self._orders.detail))

    @Slot()
    def _on_refund_closed(self) -> None:
        self.detail.show_refund(is_shown=False)

    @Slot()
    def _on_back(self) -> None:
        """Take the smallest step back: the refund, then the order."""
        if self.detail.is_refunding:
            self._refund.close()
        elif self._orders.detail is not None:
            self.table.clearSelection()
            self._orders.close()

    def _is_refunding(self, detail: OrderDetail | None) -> bool:
        """Whether the refund that is being put together is of the order that is shown."""
        state = self._refund.state
        return state is not None and detail is not None and state.number == detail.summary.number

    def _show_panes(self) -> None:
        has_order = self._orders.detail is not None
        self.detail.setVisible(not self._is_compact or has_order)
        self._left.setVisible(not self._is_compact or not has_order)
