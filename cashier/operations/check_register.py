"""Check the register of the back end: every few seconds while something is unsent, else seldom."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from cashier.domain.backend_errors import BackEndError, RateLimitedError
from cashier.domain.capability import Capability
from cashier.domain.remote import RegisterStatus
from cashier.ports import Backend

WHILE_UNSENT = timedelta(seconds=5)
WHEN_QUIET = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found: the register, or why it was not told; and when to look again."""

    register: RegisterStatus | None
    error: BackEndError | None
    again_in: timedelta


@dataclass(frozen=True, slots=True)
class CheckRegister:
    """Looks at the register of ``back_end``; ``unsent`` tells how much waits."""

    back_end: Backend
    unsent: Callable[[], Awaitable[int]]

    @property
    def is_possible(self) -> bool:
        """Whether that system tells a register's state at all."""
        return Capability.TELLS_REGISTER_STATUS in self.back_end.capabilities

    async def __call__(self) -> Seen:
        """Return what there is to know; a failure of the network is part of that."""
        try:
            register, error = await self.back_end.register_status(), None
        except BackEndError as failed:
            register, error = None, failed
        pause = WHILE_UNSENT if await self.unsent() else WHEN_QUIET
        if isinstance(error, RateLimitedError):
            pause = max(pause, error.wait)
        return Seen(register, error, pause)
