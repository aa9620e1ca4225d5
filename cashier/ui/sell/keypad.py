"""The keypad: four by four keys that never move and act on no focus, only on who listens."""

import enum
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.look import assets, formatting
from cashier.ui.look.theme import Theme

_KEY_HEIGHT = 64
_DIGIT_SIZE = 24


class Key(enum.Enum):
    """A key of the keypad; UPPER and LOWER are the page's own (plus and minus, +10 and +50)."""

    ZERO = "0"
    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"
    SEVEN = "7"
    EIGHT = "8"
    NINE = "9"
    DOUBLE_ZERO = "00"
    POINT = "."
    BACKSPACE = "backspace"
    UPPER = "upper"
    LOWER = "lower"
    OK = "ok"

    @property
    def digits(self) -> str:
        """What the key types; empty for the keys that type nothing."""
        return self.value if self.value.isdigit() else ""


@dataclass(frozen=True, slots=True)
class Face:
    """What a function key shows, and how it is spoken."""

    spoken: str
    text: str = ""
    icon: str = ""


class KeyButton(Button):
    """One key; it tells which one it is."""

    chosen = Signal(object)  # Key

    def __init__(self, theme: Theme, key: Key, face: Face, parent: QWidget) -> None:
        kind = ButtonKind.PLAIN if key.digits or key is Key.POINT else ButtonKind.FUNCTION
        super().__init__(theme, face.text, kind=kind, icon=face.icon, parent=parent)
        self._key = key
        self._is_ok = key is Key.OK
        self.setAccessibleName(face.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAutoRepeat(key is Key.BACKSPACE)
        self.setAutoRepeatDelay(500)
        self.setAutoRepeatInterval(80)
        self.clicked.connect(self._on_clicked)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(48), self._theme.px(_KEY_HEIGHT))

    @override
    def _paint_face(self, painter: QPainter, text: QColor) -> None:
        theme = self._theme
        painter.setPen(text)
        if self._icon:
            is_sign = self._key is not Key.BACKSPACE
            side = theme.px(24 if is_sign else 26)
            drawn = assets.pixmap(self._icon, text, side, self.devicePixelRatioF(), is_bold=is_sign)
            left, top = (self.width() - side) // 2, (self.height() - side) // 2
            painter.drawPixmap(left, top, drawn)
        elif self._is_ok:
            cap = theme.keys.cap("sell.take")
            middle = self.height() // 2
            painter.setFont(theme.font(16, 600))
            top = middle - theme.px(18 if cap else 10)
            above = QRect(0, top, self.width(), theme.px(20))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, self.text())
            painter.setFont(theme.font(12, 500))
            below = QRect(0, middle + theme.px(1), self.width(), theme.px(16))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, cap)
        else:
            is_figure = self._key.digits or self._key is Key.POINT
            painter.setFont(theme.font(_DIGIT_SIZE if is_figure else 19, 500))
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._key)


class Keypad(QWidget):
    """Tells each key that is pressed; whoever listens decides what it means."""

    key_chosen = Signal(object)  # Key

    def __init__(
        self, theme: Theme, upper: Face, lower: Face, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keypad")
        self.setAccessibleName(_("Keypad"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        # Digits and sign stay left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._buttons: dict[Key, KeyButton] = {}
        faces = _faces(upper, lower)
        for place, key in enumerate(_PLACES):
            button = KeyButton(theme, key, faces[key], self)
            button.setObjectName(f"key_{key.name.lower()}")
            button.chosen.connect(self.key_chosen)
            grid.addWidget(button, place // 4, place % 4)
            self._buttons[key] = button
        for column in range(4):
            grid.setColumnStretch(column, 1)

    def button(self, key: Key) -> KeyButton:
        return self._buttons[key]


_PLACES = (
    *(Key.SEVEN, Key.EIGHT, Key.NINE, Key.BACKSPACE),
    *(Key.FOUR, Key.FIVE, Key.SIX, Key.UPPER),
    *(Key.ONE, Key.TWO, Key.THREE, Key.LOWER),
    *(Key.ZERO, Key.DOUBLE_ZERO, Key.POINT, Key.OK),
)


def _faces(upper: Face, lower: Face) -> dict[Key, Face]:
    return {
        **{key: Face(key.value, key.value) for key in Key if key.digits},
        Key.POINT: Face(_("Decimal sign"), formatting.decimal_sign()),
        Key.BACKSPACE: Face(_("Delete digit"), icon="backspace"),
        Key.UPPER: upper,
        Key.LOWER: lower,
        Key.OK: Face(_("OK, Enter"), _("OK")),
    }


def key_of(text: str) -> Key | None:
    """Return the keypad's key for a typed character: digits, comma and point."""
    if text in {".", ","}:
        return Key.POINT
    is_digit = len(text) == 1 and text.isascii() and text.isdigit()
    return Key(text) if is_digit else None
