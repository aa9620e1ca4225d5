"""Close the register's own day: a step of its own, never done twice and never done unasked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cashier.domain.backend_errors import BackEndError, OutcomeUnknownError
from cashier.domain.capability import Capability
from cashier.domain.errors import NotAllowedError
from cashier.domain.journal import EntryKind
from cashier.domain.remote import RemoteFilter
from cashier.ports import Backend, Clock, Ledger

RIGHT = "close register day"
_OF_THE_DAY = frozenset({"receipt", "return", "collection"})
_LOOKS_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RegisterDay:
    """What shows where the register's day stands; what a system does not tell is None or empty.

    ``reports`` are the documents that closed days of late, ``last_closed`` when the newest came.
    """

    day: int | None = None
    is_started: bool | None = None
    reports: frozenset[str] = frozenset()
    last_closed: datetime | None = None

    def has_ended_in(self, later: "RegisterDay") -> bool:
        """Whether this day is over by what was seen ``later``."""
        is_next = None not in (self.day, later.day) and self.day != later.day
        was_stopped = bool(self.is_started) and later.is_started is False
        return is_next or was_stopped or bool(later.reports - self.reports)


@dataclass(frozen=True, slots=True)
class ClosedRegisterDay:
    """The day is over: ``document`` is its report's id; ``was_closed`` before this was asked."""

    document: str = ""
    was_closed: bool = False


def everyone(_operator: str, _right: str) -> bool:
    """Let every operator do it, as long as operators have no rights of their own."""
    return True


@dataclass(frozen=True, slots=True)
class CloseRegisterDay:
    """Closes the day of ``profile``'s register; each step stands in the journal."""

    back_end: Backend
    profile: str
    ledger: Ledger
    clock: Clock
    may: Callable[[str, str], bool] = everyone

    @property
    def is_possible(self) -> bool:
        """Whether that system has a call for it."""
        return Capability.CLOSES_REGISTER_DAY in self.back_end.capabilities

    async def look(self) -> RegisterDay:
        """Return where the register's day stands now; raises ``BackEndError``."""
        status = await self.back_end.register_status()
        if status.fiscal_day is not None or status.is_day_started is not None:
            return RegisterDay(status.fiscal_day, status.is_day_started)
        if Capability.LISTS_DOCUMENTS not in self.back_end.capabilities:
            return RegisterDay()
        since = (self.clock.now() - _LOOKS_BACK).date()
        found = [
            one
            async for page in self.back_end.documents(RemoteFilter(since=since))
            for one in page
            if one.type and one.type.lower() not in _OF_THE_DAY
        ]
        moments = [one.created_at for one in found if one.created_at is not None]
        return RegisterDay(
            reports=frozenset(one.id for one in found), last_closed=max(moments, default=None)
        )

    async def __call__(self, seen: RegisterDay, *, operator: str) -> ClosedRegisterDay:
        """Close the day that was ``seen``; where it is over by now, nothing is asked any more.

        Raises ``OutcomeUnknownError`` where nobody can tell whether it was closed, and what else
        the back end says; then it is open, as far as is known.
        """
        if not self.may(operator, RIGHT):
            raise NotAllowedError(RIGHT, operator)
        before = await self.look()
        if seen.has_ended_in(before):
            return ClosedRegisterDay(was_closed=True)
        await self._record("asked", before, operator)
        try:
            closed = ClosedRegisterDay(await self.back_end.close_register_day())
        except OutcomeUnknownError as error:
            closed = await self._found_out(before, error, operator)
        except BackEndError:
            await self._record("refused", before, operator)
            raise
        await self._record("closed", before, operator, closed.document)
        return closed

    async def _found_out(
        self, before: RegisterDay, error: OutcomeUnknownError, operator: str
    ) -> ClosedRegisterDay:
        """Look whether it was closed all the same; raises ``error`` where that does not show."""
        try:
            after = await self.look()
        except BackEndError:
            after = before
        if before.has_ended_in(after):
            return ClosedRegisterDay(next(iter(after.reports - before.reports), ""))
        await self._record("unknown", before, operator)
        raise error

    async def _record(
        self, outcome: str, seen: RegisterDay, operator: str, document: str = ""
    ) -> None:
        data = {"profile": self.profile, "day": seen.day, "outcome": outcome, "document": document}
        at = self.clock.now()
        await self.ledger.record(EntryKind.REGISTER_DAY, data, at=at, operator=operator)
