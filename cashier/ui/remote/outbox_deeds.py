"""What a person does about an order that is not sent: try, look up, correct the mapping, settle."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from cashier.domain.errors import CashierError
from cashier.domain.outbox import OutboxItem, SendState
from cashier.messages import sentence_for
from cashier.operations.correct_mapping import Correction
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.remote.remote_words import quoted_words

OUTBOX_DEED = "outbox deed"
TryNow = Callable[[str, bool], Awaitable[OutboxItem]]
"""Tries one order by its number; with True it is looked up only."""
Settle = Callable[[str, str], Awaitable[OutboxItem]]
"""Settles an order by its number, with the reason."""
Correct = Callable[[Correction], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class OutboxNeeds:
    """Who does it."""

    try_now: TryNow
    settle: Settle
    correct: Correct


class OutboxDeeds(QObject):
    """One thing at a time; what came of it is told."""

    changed = Signal()
    began = Signal()
    ended = Signal()
    noticed = Signal(object)  # Notice

    def __init__(self, needs: OutboxNeeds, tasks: TaskOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._needs = needs
        self._tasks = tasks

    def try_now(self, number: str) -> None:
        """Send an order now, whatever it waits for."""
        self._do(partial(self._try, number, looks_only=False))

    def look_up(self, number: str) -> None:
        """Ask the server whether it has an order; nothing is sent."""
        self._do(partial(self._try, number, looks_only=True))

    def correct(self, number: str, correction: Correction) -> None:
        """Write a mapping down and send the order; the sale itself stays."""
        self._do(partial(self._correct, number, correction))

    def settle(self, number: str, reason: str) -> None:
        """Let a person's word be the end of it."""
        self._do(partial(self._settle, number, reason))

    def _do(self, deed: Callable[[], Awaitable[None]]) -> None:
        if self._tasks.start(OUTBOX_DEED, partial(self._done, deed)):
            self.began.emit()

    async def _done(self, deed: Callable[[], Awaitable[None]]) -> None:
        try:
            await deed()
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        finally:
            self.ended.emit()
            self.changed.emit()

    async def _try(self, number: str, *, looks_only: bool) -> None:
        self._tell(await self._needs.try_now(number, looks_only))

    async def _correct(self, number: str, correction: Correction) -> None:
        await self._needs.correct(correction)
        self._tell(await self._needs.try_now(number, False))  # noqa: FBT003 - the port's own

    async def _settle(self, number: str, reason: str) -> None:
        await self._needs.settle(number, reason)
        text = _("{number} is settled by hand").format(number=number)
        hint = _("It is written in the journal with your reason.")
        self.noticed.emit(Notice(NoticeKind.DONE, text, hint, "check"))

    def _tell(self, item: OutboxItem) -> None:
        number = item.number
        if item.state is SendState.SENT:
            text = _("The server has {number}").format(number=number)
            self.noticed.emit(Notice(NoticeKind.DONE, text, icon="ready"))
            return
        text = _("{number} is not sent yet").format(number=number)
        hint = quoted_words(item.said)
        safe = _("The sale and the money are safe.")
        self.noticed.emit(Notice(NoticeKind.ERROR, text, f"{safe} {hint}".strip(), "to-send"))
