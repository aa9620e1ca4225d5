"""A till that sells all day: after hundreds of sales the window holds no more than after a few.

What Qt warns of fails every test here, as everywhere.
"""

import functools
import gc
import os
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from benchmarks.till_window import Hands, loop_of_the_window, make_shop, opened, rows
from benchmarks.window_start import resident
from cashier.app.till import Till

Record = Callable[[str, object], None]
LINES = 3
A_FEW = 5
"""So many objects may be on their way in or out when they are counted."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds: Qt's objects of the window, Python's of Qt, and bytes."""

    in_window: int
    in_python: int
    traced: int
    resident: int

    @classmethod
    def now(cls, hands: Hands) -> "Held":
        """Count what is held beside the caches, which have a bound and fill slowly."""
        for cache in caches():
            cache.cache_clear()
        gc.collect()
        return cls(
            len(hands.till.window.findChildren(QObject)),
            sum(isinstance(one, QObject) for one in gc.get_objects()),
            tracemalloc.get_traced_memory()[0],
            resident(os.getpid()),
        )


def caches() -> list["functools._lru_cache_wrapper[object]"]:
    """Return the caches of all modules; the collector does not tell of those of the start."""
    kind = type(functools.lru_cache(int))
    modules = [vars(module) for module in tuple(sys.modules.values())]
    return [one for names in modules for one in tuple(names.values()) if type(one) is kind]


def sell(qapp: QApplication, folder: Path, counts: tuple[int, int]) -> tuple[Held, Held]:
    """Sell ``counts`` times by events; return what was held after the first and after all."""
    held: list[Held] = []
    make_shop(folder, rows()[:200])
    codes = [row["barcode"] for row in rows()[:200] if row["barcode"]]

    async def scene(till: Till) -> None:
        window = await opened(till, (1366, 768))
        hands = Hands(window)
        for count in counts:
            for at in range(count):
                first = at * LINES % (len(codes) - LINES)
                await hands.sell(codes[first : first + LINES])
            await hands.rest()
            held.append(Held.now(hands))
        window.window.close()
        await window.closed()
        window.deleteLater()

    with loop_of_the_window() as loop:
        till = Till.open(folder)
        try:
            loop.run_until_complete(scene(till))
        finally:
            till.close()
    return held[0], held[1]


@pytest.fixture
def traced() -> Iterator[None]:
    """Count the bytes that Python holds; what is resident is more then than without."""
    tracemalloc.start()
    yield
    tracemalloc.stop()


def test_the_window_holds_nothing_of_the_sales_it_made(
    qapp: QApplication, tmp_path: Path, traced: None, record_property: Record
) -> None:
    few, many = sell(qapp, tmp_path / "shop", (20, 80))
    record_property("traced", f"{few.traced} {many.traced}")
    assert many.traced <= few.traced * 1.05
    assert many.in_window <= few.in_window + A_FEW
    assert many.in_python <= few.in_python + A_FEW


@pytest.mark.long
def test_two_thousand_sales_leave_memory_as_it_was(
    qapp: QApplication, tmp_path: Path, record_property: Record
) -> None:
    few, many = sell(qapp, tmp_path / "shop", (200, 1_800))
    record_property("resident", f"{few.resident} {many.resident}")
    sys.stdout.write(f"{few}\n{many}\n")
    assert many.in_window <= few.in_window + A_FEW
    assert many.in_python <= few.in_python + A_FEW
    assert many.resident <= few.resident * 1.05
