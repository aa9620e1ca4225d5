"""What came in from keyboard and scanner, and how the till took it: for the tester in Settings."""

import enum
from dataclasses import dataclass

KEPT = 20
"""So many of the last bursts are kept."""


class Decision(enum.Enum):
    """Which rule decided; ``is_scan`` tells for what."""

    SPEED = "speed"
    PREFIX = "prefix"
    SILENCE = "silence"
    TOO_SLOW = "too slow"
    TOO_SHORT = "too short"
    NO_END = "no end key"

    @property
    def is_scan(self) -> bool:
        return self in {Decision.SPEED, Decision.PREFIX, Decision.SILENCE}


@dataclass(frozen=True, slots=True)
class Burst:
    """Keys that came together: their text, the milliseconds between them, and the verdict.

    ``code`` is what a scan was taken for: without prefix, and through ``layout`` put right.
    """

    text: str
    gaps_ms: tuple[int, ...]
    end: str
    decision: Decision
    code: str = ""
    layout: str = ""
    device: str = ""

    @property
    def longest_gap_ms(self) -> int:
        return max(self.gaps_ms, default=0)

    @property
    def average_gap_ms(self) -> int:
        return round(sum(self.gaps_ms) / len(self.gaps_ms)) if self.gaps_ms else 0
