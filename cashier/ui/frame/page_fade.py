"""The change of pages: the old one fades into the new one, which can be used at once."""

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.ui.look.theme import Theme

FADE_MS = 140
_SLOWEST_FRAME_MS = 24
"""Where a frame takes longer than this the machine has better things to do than to fade."""
_FIRST = 0.7  # so much of the old page is in the first picture: the new one shows through it
_BEGINNINGS = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}
)


class PageFade(QWidget):
    """Lies over its parent for a moment and shows one picture turn into another.

    Neither page is painted meanwhile: both are pictures. The first key or press ends it, so that
    what comes of it is seen at once; it takes none of them.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pageFade")
        self._ground = parent
        self._theme = theme
        self._before = QImage()
        self._after = QImage()
        self._opacity = 0.0
        self._since_frame = QElapsedTimer()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(_FIRST)
        self._animation.setEndValue(0.0)
        self._animation.setDuration(FADE_MS)
        self._animation.valueChanged.connect(self._on_value_changed)
        self._animation.finished.connect(self._on_finished)
        self.hide()

    @property
    def is_running(self) -> bool:
        return self._animation.state() is QVariantAnimation.State.Running

    def keep(self) -> None:
        """Keep what is on the screen now; without motion keep nothing."""
        self._animation.stop()
        is_seen = self._theme.moves and self._ground.isVisible()
        self._before = _on_screen(self._ground) if is_seen else QImage()
        self.hide()

    def begin(self) -> None:
        """Turn what was kept into what the ground shows now."""
        if self._before.isNull():
            return
        self._after = QImage(self._before.size(), self._before.format())
        self._after.setDevicePixelRatio(self._before.devicePixelRatio())
        self._ground.render(self._after)
        self._opacity = _FIRST
        self.setGeometry(self._ground.rect())
        self.raise_()
        self.show()
        self._since_frame.start()
        self._animation.start()

    def takes(self, _watched: QWidget, event: QEvent) -> bool:
        """Make way for what a key or a press brings about; it is everybody else's."""
        if self.is_running and event.type() in _BEGINNINGS:
            self._end()
        return False

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QPoint(0, 0), self._after)
        painter.setOpacity(self._opacity)
        painter.drawImage(QPoint(0, 0), self._before)
        painter.end()

    @Slot(object)
    def _on_value_changed(self, opacity: float) -> None:
        if self._since_frame.restart() > _SLOWEST_FRAME_MS:
            self._end()
            return
        self._opacity = opacity
        self.update()

    @Slot()
    def _on_finished(self) -> None:
        self._end()

    def _end(self) -> None:
        self._animation.stop()
        self._before = self._after = QImage()
        self.hide()


def _on_screen(widget: QWidget) -> QImage:
    """Return a copy of what ``widget`` looks like, without painting it again."""
    window = widget.window()
    shown = window.backingStore().paintDevice()
    if not isinstance(shown, QImage):
        return QImage()
    ratio = window.devicePixelRatio()
    place = widget.mapTo(window, QPoint(0, 0))
    copied = shown.copy(
        round(place.x() * ratio),
        round(place.y() * ratio),
        round(widget.width() * ratio),
        round(widget.height() * ratio),
    )
    copied.setDevicePixelRatio(ratio)
    return copied
