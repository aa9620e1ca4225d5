"""The scanner as a keyboard: tells a burst of keys from typing, whatever has the focus."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

_END_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_END_TEXTS = frozenset({"\r", "\n", "\t"})  # a line feed has no key of its own in Qt
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock}
)
# These do something at once on a page or a button, so even the first of them waits.
_ACTING = frozenset("+-* ")
_SHORTCUT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_HOLD_MARGIN_MS = 40


@dataclass(frozen=True, slots=True)
class ScanRule:
    """How a scanner types: each key within ``longest_gap_ms`` of the last, then an end key."""

    longest_gap_ms: int = 50
    shortest_code: int = 4


@dataclass(slots=True)
class _Field:
    """A text field as it was before a burst began."""

    widget: QWidget | None
    text: str = ""
    cursor: int = 0

    @classmethod
    def of(cls, widget: QWidget | None) -> "_Field":
        if isinstance(widget, QLineEdit):
            return cls(widget, widget.text(), widget.cursorPosition())
        if isinstance(widget, QPlainTextEdit):
            return cls(widget, widget.toPlainText(), widget.textCursor().position())
        return cls(widget)

    def give_back(self) -> None:
        widget = self.widget
        if widget is None or not isValid(widget):
            return
        if isinstance(widget, QLineEdit) and widget.text() != self.text:
            widget.setText(self.text)
            widget.setCursorPosition(self.cursor)
        elif isinstance(widget, QPlainTextEdit) and widget.toPlainText() != self.text:
            widget.setPlainText(self.text)
            cursor = widget.textCursor()
            cursor.setPosition(self.cursor)
            widget.setTextCursor(cursor)
        if QApplication.focusWidget() is not widget:
            widget.setFocus()


@dataclass(slots=True)
class _Run:
    """Keys that followed each other fast; ``held`` are those nobody has seen yet."""

    place: _Field
    text: str
    last_at: int
    held: list[QKeyEvent] = field(default_factory=list)


class Scanner(QObject):
    """Takes bursts out of the keys; typing passes, at most a moment late.

    The first key of a burst has reached the focus before it can be told from typing. When the
    burst is complete the field it went to is as it was before, and ``typing_taken_back`` tells
    whoever else took it to go back to where ``typing_began``.
    """

    code_scanned = Signal(str)
    typing_began = Signal()
    typing_taken_back = Signal()

    def __init__(self, rule: ScanRule | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rule = rule or ScanRule()
        self._run: _Run | None = None
        self._seen: tuple[QWidget, int, int] | None = None
        self._is_replaying = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self._rule.longest_gap_ms + _HOLD_MARGIN_MS)
        self._timer.timeout.connect(self._on_silence)

    @property
    def is_holding(self) -> bool:
        """Whether keys wait until it is clear what they are."""
        return self._run is not None and bool(self._run.held)

    def takes(self, watched: QWidget, event: QEvent) -> bool:
        """Return whether ``event`` belongs to a burst, so that nobody else is to see it."""
        if self._is_replaying or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._overrides(event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._takes_release(event)
        return not self._is_on_its_way_up(watched, event) and self._takes_key(watched, event)

    def _overrides(self, event: QKeyEvent) -> bool:
        """Keep shortcuts from keys that follow fast in a burst."""
        if not self._is_fast(event):
            return False
        if _character(event) or self._ends(event):
            event.accept()
            return True
        return False

    def _takes_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return False
        if not self._is_fast(event):
            self._let_go()
            return self._begins(watched, event)
        if self._ends(event):
            self._complete()
            return True
        character = _character(event)
        if not character or self._run is None:
            self._let_go()
            return False
        self._run.text += character
        self._run.last_at = event.timestamp()
        self._hold(self._run, event)
        return True

    def _takes_release(self, event: QKeyEvent) -> bool:
        """Keep the release of a held key behind its press."""
        if self._run is None or all(held.key() != event.key() for held in self._run.held):
            return False
        self._run.held.append(event.clone())
        return True

    def _begins(self, watched: QWidget, event: QKeyEvent) -> bool:
        character = _character(event)
        if not character or event.isAutoRepeat() or event.timestamp() == 0:
            return False
        # A window without a window manager gets keys and has no focus.
        focus = QApplication.focusWidget() or watched
        self._run = _Run(_Field.of(focus), character, event.timestamp())
        self.typing_began.emit()
        if character in _ACTING:
            self._hold(self._run, event)
            return True
        return False

    def _is_fast(self, event: QKeyEvent) -> bool:
        if self._run is None or event.isAutoRepeat() or event.timestamp() == 0:
            return False
        return 0 <= event.timestamp() - self._run.last_at <= self._rule.longest_gap_ms

    def _ends(self, event: QKeyEvent) -> bool:
        is_long = self._run is not None and len(self._run.text) >= self._rule.shortest_code
        return is_long and (event.key() in _END_KEYS or event.text() in _END_TEXTS)

    def _is_on_its_way_up(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Tell a key that its widget left to its parents from one that is pressed anew."""
        seen, self._seen = self._seen, (watched, event.key(), event.timestamp())
        if seen is None or seen[1:] != self._seen[1:] or not isValid(seen[0]):
            return False
        return watched is not seen[0] and watched.isAncestorOf(seen[0])

    def _hold(self, run: _Run, event: QKeyEvent) -> None:
        run.held.append(event.clone())
        self._timer.start()

    def _complete(self) -> None:
        run, self._run = self._run, None
        self._timer.stop()
        if run is not None:
            run.place.give_back()
            self.typing_taken_back.emit()
            self.code_scanned.emit(run.text)

    def _let_go(self) -> None:
        """End the run: it was typing. What was held goes where the focus is."""
        run, self._run = self._run, None
        self._timer.stop()
        if run is not None:
            self._replay(run)

    def _replay(self, run: _Run) -> None:
        held, run.held = run.held, []
        self._is_replaying = True
        for event in held:
            focus = QApplication.focusWidget() or run.place.widget
            if focus is not None and isValid(focus):
                QCoreApplication.sendEvent(focus, event)
        self._is_replaying = False

    @Slot()
    def _on_silence(self) -> None:
        """Release what is held; later keys of the same burst still complete it by their times."""
        if self._run is not None:
            self._replay(self._run)


def _character(event: QKeyEvent) -> str:
    """Return what the key types, if it types one visible character or a space."""
    text = event.text()
    if len(text) != 1 or not text.isprintable() or event.modifiers() & _SHORTCUT:
        return ""
    return text
