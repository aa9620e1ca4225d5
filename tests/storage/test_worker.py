"""The storage thread: one job after the other, in the order they were asked for."""

import asyncio
import threading

import pytest

from cashier.storage.worker import StorageThread


async def test_jobs_run_in_order_on_one_thread() -> None:
    thread = StorageThread("storage")
    seen: list[tuple[int, str]] = []

    def job(number: int) -> int:
        seen.append((number, threading.current_thread().name))
        return number * number

    assert await asyncio.gather(*(thread.call(job, at) for at in range(50))) == [
        at * at for at in range(50)
    ]
    assert [number for number, _ in seen] == list(range(50))
    assert len({name for _, name in seen}) == 1
    thread.close()


async def test_what_a_job_raises_comes_back() -> None:
    thread = StorageThread("storage")

    def fails() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await thread.call(fails)
    with pytest.raises(ZeroDivisionError):
        thread.run(fails)
    assert thread.run(int) == 0
    thread.close()


async def test_a_submitted_job_is_queued_before_it_is_awaited() -> None:
    thread = StorageThread("storage")
    done: list[int] = []
    first = thread.submit(done.append, 1)
    thread.run(done.append, 2)
    assert done == [1, 2]
    await first
    thread.close()


def test_closing_finishes_what_was_asked() -> None:
    thread = StorageThread("storage")
    done: list[int] = []

    async def main() -> None:
        queued = [thread.submit(done.append, at) for at in range(20)]
        thread.close()
        assert done == list(range(20))
        await asyncio.gather(*queued)

    asyncio.run(main())
