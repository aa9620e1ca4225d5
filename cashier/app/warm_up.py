"""Loads in quiet moments, off the window's thread, what the first picture did not need."""

import importlib
import logging
import threading
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from cashier.app import quick_start

_log = logging.getLogger(__name__)

PAGES = ("cashier.ui.pay.pay_page", "cashier.ui.done.done_page", "cashier.app.pages")
"""What is wanted next: to take money, and to go on."""
DOCUMENTS = ("cashier.printing.pdf", "cashier.printing.preview")
"""What the first receipt is drawn with."""

_LOOK_MS = 100
_PAGES_AFTER_S = 2.0
_DOCUMENTS_AFTER_S = 6.0
_QUIET_S = 0.5


class WarmUp(QObject):
    """Loads one module after the other while nothing is typed or touched, ``begin`` to ``stop``.

    What is asked for before its turn is loaded by whoever asks, as ever.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = [
            *((_PAGES_AFTER_S, module) for module in PAGES),
            *((_DOCUMENTS_AFTER_S, module) for module in DOCUMENTS),
        ]
        self._running: threading.Thread | None = None
        self._begun_s = self._touched_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_time)

    @property
    def is_done(self) -> bool:
        """Whether everything is loaded."""
        return not self._steps and not self._is_loading

    def begin(self) -> None:
        """Count the time from now on: the first picture is there."""
        self._begun_s = monotonic()
        self._timer.start()

    def takes(self, _watched: QWidget, _event: QEvent) -> bool:
        """Note that somebody is at work; the event is for the others."""
        self._touched_s = monotonic()
        return False

    def hurry(self) -> None:
        """Wait for a quiet moment only: a receipt will be wanted."""
        self._steps = [(0.0, module) for _, module in self._steps]

    def stop(self) -> None:
        """Begin nothing more, and wait for what was begun."""
        self._timer.stop()
        self._steps.clear()
        if self._running is not None:
            self._running.join()

    @property
    def _is_loading(self) -> bool:
        return self._running is not None and self._running.is_alive()

    @Slot()
    def _on_time(self) -> None:
        if self._is_loading:
            return
        if not self._steps:
            self._timer.stop()
            quick_start.keep()
        elif self._is_due(monotonic()):
            _, module = self._steps.pop(0)
            self._running = threading.Thread(target=_load, args=(module,), name="warm-up")
            self._running.start()

    def _is_due(self, now_s: float) -> bool:
        after_s, _ = self._steps[0]
        return now_s - self._begun_s >= after_s and now_s - self._touched_s >= _QUIET_S


def _load(module: str) -> None:
    try:
        importlib.import_module(module)
    except Exception:  # noqa: BLE001 - on a thread of its own nobody hears of it
        _log.exception("could not load %s ahead", module)  # who needs it will say so
