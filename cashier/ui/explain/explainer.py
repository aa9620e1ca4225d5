"""Notices that an amount is to be explained: a long press on it, or the key that asks for it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from cashier.ui.explain.explainable import Place, place_at
from cashier.ui.keys import keys
from cashier.ui.keys.key_map import KeyMap

HOLD_MS = 600
ACTION = "everywhere.explain"
_MOVES = frozenset({QEvent.Type.MouseMove, QEvent.Type.TouchUpdate})
_ENDS = frozenset(
    {
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
        QEvent.Type.Wheel,
        QEvent.Type.Hide,
    }
)


class Explainer(QObject):
    """Sees presses and keys before any widget; a press that was held long clicks nothing."""

    place_held = Signal(object, object)  # Place, QRect on the screen
    explanation_wanted = Signal()

    def __init__(
        self, key_map: KeyMap, parent: QObject | None = None, hold_ms: int = HOLD_MS
    ) -> None:
        super().__init__(parent)
        self._keys = key_map
        self._pressed: QWidget | None = None
        self._place: tuple[Place, QRect] | None = None
        self._began_at = QPoint()
        self._has_told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(hold_ms)
        self._timer.timeout.connect(self._on_held)

    @property
    def is_waiting(self) -> bool:
        """Whether a press on an amount lasts, not long enough yet."""
        return self._timer.isActive()

    def takes(self, watched: QWidget, event: QEvent) -> bool:
        """Return whether ``event`` asks for an explanation; presses are only watched."""
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._takes_key(watched, event)
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}:
            self._begin(watched, event)
        return False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a press that began on an amount until it ends or moves away."""
        kind = event.type()
        if kind in _ENDS:
            self._end()
        elif kind in _MOVES:
            if self._has_told:
                return True  # a button must not think that it is pressed again
            if self._is_far(event):
                self._end()
        return False

    def _takes_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or watched.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            return False
        key = self._keys.key(ACTION)
        if not key or not keys.is_typed(key) or keys.pressed(event) != key:
            return False
        self.explanation_wanted.emit()
        return True

    def _begin(self, watched: QWidget, event: QEvent) -> None:
        at = _position(event)
        if at is None or self._is_same_press(watched):
            return
        self._end()
        place = place_at(watched, watched.mapFromGlobal(at))
        if place is not None:
            self._pressed, self._place, self._began_at = watched, place, at
            watched.installEventFilter(self)
            self._timer.start()

    def _is_same_press(self, watched: QWidget) -> bool:
        """Tell a press that goes on to a parent, or comes after a touch, from one anew."""
        pressed = self._pressed
        if pressed is None or not self._timer.isActive() or not isValid(pressed):
            return False
        return watched is pressed or watched.isAncestorOf(pressed)

    def _end(self) -> None:
        self._timer.stop()
        if self._pressed is not None and isValid(self._pressed):
            self._pressed.removeEventFilter(self)
        self._pressed, self._place, self._has_told = None, None, False

    def _is_far(self, event: QEvent) -> bool:
        at = _position(event)
        if at is None:
            return False
        moved = (at - self._began_at).manhattanLength()
        return moved >= QApplication.startDragDistance()

    @Slot()
    def _on_held(self) -> None:
        pressed, place = self._pressed, self._place
        if pressed is None or place is None or not isValid(pressed) or not pressed.isVisible():
            self._end()
            return
        self._has_told = True
        if isinstance(pressed, QAbstractButton):
            pressed.setDown(False)  # so that letting go is not a click
        self.place_held.emit(*place)


def _position(event: QEvent) -> QPoint | None:
    """Return where on the screen the left button or the one finger is."""
    if isinstance(event, QMouseEvent):
        held = event.button() | event.buttons()
        return event.globalPosition().toPoint() if held & Qt.MouseButton.LeftButton else None
    if isinstance(event, QTouchEvent):
        at: list[QPointF] = [point.globalPosition() for point in event.points()]
        return at[0].toPoint() if len(at) == 1 else None
    return None
