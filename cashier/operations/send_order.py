"""Send one order of the outbox, or find out what became of it: one attempt and what it came to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    BackEndUnreachableError,
    DamagedAnswerError,
    NotAuthorisedError,
    NotOnServerError,
    OutcomeUnknownError,
    RateLimitedError,
    SecretMissingError,
)
from cashier.domain.capability import Capability
from cashier.domain.errors import CashierError, NotAvailableError
from cashier.domain.outbox import (
    BY_HAND,
    MOST_LOOKS,
    UNDECIDABLE,
    OutboxItem,
    Outcome,
    Said,
    Taken,
    accepted,
    may_still_arrive,
    not_arrived,
    not_there,
    refused,
    still_arriving,
    unanswered,
    undecidable,
)
from cashier.domain.outgoing import OutgoingOrder, outgoing
from cashier.domain.remote import Accepted
from cashier.ports import Backend, Clock

_TAKEN_ALREADY = 409
_CERTAINLY_NOT_TAKEN = (
    BackEndUnreachableError,
    RateLimitedError,
    NotAuthorisedError,
    SecretMissingError,
)


class _CannotTellError(CashierError):
    """Neither the program nor the server can tell whether the order is there."""

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said.what)


@dataclass(frozen=True, slots=True)
class SendOrder:
    """Sends an order once; one that may be there already is looked up before it is repeated.

    ``chance`` gives a number from 0 to ``WHOLE_CHANCE``.
    """

    clock: Clock
    chance: Callable[[], int]

    async def __call__(
        self, back_end: Backend, taken: Taken, silence: timedelta, *, looks_only: bool = False
    ) -> Outcome:
        """Return what the attempt came to; ``silence`` is how long to leave a dead server alone.

        ``looks_only`` asks what the server has of the order and sends nothing.
        """
        item, order = taken.item, outgoing(taken.order)
        if must_be_registered_by_hand(order, back_end.capabilities):
            return undecidable(item, Said(BY_HAND, what=item.number), self.clock.now())
        if item.is_in_doubt or looks_only or (item.wants_person and _can_look_up(back_end)):
            known = await self._looked_up(back_end, item, order, silence)
            if known is not None:
                return known
            at = self.clock.now()
            if looks_only or may_still_arrive(item, at):
                return not_there(item, at) if looks_only else still_arriving(item, at)
        return await self._sent(back_end, item, order, silence)

    async def _looked_up(
        self, back_end: Backend, item: OutboxItem, order: OutgoingOrder, silence: timedelta
    ) -> Outcome | None:
        """Return what a look-up came to, None where the server does not have the order."""
        try:
            answer = await _found(back_end, item, order)
        except CashierError as error:
            return self._failed(item, error, silence)
        return None if answer is None else accepted(item, answer, self.clock.now())

    async def _sent(
        self, back_end: Backend, item: OutboxItem, order: OutgoingOrder, silence: timedelta
    ) -> Outcome:
        try:
            answer = await _answer(back_end, item, order)
        except (*_CERTAINLY_NOT_TAKEN, BackEndRefusedError, _CannotTellError) as error:
            return self._failed(item, error, silence)
        except CashierError as error:
            at = self.clock.now()
            return unanswered(replace(item, asked_at=at), error, at, self.chance())
        return accepted(item, answer, self.clock.now())

    def _failed(self, item: OutboxItem, error: CashierError, silence: timedelta) -> Outcome:
        at = self.clock.now()
        if isinstance(error, _CannotTellError):
            return undecidable(item, error.said, at)
        if isinstance(error, _CERTAINLY_NOT_TAKEN):
            return not_arrived(item, error, at, silence)
        if isinstance(error, BackEndRefusedError):
            return refused(item, error, at)
        return unanswered(item, error, at, self.chance())


def must_be_registered_by_hand(order: OutgoingOrder, capabilities: frozenset[Capability]) -> bool:
    """Whether no call is known for it: a person does it at the system itself."""
    if order.remote:
        return Capability.REPORTS_PAYMENTS not in capabilities
    return order.is_refund and Capability.SENDS_REFUNDS not in capabilities


async def _answer(back_end: Backend, item: OutboxItem, order: OutgoingOrder) -> Accepted:
    """Return what the server has of the order, which is sent now and once."""
    try:
        if order.remote:
            return await back_end.report_payment(order.remote, order)
        return await back_end.send(order)
    except BackEndRefusedError as error:
        if error.status != _TAKEN_ALREADY or not _can_look_up(back_end):
            raise
        found = await _found_after_all(back_end, item, order)
        if found is None:
            raise
        return found


async def _found_after_all(
    back_end: Backend, item: OutboxItem, order: OutgoingOrder
) -> Accepted | None:
    """Look an order up that the server says it has: until then it may be there."""
    try:
        return await _found(back_end, item, order)
    except _CERTAINLY_NOT_TAKEN as error:
        raise OutcomeUnknownError(str(error)) from error


async def _found(back_end: Backend, item: OutboxItem, order: OutgoingOrder) -> Accepted | None:
    if order.remote:
        return await _paid_there(back_end, order)
    if not _can_look_up(back_end):
        raise _CannotTellError(Said(UNDECIDABLE, what=item.number, words=item.said.words))
    try:
        return await back_end.look_up(order)
    except NotOnServerError:
        return None
    except _CERTAINLY_NOT_TAKEN:
        raise
    except (OutcomeUnknownError, BackEndRefusedError, NotAvailableError) as error:
        raise _CannotTellError(_undecidable(error)) from error
    except DamagedAnswerError as error:
        if item.tries < MOST_LOOKS:
            raise
        raise _CannotTellError(_undecidable(error)) from error


async def _paid_there(back_end: Backend, order: OutgoingOrder) -> Accepted | None:
    """Return the order of the server that was paid here, once the server has that payment."""
    remote = await back_end.order(order.remote)
    due = remote.due
    if not remote.is_paid and (due is None or due.minor > 0):
        return None
    return Accepted(remote.id, remote.number, remote.total, remote.status, was_there=True)


def _can_look_up(back_end: Backend) -> bool:
    return Capability.LOOKS_UP_ORDERS in back_end.capabilities


def _undecidable(error: CashierError) -> Said:
    words = error.words if isinstance(error, BackEndError) else ""
    return Said(UNDECIDABLE, what=str(getattr(error, "what", "")), words=words)
