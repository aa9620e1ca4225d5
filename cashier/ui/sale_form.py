"""Notes in place: a small form at the head of the cart, for a line or for the whole sale."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.buttons import Button, ButtonKind
from cashier.ui.theme import Theme

_LONGEST_NAME = 200
_LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True)
class SaleNotes:
    """Who buys, and what is to be remembered about the sale."""

    customer: str
    note: str


class NoteForm(QFrame):
    """A heading, fields and two buttons; Enter keeps, Escape leaves all as it was."""

    kept = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*[theme.px(12)] * 4)
        self._box.setSpacing(theme.px(8))
        self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Close and change nothing."""
        self.hide()
        self.closed.emit()

    def _heading(self) -> QLabel:
        heading = QLabel(self)
        heading.setFont(self._theme.font(15, 600))
        self._box.addWidget(heading)
        return heading

    def _field(self, name: str, label: str, longest: int) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setPlaceholderText(label)
        field.setMaxLength(longest)
        field.setMinimumHeight(self._theme.px(48))
        field.returnPressed.connect(self.keep)
        self._box.addWidget(field)
        return field

    def _answers(self, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addStretch(1)
        leave = Button(self._theme, _("Leave"), action="everywhere.back", parent=self)
        leave.setObjectName(f"leave{name}Button")
        leave.clicked.connect(self.leave)
        row.addWidget(leave)
        button = Button(
            self._theme, _("Keep"), kind=ButtonKind.PRIMARY, action="sell.take", parent=self
        )
        button.setObjectName(f"keep{name}Button")
        button.clicked.connect(self.keep)
        row.addWidget(button)
        self._box.addLayout(row)
        return row

    @Slot()
    def keep(self) -> None:
        """Take what is written, and close."""
        self.hide()
        self.kept.emit()
        self.closed.emit()


class LineNoteForm(NoteForm):
    """The note of one line."""

    note_kept = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("lineNoteForm")
        self._title = self._heading()
        self._note = self._field("lineNoteField", _("Note"), _LONGEST_NOTE)
        self._answers("LineNote")
        self.kept.connect(self._on_kept)

    def open(self, line_name: str, note: str) -> None:
        self._title.setText(_("Note for {name}").format(name=line_name))
        self._note.setText(note)
        self.show()
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note.selectAll()

    @Slot()
    def _on_kept(self) -> None:
        self.note_kept.emit(self._note.text())


class SaleNotesForm(NoteForm):
    """The customer and the note of the whole sale, and the way to cancel it."""

    notes_kept = Signal(object)  # SaleNotes
    void_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("saleNotesForm")
        self._heading().setText(_("Customer and note"))
        self._customer = self._field("customerField", _("Customer's name"), _LONGEST_NAME)
        self._note = self._field("saleNoteField", _("Note for the whole sale"), _LONGEST_NOTE)
        row = self._answers("SaleNotes")
        void = Button(theme, _("Cancel sale"), kind=ButtonKind.DANGER, parent=self)
        void.setObjectName("voidButton")
        void.clicked.connect(self._on_void)
        row.insertWidget(0, void)
        self.kept.connect(self._on_kept)

    def open(self, notes: SaleNotes) -> None:
        self._customer.setText(notes.customer)
        self._note.setText(notes.note)
        self.show()
        self._customer.setFocus(Qt.FocusReason.OtherFocusReason)
        self._customer.selectAll()

    @Slot()
    def _on_kept(self) -> None:
        self.notes_kept.emit(SaleNotes(self._customer.text(), self._note.text()))

    @Slot()
    def _on_void(self) -> None:
        self.leave()
        self.void_requested.emit()
