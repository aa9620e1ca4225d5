"""Ends the program in order when the system or a terminal asks for it: SIGTERM, SIGINT, SIGHUP."""

import signal
import socket
from types import FrameType, TracebackType
from typing import Self

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication

# Which of them there are depends on the system.
_NAMES = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")
_ENOUGH = 4_096


class OrderlyEnding(QObject):
    """While entered, a signal closes every window as a person does; a second one ends at once.

    Python's own handlers run only when Python code does, and Qt's loop may sleep for long: the byte
    that Python writes for each signal is what wakes the loop.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_asked = False
        known = {one: signal.getsignal(one) for one in _known()}
        self._before = {one: now for one, now in known.items() if now is not signal.SIG_IGN}

    def __enter__(self) -> Self:
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.settimeout(0)
        self._fd_before = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        for one in self._before:
            signal.signal(one, _leave_it_to_the_loop)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._notifier.setEnabled(False)
        self._give_back()
        signal.set_wakeup_fd(self._fd_before)
        self._reading.close()
        self._writing.close()

    @Slot()
    def _on_signal(self) -> None:
        self._reading.recv(_ENOUGH)
        self.is_asked = True
        self._give_back()
        QApplication.closeAllWindows()

    def _give_back(self) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)


def _known() -> list[signal.Signals]:
    return [signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__]


def _leave_it_to_the_loop(_number: int, _frame: FrameType | None) -> None:
    """Do nothing here: the loop wakes up and closes the windows."""
