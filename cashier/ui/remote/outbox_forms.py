"""Forms about an order that is not sent: why it is settled by hand, what a name is called there."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.domain.errors import InputRefusedError
from cashier.domain.text import NAME_LENGTH, NOTE_LENGTH, checked
from cashier.messages import sentence_for
from cashier.operations.correct_mapping import MappingKind, kind_of
from cashier.translation import _
from cashier.ui.controls.choice_box import ChoiceBox
from cashier.ui.controls.form_in_place import FormInPlace
from cashier.ui.look.theme import Theme


class ReasonForm(FormInPlace):
    """Asks for the reason before an order is settled by hand; there is none without."""

    reason_written = Signal(str)

    def __init__(self, theme: Theme, number: str, parent: QWidget) -> None:
        super().__init__(theme, _("Settle {number} by hand?").format(number=number), parent)
        self.setObjectName("settleForm")
        self.setProperty("frame", "sunken")
        self._reason = self.add_field(
            "settleReason", _("Why it needs to be sent no more"), NOTE_LENGTH
        )
        self.add_answers("Settle", _("Settle it"))
        self.kept.connect(self._on_kept)

    @property
    @override
    def is_right(self) -> bool:
        try:
            if checked(self._reason.text, "note", NOTE_LENGTH):
                return True
        except InputRefusedError as error:
            self._reason.refuse(sentence_for(error).message)
            return False
        self._reason.refuse(_("Write why: it stays in the journal."))
        return False

    @Slot()
    def _on_kept(self) -> None:
        self.reason_written.emit(self._reason.text.strip())


@dataclass(frozen=True, slots=True)
class WrittenMapping:
    """``name`` is ours, ``id`` the server's."""

    kind: MappingKind
    name: str
    id: str


class MappingForm(FormInPlace):
    """Asks what the server calls a VAT rate, a product or a way of paying."""

    mapping_written = Signal(object)  # WrittenMapping

    def __init__(self, theme: Theme, missing: tuple[str, str], parent: QWidget) -> None:
        """Take the kind of the missing id and our name, as ``Said.mapping`` gives them."""
        kind, name = missing
        super().__init__(theme, _("What does the server call it?"), parent)
        self.setObjectName("mappingForm")
        self.setProperty("frame", "sunken")
        choices = [(kind.value, words) for kind, words in _kinds()]
        self.kind = ChoiceBox(theme, "mappingKind", _("What it is"), choices, self)
        self.kind.show_value(kind_of(kind).value)
        label = QLabel(_("What it is"), self)
        label.setFont(theme.font(13, 600))
        label.setProperty("tone", "second")
        label.setBuddy(self.kind)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(label)
        column.addWidget(self.kind)
        self._box.addLayout(column)
        self._name, self._id = self.add_pair(
            ("mappingName", _("Here: rate, barcode or tender")),
            ("mappingId", _("The server's id for it")),
            NAME_LENGTH,
        )
        self._name.show_text(name)
        self.add_answers("Mapping", _("Correct and send"))
        self.kept.connect(self._on_kept)

    @override
    def begin(self) -> None:
        """Let the id be written on: the name is known most of the time."""
        super().begin()
        if self._name.text:
            self._id.edit.setFocus()

    @property
    @override
    def is_right(self) -> bool:
        for field in (self._name, self._id):
            try:
                if checked(field.text, "name"):
                    continue
            except InputRefusedError as error:
                field.refuse(sentence_for(error).message)
                return False
            field.refuse(_("This is needed."))
            return False
        return True

    @Slot()
    def _on_kept(self) -> None:
        kind = MappingKind(self.kind.value)
        name, id_ = self._name.text.strip(), self._id.text.strip()
        self.mapping_written.emit(WrittenMapping(kind, name, id_))


def _kinds() -> tuple[tuple[MappingKind, str], ...]:
    return (
        (MappingKind.VAT, _("VAT rate")),
        (MappingKind.PRODUCT, _("Product")),
        (MappingKind.TENDER, _("Payment method")),
    )
