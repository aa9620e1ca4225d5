"""What to change when a scanner's keys were taken for typing: one step that would have helped."""

import enum
from dataclasses import dataclass

from cashier.settings import CODE_LENGTHS, GAPS_MS
from cashier.ui.scan.burst import Burst, Decision
from cashier.ui.scan.scan_rule import ScanRule

_ROOM = 4, 3
"""A limit is proposed a third above what was measured: no two scans are equally fast."""
_STEP_MS = 10
_PERSON_MS = 90
"""Slower on the average than this is how people type; a limit above it would take their keys."""


class Setting(enum.Enum):
    """The setting to change; the value is its name in the settings."""

    GAP = "longest_gap_ms"
    LENGTH = "shortest_code"
    END = "end_key"


@dataclass(frozen=True, slots=True)
class Advice:
    """One setting with the value that would have made a scan of a burst."""

    setting: Setting
    value: int | str


def advice_for(burst: Burst, rule: ScanRule) -> Advice | None:
    """Return what would have helped; None for a scan, and for what a person typed."""
    match burst.decision:
        case Decision.TOO_SLOW:
            return _gap(burst)
        case Decision.TOO_SHORT:
            length = len(rule.code_in(burst.text))
            return Advice(Setting.LENGTH, length) if length in CODE_LENGTHS else None
        case Decision.NO_END:
            return None if burst.end else Advice(Setting.END, "none")
        case Decision.SPEED | Decision.PREFIX | Decision.SILENCE:
            return None


def _gap(burst: Burst) -> Advice | None:
    if burst.average_gap_ms > _PERSON_MS or burst.longest_gap_ms >= 2 * _PERSON_MS:
        return None
    more, less = _ROOM
    wanted = -(-burst.longest_gap_ms * more // less // _STEP_MS) * _STEP_MS
    return Advice(Setting.GAP, wanted) if wanted in GAPS_MS else None
