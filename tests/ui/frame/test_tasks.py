"""Work runs once per name, tells its errors, and ends when the window does."""

import asyncio

import pytest

from cashier.ui.frame.tasks import TaskOwner


async def test_a_second_start_of_the_same_name_is_refused() -> None:
    gate = asyncio.Event()
    runs: list[int] = []

    async def work() -> None:
        runs.append(1)
        await gate.wait()

    tasks = TaskOwner(_fail)
    assert tasks.start("post order", work)
    assert not tasks.start("post order", work)
    gate.set()
    await tasks.settled("post order")
    assert runs == [1]
    assert tasks.start("post order", work)
    await tasks.settled("post order")


async def test_an_error_is_reported_and_the_name_is_free_again() -> None:
    errors: list[Exception] = []

    async def work() -> None:
        raise ValueError("seen")

    tasks = TaskOwner(errors.append)
    tasks.start("fail", work)
    await tasks.settled("fail")
    assert [str(error) for error in errors] == ["seen"]
    assert not tasks.is_running("fail")


async def test_cancel_all_waits_for_the_end_and_starts_nothing_after_it() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0)
            ended.append("ended")

    tasks = TaskOwner(_fail)
    tasks.start("long", work)
    await asyncio.sleep(0)
    await tasks.cancel_all()
    assert ended == ["ended"]
    assert not tasks.start("later", work)


async def test_work_that_never_began_is_cancelled_too() -> None:
    tasks = TaskOwner(_fail)
    tasks.start("long", _forever)
    await tasks.cancel_all()
    assert not tasks.is_running("long")


async def _forever() -> None:
    await asyncio.sleep(3600)


def _fail(error: Exception) -> None:
    pytest.fail(repr(error))
