"""One thread for one connection: every database call is a job on it, in the order it was asked."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class StorageThread:
    """Runs jobs one after the other, away from the window; serial by construction, no locks."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def call(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``job`` on the thread and return what it returns, or raise what it raises."""
        return await self.submit(job, *args, **kwargs)

    def submit(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        """Queue ``job`` at once and return its outcome to await."""
        return asyncio.wrap_future(self._executor.submit(job, *args, **kwargs))

    def run(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``job`` on the thread and wait; for start, stop and programs without a loop."""
        return self._executor.submit(job, *args, **kwargs).result()

    def begin(self, job: Callable[[], None]) -> None:
        """Run ``job`` when its turn comes; nobody waits for it, so it must not fail."""
        self._executor.submit(job)

    def close(self) -> None:
        """Finish what was asked and end the thread."""
        self._executor.shutdown(wait=True)
