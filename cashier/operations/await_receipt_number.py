"""Wait for the receipt's number where the back end gives it: the sale is safe already."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from cashier.domain.capability import Capability
from cashier.domain.errors import CashierError
from cashier.domain.outbox import OutboxItem, SendState
from cashier.domain.posting import PostedOrder
from cashier.domain.receipt_number import PATIENCE, ReceiptNumber
from cashier.ports import Backend, Outbox


class AwaitReceiptNumber:
    """Hears of each order's place, and tells whoever waits; asks nobody over the network itself."""

    def __init__(self, outbox: Outbox, back_end_of: Callable[[str], Backend]) -> None:
        self._outbox = outbox
        self._back_end_of = back_end_of
        self._waiting: dict[str, asyncio.Event] = {}

    def hear(self, item: OutboxItem) -> None:
        """Take note that an order is at another place."""
        if item.number in self._waiting:
            self._waiting[item.number].set()

    def is_needed(self, posted: PostedOrder) -> bool:
        """Whether the number of this document is given by its back end."""
        profile = posted.posting.profile
        if not profile:
            return False
        try:
            can = self._back_end_of(profile).capabilities
        except CashierError:  # it is not set up any more: the number stays ours
            return False
        return Capability.ISSUES_RECEIPT_NUMBER in can

    async def __call__(self, posted: PostedOrder, patience: timedelta = PATIENCE) -> ReceiptNumber:
        """Return the number once it is known, or what is known when ``patience`` has passed.

        Called again, it waits again.
        """
        if not self.is_needed(posted):
            return ReceiptNumber(posted.number, is_fiscal=True)
        moved = self._waiting.setdefault(posted.number, asyncio.Event())
        try:
            async with asyncio.timeout(patience.total_seconds()):
                while not (found := await self._known(posted)).is_decided:
                    await moved.wait()
                    moved.clear()
        except TimeoutError:
            found = await self._known(posted)
        finally:
            self._waiting.pop(posted.number, None)
        return found.answer

    async def _known(self, posted: PostedOrder) -> "_Known":
        item = await self._outbox.item(posted.number)
        if item is None:
            return _Known(ReceiptNumber(posted.number, is_fiscal=True), is_decided=True)
        given = item.answer.receipt_number if item.answer is not None else ""
        if item.state is SendState.SENT and given:
            return _Known(ReceiptNumber(given, is_fiscal=True), is_decided=True)
        is_over = item.wants_person or item.state is SendState.SENT
        answer = ReceiptNumber(posted.number, is_fiscal=False, wants_person=is_over)
        return _Known(answer, is_decided=is_over)


@dataclass(frozen=True, slots=True)
class _Known:
    answer: ReceiptNumber
    is_decided: bool
