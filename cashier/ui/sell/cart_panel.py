"""The cart: head with customer and park, the lines, the forms in place, and the totals."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cashier.domain.tax import VatRates
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.elided_label import ElidedLabel
from cashier.ui.look.columns import Columns
from cashier.ui.look.theme import Theme
from cashier.ui.sell.cart_forms import CartForms
from cashier.ui.sell.cart_view import CartView
from cashier.ui.sell.sale_view import SaleView, label_of
from cashier.ui.sell.totals import Totals

_HEAD = 56


class CartPanel(QFrame):
    """Shows the whole sale it is given; every button of it is told as a signal."""

    park_requested = Signal()
    void_requested = Signal()
    whole_sale_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._theme = theme
        self._sale: SaleView | None = None
        self.forms = CartForms(theme, self)
        self._cart = CartView(theme, self)
        self._totals = Totals(theme, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        box.addWidget(self.forms)
        box.addWidget(self._cart, 1)
        box.addWidget(self._totals)
        self._connect()

    @property
    def cart(self) -> CartView:
        return self._cart

    @property
    def head_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes in the head, in order."""
        return self._customer, self._park

    def show_sale(self, view: SaleView) -> None:
        self._sale = view
        self.forms.close_other_than(view)
        self._cart.show_sale(view)
        self._totals.show_sale(view)
        self._park.setEnabled(not view.is_empty and not view.is_busy)
        self._title.show_text(label_of(view.order) or _("New sale"))
        if view.order.note:
            self._title.setToolTip(view.order.note)

    def set_columns(self, columns: Columns) -> None:
        """Take the width of the window's columns, and what fits into it."""
        self.setFixedWidth(columns.cart)
        self._customer.set_label("" if columns.is_compact else _("Customer"))
        self._cart.line_actions.set_compact(compact=columns.is_compact)
        self._cart.set_wide(wide=columns.is_wide)

    @Slot()
    def open_line_note(self) -> None:
        """Ask for the note of the selected line."""
        if self._sale is not None:
            self.forms.open_line_note(self._sale)

    @Slot()
    def open_notes(self) -> None:
        """Ask who buys, and for a note on the whole sale."""
        if self._sale is not None:
            self.forms.open_notes(self._sale)

    def open_free_line(self, rates: VatRates, name: str = "", price: str = "") -> None:
        """Ask for something to sell that is in no catalogue."""
        if self._sale is not None:
            self.forms.open_free_line(self._sale, rates, name, price)

    def _head(self) -> QFrame:
        theme, px = self._theme, self._theme.px
        head = QFrame(self)
        head.setProperty("frame", "head")
        head.setFixedHeight(px(_HEAD))
        self._title = ElidedLabel("", theme.font(16, 600), head)
        self._title.setObjectName("saleTitle")
        self._customer = self._head_button(head, _("Customer"), "person", "sell.customer")
        self._customer.setObjectName("customerButton")
        self._customer.set_spoken(_("Customer and note"))
        self._park = self._head_button(head, _("Park"), "parked", "sell.park")
        self._park.setObjectName("parkButton")
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(4), 0)
        row.setSpacing(px(4))
        row.addWidget(self._title, 1)
        row.addWidget(self._customer)
        row.addWidget(self._park)
        return head

    def _head_button(self, head: QWidget, label: str, icon: str, action: str) -> Button:
        button = Button(
            self._theme, label, kind=ButtonKind.QUIET, icon=icon, action=action, parent=head
        )
        button.set_padding(10)
        return button

    def _connect(self) -> None:
        self._customer.clicked.connect(self.open_notes)
        self._park.clicked.connect(self.park_requested)
        self._totals.clicked.connect(self._on_totals_clicked)
        self.forms.void_requested.connect(self.void_requested)
        self.forms.line_meant.connect(self._cart.line_chosen)
        self._cart.line_actions.note_requested.connect(self.open_line_note)

    @Slot()
    def _on_totals_clicked(self) -> None:
        self._totals.setChecked(self._sale is not None and self._sale.selected is None)
        self.whole_sale_chosen.emit()
