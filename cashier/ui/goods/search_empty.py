"""What stands in the place of the tiles when a search finds nothing: what can be done about it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.look.theme import Theme

_LONGEST_SHOWN = 60
_CENTER = Qt.AlignmentFlag.AlignHCenter


class SearchEmpty(QWidget):
    """Lies over the grid; its buttons tell what was looked for."""

    free_line_requested = Signal(str)
    new_product_requested = Signal(str)

    def __init__(self, theme: Theme, grid: QWidget) -> None:
        super().__init__(grid)
        self.setObjectName("searchEmpty")
        self._text = ""
        self._words = QLabel(self)
        self._words.setObjectName("searchEmptyWords")
        self._words.setFont(theme.font(16, 600))
        self._words.setWordWrap(True)
        self._words.setAlignment(_CENTER)
        hint = QLabel(_("Try fewer letters, or the code below the bars."), self)
        hint.setFont(theme.font(14))
        hint.setProperty("tone", "second")
        hint.setWordWrap(True)
        hint.setAlignment(_CENTER)
        self.free_line = Button(theme, _("Sell as free line"), action="sell.free_line", parent=self)
        self.free_line.setObjectName("sellAsFreeLineButton")
        self.free_line.clicked.connect(self._on_free_line)
        self.add = Button(theme, _("Add product"), icon="plus", parent=self)
        self.add.setObjectName("addProductButton")
        self.add.clicked.connect(self._on_add)
        box = QVBoxLayout(self)
        box.setSpacing(theme.px(8))
        box.addStretch(2)
        box.addWidget(self._words)
        box.addWidget(hint)
        box.addSpacing(theme.px(12))
        box.addWidget(self.free_line, 0, _CENTER)
        box.addWidget(self.add, 0, _CENTER)
        box.addStretch(3)
        grid.installEventFilter(self)
        self.hide()

    @property
    def stops(self) -> list[QWidget]:
        return [self.free_line, self.add]

    def show_for(self, text: str) -> None:
        """Say that nothing is called ``text``."""
        self._text = text
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
        self._words.setText(_("Nothing called “{text}” here").format(text=shown))
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    @Slot()
    def _on_free_line(self) -> None:
        self.free_line_requested.emit(self._text)

    @Slot()
    def _on_add(self) -> None:
        self.new_product_requested.emit(self._text)
