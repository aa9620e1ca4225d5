"""A small form where it is needed: a heading, fields, and the buttons that leave or keep."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.labelled_field import LabelledField
from cashier.ui.look.theme import Theme
from cashier.ui.sell.keypad import Key

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FormInPlace(QFrame):
    """Enter keeps, Escape leaves all as it was. ``closed`` comes after either of them."""

    kept = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields: list[LabelledField] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*[theme.px(12)] * 4)
        self._box.setSpacing(theme.px(8))
        title = QLabel(heading, self)
        title.setFont(theme.font(15, 600))
        title.setWordWrap(True)
        self._box.addWidget(title)

    @property
    def is_right(self) -> bool:
        """Whether what is written can be kept; where not, the fields say why."""
        return True

    def press(self, _key: Key) -> bool:
        """Return whether a key of the keypad was meant for this form."""
        return False

    def begin(self) -> None:
        """Let the first field be written on."""
        self.show()
        self._fields[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fields[0].edit.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() not in _ENTER:  # taken by the field; the page has no business with it
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Close and change nothing."""
        self.closed.emit()

    @Slot()
    def keep(self) -> None:
        """Take what is written, and close; what cannot be taken stays with its reason."""
        if self.is_right:
            self.kept.emit()
            self.closed.emit()

    def add_words(self, name: str, text: str) -> None:
        """Put what is to be known below the heading; nothing where there is nothing to say."""
        if text:
            words = QLabel(text, self)
            words.setObjectName(name)
            words.setFont(self._theme.font(13))
            words.setWordWrap(True)
            self._box.addWidget(words)

    def add_field(self, name: str, label: str, longest: int) -> LabelledField:
        """Put a field below the others."""
        field = self._field(name, label, longest)
        self._box.addWidget(field)
        return field

    def add_pair(
        self, one: tuple[str, str], other: tuple[str, str], longest: int
    ) -> tuple[LabelledField, LabelledField]:
        """Put two fields, each a name and a label, beside each other below the others."""
        fields = self._field(*one, longest), self._field(*other, longest)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(row)
        return fields

    def add_answers(self, name: str, keep: str = "") -> QHBoxLayout:
        """Put the two buttons at the foot; ``keep`` is the verb of the second one."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addStretch(1)
        leave = Button(self._theme, _("Leave"), action="everywhere.back", parent=self)
        leave.setObjectName(f"leave{name}Button")
        leave.clicked.connect(self.leave)
        row.addWidget(leave)
        button = Button(
            self._theme,
            keep or _("Keep"),
            kind=ButtonKind.PRIMARY,
            action="sell.take",
            parent=self,
        )
        button.setObjectName(f"keep{name}Button")
        button.clicked.connect(self.keep)
        row.addWidget(button)
        self._box.addLayout(row)
        return row

    def _field(self, name: str, label: str, longest: int) -> LabelledField:
        field = LabelledField(self._theme, name, label, longest, self)
        field.edit.returnPressed.connect(self.keep)
        self._fields.append(field)
        return field
