"""Checked off by a person's word, or by the document that tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.by_hand import ByHand, ByHandKind
from cashier.domain.capability import Capability
from cashier.domain.errors import UnknownOrderError
from cashier.domain.money import Money
from cashier.domain.remote import RemoteDocument
from cashier.operations.register_by_hand import RegisterByHand
from tests.fake_back_end import FakeBackEnd
from tests.fakes import NOON, FakeClock

PROFILE, OTHER = "paysera-mac:1@a", "webservice:@b"


@dataclass
class FakeByHand:
    """What waits, in memory; see ``ports.ByHandBook``."""

    things: list[ByHand] = field(default_factory=list)

    async def waiting(self, profile: str | None = None) -> list[ByHand]:
        return [one for one in self.things if not one.is_done and profile in {None, one.profile}]

    async def used_documents(self, profile: str) -> set[str]:
        return {one.document for one in self.things if one.document and one.profile == profile}

    async def add(
        self, profile: str, kind: ByHandKind, reference: str, amount: Money, *, at: datetime
    ) -> None:
        self.things.append(ByHand(len(self.things) + 1, profile, kind, reference, amount, at))

    async def check_off(self, done: Sequence[ByHand]) -> None:
        found = {one.id: one for one in done}
        self.things = [found.get(one.id, one) for one in self.things]


@dataclass
class Desk:
    book: FakeByHand = field(default_factory=FakeByHand)
    server: FakeBackEnd = field(default_factory=FakeBackEnd)

    def __post_init__(self) -> None:
        self.operation = RegisterByHand(self.book, FakeClock(), lambda _profile: self.server)

    async def refund(self, minor: int, profile: str = PROFILE) -> None:
        amount = Money(minor, "EUR")
        await self.book.add(profile, ByHandKind.REFUND, "T1-000002", amount, at=NOON)

    def document(self, id_: str, minor: int, type_: str = "return") -> None:
        made = RemoteDocument(
            id_, type_, amount=Money(minor, "EUR"), created_at=NOON + timedelta(minutes=1)
        )
        self.server.papers.append(made)


async def test_a_matching_document_checks_off() -> None:
    desk = Desk()
    await desk.refund(-250)
    await desk.refund(-100)
    desk.document("d1", 250)
    (done,) = await desk.operation.look()
    assert (done.document, done.checked_by, done.amount.minor) == ("d1", "till", -250)
    assert len(await desk.book.waiting()) == 1
    assert await desk.operation.look() == []


async def test_only_the_documents_that_can_stand_for_it_are_asked_for() -> None:
    desk = Desk()
    await desk.refund(-250)
    await desk.operation.look()
    assert [(one.type, one.since) for one in desk.server.asked] == [("return", NOON.date())]


async def test_a_system_that_cannot_be_asked_keeps_its_things_waiting() -> None:
    desk = Desk()
    await desk.refund(-250)
    desk.document("d1", 250)
    desk.server.fail_with = BackEndUnreachableError("a")
    assert await desk.operation.look() == []
    assert len(await desk.operation.look()) == 1


async def test_a_system_without_documents_is_not_asked() -> None:
    desk = Desk(server=FakeBackEnd(frozenset({Capability.LOOKS_UP_ORDERS})))
    await desk.refund(-250)
    assert await desk.operation.look() == []
    assert desk.server.asked == []


async def test_a_persons_word_checks_off_too() -> None:
    desk = Desk()
    await desk.refund(-250)
    done = await desk.operation(1, operator="owner")
    assert (done.checked_by, done.document, done.checked_at) == ("owner", "", NOON)
    with pytest.raises(UnknownOrderError):
        await desk.operation(1, operator="owner")
    assert desk.book.things == [replace(done)]
