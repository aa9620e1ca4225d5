"""After a change of page, what was still on its way to the old page must not hit the new one."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier.ui.keys import keys

GUARD_MS = 350
_POINTER = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.TouchBegin,
}


class InputGuard(QObject):
    """Drops presses, auto-repeat and the key that changed the page, for a moment.

    Other keys pass, and so does every scan: the scanner's filter stands before this one. A letter
    or a digit that changed the page was the beginning of something typed, which may repeat it.
    """

    def __init__(self, guard_ms: int = GUARD_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guard_ms = guard_ms
        self._since = QElapsedTimer()
        self._last_key = 0
        self._changing_key = 0

    @Slot()
    def begin(self) -> None:
        """Begin to guard: the page has just changed."""
        self._since.start()
        self._changing_key = self._last_key

    def takes(self, _watched: QWidget, event: QEvent) -> bool:
        """Return whether ``event`` is dropped."""
        if isinstance(event, QKeyEvent):
            return self._drops_key(event)
        return event.type() in _POINTER and self._is_on()

    def _drops_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease:
            return False
        is_again = event.key() == self._changing_key and not keys.writes(event)
        if self._is_on() and (event.isAutoRepeat() or is_again):
            event.accept()
            return True
        self._last_key = event.key()
        return False

    def _is_on(self) -> bool:
        return self._since.isValid() and self._since.elapsed() < self._guard_ms
