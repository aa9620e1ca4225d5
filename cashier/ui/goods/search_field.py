"""The search field: finds as it is typed, chooses by Enter, empties by Escape."""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import cap_width, paint_cap
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme

_LONGEST = 200


class SearchField(QLineEdit):
    """Says what is looked for; keys it has no use for go on to the page."""

    text_searched = Signal(str)
    first_wanted = Signal(str)
    left = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, action: str = "sell.search"
    ) -> None:
        super().__init__(parent)
        self.setObjectName("productSearch")
        self._action = action
        self._spoken = ""
        self.setPlaceholderText(_("Name, code or PLU – or just scan"))
        self.setProperty("part", "search")
        self.setMaxLength(_LONGEST)
        self.setMinimumHeight(theme.px(48))
        self._theme = theme
        self.set_spoken(_("Search products by name, code or PLU"))
        theme.changed.connect(self._on_look_changed)
        self.textChanged.connect(self.text_searched)
        self.returnPressed.connect(self._on_return)

    @property
    def action(self) -> str:
        """The name of the action whose key it bears."""
        return self._action

    def set_spoken(self, spoken: str) -> None:
        """Name the field by what it finds and by its key."""
        self._spoken = spoken
        key = self._theme.keys.words(self._action)
        self.setAccessibleName(", ".join(part for part in (spoken, key) if part))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour("text2")
        side = px(22)
        drawn = assets.pixmap("search", colour, side, self.devicePixelRatioF())
        painter.drawPixmap(px(13), (self.height() - side) // 2, drawn)
        cap = theme.keys.cap(self._action)
        if cap:
            width = cap_width(theme, cap)
            place = QRect(self.width() - px(13) - width, 0, width, self.height())
            paint_cap(painter, theme, place, cap, colour)
        painter.end()

    def _leave(self) -> None:
        self.clear()
        self.left.emit()

    @Slot()
    def _on_look_changed(self) -> None:
        self.set_spoken(self._spoken)
        self.update()

    @Slot()
    def _on_return(self) -> None:
        self.first_wanted.emit(self.text())
