"""What a till does to get its orders to the back ends; an embedded one loads none of it."""

from __future__ import annotations

import logging
import random
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cashier.app.back_ends import BackEnds
    from cashier.app.clock import SystemClock
    from cashier.app.network_thread import NetworkThread
    from cashier.operations.await_receipt_number import AwaitReceiptNumber
    from cashier.operations.call_webhook import CallWebhook
    from cashier.operations.register_by_hand import RegisterByHand
    from cashier.operations.relay_outbox import RelayOutbox
    from cashier.operations.settle_by_hand import SettleByHand
    from cashier.ports import Webhook
    from cashier.settings import Settings
    from cashier.storage.by_hand import SqliteByHand
    from cashier.storage.ledger import SqliteLedger
    from cashier.storage.outbox import SqliteOutbox
    from cashier.storage.webhook_calls import SqliteWebhookCalls

# ruff: noqa: PLC0415 - to import late is what this module is for

_log = logging.getLogger(__name__)


class Sending:
    """The operations around the outbox, each made when it is first asked for."""

    clock: SystemClock
    settings: Settings
    ledger: SqliteLedger
    network: NetworkThread | None = None
    """Where calls run, given by a window, which must not wait for them."""

    @cached_property
    def back_ends(self) -> BackEnds:
        """The order systems that this till sends to, each made when it is first asked."""
        import os

        from cashier.app.back_ends import BackEnds

        made = BackEnds(self.settings, self.clock, os.environ)
        made.network = self.network
        return made

    @cached_property
    def outbox(self) -> SqliteOutbox:
        """The posted orders on their way."""
        from cashier.storage.outbox import SqliteOutbox

        return SqliteOutbox(self.ledger)

    @cached_property
    def by_hand(self) -> SqliteByHand:
        """What a person registers at a system."""
        from cashier.storage.by_hand import SqliteByHand

        return SqliteByHand(self.ledger)

    @cached_property
    def relay_outbox(self) -> RelayOutbox:
        """Who sends what waits, and tries single orders now."""
        from cashier.operations.relay_outbox import RelayNeeds, RelayOutbox

        named = self.back_ends.named
        return RelayOutbox(RelayNeeds(self.outbox, self.clock, named, chance, log_defect))

    @cached_property
    def await_receipt_number(self) -> AwaitReceiptNumber:
        """Who waits where a back end numbers the receipts."""
        from cashier.operations.await_receipt_number import AwaitReceiptNumber

        return AwaitReceiptNumber(self.outbox, self.back_ends.named)

    @cached_property
    def webhook_calls(self) -> SqliteWebhookCalls:
        """What somebody's own system is still to be told."""
        from cashier.storage.webhook_calls import SqliteWebhookCalls

        return SqliteWebhookCalls(self.ledger)

    @cached_property
    def call_webhook(self) -> CallWebhook:
        """Who tells it."""
        from cashier.operations.call_webhook import CallWebhook

        return CallWebhook(self.webhook_calls, self.clock, chance, self._hook)

    async def next_to_send(self) -> datetime | None:
        """Return when there is something to send or to tell again; None where nothing waits."""
        moments = [await self.relay_outbox.next_at(), await self.call_webhook.next_at()]
        return min((one for one in moments if one is not None), default=None)

    def _hook(self) -> tuple[str, Webhook] | None:
        name = self.settings.webhook.name
        return (name, self.back_ends.webhook()) if name else None

    @cached_property
    def settle_by_hand(self) -> SettleByHand:
        from cashier.operations.settle_by_hand import SettleByHand

        return SettleByHand(self.outbox, self.clock)

    @cached_property
    def register_by_hand(self) -> RegisterByHand:
        from cashier.operations.register_by_hand import RegisterByHand

        return RegisterByHand(self.by_hand, self.clock, self.back_ends.named)


def chance() -> int:
    """Return a number from 0 to ``WHOLE_CHANCE``, so that tills do not all try at one moment."""
    from cashier.domain.outbox import WHOLE_CHANCE

    return random.randint(0, WHOLE_CHANCE)  # noqa: S311 - spreads tries, keeps no secret


def log_defect(error: Exception) -> None:
    """Put on record what was met with one order and must not stop the others."""
    _log.error("an order met a defect", exc_info=error)
