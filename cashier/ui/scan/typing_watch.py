"""Gathers what a person types while somebody looks at what comes in, in the scanner's tester."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from cashier.ui.keys.keystroke import Keystroke
from cashier.ui.scan.burst import Burst, Decision
from cashier.ui.scan.scan_rule import ScanRule

PAUSE_MS = 1_000
"""After so long what comes is something else."""


class TypingWatch(QObject):
    """Tells of keys that were no scan, once an end key or a pause has followed them."""

    typed = Signal(object)  # Burst

    def __init__(self, rule: ScanRule, parent: QObject) -> None:
        super().__init__(parent)
        self.rule = rule
        self._is_on = False
        self._text = ""
        self._times: list[int] = []
        self._device = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    def turn(self, *, is_on: bool) -> None:
        """Begin to gather, or stop and forget."""
        self._is_on = is_on
        self.forget()

    def note(self, key: Keystroke, event: QKeyEvent) -> None:
        """Gather ``key``; never what is typed as a secret."""
        if not self._is_on or not key.is_timed or _is_secret():
            return
        if self._times and key.at_ms - self._times[-1] > PAUSE_MS:
            self._on_pause()
        if key.text:
            self._text += key.text
            self._times.append(key.at_ms)
            self._device = device_of(event)
            self._pause.start()
        elif key.end is not None and self._text:
            self._times.append(key.at_ms)
            self._tell(key.end.value)

    def forget(self) -> None:
        """Drop what was gathered: it was a scan."""
        self._pause.stop()
        self._text = ""
        self._times.clear()

    @Slot()
    def _on_pause(self) -> None:
        if self._text:
            self._tell("")

    def _tell(self, end: str) -> None:
        gaps = gaps_between(self._times)
        burst = Burst(self._text, gaps, end, self._verdict(gaps), device=self._device)
        self.forget()
        self.typed.emit(burst)

    def _verdict(self, gaps: Sequence[int]) -> Decision:
        """Return why it was no scan."""
        if max(gaps, default=0) > self.rule.longest_gap_after(self._text):
            return Decision.TOO_SLOW
        if not self.rule.is_long_enough(self._text):
            return Decision.TOO_SHORT
        return Decision.NO_END


def gaps_between(times: Sequence[int]) -> tuple[int, ...]:
    """Return the milliseconds from each key to the next."""
    return tuple(after - before for before, after in pairwise(times))


def device_of(event: QKeyEvent) -> str:
    """Return the name of the keyboard that sent ``event``, where the system tells it."""
    return event.device().name()


def _is_secret() -> bool:
    focus = QApplication.focusWidget()
    return isinstance(focus, QLineEdit) and focus.echoMode() != QLineEdit.EchoMode.Normal
