"""The cart: head with customer and park, the lines, the forms in place, and the totals."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cashier.translation import _
from cashier.ui.buttons import Button, ButtonKind
from cashier.ui.cart_view import CartView
from cashier.ui.sale_form import LineNoteForm, SaleNotes, SaleNotesForm
from cashier.ui.sale_view import SaleView, label_of
from cashier.ui.theme import Theme
from cashier.ui.totals import Totals

_HEAD = 56


@dataclass(frozen=True, slots=True)
class _Noted:
    """What an open form is about: a sale, or one line of it."""

    order_id: UUID
    row: int | None = None
    name: str = ""

    @classmethod
    def of(cls, view: SaleView) -> "_Noted":
        return cls(view.order.id, view.selected, view.line.name if view.line else "")

    def is_in(self, view: SaleView) -> bool:
        """Whether ``view`` still has it, where it was."""
        lines = view.order.lines
        if view.order.id != self.order_id:
            return False
        return self.row is None or (self.row < len(lines) and lines[self.row].name == self.name)


class CartPanel(QFrame):
    """Shows the whole sale it is given; every button of it is told as a signal."""

    park_requested = Signal()
    void_requested = Signal()
    whole_sale_chosen = Signal()
    line_note_kept = Signal(str)
    notes_kept = Signal(object)  # SaleNotes
    form_closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._theme = theme
        self._sale: SaleView | None = None
        self._noted: _Noted | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(1, 1, 1, 1)
        self._box.setSpacing(0)
        self._box.addLayout(self._head())
        self._box.addWidget(self._hair())
        self._line_note = LineNoteForm(theme, self)
        self._notes = SaleNotesForm(theme, self)
        self._cart = CartView(theme, self)
        self._totals = Totals(theme, self)
        for widget in (self._line_note, self._notes):
            self._box.addWidget(widget)
        self._box.addWidget(self._cart, 1)
        self._box.addWidget(self._totals)
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
        if self._noted is not None and not self._noted.is_in(view):
            self._close_forms()
        self._cart.show_sale(view)
        self._totals.show_sale(view)
        self._park.setEnabled(not view.is_empty and not view.is_busy)
        title = label_of(view.order) or _("New sale")
        room = self._title.maximumWidth()
        metrics = QFontMetrics(self._title.font())
        self._title.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, room))
        self._title.setToolTip(view.order.note)

    def set_compact(self, *, compact: bool) -> None:
        self._customer.set_label("" if compact else _("Customer"))
        self._customer.set_spoken(_("Customer and note"))
        self._cart.line_actions.set_compact(compact=compact)

    @Slot()
    def open_line_note(self) -> None:
        """Ask for the note of the selected line."""
        sale = self._sale
        if sale is not None and sale.line is not None:
            self._notes.hide()
            self._noted = _Noted.of(sale)
            self._line_note.open(sale.line.name, sale.line.note)

    @Slot()
    def open_notes(self) -> None:
        """Ask who buys, and for a note on the whole sale."""
        if self._sale is not None:
            order = self._sale.order
            self._line_note.hide()
            self._noted = _Noted(order.id)
            self._notes.open(SaleNotes(order.customer.name, order.note))

    def keep_notes(self) -> None:
        """Take what is written in an open form: the sale is about to be left."""
        for form in (self._line_note, self._notes):
            if not form.isHidden():
                form.keep()

    def _head(self) -> QHBoxLayout:
        theme = self._theme
        self._title = QLabel(self)
        self._title.setObjectName("saleTitle")
        self._title.setFont(theme.font(16, 600))
        self._title.setMaximumWidth(theme.px(140))
        self._customer = Button(
            theme,
            _("Customer"),
            kind=ButtonKind.QUIET,
            icon="person",
            action="sell.customer",
            parent=self,
        )
        self._customer.setObjectName("customerButton")
        self._park = Button(
            theme, _("Park"), kind=ButtonKind.QUIET, icon="parked", action="sell.park", parent=self
        )
        self._park.setObjectName("parkButton")
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(3), theme.px(1), theme.px(3))
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._customer)
        head.addWidget(self._park)
        return head

    def _hair(self) -> QFrame:
        hair = QFrame(self)
        hair.setProperty("frame", "separator")
        hair.setFixedHeight(1)
        return hair

    def _connect(self) -> None:
        self._customer.clicked.connect(self.open_notes)
        self._park.clicked.connect(self.park_requested)
        self._totals.clicked.connect(self._on_totals_clicked)
        self._line_note.note_kept.connect(self._on_line_note_kept)
        self._notes.notes_kept.connect(self.notes_kept)
        self._notes.void_requested.connect(self.void_requested)
        for form in (self._line_note, self._notes):
            form.closed.connect(self.form_closed)
        self._cart.line_actions.note_requested.connect(self.open_line_note)

    def _close_forms(self) -> None:
        self._noted = None
        for form in (self._line_note, self._notes):
            if not form.isHidden():
                form.leave()

    @Slot(str)
    def _on_line_note_kept(self, note: str) -> None:
        """Give the note to the line it was written for, whichever is selected by now."""
        if self._noted is not None and self._noted.row is not None:
            self._cart.line_chosen.emit(self._noted.row)
            self.line_note_kept.emit(note)

    @Slot()
    def _on_totals_clicked(self) -> None:
        self._totals.setChecked(self._sale is not None and self._sale.selected is None)
        self.whole_sale_chosen.emit()
