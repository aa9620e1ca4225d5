"""The one owner of asynchronous work: by name, one at a time, reported, cancelled on close."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

TAKE_TENDER = "take tender"
POST_ORDER = "post order"
POST_REFUND = "post refund"
VOID_ORDER = "void order"
SAVE_PRODUCT = "save product"
KEEP_RECEIPT = "keep receipt"
CLOSE_REGISTER_DAY = "close register day"
MONEY_WORK = (
    TAKE_TENDER,
    POST_ORDER,
    POST_REFUND,
    VOID_ORDER,
    SAVE_PRODUCT,
    KEEP_RECEIPT,
    CLOSE_REGISTER_DAY,
)
"""Names of the work that a closing window waits for."""

Work = Callable[[], Coroutine[Any, Any, None]]


class TaskOwner:
    """Starts work once per name; an error goes to ``report``; nothing outlives ``cancel_all``."""

    def __init__(self, report: Callable[[Exception], None]) -> None:
        self._report = report
        self._running: dict[str, asyncio.Task[None]] = {}
        self._is_closed = False

    def start(self, name: str, work: Work) -> bool:
        """Start ``work`` unless work of this name is running; return whether it was started.

        After ``cancel_all`` nothing is started any more.
        """
        if self._is_closed or name in self._running:
            return False
        task = asyncio.create_task(self._guard(name, work), name=name)  # noqa: TID251 - the owner
        self._running[name] = task
        return True

    def is_running(self, name: str) -> bool:
        return name in self._running

    async def settled(self, name: str) -> None:
        """Return when no work of this name is running."""
        task = self._running.get(name)
        if task is not None:
            await asyncio.wait([task])

    async def cancel_all(self) -> None:
        """Cancel what is running, wait until it has ended, and start nothing from now on."""
        self._is_closed = True
        mine = asyncio.current_task()
        ending = {name: task for name, task in self._running.items() if task is not mine}
        for task in ending.values():
            task.cancel()
        await asyncio.gather(*ending.values(), return_exceptions=True)
        for name in ending:
            # A task that never began could not take itself out.
            self._running.pop(name, None)

    async def _guard(self, name: str, work: Work) -> None:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - the last stop: nothing may vanish
            self._report(error)
        finally:
            self._running.pop(name, None)
