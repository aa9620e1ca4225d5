"""Cycles are collected on the window's thread and on no other."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from cashier.ui.frame.garbage import GarbageCollector


class Knot:
    """Something that only the cycle collector can free."""

    def __init__(self, freed_on: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, _note_thread, freed_on)


def _note_thread(freed_on: list[str]) -> None:
    freed_on.append(threading.current_thread().name)


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    gc.collect()
    made = GarbageCollector()
    yield made
    made.stop()


def allocate_a_lot() -> None:
    kept = [[number] for number in range(200_000)]
    assert kept


def test_a_busy_thread_frees_nothing_and_the_window_does(collector: GarbageCollector) -> None:
    freed_on: list[str] = []
    Knot(freed_on)
    worker = threading.Thread(target=allocate_a_lot, name="storage")
    worker.start()
    worker.join()
    assert freed_on == []
    allocate_a_lot()
    more = [[number] for number in range(5_000)]
    collector.collect()
    assert freed_on == [threading.main_thread().name]
    assert more


def test_no_thread_collects_after_the_window_either(qapp: QApplication) -> None:
    made = GarbageCollector()
    made.stop()
    freed_on: list[str] = []
    Knot(freed_on)
    worker = threading.Thread(target=allocate_a_lot, name="storage")
    worker.start()
    worker.join()
    assert freed_on == []
    assert gc.get_freeze_count() == 0
