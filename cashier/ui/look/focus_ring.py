"""The focus ring: three pixels around what has the focus, shown only after a key was used."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from cashier.ui.look.theme import Theme

_WIDTH = 3
_OFFSET = 2


class FocusRing(QWidget):
    """Lies over the window around the focused button; fields and lists show focus themselves."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._is_wanted = False
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def takes(self, _watched: QWidget, event: QEvent) -> bool:
        """Notice whether keys or a pointer are used; take nothing."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._want(wanted=True)
        elif kind == QEvent.Type.MouseButtonPress:
            self._want(wanted=False)
        return False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide}:
            self._place()
        return False

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), px(_WIDTH)))
        half = px(_WIDTH) / 2
        ring = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(ring, px(10), px(10))
        painter.end()

    def _want(self, *, wanted: bool) -> None:
        if wanted is not self._is_wanted:
            self._is_wanted = wanted
            self._place()

    @Slot("QWidget*", "QWidget*")
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = now is not None and now.window() is self.window()
        if self._around is not None and isValid(self._around):
            self._around.removeEventFilter(self)
        self._around = now if inside and isinstance(now, QAbstractButton) else None
        if self._around is not None:
            self._around.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        around = self._around
        if around is None or not self._is_wanted or not isValid(around) or not around.isVisible():
            self.hide()
            return
        margin = self._theme.px(_WIDTH + _OFFSET)
        corner = around.mapTo(self.window(), QPoint(0, 0))
        self.setGeometry(QRect(corner, around.size()).adjusted(-margin, -margin, margin, margin))
        self.show()
        self.raise_()
