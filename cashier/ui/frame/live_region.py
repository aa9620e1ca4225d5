"""A part of the window whose changes are spoken: once, when it has come to rest."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

REST_MS = 400


class LiveRegion(QObject):
    """Hands texts about ``widget`` to screen readers; of several in a row only the last one."""

    announced = Signal(str)

    def __init__(self, widget: QWidget, rest_ms: int = REST_MS) -> None:
        super().__init__(widget)
        self._widget = widget
        self._text = ""
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(rest_ms)
        self._timer.timeout.connect(self._on_rest)

    def say(self, text: str) -> None:
        """Speak ``text`` unless another one follows, or it was the last one spoken."""
        self._text = text
        if self._widget.isVisible():
            self._timer.start()
        else:
            self._said = text

    @Slot()
    def _on_rest(self) -> None:
        if self._text and self._text != self._said:
            self._said = self._text
            announce(self._widget, self._text)
            self.announced.emit(self._text)


def announce(widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Hand ``text`` to screen readers now; an urgent one may break in."""
    event = QAccessibleAnnouncementEvent(widget, text)
    if is_urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
