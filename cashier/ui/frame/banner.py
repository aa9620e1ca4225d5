"""The banner row below the strip: one lasting state at a time, pushing the page down."""

import enum
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QSize, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.controls.buttons import Button
from cashier.ui.frame.chips import Tone
from cashier.ui.frame.live_region import announce
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme

_SLIDE_MS = 160


class Concern(enum.Enum):
    """What a banner can be about; of several states the first in this order is shown."""

    ATTENTION = "attention"
    UNKNOWN_ANSWER = "unknown answer"
    NO_NETWORK = "no network"
    OLD_DAY = "old day"
    LOW_PAPER = "low paper"


@dataclass(frozen=True, slots=True)
class BannerText:
    """A lasting state in words; ``action`` is the button's label, empty for none."""

    title: str
    text: str
    tone: Tone = Tone.WARN
    icon: str = "warning"
    action: str = ""


class Banner(QWidget):
    """Shows the weightiest state until it is over; its height glides, so nothing jumps."""

    action_requested = Signal(object)  # Concern

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bannerRow")
        self._theme = theme
        self._states: dict[Concern, BannerText] = {}
        self._shown: Concern | None = None
        self._is_opening = False
        self._margin = theme.px(12)
        self._card = QFrame(self)
        self._icon, self._title, self._text = (QLabel(self._card) for _part in range(3))
        self._text.setWordWrap(True)
        self._action = Button(theme, parent=self._card)
        self._action.setObjectName("bannerButton")
        self._action.clicked.connect(self._on_action)
        self._row = QHBoxLayout(self._card)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row.addWidget(self._icon)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._action)
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slid)
        self._slide.finished.connect(self._on_slide_finished)
        self._measure()
        self.hide()
        theme.changed.connect(self._paint_state)
        theme.measured.connect(self._measure)

    @property
    def shown(self) -> Concern | None:
        """Which state is in view."""
        return self._shown

    def show_state(self, concern: Concern, banner: BannerText | None) -> None:
        """Take up the state of ``concern``; None when it is over."""
        if banner is None:
            self._states.pop(concern, None)
        else:
            self._states[concern] = banner
        before = self._states.get(self._shown) if self._shown is not None else None
        self._shown = next((one for one in Concern if one in self._states), None)
        if self._shown is None:
            self._glide_to(0)
            return
        self._paint_state()
        now = self._states[self._shown]
        if now != before:
            self.setAccessibleName(f"{now.title}. {now.text}")
            announce(self, self.accessibleName(), is_urgent=now.tone is Tone.ERROR)
        self._open()

    def set_margin(self, margin: int) -> None:
        """Stand as far from the edges as the page below does."""
        if margin != self._margin:
            self._margin = margin
            self._measure()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted_height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card at its full height: the row uncovers it."""
        super().resizeEvent(event)
        height = self._wanted_height()
        margin = self._margin
        place = self.rect().adjusted(margin, 0, -margin, 0)
        place.setTop(self.height() - height + margin)
        place.setHeight(height - margin)
        self._card.setGeometry(place)
        if self._shown is None or self._is_opening or event.oldSize().width() == self.width():
            return
        if self._slide.state() is QVariantAnimation.State.Running:
            self._slide.setEndValue(height)
        else:
            self.setFixedHeight(height)

    def _wanted_height(self) -> int:
        """Return how high the row is with its card at the width of now."""
        width = self.width() - 2 * self._margin
        return self._row.totalHeightForWidth(width) + self._margin

    def _open(self) -> None:
        """Come into view from no height at all; the width it gets there decides its height."""
        if self.isHidden():
            self._is_opening = True
            self.setFixedHeight(0)
            self.show()
            self._is_opening = False
        self._glide_to(self._wanted_height())

    def _glide_to(self, height: int) -> None:
        self._slide.stop()
        if not self._theme.moves or not self.isVisible():
            self.setFixedHeight(height)
            self.setVisible(bool(height))
            return
        self._slide.setStartValue(self.height())
        self._slide.setEndValue(height)
        self._slide.start()

    @Slot()
    def _paint_state(self) -> None:
        banner = self._states.get(self._shown) if self._shown is not None else None
        if banner is None:
            return
        is_error = banner.tone is Tone.ERROR
        colour = self._theme.colour("errIcon" if is_error else "warnIcon")
        self._icon.setPixmap(assets.pixmap(banner.icon, colour, self._theme.px(22)))
        self._title.setText(banner.title)
        self._title.setProperty("tone", "error" if is_error else "warn")
        self._text.setText(banner.text)
        self._action.set_label(banner.action)
        self._action.setVisible(bool(banner.action))
        self._card.setProperty("frame", "err" if is_error else "warn")
        for widget in (self._card, self._title):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(10), px(10), px(10))
        self._row.setSpacing(px(12))
        self._title.setFont(self._theme.font(15, 600))
        self._text.setFont(self._theme.font(13))
        self._paint_state()
        if self._shown is not None:
            self.setFixedHeight(self._wanted_height())

    @Slot(object)
    def _on_slid(self, height: int) -> None:
        self.setFixedHeight(height)

    @Slot()
    def _on_slide_finished(self) -> None:
        self.setVisible(self._shown is not None)

    @Slot()
    def _on_action(self) -> None:
        if self._shown is not None:
            self.action_requested.emit(self._shown)
