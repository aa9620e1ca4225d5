"""What goes on beside selling: the customer's screen, each day's backup, word of a restore."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from cashier.app.till import OPERATOR, Till
from cashier.app.wiring import TillWindow
from cashier.messages import sentence_for
from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from cashier.app.customer import CustomerDisplay
    from cashier.ui.backup.daily_backup import DailyBackup

AFTER_MS = 20_000
"""A till that has just been opened has a customer before it."""

FIRST_LOOK_MS = 500
"""The window is painted before anybody asks for the register of a back end."""


class BesideSelling(QObject):
    """Begins when the window is up; lives as long as that."""

    def __init__(self, till: Till, window: TillWindow, after_ms: int = AFTER_MS) -> None:
        super().__init__(window)
        self._till = till
        self._window = window
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(after_ms)
        self._later.timeout.connect(self._on_later)
        self._first_look = QTimer(self)
        self._first_look.setSingleShot(True)
        self._first_look.setInterval(min(FIRST_LOOK_MS, after_ms))
        self._first_look.timeout.connect(self._on_first_look)
        window.settings_changed.connect(self._on_settings_changed)

    def begin(self) -> None:
        """Tell what there is to tell; the rest waits until the shop has begun to sell."""
        self._tell_of_the_restore()
        self._follow_customer_screen(self._till.settings)
        if self._till.settings.back_end.name:
            self._first_look.start()
        self._later.start()

    @cached_property
    def customer(self) -> "CustomerDisplay":
        """Who shows the customer what is sold."""
        from cashier.app.customer import CustomerDisplay  # noqa: PLC0415 - most tills have none

        return CustomerDisplay(self._till, self._window, self._till.settings)

    @cached_property
    def daily_backup(self) -> "DailyBackup":
        """Who makes the backup of each day."""
        from cashier.operations.back_up import BackUpDaily  # noqa: PLC0415 - not at the start
        from cashier.ui.backup.daily_backup import DailyBackup  # noqa: PLC0415 - as above

        window = self._window
        made = DailyBackup(BackUpDaily(self._till.back_up), window.tasks, OPERATOR, self)
        made.noticed.connect(window.window.toaster.show_notice)
        return made

    def _follow_customer_screen(self, settings: Settings) -> None:
        if settings.screens.customer_screen or "customer" in vars(self):
            self.customer.use_settings(settings)

    def _tell_of_the_restore(self) -> None:
        restored = self._till.restored
        if restored is None:
            return
        if restored.error is not None:
            notice = Notice.of(sentence_for(restored.error))
        else:
            text = _("The shop is back as it was in the backup.")
            hint = _("What was there before is kept in the data folder.")
            notice = Notice(NoticeKind.DONE, text, hint, "backup")
        self._window.window.toaster.show_notice(notice)

    @Slot()
    def _on_first_look(self) -> None:
        from cashier.app.register_watch import RegisterWatch  # noqa: PLC0415 - not before the paint

        RegisterWatch(self._till, self._window, self).begin()

    @Slot()
    def _on_later(self) -> None:
        if self._till.settings.backup.daily:
            self.daily_backup.use(self._till.settings.backup)

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        """Begin at once where somebody has just asked for it."""
        self._follow_customer_screen(settings)
        if settings.backup.daily or "daily_backup" in vars(self):
            self._later.stop()
            self.daily_backup.use(settings.backup)
