"""The register is looked at often while something waits, seldom when quiet, and never too often."""

from datetime import timedelta

import pytest
from typing_extensions import override

from cashier.domain.backend_errors import (
    BackEndError,
    BackEndUnreachableError,
    NotAuthorisedError,
    RateLimitedError,
)
from cashier.domain.capability import Capability
from cashier.domain.remote import RegisterStatus
from cashier.operations.check_register import WHEN_QUIET, WHILE_UNSENT, CheckRegister, Seen
from tests.fake_back_end import FakeBackEnd

READY = RegisterStatus("REG001", "online", fiscal_mode=True)


class Register(FakeBackEnd):
    """A back end whose register says what it is told to say."""

    def __init__(self, says: RegisterStatus | BackEndError) -> None:
        super().__init__()
        self.says = says

    @override
    async def register_status(self) -> RegisterStatus:
        if isinstance(self.says, BackEndError):
            raise self.says
        return self.says


async def seen(says: RegisterStatus | BackEndError, *, unsent: int = 0) -> Seen:
    async def count() -> int:
        return unsent

    return await CheckRegister(Register(says), count)()


async def test_what_the_register_tells_is_told() -> None:
    assert await seen(READY) == Seen(READY, None, WHEN_QUIET)


@pytest.mark.parametrize("error", [BackEndUnreachableError("a"), NotAuthorisedError("a")])
async def test_a_failure_is_part_of_what_is_seen(error: BackEndError) -> None:
    assert await seen(error, unsent=1) == Seen(None, error, WHILE_UNSENT)


async def test_it_is_looked_at_often_while_something_waits() -> None:
    assert (await seen(READY, unsent=1)).again_in == WHILE_UNSENT
    assert WHILE_UNSENT < WHEN_QUIET


@pytest.mark.parametrize(("wait_s", "pause_s"), [(1, 5), (90, 90)])
async def test_a_server_that_asks_to_wait_is_left_in_peace(wait_s: int, pause_s: int) -> None:
    limited = RateLimitedError("a", "", timedelta(seconds=wait_s))
    assert (await seen(limited, unsent=1)).again_in == timedelta(seconds=pause_s)


async def test_a_system_without_a_register_is_not_asked() -> None:
    async def count() -> int:
        return 0

    found = CheckRegister(Register(READY), count).is_possible
    assert found is (Capability.TELLS_REGISTER_STATUS in FakeBackEnd().capabilities)
