"""Qt's loop and asyncio's in one: signals and storage calls by the ten thousand, nothing lost."""

import asyncio
from collections.abc import Iterator

import pytest
import qasync
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from cashier.storage.worker import StorageThread

SIGNALS = 100_000
CALLS = 20_000


class Counter(QObject):
    """Counts what it is told, with a bool in each signal: the value PySide once lost."""

    told = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.told.connect(self._on_told)

    @Slot(bool)
    def _on_told(self, is_counted: bool) -> None:
        self.count += is_counted


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    yield loop
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def thread() -> Iterator[StorageThread]:
    thread = StorageThread("counting")
    yield thread
    thread.close()


def test_signals_and_storage_calls_arrive_all_and_in_order(
    loop: asyncio.AbstractEventLoop, thread: StorageThread
) -> None:
    counter = Counter()
    done: list[int] = []

    def job(number: int) -> int:
        done.append(number)
        return number

    async def emit() -> None:
        for number in range(SIGNALS):
            counter.told.emit(True)
            if number % 1_000 == 0:
                await asyncio.sleep(0)

    async def call() -> int:
        return sum([await thread.call(job, number) for number in range(CALLS)])

    async def both() -> int:
        _, total = await asyncio.gather(emit(), call())
        return total

    assert loop.run_until_complete(both()) == sum(range(CALLS))
    assert counter.count == SIGNALS
    assert done == list(range(CALLS))


def test_a_job_that_fails_raises_where_it_was_awaited(
    loop: asyncio.AbstractEventLoop, thread: StorageThread
) -> None:
    def job() -> None:
        message = "broken"
        raise ValueError(message)

    with pytest.raises(ValueError, match="broken"):
        loop.run_until_complete(thread.call(job))
