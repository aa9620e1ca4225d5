"""Sending without a window: everything that waits, or one order just posted, within a time."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cashier.domain.outbox import SendState

if TYPE_CHECKING:
    from cashier.app.till import Till
    from cashier.domain.by_hand import ByHand
    from cashier.domain.outbox import OutboxCount
    from cashier.domain.posting import PostedOrder

_log = logging.getLogger(__name__)
_FIRST_PAUSE_S = 0.25
_LONGEST_PAUSE_S = 5.0
_MOST_PASSES = 6
"""Without a time limit: so often an order is looked up whose outcome is not known."""


@dataclass(frozen=True, slots=True)
class SentNow:
    """What trying everything came to."""

    sent: int
    count: OutboxCount
    calls: int = 0
    """Calls of the webhook that nobody heard yet."""
    checked_off: int = 0
    """What a person had registered there by hand; nothing was sent for it."""

    @property
    def is_all_sent(self) -> bool:
        return not self.count.waiting and not self.calls


async def send_now(till: Till, timeout_s: int | None) -> SentNow:
    """Try everything unsent now; with a time limit again and again until it is over."""
    before = (await till.outbox.count()).unsent
    found: list[ByHand] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(timeout_s):
            await _passes(till, has_limit=timeout_s is not None)
            found += await till.register_by_hand.look()
    count = await till.outbox.count()
    registered = sum(one.serial is not None for one in found)
    sent = before - count.unsent - registered
    return SentNow(sent, count, await _calls(till), len(found))


async def deliver(till: Till, posted: PostedOrder, timeout_s: int) -> PostedOrder:
    """Try for so long to send what waits, up to this order; return it as it stands then.

    The order is posted: whatever goes wrong here is for the log, and for the next try.
    """
    if not posted.posting.profile or not timeout_s:
        return posted
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await _until_decided(till, posted.number)
        found = await till.ledger.find(posted.number)
    except Exception:  # noqa: BLE001 - a sale that stands is never told as one that failed
        _log.exception("delivery of %s", posted.number)
        return posted
    return posted if found is None else replace(posted, delivery=found.delivery)


async def _passes(till: Till, *, has_limit: bool) -> None:
    till.relay_outbox.forget_silence()
    pause_s, passes = _FIRST_PAUSE_S, 0
    while True:
        await till.relay_outbox(is_hurried=True)
        await till.call_webhook(is_hurried=True)
        passes += 1
        if not (await till.outbox.count()).waiting and not (has_limit and await _calls(till)):
            break
        if not has_limit and (passes == _MOST_PASSES or not await _has_unknown(till)):
            break
        await asyncio.sleep(pause_s)
        pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)


async def _until_decided(till: Till, number: str) -> None:
    """Relay what waits; look up what is unknown, and do not wait for a server that is away."""
    await till.relay_outbox()
    item = await till.outbox.item(number)
    pause_s = _FIRST_PAUSE_S
    while item is not None and item.state is SendState.UNKNOWN:
        await asyncio.sleep(pause_s)
        pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
        item = await till.relay_outbox.try_now(number)


async def _calls(till: Till) -> int:
    """Return how many calls wait for the address that is set up now."""
    name = till.settings.webhook.name
    return (await till.webhook_calls.waiting()).get(name, 0) if name else 0


async def _has_unknown(till: Till) -> bool:
    """Whether there is an order whose outcome a look at the server would tell."""
    after = 0
    while found := await till.outbox.items(limit=500, after=after):
        if any(one.state is SendState.UNKNOWN for one in found):
            return True
        after = found[-1].serial
    return False
