"""The list of sections beside the settings: one button each, the one in view is marked."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.controls.buttons import paint_box
from cashier.ui.controls.plain_scroll import plain_scroll
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_section import SectionEntry

_WIDTH = 200
_HEIGHT = 52
_ICON = 20
_TEXT_LEFT = 46
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class NavButton(QAbstractButton):
    """A section's icon and title; a long title takes two lines."""

    chosen = Signal(str)  # the section's name

    def __init__(self, theme: Theme, entry: SectionEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entry = entry
        self.setObjectName(f"{entry.name}Nav")
        self.setText(entry.title)
        self.setAccessibleName(entry.title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.update)

    @override
    def nextCheckState(self) -> None:
        """Leave it to the page whether the section is shown."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH - 16), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        colour = theme.colour("accentText" if self.isChecked() else "text2")
        side = px(_ICON)
        place = QRect(px(12), (self.height() - side) // 2, side, side)
        drawn = assets.pixmap(self._entry.icon, colour, side, self.devicePixelRatioF())
        painter.drawPixmap(self._mirrored(place).topLeft(), drawn)
        painter.setPen(colour)
        room = QRect(px(_TEXT_LEFT), 0, self.width() - px(_TEXT_LEFT + 8), self.height())
        weight = 600 if self.isChecked() else 500
        font = theme.font(15, weight)
        if QFontMetrics(font).horizontalAdvance(self.text()) > room.width():
            font = theme.font(13, weight)
        painter.setFont(font)
        flags = int(_LEADING) | Qt.TextFlag.TextWordWrap.value
        painter.drawText(self._mirrored(room), flags, self.text())
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        if self.isChecked():
            paint_box(painter, self.rect(), theme.colour("accentTint"), None, px(8))
            bar = self._mirrored(QRect(0, px(10), px(4), self.height() - px(20)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(bar), px(2), px(2))
        elif self.underMouse() or self.hasFocus():
            paint_box(painter, self.rect(), QColor(theme.colour("keyFn")), None, px(8))

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._entry.name)


class SettingsNav(QFrame):
    """The sections one below the other; one stop for Tab, arrows go up and down."""

    section_chosen = Signal(str)

    def __init__(self, theme: Theme, entries: Iterable[SectionEntry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settingsNav")
        self.setProperty("frame", "card")
        self.setFixedWidth(theme.px(_WIDTH))
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(*[theme.px(8) - 1] * 4)
        column.setSpacing(theme.px(4))
        self._scroll = plain_scroll(whole, self)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self._scroll)
        self._buttons: dict[str, NavButton] = {}
        for entry in entries:
            button = NavButton(theme, entry, whole)
            button.chosen.connect(self.section_chosen)
            self._buttons[entry.name] = button
            column.addWidget(button)
        column.addStretch(1)

    def mark(self, name: str) -> None:
        """Show that the section ``name`` is in view."""
        for each, button in self._buttons.items():
            is_it = each == name
            button.setChecked(is_it)
            focus = Qt.FocusPolicy.TabFocus if is_it else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)
        self._scroll.ensureWidgetVisible(self._buttons[name])
        self.setFocusProxy(self._buttons[name])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        focused = [one for one in self._buttons.values() if one.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        there = min(max(buttons.index(focused[0]) + step, 0), len(buttons) - 1)
        buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(buttons[there])
