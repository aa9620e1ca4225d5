"""How fast an import goes, and how long it will still take, told from how far it has come."""

from dataclasses import dataclass

from cashier.operations.import_products import ImportProgress
from cashier.translation import _, several
from cashier.ui.controls.progress_bar import WHOLE_BAR
from cashier.ui.imports.import_words import Count

_READING_SHARE = 600
"""Of a whole import; the rest goes to putting the names in order. A check only reads."""
_TELLS_FROM_S = 1
"""Before, a guess would jump about."""
_MINUTE = 60
_LAST_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Pace:
    """When work began, and how far it was when last told; times are seconds of one clock."""

    began_at: float
    now: float
    is_check: bool
    progress: ImportProgress | None = None

    def at(self, progress: ImportProgress, now: float) -> "Pace":
        return Pace(self.began_at, now, self.is_check, progress)

    @property
    def bar(self) -> int:
        """How far the bar is; it only ever goes forward."""
        return bar_value(self.progress, is_check=self.is_check)

    @property
    def rows_a_second(self) -> int:
        """How many rows were read a second so far; 0 while nobody can tell."""
        passed = self.now - self.began_at
        if self.progress is None or not self.progress.is_reading or passed < _TELLS_FROM_S:
            return 0
        return round(self.progress.rows / passed)

    @property
    def seconds_left(self) -> int | None:
        """How long it will still take, if it goes on like this; None while nobody can tell."""
        passed = self.now - self.began_at
        if passed < _TELLS_FROM_S or not self.bar:
            return None
        return round(passed * (WHOLE_BAR - self.bar) / self.bar)

    @property
    def words(self) -> str:
        """Rate and rest in words; empty while nobody can tell."""
        parts = []
        if self.rows_a_second:
            rate = _("{count} rows a second")
            parts.append(rate.format(count=Count(_rounded(self.rows_a_second))))
        if self.seconds_left is not None:
            parts.append(_left(self.seconds_left))
        return " · ".join(parts)


def bar_value(progress: ImportProgress | None, *, is_check: bool) -> int:
    """Return how far the bar is; it only ever goes forward."""
    if progress is None:
        return 0
    share = WHOLE_BAR if is_check else _READING_SHARE
    done = min(progress.done, progress.total)
    if progress.is_reading:
        return done * share // max(progress.total, 1)
    return share + done * (WHOLE_BAR - share) // max(progress.total, 1)


def _left(seconds: int) -> str:
    if seconds < _LAST_SECONDS:
        return _("a few seconds left")
    if seconds < _MINUTE:
        return several("about {count} second left", "about {count} seconds left", Count(seconds))
    minutes = Count(-(-seconds // _MINUTE))
    return several("about {count} minute left", "about {count} minutes left", minutes)


def _rounded(rate: int) -> int:
    """Return a rate without figures that change all the time."""
    step = int("1".ljust(len(str(rate)) - 1, "0"))
    return rate // step * step
