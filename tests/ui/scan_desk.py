"""A desk to scan at, and a keyboard that presses its keys at the times it is told."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from typing_extensions import override

from cashier.ui.frame.input_filter import InputFilter
from cashier.ui.scan.burst import Burst
from cashier.ui.scan.scanner import Scanner

CODE = "4770190036016"
# A line feed arrives as a key that Qt has no name for.
Modifier = Qt.KeyboardModifier
_KEYS = {"\r": Qt.Key.Key_Return.value, "\t": Qt.Key.Key_Tab.value, "\n": 10}


class Keyboard:
    """Sends keys with the times they are said to be pressed at."""

    def __init__(self, app: QApplication) -> None:
        self.now = 1_000
        self.app = app
        self.unfocused: QWidget | None = None
        self.is_repeating = False

    def press(self, text: str, gap: int) -> None:
        for character in text:
            self.now += gap
            self.key(_KEYS.get(character, ord(character.upper()[:1])), character)

    def key(self, key: int, text: str = "", held: Modifier = Modifier.NoModifier) -> None:
        """Press one key and let it go."""
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.send(kind, key, text, held)

    def send(
        self, kind: QEvent.Type, key: int, text: str, held: Modifier = Modifier.NoModifier
    ) -> None:
        event = QKeyEvent(kind, key, held, text, self.is_repeating)
        event.setTimestamp(self.now)
        event.setAccepted(kind is not QEvent.Type.ShortcutOverride)
        target = QApplication.focusWidget() or self.unfocused
        assert target is not None
        QApplication.sendEvent(target, event)


class Desk(QWidget):
    """A window with everything that can have the focus, and a scanner that listens."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.text = QPlainTextEdit(self)
        self.button = QPushButton("Pay", self)
        self.choice = QComboBox(self)
        self.choice.addItems(["one", "2 two", "4 four"])
        self.number = QSpinBox(self)
        self.list = QListWidget(self)
        self.list.addItems(["bread", "4 eggs", "7 rolls"])
        self.scanner = Scanner(parent=self)
        self.filter = InputFilter([self.scanner], self)
        self.codes: list[str] = []
        self.bursts: list[Burst] = []
        self.keys: list[str] = []
        self.clicks: list[str] = []
        self.scanner.code_scanned.connect(self.codes.append)
        self.scanner.burst_seen.connect(self.bursts.append)
        self.button.clicked.connect(self._on_clicked)
        self.filter.watch(app)

    def _on_clicked(self) -> None:
        self.clicks.append("Pay")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.text())
