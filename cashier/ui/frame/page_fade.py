"""The change of pages: the old one fades away over the new one, which is there at once."""

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.ui.look.theme import Theme

FADE_MS = 140
_SLOWEST_FRAME_MS = 24
"""Where a frame takes longer than this the machine has better things to do than to fade."""
_OF_THE_NEW_PAGE = 2  # the first frame is the new page's own, painted for the first time
_FIRST = 0.7  # so much of the old page is in the first picture: the new one shows through it


class PageFade(QWidget):
    """Lies over its parent for a moment with what was seen there; it takes no press and no key."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pageFade")
        self._ground = parent
        self._theme = theme
        self._seen = QImage()
        self._opacity = 0.0
        self._since_frame = QElapsedTimer()
        self._frames = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
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

    def begin(self) -> None:
        """Keep what is on the screen now and let it fade; without motion do nothing."""
        ground = self._ground
        if not self._theme.moves or not ground.isVisible():
            return
        self._seen = _on_screen(ground)
        if self._seen.isNull():
            return
        self._opacity = _FIRST
        self._frames = 0
        self.setGeometry(ground.rect())
        self.show()
        self._animation.stop()
        self._animation.start()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(self._opacity)
        painter.drawImage(QPoint(0, 0), self._seen)
        painter.end()

    @Slot(object)
    def _on_value_changed(self, opacity: float) -> None:
        self._frames += 1
        is_slow = (
            self._frames > _OF_THE_NEW_PAGE and self._since_frame.elapsed() > _SLOWEST_FRAME_MS
        )
        self._since_frame.start()
        if is_slow:
            self._animation.stop()
            self._on_finished()
            return
        self._opacity = opacity
        self.update()

    @Slot()
    def _on_finished(self) -> None:
        self._seen = QImage()
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
