"""The Orders page: search and filters above the list, the chosen order beside or over it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.order_list import OrderGroup, OrderSummary, PeriodName
from cashier.translation import _
from cashier.ui.controls.save_file import SaveDialog
from cashier.ui.done.preview_presenter import PreviewPresenter
from cashier.ui.frame.page_actions import PageActions
from cashier.ui.goods.search_field import SearchField
from cashier.ui.look.columns import columns_for
from cashier.ui.look.theme import Theme
from cashier.ui.orders.no_orders import NoOrders
from cashier.ui.orders.order_detail import OrderPane
from cashier.ui.orders.order_filters import GroupBar
from cashier.ui.orders.order_period import DayRow, PeriodButton
from cashier.ui.orders.orders_model import OrdersModel
from cashier.ui.orders.orders_presenter import OrdersPresenter
from cashier.ui.orders.orders_state import OrderDetail, OrderList, PeriodChoice
from cashier.ui.orders.orders_table import OrdersTable
from cashier.ui.orders.refund_panel import proposal_words
from cashier.ui.orders.refund_presenter import RefundPresenter

_DETAIL = 560
_UNBOUND = 16_777_215


@dataclass(frozen=True, slots=True)
class OrdersPresenters:
    """Who answers the page: the list, the refund, and the picture of a receipt."""

    orders: OrdersPresenter
    refund: RefundPresenter
    preview: PreviewPresenter


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
        self.period = PeriodButton(theme, self)
        self.groups = GroupBar(theme, self, has_back_end=self._orders.has_back_end)
        self.table = OrdersTable(theme, self._model, self)
        has_printer = self._orders.has_printer
        self.detail = OrderPane(theme, presenters.refund, self, has_printer=has_printer)
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
        self.search.set_spoken(_("Search orders by number, amount, item or customer"))
        self.search.setPlaceholderText(_("Number, amount, item or customer"))
        find = QHBoxLayout()
        find.setSpacing(px(8))
        find.addWidget(self.search, 1)
        find.addWidget(self.period)
        self.day = DayRow(self._theme, self._left)
        self.day.hide()
        box.addLayout(find)
        box.addWidget(self.day)
        box.addWidget(self.groups)
        box.addWidget(self._make_card(), 1)
        self._columns.addWidget(self._left, 1)
        self._columns.addWidget(self.detail)

    def _make_card(self) -> QWidget:
        card = QFrame(self._left)
        card.setProperty("frame", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 4)
        inside.addWidget(self.table)
        self._empty = NoOrders(self._theme, card)
        inside.addWidget(self._empty, 1)
        return card

    def _wire(self) -> None:
        self._orders.listed.connect(self._on_listed)
        self._orders.shown.connect(self._on_shown)
        self._refund.state_changed.connect(self._on_refund_changed)
        self._refund.closed.connect(self._on_refund_closed)
        self._preview.rendered.connect(self.detail.receipt.show_raster)
        self.detail.receipt.width_changed.connect(self._draw_receipt)
        self._wire_detail()
        self.save_dialog.chosen.connect(self._on_path_chosen)
        self.table.order_chosen.connect(self._on_order_chosen)
        self._model.more_wanted.connect(self._on_more_wanted)
        self.search.text_searched.connect(self._on_searched)
        self.search.left.connect(self.table.setFocus)
        self.groups.group_chosen.connect(self._on_group_chosen)
        self._empty.all_days_wanted.connect(self._on_all_days)
        for chooser in (self.period, self.day):
            chooser.choice_made.connect(self._on_choice_made)
        self.period.day_wanted.connect(self._on_day_wanted)

    def _wire_detail(self) -> None:
        self.detail.reprint_requested.connect(self._on_reprint)
        self.detail.save_requested.connect(self._on_save)
        self.detail.refund_requested.connect(self._on_refund)
        self.detail.cancel_requested.connect(self._on_cancel)
        self.detail.question.confirmed.connect(self._on_cancel_confirmed)
        self.detail.question.kept.connect(self._on_back)
        self.detail.back_requested.connect(self._on_back)
        self.detail.unsent_requested.connect(self._orders.want_unsent)

    def _bind_actions(self) -> None:
        self.page_actions.bind("orders.search", self._on_search)
        self.page_actions.bind("everywhere.back", self._on_back)
        detail = self.detail
        actions = (detail.reprint, detail.save, detail.refund, detail.void)
        for button in (self.period, *actions, detail.refund_panel.confirm):
            self.page_actions.bind_button(button.action, button)

    @Slot()
    def _on_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _on_listed(self, found: OrderList) -> None:
        query = found.query
        self._model.show(found)
        self.table.setVisible(bool(found.rows))
        self._empty.show_for(found)
        self.groups.show_chosen(query.group)
        self.groups.show_counts(found.counts)
        self.period.show_choice(query.choice)
        self.day.setVisible(query.choice.day is not None)
        self.day.show_day(query.choice.day or found.today, found.today)
        if self.search.text().strip() != query.text:
            blocker = QSignalBlocker(self.search)
            self.search.setText(query.text)
            blocker.unblock()
        if self._orders.detail is not None:
            self.table.choose(self._orders.detail.summary.id)

    @Slot(object)
    def _on_shown(self, detail: OrderDetail | None) -> None:
        today = self._orders.listing.today
        is_today = detail is not None and detail.summary.at.date() == today
        self.detail.show_detail(detail, is_today=is_today)
        self.detail.receipt.show_raster(None)
        self._draw_receipt()
        if detail is not None:
            self.table.choose(detail.summary.id)
        self._show_refund()
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
        self._orders.find(replace(self._orders.query, text=text.strip()))

    @Slot(object)
    def _on_group_chosen(self, group: OrderGroup) -> None:
        self._orders.find(replace(self._orders.query, group=group))

    @Slot(object)
    def _on_choice_made(self, choice: PeriodChoice) -> None:
        self._orders.find(replace(self._orders.query, choice=choice))

    @Slot()
    def _on_day_wanted(self) -> None:
        """Begin with the day in view, and let another one be written."""
        days = self._orders.listing.filter.days
        day = days.until if days.is_one_day else None
        self._on_choice_made(PeriodChoice(day=day or self._orders.listing.today))
        self.day.show()
        self.day.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_all_days(self) -> None:
        self._on_choice_made(PeriodChoice(PeriodName.ALL))

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
    def _on_reprint(self) -> None:
        self._orders.print_copy()

    @Slot()
    def _on_cancel(self) -> None:
        """Ask first; what was paid is given back with the cancellation."""
        detail = self._orders.detail
        if detail is not None and detail.can_void:
            self.detail.question.ask_unpaid()
        elif detail is not None and detail.posted is not None and detail.can_refund:
            self._refund.begin_cancelling(detail.posted.number)

    @Slot()
    def _on_cancel_confirmed(self) -> None:
        state = self._refund.state
        if state is not None and state.is_cancelling:
            self._refund.confirm()
        else:
            self._orders.void()

    @Slot(object)
    def _on_refund_changed(self, _state: object) -> None:
        self._show_refund()

    @Slot()
    def _on_refund_closed(self) -> None:
        self._show_refund()

    @Slot()
    def _on_back(self) -> None:
        """Take the smallest step back: the question, the refund, then the order."""
        if self.detail.question.isVisible() or self.detail.is_refunding:
            self.detail.question.hide()
            self._refund.close()
        elif self._orders.detail is not None:
            self.table.clearSelection()
            self._orders.close()

    def _show_refund(self) -> None:
        """Show the refund that is being put together, if it is of the order that is shown."""
        state, detail = self._refund.state, self._orders.detail
        is_shown = (
            state is not None and detail is not None and state.number == detail.summary.number
        )
        if state is not None and is_shown and state.is_cancelling:
            self.detail.question.ask_paid(proposal_words(state), can_confirm=state.can_confirm)
        elif state is None and self.detail.question.is_about_paid:
            self.detail.question.hide()
        self.detail.show_refund(is_shown=is_shown and state is not None and not state.is_cancelling)

    def _show_panes(self) -> None:
        has_order = self._orders.detail is not None
        self.detail.setVisible(not self._is_compact or has_order)
        self._left.setVisible(not self._is_compact or not has_order)
