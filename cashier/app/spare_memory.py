"""Memory that was used once and is free again: given back to the system where it would stay ours.

Drawing a document takes some MiB for a moment. The C library keeps what was freed for the next
time, for each thread of its own; a till that stands all day is rather small.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give the free memory back; where the C library knows no such call, do nothing."""
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    if sys.platform.startswith("linux"):
        found: Callable[[int], object] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if found is not None:
            return found
    return _nothing


def _nothing(_kept: int) -> None: ...
