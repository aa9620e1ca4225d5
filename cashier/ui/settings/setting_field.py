"""A setting with its label, a note of what it means, and why it was refused."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cashier.ui.look.theme import Theme

_BESIDE = 232


class SettingField(QWidget):
    """Label above the control, or beside it with the control at the far side."""

    def __init__(
        self, theme: Theme, label: str, control: QWidget, *, note: str = "", is_beside: bool = False
    ) -> None:
        super().__init__(control.parentWidget())
        self.control = control
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(4))
        across = QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(across if is_beside else QBoxLayout.Direction.TopToBottom)
        row.setSpacing(theme.px(12 if is_beside else 4))
        self.label = QLabel(label, self)
        self.label.setWordWrap(is_beside)
        self.label.setFont(theme.font(14, 500) if is_beside else theme.font(13, 600))
        self.label.setProperty("tone", "" if is_beside else "second")
        self.label.setBuddy(control)
        row.addWidget(self.label, 1 if is_beside else 0)
        row.addWidget(control)
        if is_beside:
            control.setMinimumWidth(theme.px(_BESIDE))
            row.setAlignment(self.label, Qt.AlignmentFlag.AlignVCenter)
        control.setAccessibleName(control.accessibleName() or label)
        box.addLayout(row)
        self._note = self._line(theme, "second", note)
        self._trouble = self._line(theme, "error", "")
        self._trouble.setObjectName(f"{control.objectName()}Trouble")
        box.addWidget(self._note)
        box.addWidget(self._trouble)
        self.setFocusProxy(control)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def note(self) -> str:
        return self._note.text()

    @property
    def trouble(self) -> str:
        """Why it was refused; empty where it was not."""
        return self._trouble.text()

    def show_note(self, note: str) -> None:
        """Say below the control what it means."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def refuse(self, sentence: str) -> None:
        """Say below the control what is wrong, and lead there."""
        self._say(sentence)
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Take back what was said against it."""
        if self.trouble:
            self._say("")

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)
        self.control.setProperty("wrong", "true" if sentence else "")
        self.control.style().polish(self.control)

    def _line(self, theme: Theme, tone: str, text: str) -> QLabel:
        line = QLabel(text, self)
        line.setFont(theme.font(13))
        line.setProperty("tone", tone)
        line.setWordWrap(True)
        line.setVisible(bool(text))
        return line
