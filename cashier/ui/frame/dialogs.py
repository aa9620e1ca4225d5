"""Questions that need a window of their own: shown without a loop of their own, and awaited."""

import asyncio

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.look.theme import Theme


async def ask(dialog: QDialog) -> bool:
    """Show ``dialog`` over its window and return whether it was accepted.

    Everything else goes on meanwhile. The dialog is gone when this returns.
    """
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def on_finished(code: int) -> None:
        if not answer.done():
            answer.set_result(code)

    dialog.finished.connect(on_finished)
    dialog.open()
    try:
        return await answer == QDialog.DialogCode.Accepted.value
    finally:
        dialog.close()
        dialog.deleteLater()


class Question(QDialog):
    """A sentence, what follows from it, and two buttons; the safe one has the focus."""

    def __init__(self, theme: Theme, parent: QWidget, *, text: str, hint: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(text)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*[theme.px(24)] * 4)
        self._layout.setSpacing(theme.px(12))
        heading = QLabel(text, self)
        heading.setFont(theme.font(16, 600))
        heading.setWordWrap(True)
        self._layout.addWidget(heading)
        if hint:
            below = QLabel(hint, self)
            below.setWordWrap(True)
            below.setProperty("tone", "second")
            self._layout.addWidget(below)
        self._theme = theme

    def with_buttons(self, yes: str, no: str, kind: ButtonKind = ButtonKind.PRIMARY) -> "Question":
        """Return the question with the two answers in it."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addStretch(1)
        safe = Button(self._theme, no, action="everywhere.back", parent=self)
        safe.setObjectName("noButton")
        safe.clicked.connect(self.reject)
        do = Button(self._theme, yes, kind=kind, parent=self)
        do.setObjectName("yesButton")
        do.clicked.connect(self.accept)
        row.addWidget(safe)
        row.addWidget(do)
        self._layout.addLayout(row)
        safe.setFocus()
        return self
