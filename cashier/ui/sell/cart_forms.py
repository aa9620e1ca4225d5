"""The form that is open in the cart, if one is, and what it is about."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cashier.domain.order import OrderLine
from cashier.domain.tax import VatRates
from cashier.ui.controls.form_in_place import FormInPlace
from cashier.ui.look.theme import Theme
from cashier.ui.sell.keypad import Key
from cashier.ui.sell.sale_notes import SaleNotes
from cashier.ui.sell.sale_view import SaleView


@dataclass(frozen=True, slots=True)
class _Subject:
    """What an open form is about: a sale, or one line of it."""

    order_id: UUID
    row: int | None = None
    name: str = ""

    def is_in(self, view: SaleView) -> bool:
        """Whether ``view`` still has it, where it was."""
        lines = view.order.lines
        if view.order.id != self.order_id:
            return False
        return self.row is None or (self.row < len(lines) and lines[self.row].name == self.name)


class CartForms(QWidget):
    """Opens one form at a time; it is made when it is asked for and goes when it is closed."""

    line_meant = Signal(object)  # int, the row that the next note is for
    line_note_kept = Signal(str)
    notes_kept = Signal(object)  # SaleNotes
    line_written = Signal(object)  # OrderLine
    void_requested = Signal()
    send_requested = Signal()
    closed = Signal()
    can_send_unpaid = False

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form: FormInPlace | None = None
        self._subject: _Subject | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def form(self) -> FormInPlace | None:
        """The form that is open."""
        return self._form

    def open_line_note(self, view: SaleView) -> None:
        """Ask for the note of the selected line."""
        from cashier.ui.sell.sale_form import LineNoteForm  # noqa: PLC0415 - not for the first paint

        if view.line is not None:
            form = LineNoteForm(self._theme, view.line.name, view.line.note, self)
            form.note_kept.connect(self._on_line_note_kept)
            self._open(form, _Subject(view.order.id, view.selected, view.line.name))
            form.begin()

    def open_notes(self, view: SaleView) -> None:
        """Ask who buys, and for a note on the whole sale."""
        from cashier.ui.sell.sale_form import SaleNotesForm  # noqa: PLC0415 - not for the first paint

        notes, can_send = SaleNotes.of(view.order), self.can_send_unpaid and not view.is_empty
        form = SaleNotesForm(self._theme, notes, self, can_send=can_send)
        form.send_requested.connect(self.send_requested)
        form.notes_kept.connect(self.notes_kept)
        form.void_requested.connect(self.void_requested)
        self._open(form, _Subject(view.order.id))
        form.begin()

    def open_free_line(self, view: SaleView, rates: VatRates, name: str, price: str) -> None:
        """Ask for a line that is in no catalogue, with what is known of it."""
        from cashier.ui.sell.free_line_form import FreeLineForm  # noqa: PLC0415 - not for the first paint

        form = FreeLineForm(self._theme, rates, view.order.currency, self)
        form.line_written.connect(self._on_line_written)
        self._open(form, _Subject(view.order.id))
        form.write(name, price)

    def open_form(self, form: FormInPlace, view: SaleView) -> None:
        """Open a form that was made elsewhere, about the whole sale."""
        self._open(form, _Subject(view.order.id))
        form.begin()

    def close_other_than(self, view: SaleView) -> None:
        """Close the form where ``view`` no longer holds what it is about."""
        if self._form is not None and self._subject is not None and not self._subject.is_in(view):
            self._form.leave()

    def keep(self) -> bool:
        """Take what is written in an open form: the sale is about to be left.

        Returns whether it may be: what cannot be taken as it is stays open.
        """
        if self._form is not None:
            self._form.keep()
        return self._form is None

    def takes(self, key: Key) -> bool:
        """Return whether the open form has a use for a key of the keypad."""
        return self._form is not None and self._form.press(key)

    def _open(self, form: FormInPlace, subject: _Subject) -> None:
        self._drop()
        self._form, self._subject = form, subject
        form.closed.connect(self._on_closed)
        self._box.addWidget(form)
        self.show()

    def _drop(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._box.removeWidget(self._form)
            self._form.deleteLater()
        self._form = self._subject = None
        self.hide()

    @Slot()
    def _on_closed(self) -> None:
        self._drop()
        self.closed.emit()

    @Slot(str)
    def _on_line_note_kept(self, note: str) -> None:
        """Give the note to the line it was written for, whichever is selected by now."""
        if self._subject is not None and self._subject.row is not None:
            self.line_meant.emit(self._subject.row)
            self.line_note_kept.emit(note)

    @Slot(object)
    def _on_line_written(self, line: OrderLine) -> None:
        self.line_written.emit(line)
