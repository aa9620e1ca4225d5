"""Times two ways of doing the same thing side by side and prints one line about them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measured:
    """Median seconds of ours and of the limit, taken in turns; the ratio is the pairs' median."""

    ours: float
    limit: float
    ratio: float

    @classmethod
    def of(cls, pairs: Sequence[tuple[float, float]]) -> Measured:
        """Return what rounds of (ours, limit) come to."""
        return cls(
            statistics.median(mine for mine, _ in pairs),
            statistics.median(theirs for _, theirs in pairs),
            statistics.median(mine / theirs for mine, theirs in pairs),
        )

    def line(self, what: str, aim: float) -> str:
        verdict = "reached" if self.ratio <= aim else "NOT reached"
        return (
            f"{what}: {self.ours * 1000:.3f} ms, limit {self.limit * 1000:.3f} ms, "
            f"ratio {self.ratio:.2f}, aim {aim:.1f} {verdict}"
        )


def in_pairs(
    ours: Callable[[int], object], limit: Callable[[int], object], rounds: int, warm_up: int = 3
) -> Measured:
    """Run both in turns, each given the round's number, the first ``warm_up`` rounds unmeasured."""
    pairs = [(_seconds(ours, at), _seconds(limit, at)) for at in range(-warm_up, rounds)][warm_up:]
    return Measured.of(pairs)


def _seconds(run: Callable[[int], object], at: int) -> float:
    start = perf_counter()
    run(at)
    return perf_counter() - start
