"""The search field: finds as it is typed, chooses by Enter, empties by Escape."""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui import assets
from cashier.ui.buttons import cap_width, paint_cap
from cashier.ui.theme import Theme

_LONGEST = 200


class SearchField(QLineEdit):
    """Says what is looked for; keys it has no use for go on to the page."""

    text_searched = Signal(str)
    first_wanted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("productSearch")
        self.setAccessibleName(_("Search products by name, code or PLU, F2"))
        self.setPlaceholderText(_("Name, code or PLU – or just scan"))
        self.setProperty("part", "search")
        self.setMaxLength(_LONGEST)
        self.setMinimumHeight(theme.px(48))
        self._theme = theme
        self.textChanged.connect(self.text_searched)
        self.returnPressed.connect(self._on_return)

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
        width = cap_width(theme, "F2")
        place = QRect(self.width() - px(13) - width, 0, width, self.height())
        paint_cap(painter, theme, place, "F2", colour)
        painter.end()

    def _leave(self) -> None:
        self.clear()
        self.left.emit()

    @Slot()
    def _on_return(self) -> None:
        self.first_wanted.emit(self.text())
