"""Notes in place: for one line, and for the whole sale with who buys it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from cashier.domain.order import Customer
from cashier.domain.text import NAME_LENGTH, NOTE_LENGTH
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.form_in_place import FormInPlace
from cashier.ui.look.theme import Theme
from cashier.ui.sell.sale_notes import SaleNotes

_NARROW = 350
"""Below this the three buttons of a form have no room for their words side by side."""


class LineNoteForm(FormInPlace):
    """The note of one line."""

    note_kept = Signal(str)

    def __init__(self, theme: Theme, line_name: str, note: str, parent: QWidget) -> None:
        super().__init__(theme, _("Note for {name}").format(name=line_name), parent)
        self.setObjectName("lineNoteForm")
        self._note = self.add_field("lineNoteField", _("Note"), NOTE_LENGTH)
        self._note.show_text(note)
        self.add_answers("LineNote")
        self.kept.connect(self._on_kept)

    @Slot()
    def _on_kept(self) -> None:
        self.note_kept.emit(self._note.text)


class SaleNotesForm(FormInPlace):
    """The customer, the note and the name of the whole sale, and the way to cancel it."""

    notes_kept = Signal(object)  # SaleNotes
    void_requested = Signal()
    send_requested = Signal()

    def __init__(
        self, theme: Theme, notes: SaleNotes, parent: QWidget, *, can_send: bool = False
    ) -> None:
        super().__init__(theme, _("Customer and note"), parent)
        self.setObjectName("saleNotesForm")
        self._known = notes
        self._customer = self.add_field("customerField", _("Customer's name"), NAME_LENGTH)
        self._email, self._phone = self.add_pair(
            ("customerEmailField", _("E-mail")), ("customerPhoneField", _("Phone")), NAME_LENGTH
        )
        self._note = self.add_field("saleNoteField", _("Note for the whole sale"), NOTE_LENGTH)
        self._name = self.add_field("saleNameField", _("Name while it is parked"), NAME_LENGTH)
        is_narrow = parent.width() < theme.px(_NARROW)
        void = Button(theme, kind=ButtonKind.DANGER, parent=self)
        void.set_icon("remove" if is_narrow else "")
        void.set_label("" if is_narrow else _("Cancel sale"))
        void.set_spoken(_("Cancel sale"))
        void.setToolTip(_("Cancel sale"))
        void.setObjectName("voidButton")
        void.clicked.connect(self._on_void)
        self.add_answers("SaleNotes").insertWidget(0, void)
        if can_send:
            self._box.insertWidget(self._box.count() - 1, self._send_button())
        self._show(notes)
        self.kept.connect(self._on_kept)

    def _send_button(self) -> Button:
        """Return the way to send the sale before it is paid."""
        send = Button(
            self._theme,
            _("Send unpaid"),
            icon="to-send",
            action="sell.send_unpaid",
            parent=self,
        )
        send.setObjectName("sendUnpaidButton")
        send.clicked.connect(self._on_send)
        return send

    def _show(self, notes: SaleNotes) -> None:
        customer = notes.customer
        for field, text in (
            (self._customer, customer.name),
            (self._email, customer.email),
            (self._phone, customer.phone),
            (self._note, notes.note),
            (self._name, notes.name),
        ):
            field.show_text(text)

    @Slot()
    def _on_kept(self) -> None:
        customer = Customer(
            self._customer.text,
            self._email.text,
            self._phone.text,
            self._known.customer.company,
        )
        self.notes_kept.emit(SaleNotes(customer, self._note.text, self._name.text))

    @Slot()
    def _on_send(self) -> None:
        self.keep()
        self.send_requested.emit()

    @Slot()
    def _on_void(self) -> None:
        self.leave()
        self.void_requested.emit()
