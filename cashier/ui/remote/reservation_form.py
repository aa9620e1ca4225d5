"""What is filled in for an order that is paid later: for whom, what to know, until when."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.domain.errors import InputRefusedError
from cashier.domain.outgoing import Reservation
from cashier.domain.text import NAME_LENGTH, NOTE_LENGTH, checked
from cashier.domain.written_moment import written_moment
from cashier.messages import sentence_for
from cashier.translation import _
from cashier.ui.controls.form_in_place import FormInPlace
from cashier.ui.look.theme import Theme

_MOMENT = 24


@dataclass(frozen=True, slots=True)
class ReservationAsked:
    """What the form begins with, what its button says, and what to know before it is pressed."""

    heading: str
    verb: str
    note: str | None = None
    name: str = ""
    warning: str = ""


class ReservationForm(FormInPlace):
    """Gives the reservation; with a note to begin with, that can be written too."""

    reservation_written = Signal(object)  # Reservation
    note_written = Signal(str)

    def __init__(
        self, theme: Theme, asked: ReservationAsked, now: datetime, parent: QWidget
    ) -> None:
        super().__init__(theme, asked.heading, parent)
        self.setObjectName("reservationForm")
        self.setProperty("frame", "sunken")
        self._now = now
        self._reservation = Reservation()
        self.add_words("reservationWarning", asked.warning)
        self._name = self.add_field("reservationName", _("Reserved for"), NAME_LENGTH)
        self._comment = self.add_field("reservationComment", _("Comment"), NOTE_LENGTH)
        self._until = self.add_field("reservationUntil", _("Kept until"), _MOMENT)
        self._until.edit.setPlaceholderText(_("20:00, or 24.12. 18:00"))
        self._name.show_text(asked.name)
        self._note = None
        if asked.note is not None:
            self._note = self.add_field("reservationNote", _("Note"), NOTE_LENGTH)
            self._note.show_text(asked.note)
        self.add_answers("Reservation", asked.verb)
        self.kept.connect(self._on_kept)

    @property
    @override
    def is_right(self) -> bool:
        until = self._until.text.strip()
        expires = written_moment(until, self._now) if until else None
        if until and (expires is None or expires <= self._now):
            self._until.refuse(_("Write a time to come, such as 20:00, or leave it empty."))
            return False
        try:
            self._reservation = Reservation(
                checked(self._name.text, "name"),
                checked(self._comment.text, "note", NOTE_LENGTH),
                expires,
            )
            checked(self._note.text if self._note is not None else "", "note", NOTE_LENGTH)
        except InputRefusedError as error:
            self._name.refuse(sentence_for(error).message)
            return False
        return True

    @Slot()
    def _on_kept(self) -> None:
        if self._note is not None:
            self.note_written.emit(self._note.text.strip())
        self.reservation_written.emit(self._reservation)
