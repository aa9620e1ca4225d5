"""What can go wrong between a till and its server, to be planned for requests to come."""

import asyncio
import enum
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta


class Fault(enum.Enum):
    """One thing that goes wrong; "before" and "after" say on which side of being applied."""

    DROP_BEFORE = "drop-before"
    DROP_AFTER = "drop-after"
    ERROR_BEFORE = "500-before"
    ERROR_AFTER = "500-after"
    GATEWAY_BEFORE = "502-before"
    GATEWAY_AFTER = "502-after"
    LIMIT_HEADER = "429-header"
    LIMIT_BODY = "429-body"
    SLOW = "slow"
    LATE = "late"
    HALF_BODY = "half-body"
    CUT_JSON = "cut-json"
    EMPTY = "empty"
    WRONG_TYPE = "wrong-content-type"
    HTML_BEFORE = "html-before"
    HTML_AFTER = "html-after"
    HUGE = "100-mb"
    ENDLESS = "endless"
    NESTED = "nested"
    REDIRECT = "redirect"
    WRONG_CLOCK = "wrong-clock"
    DUPLICATE_NUMBER = "duplicate-number"
    SILENT_CAP = "silent-cap"
    WRONG_TYPES = "wrong-types"
    NEGATIVE_TOTAL = "negative-total"
    ANOTHER_TOTAL = "another-total"
    FOREIGN_CURRENCY = "foreign-currency"
    DUPLICATE_IDS = "duplicate-ids"
    CONTROL_CHARACTERS = "control-characters"


# The server never gets to see a request that one of these happens to.
NOT_APPLIED = frozenset(
    {
        Fault.DROP_BEFORE,
        Fault.ERROR_BEFORE,
        Fault.GATEWAY_BEFORE,
        Fault.LIMIT_HEADER,
        Fault.LIMIT_BODY,
        Fault.HTML_BEFORE,
        Fault.REDIRECT,
    }
)
# These twist what stands in a JSON answer; the request is applied.
TWISTS = frozenset(
    {
        Fault.WRONG_TYPES,
        Fault.NEGATIVE_TOTAL,
        Fault.ANOTHER_TOTAL,
        Fault.FOREIGN_CURRENCY,
        Fault.DUPLICATE_IDS,
        Fault.CONTROL_CHARACTERS,
    }
)
# The server itself does these: it knows what they mean for it.
BY_THE_SERVER = frozenset({Fault.WRONG_CLOCK, Fault.DUPLICATE_NUMBER, Fault.SILENT_CAP})


@dataclass(slots=True)
class Planned:
    """A fault that waits for its request; ``times`` None: for every one."""

    fault: Fault | None
    method: str = ""
    path: str = ""
    times: int | None = 1

    def fits(self, method: str, path: str) -> bool:
        return (not self.method or method == self.method) and self.path in path


@dataclass(frozen=True, slots=True)
class Happened:
    """A fault that came to its request."""

    fault: Fault
    method: str
    path: str


class Faults:
    """The faults that a server has before it; planned by the test, taken by its requests.

    ``held`` is released once for each request that a slow server begins to sit on.
    """

    def __init__(self) -> None:
        self.slow_for = timedelta(seconds=30)
        self.late_by = timedelta()
        self.huge_bytes = 100 * 1024 * 1024
        self.nested_deep = 200_000
        self.retry_after = 1
        self.retry_after_in_body = 1
        self.clock_error = timedelta(hours=1)
        self.clock_is_wrong = False
        self.cap = 2
        self.redirect_to = "http://127.0.0.1:9/elsewhere"
        self.happened: list[Happened] = []
        self.asked: Counter[tuple[str, str]] = Counter()
        self.closing = asyncio.Event()
        self.held = threading.Semaphore(0)
        self._planned: list[Planned] = []
        self._script: Iterator[Fault | None] = iter(())
        self._script_fits = Planned(None)

    def plan(
        self, fault: Fault, *, method: str = "", path: str = "", times: int | None = 1
    ) -> None:
        """Let ``fault`` happen to the next requests of this method whose path holds ``path``."""
        self._planned.append(Planned(fault, method, path, times))

    def follow(self, script: Iterable[Fault | None], *, method: str = "", path: str = "") -> None:
        """Let each fitting request take the next of ``script``; None: all goes well."""
        self._script, self._script_fits = iter(script), Planned(None, method, path)

    def clear(self) -> None:
        """Let all go well from now on; what happened stays on record."""
        self._planned.clear()
        self._script = iter(())
        self.clock_is_wrong = False

    def take(self, method: str, path: str) -> Fault | None:
        """Return what happens to this request."""
        self.asked[method, path] += 1
        fault = self._next_planned(method, path)
        if fault is None and self._script_fits.fits(method, path):
            fault = next(self._script, None)
        if fault is not None:
            self.happened.append(Happened(fault, method, path))
        if fault is Fault.WRONG_CLOCK:
            self.clock_is_wrong = True
        return fault

    def _next_planned(self, method: str, path: str) -> Fault | None:
        for planned in self._planned:
            if planned.fits(method, path):
                if planned.times is not None:
                    planned.times -= 1
                    if planned.times <= 0:
                        self._planned.remove(planned)
                return planned.fault
        return None

    def requests(self, method: str, path: str) -> int:
        """Return how many requests of this method had ``path`` in theirs, faults or not."""
        wanted = Planned(None, method, path)
        return sum(count for key, count in self.asked.items() if wanted.fits(*key))

    def counts(self) -> Counter[Fault]:
        return Counter(one.fault for one in self.happened)
