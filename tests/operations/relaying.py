"""A shop in memory whose outbox is relayed to fake back ends, for tests of the relay."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from cashier.domain.errors import CashierError, NotAvailableError
from cashier.domain.outbox import OutboxItem, SendState
from cashier.operations.relay_outbox import RelayNeeds, RelayOutbox
from tests.failing_back_end import FailingBackEnd
from tests.fake_ledger import FakeLedger
from tests.fake_outbox import FakeOutbox
from tests.fakes import FakeClock
from tests.storage.selling import NOON, order, posting_of, refund_with

PAYSERA, KASH = "paysera-token:123@a", "webservice:@b"


@dataclass
class Shop:
    ledger: FakeLedger = field(default_factory=FakeLedger)
    outbox: FakeOutbox = field(default_factory=FakeOutbox)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOON))
    back_ends: dict[str, FailingBackEnd | CashierError] = field(default_factory=dict)
    reported: list[Exception] = field(default_factory=list)
    heard: list[tuple[str, SendState]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.back_ends.setdefault(PAYSERA, FailingBackEnd())
        self.relay = self.new_relay()

    @property
    def server(self) -> FailingBackEnd:
        found = self.back_ends[PAYSERA]
        assert isinstance(found, FailingBackEnd)
        return found

    def new_relay(self) -> RelayOutbox:
        """Return a relay as after a new start of the program: it remembers nothing."""
        needs = RelayNeeds(
            self.outbox, self.clock, self.back_end_of, lambda: 0, self.reported.append
        )
        return RelayOutbox(needs, self._hear)

    def back_end_of(self, profile: str) -> FailingBackEnd:
        found = self.back_ends.get(profile, NotAvailableError(profile))
        if isinstance(found, CashierError):
            raise found
        return found

    async def sell(self, *ids: int, profile: str = PAYSERA) -> list[str]:
        numbers = []
        for one in ids:
            posted = await self.ledger.post(posting_of(order(one), profile=profile))
            self.outbox.add(posted, profile)
            numbers.append(posted.number)
        return numbers

    async def give_back(self, number: str, id_: int, profile: str = PAYSERA) -> str:
        operation = refund_with(self.ledger)
        sold = await self.ledger.sold(number)
        proposal = operation.propose(sold)
        posted = await operation(number, UUID(int=id_), proposal, operator="owner")
        self.outbox.add(posted, profile)
        return posted.number

    async def place(self, number: str) -> OutboxItem:
        item = await self.outbox.item(number)
        assert item is not None
        return item

    async def states(self, *numbers: str) -> list[SendState]:
        return [(await self.place(one)).state for one in numbers]

    async def relay_on(self, rounds: int = 12, step: timedelta = timedelta(minutes=6)) -> None:
        """Let the timer come round so often."""
        for _ in range(rounds):
            await self.relay()
            self.clock.go_on(step)

    def _hear(self, item: OutboxItem) -> None:
        self.heard.append((item.number, item.state))
