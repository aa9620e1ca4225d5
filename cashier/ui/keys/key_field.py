"""A field that takes the next key pressed in it, whatever that key does elsewhere."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import cap_width, paint_box, paint_cap
from cashier.ui.keys import keys
from cashier.ui.look.theme import Theme

_HEIGHT = 64
_HELD_ALONE = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_LEAVING = frozenset({"Tab", "Backtab", "Shift+Backtab", "Esc"})


class KeyField(QWidget):
    """Shows a key; while it has the focus the next one pressed is told. Tab and Escape leave."""

    key_pressed = Signal(str)  # in the portable form

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyField")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._key = ""
        theme.changed.connect(self.update)

    @property
    def key(self) -> str:
        return self._key

    def show_key(self, key: str, spoken: str) -> None:
        self._key = key
        self.setAccessibleName(spoken)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(_HEIGHT))

    @override
    def event(self, event: QEvent) -> bool:
        """Have keys before any shortcut has them."""
        if isinstance(event, QKeyEvent) and keys.pressed(event) not in _LEAVING:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on, has_focus = self.isEnabled(), self.hasFocus()
        fill = theme.colour("surface" if is_on else "disabledFill")
        edge = theme.colour("accent" if has_focus else "control") if is_on else None
        paint_box(painter, self.rect(), fill, edge, px(8))
        if has_focus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(8), px(8))
        words = keys.words(self._key) or _("No key")
        colour = theme.colour("text" if is_on else "disabledText")
        width = cap_width(theme, words)
        cap = QRect(px(16), 0, width, self.height())
        room = QRect(px(32) + width, 0, self.width() - px(48) - width, self.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            cap.moveRight(self.width() - 1 - cap.left())
            room.moveRight(self.width() - 1 - room.left())
        paint_cap(painter, theme, cap, words, colour)
        painter.setFont(theme.font(14))
        painter.setPen(theme.colour("text2" if is_on else "disabledText"))
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        hint = _("Press the new key") if has_focus else _("Tap here, then press the new key")
        painter.drawText(room, side | Qt.TextFlag.TextWordWrap, hint if is_on else "")
        painter.end()

    def _take(self, event: QKeyEvent) -> None:
        key = keys.pressed(event)
        if key and event.key() not in _HELD_ALONE and not event.isAutoRepeat():
            self.key_pressed.emit(key)
