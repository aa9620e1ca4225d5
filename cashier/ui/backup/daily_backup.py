"""The backup that is made by itself when the till is first used on a day."""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cashier.domain.errors import CashierError
from cashier.messages import sentence_for
from cashier.operations.back_up import BackUpDaily
from cashier.settings import BackupSettings
from cashier.ui.frame.notice import Notice
from cashier.ui.frame.tasks import TaskOwner

BACK_UP_DAILY = "back up daily"
LOOK_EVERY_MS = 30 * 60 * 1_000
"""A till that is never closed still begins new days."""


class DailyBackup(QObject):
    """Looks now and then whether today's backup is there; a folder that is gone is told once a day.

    While it cannot be made it is tried again each time.
    """

    noticed = Signal(object)  # Notice

    def __init__(
        self, make: BackUpDaily, tasks: TaskOwner, operator: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._tasks = tasks
        self._operator = operator
        self._settings = BackupSettings()
        self._told_on: date | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_on(self) -> bool:
        return self._timer.isActive()

    def use(self, settings: BackupSettings) -> None:
        """Work by ``settings`` from now on, beginning now where they say so."""
        self._settings = settings
        if not settings.daily:
            self._timer.stop()
            return
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Make the backup of today where there is none."""
        if self._settings.daily:
            self._tasks.start(BACK_UP_DAILY, self._work)

    async def _work(self) -> None:
        settings = self._settings
        try:
            await self._make(settings.folder, settings.keep, operator=self._operator)
        except CashierError as error:
            today = self._make.back_up.clock.now().date()
            if today != self._told_on:
                self._told_on = today
                self.noticed.emit(Notice.of(sentence_for(error)))
