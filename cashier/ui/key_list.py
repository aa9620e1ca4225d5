"""Rows that say which key does what: the cap, the action's name and its help."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.actions import Action
from cashier.ui.buttons import cap_width, paint_cap
from cashier.ui.theme import Theme

_ROW = 40
_CAP = 76
_SIDE = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class KeyRow(QWidget):
    """One action: its key, its name, and what it does in a sentence."""

    def __init__(self, theme: Theme, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._action = action
        self.setObjectName(f"key_{action.name}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def action(self) -> Action:
        return self._action

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(_ROW))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_ROW))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = theme.keys.words(self._action.name)
        colour = theme.colour("text" if cap else "muted")
        width = cap_width(theme, cap or "–")
        lead = max(px(_CAP), width + px(10))
        place = self._mirrored(QRect(0, 0, width, self.height()))
        paint_cap(painter, theme, place, cap or "–", colour)
        room = QRect(lead, 0, self.width() - lead, self.height())
        self._paint_words(painter, room)
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        theme = self._theme
        for text, size, weight, colour, top in (
            (self._action.label, 14, 600, "text", 2),
            (self._action.help, 12, 400, "text2", 20),
        ):
            font = theme.font(size, weight)
            line = QRect(room.left(), theme.px(top), room.width(), theme.px(18))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            painter.drawText(self._mirrored(line), _SIDE, shown)

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveRight(self.width() - 1 - place.left())
        return place

    @Slot()
    def _on_look_changed(self) -> None:
        key = self._theme.keys.words(self._action.name)
        named = ", ".join(part for part in (self._action.label, key) if part)
        self.setAccessibleName(f"{named}: {self._action.help}")
        self.setToolTip(self._action.help)
        self.update()


class KeyGroup(QWidget):
    """The actions of one page under its name."""

    def __init__(
        self, theme: Theme, title: str, actions: tuple[Action, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = [KeyRow(theme, action, self) for action in actions]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(4))
        heading = QLabel(title, self)
        heading.setFont(theme.font(13, 600))
        heading.setProperty("tone", "second")
        heading.setFixedHeight(theme.px(24))
        box.addWidget(heading)
        for row in self.rows:
            box.addWidget(row)
        box.addStretch(1)
