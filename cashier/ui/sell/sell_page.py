"""The Sell page: find, cart and act side by side, and what the keyboard means on it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.frame.page_actions import PageActions
from cashier.ui.goods.goods_panel import GoodsPanel
from cashier.ui.goods.goods_presenter import GoodsPresenter
from cashier.ui.goods.product_delegate import GAP
from cashier.ui.keys.actions import MOST_RESUMED
from cashier.ui.look.columns import Columns, columns_for
from cashier.ui.look.theme import Theme
from cashier.ui.sell.cart_panel import CartPanel
from cashier.ui.sell.control_panel import ControlPanel
from cashier.ui.sell.keypad import Key, key_of
from cashier.ui.sell.park_presenter import ParkPresenter
from cashier.ui.sell.sale_presenter import SalePresenter
from cashier.ui.sell.sale_view import InputMode, SaleView


@dataclass(frozen=True, slots=True)
class Selling:
    """Who decides what the page shows; ``send_unpaid`` where there is a back end to send to."""

    sale: SalePresenter
    park: ParkPresenter
    goods: GoodsPresenter
    send_unpaid: Callable[[], object] | None = None


class SellPage(QWidget):
    """Hands what is tapped and typed to the presenters, and shows what they tell."""

    product_requested = Signal(str)  # the key of the product in hand, empty where there is none
    line_card_requested = Signal(str)  # the key of a line's product

    def __init__(self, theme: Theme, selling: Selling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sellPage")
        self._theme = theme
        self._sale = selling.sale
        self._park = selling.park
        self.goods = GoodsPanel(theme, selling.goods, self)
        self.cart = CartPanel(theme, self)
        self.control = ControlPanel(theme, self)
        self.setFocusProxy(self.goods.grid)
        self._lay_out()
        self._connect(selling)
        self.page_actions = PageActions(theme.keys, self)
        self._bind_actions()
        if selling.send_unpaid is not None:
            self.page_actions.bind("sell.send_unpaid", selling.send_unpaid)
            self.cart.forms.can_send_unpaid = True
            self.cart.forms.send_requested.connect(selling.send_unpaid)
        self._set_tab_order()
        self._show_sale(selling.sale.view)
        self.control.parked.show_parked(selling.park.parked)

    @Slot(str)
    def take_code(self, code: str) -> None:
        """Sell what was scanned."""
        self._sale.add_code(code)

    @Slot()
    def mark_typing(self) -> None:
        """Remember what was typed: a scan may be beginning."""
        self._sale.mark_typing()
        self.goods.mark_typing()

    @Slot()
    def take_typing_back(self) -> None:
        """Forget what a scan typed."""
        self._sale.take_typing_back()
        self.goods.take_typing_back()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys no field had a use for."""
        if self.page_actions.take_key(event):
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() == Qt.Key.Key_Backspace:
            self._sale.press(Key.BACKSPACE)
        elif not self._takes_text(event.text()):
            event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_for(self._theme, self.window().width())
        self.cart.set_columns(columns)
        self.control.setFixedWidth(columns.control)
        self._space(columns)

    def _space(self, columns: Columns) -> None:
        """Set the columns apart. The goods bring the gap of their last tiles along."""
        gap, pad = self._theme.px(GAP), columns.padding
        is_left_handed = self._theme.is_left_handed
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        is_reversed = is_left_handed is not is_mirrored
        beside_cart, at_edge = (
            (columns.gap, pad - gap) if is_left_handed else (columns.gap - gap, pad)
        )
        edges = (pad, at_edge) if is_reversed else (at_edge, pad)
        self._row.setContentsMargins(edges[0], pad, edges[1], 0)
        self._row.setSpacing(0)
        cart, control = self._side_boxes
        for box, after, below in (
            (self._goods_box, beside_cart, pad - gap),
            (cart, columns.gap, pad),
            (control, 0, pad),
        ):
            left, right = (after, 0) if is_reversed else (0, after)
            box.setContentsMargins(left, 0, right, below)

    def take_text(self, text: str) -> None:
        """Take a character that was typed on the page before this one."""
        self._takes_text(text)

    def _takes_text(self, text: str) -> bool:
        key = key_of(text)
        if self.goods.takes_text(text):
            return True
        if key is not None:
            self.goods.grid.leave_tile()
            self._sale.press(key)
        elif len(text) == 1 and text.isprintable() and not text.isspace():
            self.goods.type_into_search(text)
        else:
            return False
        return True

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setDirection(self._theme.column_direction)
        self._goods_box = QVBoxLayout()
        self._goods_box.addWidget(self.goods)
        self._row.addLayout(self._goods_box, 1)
        self._side_boxes = (QVBoxLayout(), QVBoxLayout())
        for box, widget in zip(self._side_boxes, (self.cart, self.control), strict=True):
            box.addWidget(widget)
            self._row.addLayout(box)

    def _connect(self, selling: Selling) -> None:
        sale, park = selling.sale, selling.park
        sale.sale_changed.connect(self._on_sale_changed)
        sale.bell_rung.connect(self._on_bell)
        sale.free_line_wanted.connect(self._on_free_line_wanted)
        park.parked_changed.connect(self.control.parked.show_parked)
        park.parked_changed.connect(self._set_tab_order)
        selling.goods.categories_changed.connect(self._set_tab_order)
        selling.goods.product_chosen.connect(sale.add_product)
        selling.goods.free_line_requested.connect(self.open_free_line)
        self.goods.stops_changed.connect(self._set_tab_order)
        self.cart.cart.line_chosen.connect(sale.select_line)
        self.cart.cart.card_requested.connect(self._on_line_card)
        self.cart.cart.line_actions.less_requested.connect(self._on_less)
        self.cart.cart.line_actions.more_requested.connect(self._on_more)
        self.cart.cart.line_actions.remove_requested.connect(sale.remove_line)
        self.cart.whole_sale_chosen.connect(self._on_whole_sale)
        self.cart.forms.line_note_kept.connect(sale.set_line_note)
        self.cart.forms.notes_kept.connect(sale.set_notes)
        self.cart.forms.line_written.connect(sale.add_line)
        self.cart.forms.closed.connect(self._on_form_closed)
        self.cart.park_requested.connect(self._on_park)
        self.cart.void_requested.connect(park.void)
        self.control.parked.order_chosen.connect(self._on_resume)
        self.control.modes.mode_chosen.connect(sale.set_mode)
        self.control.keypad.key_chosen.connect(self._on_key_chosen)
        self.control.pay_requested.connect(self._on_pay)

    @Slot()
    def _set_tab_order(self) -> None:
        """Go with Tab from finding to the cart and on to paying."""
        stops: list[QWidget] = [
            *self.goods.stops,
            self.cart.cart,
            *self.cart.cart.line_actions.stops,
            *self.cart.head_stops,
            *self.control.parked.stops,
            *self.control.stops,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _bind_actions(self) -> None:
        for verb, do in (
            ("search", self.goods.open_search),
            ("quantity", self._on_quantity),
            ("percent", self._on_percent),
            ("price", self._on_price),
            ("free_line", self._on_free_line),
            ("product", self._on_product),
            ("save_product", self.goods.save_card),
            ("times", self._sale.take_as_quantity),
            ("take", self._on_ok),
            ("line_above", self._on_line_above),
            ("line_below", self._on_line_below),
            ("more", self._on_more),
            ("less", self._on_less),
            ("note", self.cart.open_line_note),
            ("remove", self._sale.remove_line),
            ("undo", self._park.undo),
            ("customer", self.cart.open_notes),
            ("park", self._on_park),
            ("void", self._park.void),
            ("pay", self._on_pay),
        ):
            self.page_actions.bind(f"sell.{verb}", do)
        self.page_actions.bind("everywhere.back", self._on_escape)
        for number in range(1, MOST_RESUMED + 1):
            self.page_actions.bind(f"sell.resume_{number}", self._on_resume_key).setData(number)

    def _show_sale(self, view: SaleView) -> None:
        self.cart.show_sale(view)
        self.control.show_sale(view)
        self.goods.show_counts(view.order)

    @Slot(object)
    def _on_sale_changed(self, view: SaleView) -> None:
        self._show_sale(view)

    @Slot()
    def _on_bell(self) -> None:
        QApplication.beep()

    @Slot()
    def _on_less(self) -> None:
        self._sale.change_quantity(-1)

    @Slot()
    def _on_more(self) -> None:
        self._sale.change_quantity(1)

    @Slot()
    def _on_whole_sale(self) -> None:
        self._sale.select_line(None)
        self._sale.set_mode(InputMode.PERCENT)

    @Slot(str)
    def open_free_line(self, name: str = "") -> None:
        """Ask for something to sell that is in no catalogue; ``name`` is what was looked for."""
        self.cart.open_free_line(self._sale.rates, name)

    @Slot()
    def _on_free_line(self) -> None:
        self.open_free_line(self.goods.not_found)

    @Slot(str)
    def _on_free_line_wanted(self, price: str) -> None:
        self.cart.open_free_line(self._sale.rates, price=price)

    @Slot(object)
    def _on_key_chosen(self, key: Key) -> None:
        """Let an open form have the keypad first, or the card of a product."""
        if not self.cart.forms.takes(key) and not self.goods.takes(key):
            self._sale.press(key)

    @Slot()
    def _on_form_closed(self) -> None:
        self.goods.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_resume_key(self) -> None:
        action = self.sender()
        parked = self._park.parked
        number = action.data() if isinstance(action, QAction) else 0
        if 1 <= number <= len(parked):
            self._on_resume(parked[number - 1].order.id)

    @Slot(object)
    def _on_resume(self, order_id: UUID) -> None:
        if self.cart.forms.keep():
            self._park.resume(order_id)

    @Slot()
    def _on_park(self) -> None:
        if self.cart.forms.keep():
            self._park.park()

    @Slot()
    def _on_pay(self) -> None:
        if self.cart.forms.keep():
            self._sale.request_payment()

    @Slot()
    def _on_quantity(self) -> None:
        self._sale.set_mode(InputMode.QUANTITY)

    @Slot()
    def _on_percent(self) -> None:
        self._sale.set_mode(InputMode.PERCENT)

    @Slot()
    def _on_price(self) -> None:
        self._sale.set_mode(InputMode.PRICE)

    @Slot()
    def _on_ok(self) -> None:
        self._sale.press(Key.OK)

    @Slot()
    def _on_line_above(self) -> None:
        self._sale.select_next(-1)

    @Slot()
    def _on_line_below(self) -> None:
        self._sale.select_next(1)

    @Slot(object)
    def _on_line_card(self, row: int) -> None:
        lines = self._sale.view.order.lines
        if row < len(lines) and lines[row].product_key:
            self.line_card_requested.emit(lines[row].product_key)

    @Slot()
    def _on_product(self) -> None:
        """Open the card of the product in hand: the tile the arrows are at, else the line's."""
        tile = self.goods.grid.current_product if self.goods.grid.hasFocus() else None
        line = self._sale.view.line
        self.product_requested.emit(
            tile.key if tile is not None else line.product_key if line is not None else ""
        )

    @Slot()
    def _on_escape(self) -> None:
        """Go one step back: what lies over the tiles, the typed number, then the search."""
        if not self.goods.step_back():
            self._sale.clear_typed()
            self.goods.leave_search()
