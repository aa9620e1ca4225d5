"""How a scanner types: the rule that tells its keys from a person's."""

from dataclasses import dataclass
from typing import Self

from cashier.settings import ScannerSettings
from cashier.ui.keys.keystroke import End

PREFIXED_GAP_MS = 500
"""After its prefix a code may come so slowly: the prefix has said already what it is."""
_NONE = "none"
# Signs that mean only themselves in a number may be typed at once; others can act on a page.
_HARMLESS = frozenset(",.")


@dataclass(frozen=True, slots=True)
class ScanRule:
    """Each key within ``longest_gap_ms`` of the last one, then a key of ``ends``.

    Without ``needs_end`` a code also ends where nothing follows it. ``prefix`` comes before each
    code, and needs no speed. ``repairs_layout`` puts codes right that came through a wrong layout.
    """

    longest_gap_ms: int = 50
    shortest_code: int = 4
    prefix: str = ""
    ends: frozenset[End] = frozenset(End)
    needs_end: bool = True
    repairs_layout: bool = True

    @classmethod
    def of(cls, settings: ScannerSettings) -> Self:
        """Return the rule as a shop has set it."""
        ends = frozenset(one for one in End if one.value == settings.end_key) or frozenset(End)
        return cls(
            settings.longest_gap_ms,
            settings.shortest_code,
            settings.prefix,
            ends,
            settings.end_key != _NONE,
            settings.repairs_layout,
        )

    def is_prefixed(self, text: str) -> bool:
        return bool(self.prefix) and text.startswith(self.prefix)

    def longest_gap_after(self, text: str) -> int:
        """Return how long the next key may take after ``text``."""
        if self.is_prefixed(text):
            return max(self.longest_gap_ms, PREFIXED_GAP_MS)
        return self.longest_gap_ms

    def code_in(self, text: str) -> str:
        """Return ``text`` without the prefix and what ends it."""
        code = text[len(self.prefix) :] if self.is_prefixed(text) else text
        return code.rstrip("\r\t")

    def is_long_enough(self, text: str) -> bool:
        """Whether ``text`` may be a whole code; with its prefix any length may."""
        return len(self.code_in(text)) >= (1 if self.is_prefixed(text) else self.shortest_code)

    def ends_by_silence(self, text: str) -> bool:
        """Whether ``text`` is a whole code once nothing follows it."""
        has_other_end = text.endswith(("\r", "\t"))
        return (has_other_end or not self.needs_end) and self.is_long_enough(text)

    def must_wait(self, first: str) -> bool:
        """Whether a first key may not be seen before it is known what it begins."""
        return not (first.isalnum() or first in _HARMLESS) or (self.prefix[:1] == first)
