"""The relay of an open window: one task that sends what waits, woken by sales and by the time."""

import asyncio
import importlib
import logging
from datetime import timedelta
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cashier.app.back_ends import ADAPTERS
from cashier.app.till import Till
from cashier.domain.errors import CashierError
from cashier.domain.outbox import OutboxItem
from cashier.settings import Settings
from cashier.ui.frame.tasks import TaskOwner

_log = logging.getLogger(__name__)
RELAY_OUTBOX = "relay outbox"
_TOLD_MS = 400
"""So often, at most, what is shown of the outbox is read again while orders go out."""
_LOOK_EVERY_S = 600.0
_AFTER_TROUBLE = timedelta(seconds=30)
_LONGEST_REST = timedelta(hours=1)
_LAST_ORDER_S = 2.0


class Relay(QObject):
    """Asks the storage thread and the network's thread; nothing of it waits on the window's.

    ``order_moved`` tells each order's place as it changes, ``changed`` that the counts are others.
    """

    order_moved = Signal(object)  # OutboxItem
    changed = Signal()

    def __init__(self, till: Till, tasks: TaskOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._tasks = tasks
        self._woken = asyncio.Event()
        self._is_hurried = self._is_ending = False
        self._looked_s = -_LOOK_EVERY_S
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(_TOLD_MS)
        self._told.timeout.connect(self.changed)
        till.relay_outbox.heard = self._on_moved

    @Slot()
    def wake(self) -> None:
        """Look at once whether there is something to send."""
        self._woken.set()
        if not self._is_ending:
            self._tasks.start(RELAY_OUTBOX, self._serve)

    @Slot()
    def hear(self) -> None:
        """Send at once: a server that was silent has answered somebody."""
        self._till.relay_outbox.forget_silence()
        self._is_hurried = True
        self.wake()

    @Slot(object)
    def take_settings(self, _settings: Settings) -> None:
        """Try again what other settings may have made possible."""
        self.hear()

    async def end(self) -> None:
        """Let the order under way come to its end for a moment; what waits is sent another time."""
        self._is_ending = True
        self._till.relay_outbox.end()
        self._woken.set()
        try:
            async with asyncio.timeout(_LAST_ORDER_S):
                await self._tasks.settled(RELAY_OUTBOX)
        except TimeoutError:
            _log.info("an order was still under way; it is looked up at the next start")

    async def _serve(self) -> None:
        await asyncio.to_thread(self._load)
        while not self._is_ending:
            self._woken.clear()
            rest = await self._round()
            if rest is not None:
                await self._rest(rest)
            elif not self._woken.is_set():
                return

    async def _round(self) -> timedelta | None:
        """Send what is due; return how long there is nothing to do, None for until it is woken."""
        is_hurried, self._is_hurried = self._is_hurried, False
        try:
            await self._till.relay_outbox(is_hurried=is_hurried)
            await self._till.call_webhook()
            await self._look_at_documents()
            due = await self._till.next_to_send()
        except CashierError:
            _log.exception("the outbox rests")
            return _AFTER_TROUBLE
        return None if due is None else due - self._till.clock.now()

    async def _rest(self, rest: timedelta) -> None:
        seconds = min(max(rest, timedelta(0)), _LONGEST_REST).total_seconds()
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _look_at_documents(self) -> None:
        if monotonic() - self._looked_s < _LOOK_EVERY_S:
            return
        self._looked_s = monotonic()
        if await self._till.register_by_hand.look():
            self._tell()

    def _load(self) -> None:
        """Load the adapters away from the window, before the first of them is asked for."""
        for profile in self._till.settings.profiles:
            if profile.name:
                importlib.import_module(ADAPTERS[profile.kind][0])

    def _on_moved(self, item: OutboxItem) -> None:
        self._till.await_receipt_number.hear(item)
        self.order_moved.emit(item)
        self._tell()

    def _tell(self) -> None:
        if not self._told.isActive():
            self._told.start()
