"""The one filter that sees keys and presses before any widget: scanner, guard, focus ring."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QInputEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_SEEN = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
    }
)


class InputTaker(Protocol):
    """Sees keys and presses in its turn."""

    def takes(self, watched: QWidget, event: QEvent) -> bool:
        """Return whether nobody else is to see ``event``."""


class InputFilter(QObject):
    """Asks each taker in turn; the first one that takes an event has it alone."""

    def __init__(self, takers: Sequence[InputTaker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._takers = tuple(takers)

    def watch(self, app: QCoreApplication) -> None:
        """See every event of ``app`` from now on."""
        app.installEventFilter(self)

    def leave(self) -> None:
        """See nothing any more: the window is closed, and another may be opened."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of every object comes by: most are sorted out by the first question.
        if not isinstance(event, QInputEvent) or not isinstance(watched, QWidget):
            return False
        if event.type() not in _SEEN:
            return False
        return any(taker.takes(watched, event) for taker in self._takers)
