"""Rows that say which key does what: the cap, the action's name and its help."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.controls.buttons import cap_width, paint_cap
from cashier.ui.keys.actions import Action
from cashier.ui.look.theme import Theme

_ROW = 40
_LINE = 15
_CAP = 76
_SIDE = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = (
    Qt.AlignmentFlag.AlignLeading.value
    | Qt.AlignmentFlag.AlignTop.value
    | Qt.TextFlag.TextWordWrap.value
)


class KeyRow(QWidget):
    """One action: its key, its name, and what it does in a sentence."""

    def __init__(self, theme: Theme, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._action = action
        self.setObjectName(f"key_{action.name}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
    def heightForWidth(self, width: int) -> int:
        """Have room for all of the help."""
        metrics = QFontMetrics(self._theme.font(12))
        room = QRect(0, 0, width - self._lead(), 1_000)
        needed = metrics.boundingRect(room, _WRAPPED, self._action.help).height()
        return self._theme.px(_ROW - _LINE) + max(needed, self._theme.px(_LINE))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = theme.keys.words(self._action.name)
        colour = theme.colour("text" if cap else "muted")
        place = QRect(0, 0, cap_width(theme, cap or "–"), px(_ROW))
        paint_cap(painter, theme, self._mirrored(place), cap or "–", colour)
        lead = self._lead()
        room = QRect(lead, px(2), self.width() - lead, px(18))
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.colour("text"))
        painter.drawText(self._mirrored(room), _SIDE, self._action.label)
        room = QRect(lead, px(21), self.width() - lead, self.height() - px(21))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("text2"))
        painter.drawText(self._mirrored(room), _WRAPPED, self._action.help)
        painter.end()

    def _lead(self) -> int:
        """Return where the words begin: all below each other, unless a cap needs more room."""
        cap = cap_width(self._theme, self._theme.keys.words(self._action.name))
        return max(self._theme.px(_CAP), cap + self._theme.px(10))

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
