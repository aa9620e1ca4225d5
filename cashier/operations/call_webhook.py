"""Call the webhook: whoever wants to be told of each sale is told, at least once and in order."""

from collections.abc import Callable
from datetime import datetime, timedelta

from cashier.domain.backend_errors import BackEndRefusedError, RateLimitedError
from cashier.domain.errors import CashierError
from cashier.domain.outbox import LONGEST_SILENCE, wait_before
from cashier.domain.posting import PostedOrder
from cashier.domain.webhook_call import LONGEST_WAIT, WebhookCall, heard, not_heard
from cashier.ports import Clock, Webhook, WebhookCalls


class CallWebhook:
    """Tells what waits for the address that is set up now.

    A call that is refused does not stop the others; a system that cannot be reached is left alone
    until its first call is due again.
    """

    def __init__(
        self,
        calls: WebhookCalls,
        clock: Clock,
        chance: Callable[[], int],
        hook: Callable[[], tuple[str, Webhook] | None],
    ) -> None:
        """Take ``hook``: the address's name and who calls it, None where nobody is to be told."""
        self._calls = calls
        self._clock = clock
        self._chance = chance
        self._hook = hook
        self._silent_until: datetime | None = None

    async def __call__(self, *, is_hurried: bool = False) -> None:
        """Tell everything that is due once."""
        found = self._hook()
        if found is None or (self._is_silent() and not is_hurried):
            return
        name, hook = found
        after = 0
        while waiting := await self._next(name, after, is_hurried=is_hurried):
            call, order = waiting
            after = call.id
            try:
                await hook.call(call.event, order)
            except CashierError as error:
                put_off = self._put_off(call, error)
                await self._calls.note(put_off)
                if not _is_of_this_call_alone(error):
                    self._silent_until = put_off.next_try
                    return
                continue
            await self._calls.note(heard(call, self._clock.now()))

    async def next_at(self) -> datetime | None:
        """Return when there is something to tell again; None where nothing waits."""
        found = self._hook()
        if found is None:
            return None
        due = await self._calls.next_try(found[0], self._clock.now())
        if due is None or self._silent_until is None:
            return due
        return max(due, self._silent_until)

    async def _next(
        self, name: str, after: int, *, is_hurried: bool
    ) -> tuple[WebhookCall, PostedOrder] | None:
        return await self._calls.next(name, self._clock.now(), after=after, is_hurried=is_hurried)

    def _is_silent(self) -> bool:
        now, until = self._clock.now(), self._silent_until
        return until is not None and now < until <= now + 2 * LONGEST_WAIT

    def _put_off(self, call: WebhookCall, error: CashierError) -> WebhookCall:
        return not_heard(call, error, self._clock.now(), self._wait(call, error))

    def _wait(self, call: WebhookCall, error: CashierError) -> timedelta:
        if isinstance(error, RateLimitedError):
            return error.wait
        longest = LONGEST_WAIT if _is_of_this_call_alone(error) else LONGEST_SILENCE * 4
        return wait_before(call.tries + 1, self._chance(), longest)


def _is_of_this_call_alone(error: CashierError) -> bool:
    return isinstance(error, BackEndRefusedError)
