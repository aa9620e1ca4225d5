"""Watches whether the window's thread goes on: a tick that comes late was kept from coming."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from typing_extensions import override

TICK_MS = 2


class GuiWatch(QObject):
    """Ticks on the window's own loop; ``late_ms`` is how late each tick was."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.late_ms: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin a new record."""
        self.late_ms.clear()
        self._last = perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Tick no more; the record stays."""
        self._timer.stop()

    def share(self, part: float) -> float:
        """Return the lateness that ``part`` of all ticks did not exceed, in milliseconds."""
        ordered = sorted(self.late_ms)
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]

    @override
    def __str__(self) -> str:
        return (
            f"{len(self.late_ms)} ticks, p50 {self.share(0.5):.2f}, p99 {self.share(0.99):.2f}, "
            f"longest {max(self.late_ms):.1f} ms late"
        )

    @Slot()
    def _on_tick(self) -> None:
        now = perf_counter()
        self.late_ms.append(max((now - self._last) * 1_000 - TICK_MS, 0.0))
        self._last = now
