"""Starts of a program, seen from outside: when a scan sent at once is painted, what is resident.

The scan is sent as soon as the X server has mapped the window. What it changes on the screen is
known beforehand: two looks at a window at rest, without the scan and with it, differ there and
nowhere else. The moment counts at which all of it is as it stays.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic

from benchmarks.x_screen import SIZE, Screen

SMALLEST_SIDE = 200
QUIET_S = 1.0
LONGEST_S = 60.0
_BETWEEN_LOOKS_S = 0.01
_BEFORE_MAP_S = 0.002
_PAUSE = Event()  # nobody sets it
_ROW_BYTES = 4 * SIZE[0]

Picture = bytes
Changed = Sequence[tuple[int, int]]


@dataclass
class Start:
    """One start: seconds from its beginning to each picture that differed from the one before."""

    mapped: float = 0.0
    resident: list[int] = field(default_factory=list)
    pictures: list[tuple[float, Picture]] = field(default_factory=list)

    @property
    def settled(self) -> float:
        return self.pictures[-1][0]

    @property
    def last(self) -> Picture:
        return self.pictures[-1][1]

    def shown(self, changed: Changed) -> float:
        """Return when the bytes of ``changed`` were as they stayed."""
        since = self.settled
        for at, picture in reversed(self.pictures):
            if any(picture[begin:end] != self.last[begin:end] for begin, end in changed):
                break
            since = at
        return since


def start(command: Sequence[str], screen: Screen, display: str, *steps: str) -> Start:
    """Start ``command``; type the first of ``steps`` as soon as its window is mapped.

    Whenever the window has come to rest, note what is resident and type the next step, where a
    word of more than one letter in capitals is the name of a key.
    """
    screen.mapped()
    begun = monotonic()
    process = subprocess.Popen(
        command, env=_surroundings(display), stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        window = _wait_for_map(screen, begun)
        seen = Start(monotonic() - begun)
        for step in steps or ("",):
            _type(screen, step)
            _watch(seen, screen, begun)
            seen.resident.append(resident(process.pid))
            screen.focus(window)
        return seen
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _PAUSE.wait(0.3)


def _type(screen: Screen, step: str) -> None:
    if step.isupper() and len(step) > 1:
        screen.press(step)
    else:
        screen.type(step)


def difference(before: Picture, after: Picture) -> Changed:
    """Return where the two pictures differ, row by row."""
    rows = range(0, len(after), _ROW_BYTES)
    found = (_difference_in(before, after, at) for at in rows)
    return [each for each in found if each is not None]


def resident(process: int) -> int:
    """Return the resident bytes of a process and of all its descendants."""
    total = 0
    for one in _family(process):
        for entry in Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if entry.startswith("Rss:"):
                total += int(entry.split()[1]) * 1024
    return total


def _surroundings(display: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    return {**kept, "DISPLAY": display}


def _wait_for_map(screen: Screen, begun: float) -> int:
    while monotonic() - begun < LONGEST_S:
        for window in screen.mapped():
            if min(screen.size(window)) >= SMALLEST_SIDE:
                return window
        _PAUSE.wait(_BEFORE_MAP_S)
    raise TimeoutError("no window appeared")


def _watch(seen: Start, screen: Screen, begun: float) -> None:
    since = monotonic() - begun
    while monotonic() - begun < LONGEST_S:
        picture = screen.picture()
        at = monotonic() - begun
        if not seen.pictures or picture != seen.last:
            seen.pictures.append((at, picture))
        elif at - max(seen.settled, since) > QUIET_S:
            return
        _PAUSE.wait(_BETWEEN_LOOKS_S)
    raise TimeoutError("the window did not come to rest")


def _difference_in(before: Picture, after: Picture, at: int) -> tuple[int, int] | None:
    old, new = before[at : at + _ROW_BYTES], after[at : at + _ROW_BYTES]
    if old == new:
        return None
    differing = [index for index in range(_ROW_BYTES) if old[index] != new[index]]
    return at + differing[0], at + differing[-1] + 1


def _family(process: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, ahead = [], [process]
    while ahead:
        found.append(ahead.pop())
        ahead += parents.get(found[-1], [])
    return found
