"""Python's cycle collector, kept on the window's thread.

It runs on whatever thread happens to allocate. A widget in a cycle that it destroys on the storage
thread takes the process down with it, so no other thread may run it while there is a window.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_MS = 1_000


class GarbageCollector(QObject):
    """Collects on this thread, as often as Python would, until ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        # What the start has made stays to the end: there is no need to look through it each time.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_LOOK_MS)

    def stop(self) -> None:
        """Collect no more: what the closed window leaves goes with the process, on no thread."""
        self._timer.stop()
        gc.unfreeze()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        due = [
            generation
            for generation, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > most
        ]
        if due:
            gc.collect(due[-1])
