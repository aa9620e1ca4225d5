"""A call of somebody's own system that waits: told of each sale at least once, in their order."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cashier.domain.errors import CashierError
from cashier.domain.outbox import NOTHING_SAID, Said
from cashier.domain.webhook import WebhookEvent

MOST_TRIES = 200
"""After so many a person is asked: about two days, with waits of up to a quarter of an hour."""
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class WebhookCall:
    """One event of one order for one address; ``is_given_up`` once no more tries are made."""

    id: int
    hook: str
    serial: int
    number: str
    event: WebhookEvent
    tries: int = 0
    said: Said = NOTHING_SAID
    last_try: datetime | None = None
    next_try: datetime | None = None
    sent_at: datetime | None = None
    is_given_up: bool = False


def heard(call: WebhookCall, at: datetime) -> WebhookCall:
    """Return the call once somebody said that it was heard."""
    return replace(
        call, tries=call.tries + 1, last_try=at, next_try=None, sent_at=at, said=NOTHING_SAID
    )


def not_heard(call: WebhookCall, error: CashierError, at: datetime, wait: timedelta) -> WebhookCall:
    """Return the call as it waits for its next try, or for a person after very many."""
    tries = call.tries + 1
    is_over = tries >= MOST_TRIES
    return replace(
        call,
        tries=tries,
        last_try=at,
        next_try=None if is_over else at + wait,
        said=Said.by(error),
        is_given_up=is_over,
    )
