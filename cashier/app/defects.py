"""What a slot or a painting raised and nobody caught: told once, and never as a traceback."""

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Self

_MOST = 100


class Defects:
    """While entered, errors that reach Qt itself go to ``report``, each of them once.

    Once, because what fails while it paints fails again with each painting.
    """

    def __init__(self, report: Callable[[Exception], None]) -> None:
        self._report = report
        self._told: set[str] = set()
        self._before = sys.excepthook

    def __enter__(self) -> Self:
        sys.excepthook = self._take
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        sys.excepthook = self._before

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):
            self._before(kind, error, trace)
            return
        what = repr(error)
        if what not in self._told and len(self._told) < _MOST:
            self._told.add(what)
            self._report(error)
