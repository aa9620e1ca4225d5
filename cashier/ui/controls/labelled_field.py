"""A field with its label above it and, below it, what is wrong with what was written."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from cashier.ui.look.theme import Theme


class LabelledField(QWidget):
    """One line to write on; a refusal goes as soon as something else is written."""

    def __init__(
        self, theme: Theme, name: str, label: str, longest: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(4))
        self.label = QLabel(label, self)
        self.label.setFont(theme.font(13, 600))
        self.label.setProperty("tone", "second")
        self.edit = QLineEdit(self)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label)
        self.edit.setMaxLength(longest)
        self.edit.setMinimumHeight(theme.px(48))
        self.label.setBuddy(self.edit)
        self._trouble = QLabel(self)
        self._trouble.setObjectName(f"{name}Trouble")
        self._trouble.setFont(theme.font(13))
        self._trouble.setProperty("tone", "error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        for widget in (self.label, self.edit, self._trouble):
            box.addWidget(widget)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self.accept)

    @property
    def text(self) -> str:
        return self.edit.text()

    @property
    def trouble(self) -> str:
        """What is wrong with the text; empty where nothing is."""
        return self._trouble.text()

    def show_text(self, text: str) -> None:
        self.edit.setText(text)
        self.accept()

    def refuse(self, sentence: str) -> None:
        """Say below the field what is wrong with it."""
        self._say(sentence)

    def accept(self) -> None:
        """Take back what was said against the text."""
        if self.trouble:
            self._say("")

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        self.edit.setProperty("wrong", "true" if sentence else "")
        self.edit.style().polish(self.edit)
