"""The banner row below the strip: one lasting state at a time, pushing the page down."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cashier.ui import assets
from cashier.ui.buttons import Button
from cashier.ui.chips import Tone
from cashier.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class BannerText:
    """A lasting state in words; ``action`` is the button's label, empty for none."""

    title: str
    text: str
    tone: Tone = Tone.WARN
    icon: str = "warning"
    action: str = ""


class Banner(QWidget):
    """Shows a state until it is over."""

    action_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bannerRow")
        self._theme = theme
        self._card = QFrame(self)
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), 0)
        around.addWidget(self._card)
        row = QHBoxLayout(self._card)
        row.setContentsMargins(theme.px(14), theme.px(10), theme.px(10), theme.px(10))
        row.setSpacing(theme.px(12))
        self._icon = QLabel(self._card)
        self._title = QLabel(self._card)
        self._title.setFont(theme.font(15, 600))
        self._text = QLabel(self._card)
        self._text.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._action = Button(theme, parent=self._card)
        self._action.clicked.connect(self.action_requested)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._action)
        self.hide()

    @Slot(object)
    def show_state(self, banner: BannerText | None) -> None:
        """Show ``banner``; None when the state is over."""
        self.setVisible(banner is not None)
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
