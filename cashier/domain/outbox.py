"""The outbox: where each posted order stands on its way to its back end, and what may come next.

Everything here is worked out from what is given: the order's place, what the server did, the time.
"""

import enum
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from cashier.domain.backend_errors import (
    BackEndRefusedError,
    MappingMissingError,
    NotOnServerError,
    RateLimitedError,
)
from cashier.domain.errors import CashierError
from cashier.domain.money import Money
from cashier.domain.posting import PostedOrder
from cashier.domain.receipt import ReceiptKind
from cashier.domain.remote import CANCELLED_WORDS, Accepted


class SendState(enum.Enum):
    """Where an order stands; the value is its name in JSON."""

    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    NEEDS_ATTENTION = "needs-attention"
    SENT = "sent"


_FORWARD = {
    SendState.WAITING: 0,
    SendState.SENDING: 1,
    SendState.UNKNOWN: 2,
    SendState.REFUSED: 3,
    SendState.NEEDS_ATTENTION: 3,
    SendState.SENT: 4,
}


def may_become(before: SendState, after: SendState) -> bool:
    """Whether an order may go from one state to the other: never backwards, and sent is the end.

    An attempt that certainly did not arrive was none: only for that, sending is waiting again.
    """
    if before is SendState.SENT:
        return False
    if (before, after) == (SendState.SENDING, SendState.WAITING):
        return True
    return _FORWARD[after] >= _FORWARD[before]


@dataclass(frozen=True, slots=True)
class Said:
    """Why an order is not sent: the kind of failure by its code, and the server's own words."""

    code: str = ""
    what: str = ""
    words: str = ""

    @classmethod
    def by(cls, error: CashierError) -> "Said":
        """Return what an error says of itself."""
        what, words = getattr(error, "what", ""), getattr(error, "words", "")
        if isinstance(error, MappingMissingError):
            what = f"{error.kind} {error.what}"
        return cls(error.code, str(what), str(words))

    @property
    def mapping(self) -> tuple[str, str]:
        """Which id of the server's is not set up: its kind and our name; empty of other failures.

        The kinds are those of ``MappingMissingError``.
        """
        if self.code != MappingMissingError.code:
            return "", ""
        kind, _space, name = self.what.partition(" ")
        return kind, name


