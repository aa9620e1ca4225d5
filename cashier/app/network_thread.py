"""One thread with a loop of its own: what talks to a network runs there, far from the window."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_END = object()


class NetworkThread:
    """Begins with the first call and ends with ``close``; who awaits a call may be in any loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        return self._loop is not None

    async def call(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what ``work`` returns, or raise what it raises; cancelled with its caller."""
        future = asyncio.run_coroutine_threadsafe(work(), self._begun())
        return await asyncio.wrap_future(future)

    async def walk(self, pages: Callable[[], AsyncIterator[T]]) -> AsyncIterator[T]:
        """Yield what ``pages`` yields; it is asked for the next only when the next is wanted.

        Left while a page is on its way, it is closed when that step has ended over there.
        """
        iterator = pages()
        turn = asyncio.Lock()

        async def step() -> T | object:
            async with turn:
                return await anext(iterator, _END)

        async def leave() -> None:
            async with turn:
                if isinstance(iterator, AsyncGenerator):
                    await iterator.aclose()

        try:
            while (found := await self.call(step)) is not _END:
                yield found  # type: ignore[misc]
        finally:
            await self.call(leave)

    def close(self) -> None:
        """End the thread; what still runs on it is cancelled first."""
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        self._loop = self._thread = None
        asyncio.run_coroutine_threadsafe(_cancel_all(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    def _begun(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=self._run, args=(self._loop,), name="network", daemon=True
            )
            self._thread.start()
        return self._loop

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_forever()
        loop.run_until_complete(loop.shutdown_asyncgens())


async def _cancel_all() -> None:
    mine = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not mine]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
