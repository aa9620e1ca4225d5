"""Begins the relay of a window with the first thing to send; loads nothing of it before."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from cashier.app.network_thread import NetworkThread
from cashier.app.till import Till
from cashier.settings import Settings
from cashier.ui.frame.status_strip import TillStatus
from cashier.ui.frame.steps import StatusReader
from cashier.ui.frame.tasks import TaskOwner

if TYPE_CHECKING:
    from cashier.app.relay import Relay


class RelayDue(QObject):
    """Hears what the strip is told: after a start, after each posting, and when orders moved."""

    def __init__(self, till: Till, tasks: TaskOwner, status: StatusReader, parent: QObject) -> None:
        super().__init__(parent)
        self._till = till
        self._tasks = tasks
        self._status = status
        till.network = NetworkThread()
        status.status_read.connect(self._on_status_read)

    @cached_property
    def relay(self) -> "Relay":
        """The one task that sends."""
        from cashier.app.relay import Relay  # noqa: PLC0415 - most tills have nothing to send

        made = Relay(self._till, self._tasks, self)
        made.changed.connect(self._status.refresh)
        return made

    @Slot()
    def hear(self) -> None:
        """Send at once what waits: a server that was silent has answered somebody."""
        if "relay" in vars(self):
            self.relay.hear()

    @Slot(object)
    def take_settings(self, settings: Settings) -> None:
        """Try again what other settings may have made possible."""
        if "relay" in vars(self) or settings.back_end.name or settings.webhook.name:
            self.relay.hear()

    async def end(self) -> None:
        """Let what is under way end; see ``Relay.end``."""
        if "relay" in vars(self):
            await self.relay.end()

    @Slot(object)
    def _on_status_read(self, status: TillStatus) -> None:
        if status.unsent or status.attention or self._till.settings.webhook.name:
            self.relay.wake()
