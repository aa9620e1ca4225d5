"""Where a selling process is, told to the process that is going to kill it.

The selling side writes its phase into a small mapped file before every step, down to the writes
and the sync of a commit. It can be told to halt for ever when it comes to a phase, so that a kill
lands there without luck or waiting.
"""

import mmap
import threading
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import apsw
from typing_extensions import override

NEVER = 255


class Phase(IntEnum):
    """Steps of the selling process; from POSTING to TO_PRINT it is at a sale's critical part."""

    STARTING = 0
    IDLE = 1
    KEEPING = 2
    TENDER_ASKED = 3
    VOIDING = 4
    POSTING = 5
    IN_TRANSACTION = 6
    COMMITTING = 7
    WRITING_LOG = 8
    SYNCING_LOG = 9
    SYNCED = 10
    COMMITTED = 11
    TO_PRINT = 12
    PRINTING = 13


CRITICAL = range(Phase.IN_TRANSACTION, Phase.PRINTING)


class Board:
    """The mapped bytes: phase now, phase to halt at, how many more times to pass it, halted."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes([Phase.STARTING, NEVER, 0, 0]))
        self._file = path.open("r+b")
        self._map = mmap.mmap(self._file.fileno(), 4)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._map.close()
        self._file.close()

    @property
    def phase(self) -> Phase:
        return Phase(self._map[0])

    @property
    def has_halted(self) -> bool:
        return self._map[3] == 1

    def prepare(self, halt_at: Phase | None, passes: int) -> None:
        """Begin another run, which halts when it comes to ``halt_at`` after ``passes`` times."""
        self._map[:] = bytes([Phase.STARTING, NEVER if halt_at is None else halt_at, passes, 0])

    def mark(self, phase: Phase) -> None:
        """Say where the process is; halt where it was told to."""
        self._map[0] = phase
        if self._map[1] != phase:
            return
        if self._map[2]:
            self._map[2] -= 1
            return
        self._map[3] = 1
        threading.Event().wait()


class MarkingVFS(apsw.VFS):
    """The system's files, with a mark before each write to the log and around its sync."""

    def __init__(self, mark: Callable[[Phase], None]) -> None:
        self._mark = mark
        self._below = apsw.vfs_names()[0]
        super().__init__("marking", self._below, makedefault=True)

    @override
    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _MarkingFile(self._below, name, flags, self._mark)


class _MarkingFile(apsw.VFSFile):
    def __init__(
        self, below: str, name: Any, flags: list[int], mark: Callable[[Phase], None]
    ) -> None:
        super().__init__(below, name, flags)
        self._mark = mark if flags[0] & apsw.SQLITE_OPEN_WAL else _no_mark

    @override
    def xWrite(self, data: Any, offset: int) -> None:
        self._mark(Phase.WRITING_LOG)
        super().xWrite(data, offset)

    @override
    def xSync(self, flags: int) -> None:
        self._mark(Phase.SYNCING_LOG)
        super().xSync(flags)
        self._mark(Phase.SYNCED)


def _no_mark(_phase: Phase) -> None:
    return
