"""The badge on a tile grows for a moment when more of its product is in the cart."""

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal, Slot

from cashier.domain.quantity import Quantity

GROWTH_MS = 140
_FIRST = 0.55


class BadgeGrowth(QObject):
    """Tells by ``grown`` how far the badges are that grow now: product key to size, 1 at the end.

    All that grow at one time grow together: a tap changes one product, a parked sale many.
    """

    grown = Signal(object)  # dict[str, float]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._growing: frozenset[str] = frozenset()
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(_FIRST)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(GROWTH_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_value_changed)

    def begin(self, before: Mapping[str, Quantity], now: Mapping[str, Quantity]) -> None:
        """Let those grow of which ``now`` has more than ``before``."""
        none = Quantity(0)
        more = {key for key, count in now.items() if count > before.get(key, none)}
        if not more:
            return
        self._animation.stop()
        self.grown.emit(dict.fromkeys(self._growing, 1.0))
        self._growing = frozenset(more)
        self._animation.start()

    def stop(self) -> None:
        """Let every badge have its full size at once."""
        self._animation.stop()
        self.grown.emit(dict.fromkeys(self._growing, 1.0))

    @Slot(object)
    def _on_value_changed(self, size: float) -> None:
        self.grown.emit(dict.fromkeys(self._growing, size))
