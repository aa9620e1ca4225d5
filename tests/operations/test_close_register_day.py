"""The register's day is closed once: whoever asks again looks first, and nobody guesses."""

from dataclasses import dataclass, field

import pytest
from typing_extensions import override

from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    BackEndUnreachableError,
    OutcomeUnknownError,
)
from cashier.domain.capability import Capability
from cashier.domain.errors import NotAllowedError
from cashier.domain.journal import EntryKind
from cashier.domain.remote import RegisterStatus, RemoteDocument
from cashier.operations.close_register_day import CloseRegisterDay, RegisterDay
from tests.fake_back_end import FakeBackEnd
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock


@dataclass
class Register(FakeBackEnd):
    """A register with a day; ``loses`` its answer before or after it has closed."""

    day: int = 125
    tells_day: bool = True
    loses: str = ""
    refuses: bool = False
    is_gone: bool = False
    closings: int = 0
    reports: list[RemoteDocument] = field(default_factory=list)

    @override
    async def register_status(self) -> RegisterStatus:
        if self.is_gone:
            raise BackEndUnreachableError("a")
        if self.tells_day:
            return RegisterStatus("REG001", fiscal_day=self.day)
        return RegisterStatus("REG001", "online")

    @override
    async def close_register_day(self) -> str:
        if self.refuses:
            raise BackEndRefusedError("a", "code 1015", 400)
        if self.loses == "before":
            raise OutcomeUnknownError("a")
        self.closings += 1
        self.day += 1
        self.papers.append(RemoteDocument(f"Z{self.closings}", "fiscal-day-report"))
        if self.loses:
            self.is_gone = self.loses == "after, and its network"
            raise OutcomeUnknownError("a")
        return f"Z{self.closings}"


class Books(FakeLedger):
    """Remembers what was recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: list[object] = []

    @override
    async def record(self, kind: EntryKind, data: object, **_told: object) -> None:
        assert kind is EntryKind.REGISTER_DAY
        assert isinstance(data, dict)
        self.outcomes.append(data["outcome"])


def closing(register: Register, books: Books) -> CloseRegisterDay:
    return CloseRegisterDay(register, "p", books, FakeClock())


@pytest.mark.parametrize("tells_day", [True, False])
async def test_it_is_closed_when_that_is_asked(*, tells_day: bool) -> None:
    register, books = Register(tells_day=tells_day), Books()
    close = closing(register, books)
    closed = await close(await close.look(), operator="owner")
    assert (closed.document, closed.was_closed, register.closings) == ("Z1", False, 1)
    assert books.outcomes == ["asked", "closed"]


@pytest.mark.parametrize("tells_day", [True, False])
async def test_a_lost_answer_is_found_out_by_looking(*, tells_day: bool) -> None:
    register, books = Register(tells_day=tells_day, loses="after"), Books()
    close = closing(register, books)
    await close(await close.look(), operator="owner")
    assert (register.closings, books.outcomes) == (1, ["asked", "closed"])


@pytest.mark.parametrize("tells_day", [True, False])
async def test_asked_again_it_looks_before_it_repeats(*, tells_day: bool) -> None:
    register, books = Register(tells_day=tells_day, loses="after, and its network"), Books()
    close = closing(register, books)
    seen = await close.look()
    with pytest.raises(OutcomeUnknownError):
        await close(seen, operator="owner")
    register.is_gone = False
    assert (await close(seen, operator="owner")).was_closed
    assert (register.closings, books.outcomes) == (1, ["asked", "unknown"])


async def test_where_it_was_not_closed_it_can_be_asked_again() -> None:
    register, books = Register(loses="before"), Books()
    close = closing(register, books)
    seen = await close.look()
    with pytest.raises(OutcomeUnknownError):
        await close(seen, operator="owner")
    register.loses = ""
    assert (await close(seen, operator="owner")).document == "Z1"


@pytest.mark.parametrize("register", [Register(refuses=True), Register(is_gone=True)])
async def test_a_refusal_leaves_it_open(register: Register) -> None:
    close = closing(register, Books())
    with pytest.raises(BackEndError):
        await close(RegisterDay(125), operator="owner")
    assert register.closings == 0


async def test_who_may_not_does_not() -> None:
    register = Register()
    close = CloseRegisterDay(register, "p", Books(), FakeClock(), lambda _who, _right: False)
    with pytest.raises(NotAllowedError):
        await close(RegisterDay(125), operator="owner")
    assert register.closings == 0


def test_a_system_without_a_call_is_not_asked() -> None:
    assert closing(Register(), Books()).is_possible
    without = Register(capabilities=frozenset(Capability) - {Capability.CLOSES_REGISTER_DAY})
    assert not closing(without, Books()).is_possible
