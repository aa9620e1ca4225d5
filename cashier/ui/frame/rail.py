"""The rail at the edge of the window: one button per page, the keys at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui.look import assets
from cashier.ui.look.theme import Theme

_SIDE = 72
_BRAND = 56
_CAP_OPACITY = 0.82
_MARK = "#7FB2FF"  # the colour of the brand, the same in both themes


class RailButton(QAbstractButton):
    """An action of the whole window, with its icon, its name and its key."""

    chosen = Signal(str)  # the action's name

    def __init__(self, theme: Theme, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._action = theme.keys.action(action)
        verb = action.partition(".")[2]
        self.setObjectName(f"rail{verb.title()}Button")
        self.setText(self._action.label)
        self.setToolTip(self._action.help)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def action(self) -> str:
        """The name of the action whose key it bears."""
        return self._action.name

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.colour("railActive"))
            painter.fillRect(self._mark(), QColor(_MARK))
        elif self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), theme.colour("railHover"))
        colour = theme.colour("railTextActive" if self.isChecked() else "railText")
        cap = theme.keys.cap(self._action.name)
        top = px(7) if cap else px(15)
        side = px(24)
        drawn = assets.pixmap(self._action.icon, colour, side, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, top, drawn)
        painter.setPen(colour)
        painter.setFont(theme.font(12, 500))
        label = QRect(0, top + px(27), self.width(), px(16))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setFont(theme.font(12))
        painter.setOpacity(_CAP_OPACITY)
        painter.drawText(label.translated(0, px(17)), Qt.AlignmentFlag.AlignCenter, cap)
        painter.end()

    def _mark(self) -> QRect:
        """Return where the bar is that marks the page in view: at the window's edge."""
        bar = QRect(0, 0, self._theme.px(4), self.height())
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if is_mirrored is not self._theme.is_left_handed:
            bar.moveRight(self.width() - 1)
        return bar

    @Slot()
    def _on_look_changed(self) -> None:
        key = self._theme.keys.words(self._action.name)
        self.setAccessibleName(", ".join(part for part in (self.text(), key) if part))
        self.update()

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._action.name)


class Rail(QWidget):
    """The pages one below the other; the one in view is marked."""

    action_chosen = Signal(str)  # the action's name

    def __init__(
        self, theme: Theme, pages: Sequence[str], foot: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        for action in pages:
            button = self._add(action)
            button.setCheckable(True)
            self._group.addButton(button)
        self._column.addStretch(1)
        for action in foot:
            self._add(action)
        self._measure()
        theme.changed.connect(self.update)
        theme.measured.connect(self._measure)

    def mark(self, action: str) -> None:
        """Show that the page of ``action`` is in view."""
        self._buttons[action].setChecked(True)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("rail"))
        painter.drawPixmap(*self._brand())
        painter.end()

    def _add(self, action: str) -> RailButton:
        button = RailButton(self._theme, action, self)
        button.chosen.connect(self.action_chosen)
        self._buttons[action] = button
        self._column.addWidget(button)
        return button

    def _brand(self) -> tuple[int, int, QPixmap]:
        side = self._theme.px(30)
        mark = assets.window_icon().pixmap(QSize(side, side), self.devicePixelRatioF())
        return (self.width() - side) // 2, self._theme.px(13), mark

    @Slot()
    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(_SIDE))
        self._column.setContentsMargins(0, self._theme.px(_BRAND), 0, 0)
        for button in self._buttons.values():
            button.updateGeometry()
        self.update()
