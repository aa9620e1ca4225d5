"""One key as the scanner's filter sees it: what it adds to a code, and whether it may end one."""

import enum
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

GROUP = "\x1d"
"""What stands between two parts of a GS1 message."""

_MODIFIERS = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr),
        *(Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock),
    }
)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHORTCUT = _CONTROL | Qt.KeyboardModifier.MetaModifier
_ALT_PAD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
_FUNCTION = range(Qt.Key.Key_F1.value, Qt.Key.Key_F35.value + 1)
_DIGITS = range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1)
_LARGEST_CODE = 255


class End(enum.Enum):
    """A key that may end a code; the value is its name in the settings."""

    ENTER = "enter"
    TAB = "tab"


# A line feed has no key of its own in Qt; it is taken for Enter.
_ENDS_BY_KEY = {
    Qt.Key.Key_Return.value: End.ENTER,
    Qt.Key.Key_Enter.value: End.ENTER,
    Qt.Key.Key_Tab.value: End.TAB,
}
_ENDS_BY_TEXT = {"\r": End.ENTER, "\n": End.ENTER, "\t": End.TAB}
SHORTEST_REPEAT_MS = 5
"""No keyboard repeats a held key faster: Qt takes two equal presses in one millisecond for that."""


@dataclass(frozen=True, slots=True)
class Keystroke:
    """A key that was pressed: the character it types, or the end it may be, and when."""

    key: int
    text: str
    end: End | None
    at_ms: int
    is_repeat: bool = False

    @classmethod
    def of(cls, event: QKeyEvent) -> Self:
        key, text = int(event.key()), event.text()
        end = _ENDS_BY_KEY.get(key) or _ENDS_BY_TEXT.get(text)
        typed = "" if end is not None else _typed(event)
        return cls(key, typed, end, event.timestamp(), event.isAutoRepeat())

    @property
    def is_timed(self) -> bool:
        """Whether its time can tell anything: programs send keys without one."""
        return self.at_ms != 0 and not self.is_repeat

    @property
    def is_function(self) -> bool:
        """Whether it is one of F1 to F35, which some scanners send between parts of a message."""
        return self.key in _FUNCTION


def is_modifier(event: QKeyEvent) -> bool:
    return event.key() in _MODIFIERS


def alt_digit(event: QKeyEvent) -> str:
    """Return the digit that a scanner types on the keypad with Alt held, to write by numbers."""
    is_alt_pad = event.modifiers() & _ALT_PAD == _ALT_PAD
    key = int(event.key())
    return chr(key) if is_alt_pad and key in _DIGITS else ""


def character_of(number: str) -> str:
    """Return the character that Alt and a number write; empty where there is none."""
    code = int(number or "0")
    return chr(code) if 0 < code <= _LARGEST_CODE else ""


def _typed(event: QKeyEvent) -> str:
    """Return the one visible character, space or group separator that the key types."""
    text, held = event.text(), event.modifiers()
    if text == GROUP or (held & _CONTROL and event.key() == Qt.Key.Key_BracketRight):
        return GROUP
    if len(text) != 1 or not text.isprintable() or held & _SHORTCUT:
        return ""
    return text
