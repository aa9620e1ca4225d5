"""A key that presses a button: only where the button can be seen, and never by holding it down."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget


class ButtonKey(QShortcut):
    """Presses ``button`` when ``keys`` are pressed anywhere on ``page``."""

    def __init__(self, keys: str, button: QAbstractButton, page: QWidget) -> None:
        super().__init__(QKeySequence(keys), page)
        self._button = button
        self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setAutoRepeat(False)
        self.activated.connect(self._on_activated)

    @Slot()
    def _on_activated(self) -> None:
        if self._button.isVisible():
            self._button.click()