NOTHING_SAID = Said()
OTHER_TOTAL = "other-total"
"""Said where the server's total is another than ours."""
CANCELLED_THERE = "cancelled-there"
UNDECIDABLE = "undecidable"
"""Said where nobody but a person can find out whether the server has the order."""
BY_HAND = "register-by-hand"
"""Said of what no call is known for."""
NO_PROFILE = "no-such-back-end"
"""Said of orders whose back end is not set up any more."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person decided what became of an order, and why."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """An order's place in the outbox.

    ``asked_at`` is when a request went out whose outcome was not learnt for certain: while it is
    set, the order is looked up before it is sent again.
    """

    serial: int
    order_id: UUID
    number: str
    kind: ReceiptKind
    at: datetime
    total: Money
    profile: str
    state: SendState = SendState.WAITING
    tries: int = 0
    asked_at: datetime | None = None
    last_try: datetime | None = None
    next_try: datetime | None = None
    said: Said = NOTHING_SAID
    answer: Accepted | None = None
    sent_at: datetime | None = None
    settled: Settlement | None = None

    @property
    def is_in_doubt(self) -> bool:
        return self.asked_at is not None

    @property
    def wants_person(self) -> bool:
        return self.state in {SendState.REFUSED, SendState.NEEDS_ATTENTION}

    @property
    def lacks_mapping(self) -> bool:
        return self.said.code == MappingMissingError.code


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to, as it is noted.

    ``wait_until`` keeps the whole profile quiet because its server asked for that; ``stops`` says
    that going on with other orders of the profile makes no sense now.
    """

    item: OutboxItem
    stops: bool = False
    wait_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Which order of a profile is taken up next, and what became of the one before.

    The oldest after ``after`` that waits, of those whose next try has come, or of all with
    ``is_hurried``; never past a wait that the server asked for. Whoever is in a hurry tries those
    again, too, that were held back for a missing mapping: nothing was sent of them, and the
    settings may have it now.
    """

    profile: str
    at: datetime
    after: int = 0
    is_hurried: bool = False
    done: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """An order that is being sent: its place before this attempt, and what was posted."""

    item: OutboxItem
    order: PostedOrder


@dataclass(frozen=True, slots=True)
class OutboxCount:
    """What waits: for its turn, for a person, and to be registered by hand."""

    waiting: int = 0
    attention: int = 0
    by_hand: int = 0

    @property
    def unsent(self) -> int:
        return self.waiting + self.attention


FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
LONGEST_SILENCE = timedelta(seconds=30)
"""A server that cannot be reached is tried so often at least: it may be back any moment."""
_DOUBLINGS = 12
SETTLES_IN = timedelta(seconds=3)
"""So long a server may still be at work on a request whose answer was lost."""
MOST_LOOKS = 10
"""After so many tries in doubt, whose answers could not be read either, a person is asked."""
WHOLE_CHANCE = 1_000


def wait_before(tries: int, chance: int, longest: timedelta = LONGEST_WAIT) -> timedelta:
    """Return how long to wait after so many tries: doubled each time, spread, never too long.

    ``chance`` is from 0 to ``WHOLE_CHANCE``: from half the wait to the whole of it.
    """
    full: timedelta = min(FIRST_WAIT * 2 ** min(max(tries, 1) - 1, _DOUBLINGS), longest)
    return full // 2 + full // 2 * chance // WHOLE_CHANCE


def found_again(item: OutboxItem) -> OutboxItem:
    """Return an item as it is taken up: one left behind while it was sent is of unknown outcome."""
    return replace(item, state=SendState.UNKNOWN) if item.state is SendState.SENDING else item


def begun(item: OutboxItem, at: datetime) -> OutboxItem:
    """Return the item as it is noted before anything goes out for it."""
    state = SendState.SENDING if item.state is SendState.WAITING else item.state
    return replace(item, state=state, tries=item.tries + 1, asked_at=at, last_try=at)


def accepted(item: OutboxItem, answer: Accepted, at: datetime) -> Outcome:
    """Return what becomes of an order that the server has; its total must be ours to the cent."""
    item, said = _tried(item, at), NOTHING_SAID
    if answer.total is not None and answer.total != item.total:
        said = Said(OTHER_TOTAL, what=item.number)
    elif answer.status.lower() in CANCELLED_WORDS:
        said = Said(CANCELLED_THERE, what=item.number, words=answer.status)
    if said is not NOTHING_SAID:
        return Outcome(_left_to_person(item, said, asked_at=item.asked_at or at, answer=answer))
    return Outcome(
        replace(
            item,
            state=SendState.SENT,
            asked_at=None,
            next_try=None,
            said=NOTHING_SAID,
            answer=answer,
            sent_at=at,
        )
    )


def refused(item: OutboxItem, error: BackEndRefusedError, at: datetime) -> Outcome:
    """Return what becomes of an order that the server understood and does not take."""
    item, said = _tried(item, at), Said.by(error)
    if isinstance(error, MappingMissingError):
        return Outcome(_left_to_person(item, said, asked_at=None))
    state = _forward(item.state, SendState.REFUSED)
    return Outcome(replace(item, state=state, asked_at=None, next_try=None, said=said))


def not_arrived(item: OutboxItem, error: CashierError, at: datetime, wait: timedelta) -> Outcome:
    """Return what becomes of an order whose request certainly was not taken in.

    ``item`` is as it was before the attempt: nothing is known now that was not known then. It is
    the server that is waited for, not the order.
    """
    until = None
    if isinstance(error, RateLimitedError):
        wait, until = error.wait, at + error.wait
    next_try = None if item.wants_person else at + wait
    tried = replace(_tried(item, at), next_try=next_try, said=Said.by(error))
    return Outcome(tried, stops=True, wait_until=until)


def unanswered(item: OutboxItem, error: CashierError, at: datetime, chance: int) -> Outcome:
    """Return what becomes of an order that may have arrived: it is looked up before a repeat."""
    tried = replace(_tried(item, at), asked_at=item.asked_at or at, said=Said.by(error))
    if item.wants_person:
        return Outcome(replace(tried, next_try=None))
    next_try = at + wait_before(tried.tries, chance)
    return Outcome(replace(tried, state=SendState.UNKNOWN, next_try=next_try))


def may_still_arrive(item: OutboxItem, at: datetime) -> bool:
    """Whether it is too soon to send again an order that the server does not have yet."""
    return item.asked_at is not None and timedelta(0) <= at - item.asked_at < SETTLES_IN


def still_arriving(item: OutboxItem, at: datetime) -> Outcome:
    """Return what becomes of an order that is not there, and may be in a moment."""
    next_try = None if item.wants_person else (item.asked_at or at) + SETTLES_IN
    return Outcome(replace(_tried(item, at), next_try=next_try))


def undecidable(item: OutboxItem, said: Said, at: datetime) -> Outcome:
    """Return what becomes of an order of which the program cannot find out more."""
    return Outcome(_left_to_person(_tried(item, at), said, asked_at=item.asked_at))


def not_there(item: OutboxItem, at: datetime) -> Outcome:
    """Return what becomes of an order that was looked for, and that the server does not have."""
    said = Said(NotOnServerError.code, what=item.number)
    return Outcome(replace(_tried(item, at), next_try=None, said=said))


def settled(item: OutboxItem, how: Settlement) -> OutboxItem:
    """Return the item as a person settled it; it counts as sent from then on."""
    return replace(
        item, state=SendState.SENT, asked_at=None, next_try=None, settled=how, sent_at=how.at
    )


def _tried(item: OutboxItem, at: datetime) -> OutboxItem:
    return replace(item, tries=item.tries + 1, last_try=at)


def _left_to_person(
    item: OutboxItem,
    said: Said,
    *,
    asked_at: datetime | None,
    answer: Accepted | None = None,
) -> OutboxItem:
    state = _forward(item.state, SendState.NEEDS_ATTENTION)
    return replace(
        item,
        state=state,
        asked_at=asked_at,
        next_try=None,
        said=said,
        answer=answer or item.answer,
    )


def _forward(before: SendState, after: SendState) -> SendState:
    return after if may_become(before, after) else before
