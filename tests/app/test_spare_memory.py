"""What is free is given back, and a system that cannot take it back is no trouble."""

import os
import sys

import pytest

from benchmarks.window_start import resident
from cashier.app import spare_memory


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc keeps it")
def test_what_was_freed_goes_back_to_the_system() -> None:
    pieces = [bytearray(60_000) for _ in range(2_000)]
    last = bytearray(60_000)  # keeps the heap from shrinking by itself
    del pieces
    before = resident(os.getpid())
    spare_memory.give_back()
    assert resident(os.getpid()) <= before
    assert len(last) == 60_000


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    spare_memory._trim.cache_clear()  # noqa: SLF001 - as at the start
    spare_memory.give_back()
    spare_memory._trim.cache_clear()  # noqa: SLF001 - as at the start
