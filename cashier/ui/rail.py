"""The rail at the edge of the window: one button per page, each with its key."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.ui import assets
from cashier.ui.theme import Theme

_SIDE = 72
_BRAND = 56
_MARK = "#7FB2FF"  # the colour of the brand, the same in both themes


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A page's name, icon and key; ``page`` is told when its button is pressed."""

    page: object
    label: str
    icon: str
    cap: str


class RailButton(QAbstractButton):
    """One page; pressed it tells which."""

    chosen = Signal(object)  # the page

    def __init__(self, theme: Theme, entry: RailEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entry = entry
        self.setCheckable(True)
        self.setText(entry.label)
        self.setAccessibleName(f"{entry.label}, {entry.cap}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.colour("railActive"))
            painter.fillRect(0, 0, px(4), self.height(), QColor(_MARK))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("railHover"))
        colour = theme.colour("railTextActive" if self.isChecked() else "railText")
        side = px(24)
        drawn = assets.pixmap(self._entry.icon, colour, side, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, px(7), drawn)
        painter.setPen(colour)
        painter.setFont(theme.font(12, 500))
        label = QRect(0, px(34), self.width(), px(16))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._entry.label)
        painter.setFont(theme.font(12))
        cap = QRect(0, px(51), self.width(), px(16))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._entry.cap)
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._entry.page)


class Rail(QWidget):
    """The pages one below the other; the one in view is marked."""

    page_chosen = Signal(object)  # the page

    def __init__(self, theme: Theme, entries: tuple[RailEntry, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self.setFixedWidth(theme.px(_SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(_BRAND), 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[object, RailButton] = {}
        for entry in entries:
            button = RailButton(theme, entry, self)
            button.setObjectName(f"rail{entry.icon.title()}Button")
            button.chosen.connect(self.page_chosen)
            self._group.addButton(button)
            self._buttons[entry.page] = button
            column.addWidget(button)
        column.addStretch(1)
        theme.changed.connect(self.update)

    def mark(self, page: object) -> None:
        """Show that ``page`` is in view."""
        self._buttons[page].setChecked(True)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("rail"))
        painter.drawPixmap(*self._brand())
        painter.end()

    def _brand(self) -> tuple[int, int, QPixmap]:
        side = self._theme.px(30)
        mark = assets.window_icon().pixmap(QSize(side, side), self.devicePixelRatioF())
        return (self.width() - side) // 2, self._theme.px(13), mark
