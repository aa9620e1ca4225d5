"""The system's clock in the shop's time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo


class SystemClock:
    """Implements ``ports.Clock``."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def now(self) -> datetime:
        """Return the present time with the shop's offset."""
        return datetime.now(self._zone)
