"""A back end in memory that records whatever it is sent, and fails where it is told to."""

import enum
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from typing_extensions import override

from cashier.domain.backend_errors import (
    BackEndRefusedError,
    BackEndUnreachableError,
    DamagedAnswerError,
    NotAuthorisedError,
    OutcomeUnknownError,
    RateLimitedError,
)
from cashier.domain.capability import Capability
from cashier.domain.money import Money
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.remote import Accepted, RemoteOrder
from tests.fake_back_end import FakeBackEnd


class Fault(enum.Enum):
    """What goes wrong with one call; LOST, GARBLED and CONFLICT apply the order all the same."""

    UNREACHABLE = enum.auto()
    DROPPED_BEFORE = enum.auto()
    LOST = enum.auto()
    GARBLED = enum.auto()
    REFUSED = enum.auto()
    CONFLICT = enum.auto()
    NOT_AUTHORISED = enum.auto()
    BUSY = enum.auto()
    CANNOT_TELL = enum.auto()
    DEFECT = enum.auto()


BUSY_FOR = timedelta(seconds=40)
LOOKS_UP = frozenset({Capability.LOOKS_UP_ORDERS})


@dataclass
class FailingBackEnd(FakeBackEnd):
    """Takes every order it is sent, again if it is sent again: whoever repeats is found out."""

    capabilities: frozenset[Capability] = LOOKS_UP
    send_faults: list[Fault | None] = field(default_factory=list)
    look_up_faults: list[Fault | None] = field(default_factory=list)
    totals: dict[str, Money] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    status: str = "confirmed"

    @property
    def numbers(self) -> list[str]:
        return [one.number for one in self.sent]

    @property
    def doubled(self) -> list[str]:
        return [number for number, times in Counter(self.numbers).items() if times > 1]

    @override
    async def send(self, order: OutgoingOrder) -> Accepted:
        self.calls.append("send")
        fault = self.send_faults.pop(0) if self.send_faults else None
        _fail_before(fault, order.number)
        if fault is Fault.CONFLICT and order.number in self.numbers:
            raise BackEndRefusedError("fake", "this number exists", 409)
        self.sent.append(order)
        _fail_after(fault)
        return self._accepted(order)

    @override
    async def look_up(self, order: OutgoingOrder) -> Accepted | None:
        self.calls.append("look up")
        fault = self.look_up_faults.pop(0) if self.look_up_faults else None
        _fail_before(fault, order.number)
        _fail_after(fault)
        if order.number not in self.numbers:
            return None
        return self._accepted(order, was_there=True)

    @override
    async def report_payment(self, id_: str, order: OutgoingOrder) -> Accepted:
        self.calls.append("report")
        fault = self.send_faults.pop(0) if self.send_faults else None
        _fail_before(fault, order.number)
        self.paid.append((id_, order))
        self.listed.append(RemoteOrder(id_, status="completed", total=order.total))
        _fail_after(fault)
        return Accepted(id_, total=order.total, status="completed")

    @override
    async def order(self, id_: str) -> RemoteOrder:
        self.calls.append("order")
        found = [one for one in self.listed if one.id == id_]
        return found[-1] if found else await super().order(id_)

    def _accepted(self, order: OutgoingOrder, *, was_there: bool = False) -> Accepted:
        total = self.totals.get(order.number, order.total)
        place = self.numbers.index(order.number) + 1
        return Accepted(
            f"id-{place}", order.number, total, self.status, f"F{place}", was_there=was_there
        )


def _fail_before(fault: Fault | None, number: str) -> None:
    errors: dict[Fault, Exception] = {
        Fault.UNREACHABLE: BackEndUnreachableError("fake"),
        Fault.DROPPED_BEFORE: OutcomeUnknownError("fake"),
        Fault.REFUSED: BackEndRefusedError("fake", f"no VAT class for {number}", 422),
        Fault.NOT_AUTHORISED: NotAuthorisedError("fake", "token expired", 401),
        Fault.BUSY: RateLimitedError("fake", wait=BUSY_FOR),
        Fault.CANNOT_TELL: OutcomeUnknownError("fake", "two orders with this number"),
        Fault.DEFECT: KeyError("planted"),
    }
    if fault in errors:
        raise errors[fault]


def _fail_after(fault: Fault | None) -> None:
    errors: dict[Fault, Exception] = {
        Fault.LOST: OutcomeUnknownError("fake"),
        Fault.CONFLICT: BackEndRefusedError("fake", "this number exists", 409),
        Fault.GARBLED: DamagedAnswerError("fake", "not JSON"),
    }
    if fault in errors:
        raise errors[fault]
