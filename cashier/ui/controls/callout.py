"""A callout in place: what happened, what is safe, and the buttons that lead on."""

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.controls.buttons import Button, paint_box
from cashier.ui.frame.chips import Tone
from cashier.ui.look import assets
from cashier.ui.look.mirror import is_mirrored, mirrored
from cashier.ui.look.theme import Theme

_ICON = 24
_TONES = {Tone.OK: "ok", Tone.WARN: "warn", Tone.ERROR: "error"}


class Callout(QWidget):
    """A tinted box with an icon, a heading, a sentence and a row of buttons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.WARN
        self._icon = "warning"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        box = QVBoxLayout(self)
        box.setSpacing(theme.px(2))
        self._box = box
        self._keep_clear()
        self._heading = QLabel(self)
        self._heading.setFont(theme.font(15, 600))
        self._heading.setWordWrap(True)
        self._text = QLabel(self)
        self._text.setFont(theme.font(13))
        self._text.setWordWrap(True)
        box.addWidget(self._heading)
        box.addWidget(self._text)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, theme.px(8), 0, 0)
        self._row.setSpacing(theme.px(8))
        self._row.addStretch(1)
        box.addLayout(self._row)
        theme.changed.connect(self.update)

    @property
    def heading(self) -> str:
        return self._heading.text()

    def add_button(self, button: Button) -> None:
        """Put a button at the end of the row."""
        button.setParent(self)
        self._row.insertWidget(self._row.count() - 1, button)

    def insert_above_buttons(self, part: QWidget | QLayout) -> None:
        """Put a widget or a row of them between the sentence and the buttons."""
        box = self.layout()
        assert isinstance(box, QVBoxLayout)  # noqa: S101 - it was made here, for the checker
        if isinstance(part, QLayout):
            box.insertLayout(box.count() - 1, part)
        else:
            box.insertWidget(box.count() - 1, part)

    def show_words(self, tone: Tone, icon: str, heading: str, text: str) -> None:
        self._tone, self._icon = tone, icon
        self._heading.setText(heading)
        self._heading.setProperty("tone", _TONES.get(tone, ""))
        self._heading.style().polish(self._heading)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{heading}. {text}")
        self.updateGeometry()
        self.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._keep_clear()

    def _keep_clear(self) -> None:
        """Keep the words off the icon, which stands where reading begins."""
        px = self._theme.px
        begin, end = px(50), px(14)
        left, right = (end, begin) if is_mirrored(self) else (begin, end)
        self._box.setContentsMargins(left, px(12), right, px(12))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = self._tone.value
        fill, edge = theme.colour(f"{name}Tint"), theme.colour(f"{name}Icon")
        paint_box(painter, self.rect(), fill, edge, theme.px(10))
        side = theme.px(_ICON)
        drawn = assets.pixmap(self._icon, edge, side, self.devicePixelRatioF(), is_bold=True)
        place = QRect(theme.px(14), theme.px(13), side, side)
        painter.drawPixmap(mirrored(place, self).topLeft(), drawn)
        painter.end()
