"""A number to step up and down with two buttons, between fixed steps."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cashier.ui.controls.buttons import Button
from cashier.ui.look.theme import Theme


class Stepper(QWidget):
    """Minus, the value in words, plus; a value between two steps goes to the nearest one there."""

    stepped = Signal(object)  # the new value, a whole number

    def __init__(
        self,
        theme: Theme,
        name: str,
        steps: Sequence[int],
        words: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._steps = tuple(steps)
        self._words = words
        self._value = self._steps[0]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.less = Button(theme, icon="minus", parent=self)
        self.less.setObjectName(f"{name}Less")
        self.more = Button(theme, icon="plus", parent=self)
        self.more.setObjectName(f"{name}More")
        self._label = QLabel(self)
        self._label.setObjectName(f"{name}Value")
        self._label.setFont(theme.font(16, 600))
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.less)
        row.addWidget(self._label, 1)
        row.addWidget(self.more)
        self.less.clicked.connect(self._on_less)
        self.more.clicked.connect(self._on_more)
        self.setFocusProxy(self.more)

    @property
    def value(self) -> int:
        return self._value

    def name(self, less: str, more: str) -> None:
        """Say what the two buttons do, for those who do not see them."""
        self.less.setAccessibleName(less)
        self.more.setAccessibleName(more)

    def show_value(self, value: int) -> None:
        """Show ``value`` without telling of it."""
        self._value = value
        self._label.setText(self._words(value))
        self.less.setEnabled(value > self._steps[0])
        self.more.setEnabled(value < self._steps[-1])

    @Slot()
    def _on_less(self) -> None:
        self._step([one for one in self._steps if one < self._value][-1:])

    @Slot()
    def _on_more(self) -> None:
        self._step([one for one in self._steps if one > self._value][:1])

    def _step(self, there: list[int]) -> None:
        for value in there:
            self.show_value(value)
            self.stepped.emit(value)
