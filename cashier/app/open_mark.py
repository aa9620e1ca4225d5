"""A mark in the data folder while the window is open: it tells whether the last one fell."""

import contextlib
from pathlib import Path
from types import TracebackType
from typing import Self

_NAME = "window.open"


class OpenMark:
    """Entered while the window is open, by the folder's one writer.

    ``was_left`` tells that the window before did not end in order.
    """

    def __init__(self, folder: Path) -> None:
        self._mark = folder / _NAME
        self.was_left = self._mark.exists()

    def __enter__(self) -> Self:
        # Without the mark a fall goes untold; that must not keep the shop from selling.
        with contextlib.suppress(OSError):
            self._mark.touch()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._mark.unlink(missing_ok=True)
