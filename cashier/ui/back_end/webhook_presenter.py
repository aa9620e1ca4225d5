"""Finds and keeps the key of the webhook; the window goes on meanwhile."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from cashier.domain.errors import CashierError
from cashier.settings import WebhookSettings
from cashier.ui.back_end.profile_draft import Content
from cashier.ui.frame.tasks import TaskOwner

FIND_KEY = "find webhook key"


@dataclass(frozen=True, slots=True)
class WebhookNeeds:
    """Who knows where the key is, keeps one that was typed, and forgets that of another address."""

    place: Callable[[], Awaitable[str]]
    keep: Callable[[Content, str], Awaitable[None]]
    forget: Callable[[WebhookSettings], Coroutine[object, object, None]]


class WebhookPresenter(QObject):
    """Tells where the key is, without reading it to anybody."""

    place_found = Signal(str)

    def __init__(
        self, needs: WebhookNeeds, tasks: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._needs = needs
        self._tasks = tasks

    def find(self) -> None:
        """Look where the key of the webhook in the file is."""
        self._tasks.start(FIND_KEY, self._find)

    async def keep(self, content: Content, key: str) -> None:
        """Keep a key that was typed for what is entered; raises what that raises."""
        await self._needs.keep(content, key)

    def forget(self, gone: WebhookSettings) -> None:
        """Take the key of an address that nobody is told at any more out of the keyring."""
        self._tasks.start("forget webhook key", partial(self._needs.forget, gone))

    async def _find(self) -> None:
        try:
            self.place_found.emit(await self._needs.place())
        except CashierError:  # the file cannot be read as it is; whoever saves is told so
            self.place_found.emit("")
