"""A till without a window: real ledger, real outbox, real relay, real adapter, a real server."""

import importlib
import random
import time
import tomllib
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from typing_extensions import override

from cashier.app.back_ends import ADAPTERS
from cashier.backends.http import Http, Limits
from cashier.domain.outbox import OutboxItem
from cashier.domain.posting import PostedOrder
from cashier.operations.refund_order import RefundOrder
from cashier.operations.relay_outbox import RelayNeeds, RelayOutbox
from cashier.ports import Backend
from cashier.settings import parse
from cashier.storage.outbox import SqliteOutbox
from tests.contracts.day_of_sales import any_order, any_payment
from tests.known_secrets import KnownSecrets
from tests.servers.loopback import LoopbackServer
from tests.storage.selling import OWNER, WORDS, opened, posting_of

QUICK = Limits(
    connect_s=2,
    answer_s=1,
    deadline_s=3,
    attempts=2,
    first_pause_s=0.01,
    longest_pause_s=0.05,
    longest_wait=timedelta(milliseconds=100),
)
_MOST_ROUNDS = 60
_STEP = timedelta(seconds=2)


class SteppingClock:
    """The real time and what was waited through without waiting."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time(), UTC) + self.ahead


class Counter(AbstractAsyncContextManager["Counter"]):
    """Sells, relays, starts anew; one server, one data folder."""

    def __init__(self, folder: Path, server: LoopbackServer, setting: str = "") -> None:
        """Sell under the server's settings; ``setting`` is one line more of them."""
        self.server = server
        self.clock = SteppingClock()
        settings = server.settings.replace("[backend]\n", f"[backend]\n{setting}\n", 1)
        self.profile = parse(tomllib.loads(settings)).back_end
        self.defects: list[Exception] = []
        self.sold: list[PostedOrder] = []
        self._folder = folder
        self._start()

    def _start(self) -> None:
        self.ledger = opened(self._folder, at=self.clock.now())
        self.outbox = SqliteOutbox(self.ledger)
        self.back_end = self._adapter()
        needs = RelayNeeds(
            self.outbox, self.clock, lambda _name: self.back_end, lambda: 0, self.defects.append
        )
        self.relay = RelayOutbox(needs)

    def _adapter(self) -> Backend:
        module, name = ADAPTERS[self.profile.kind]
        http = Http(self.profile.base_url, self.clock.now, limits=QUICK)
        secrets = KnownSecrets(self.server.secrets)
        make: Any = getattr(importlib.import_module(module), name)
        adapter: Backend = make(self.profile, http, secrets, self.clock, "EUR")
        return adapter

    async def start_again(self) -> None:
        """End as a till ends and start as it starts; nothing is remembered but the ledger."""
        await self.back_end.aclose()
        self.ledger.close()
        self._start()

    async def sell(self) -> PostedOrder:
        """Post a sale, another every time and the same in every run."""
        chance = random.Random(len(self.sold))  # noqa: S311 - to be the same again
        order = any_order(chance, UUID(int=chance.getrandbits(128), version=4))
        payment = any_payment(chance, order)
        at, profile = self.clock.now(), self.profile.name
        self.sold.append(await self.ledger.post(posting_of(order, payment, at=at, profile=profile)))
        return self.sold[-1]

    async def give_back(self, sale: PostedOrder) -> PostedOrder:
        """Post a refund of all of a sale."""
        profile = self.profile.name
        operation = RefundOrder(self.ledger, self.clock, lambda: WORDS, profile=lambda: profile)
        proposal = operation.propose(await self.ledger.sold(sale.number))
        id_ = UUID(int=10**9 + len(self.sold), version=4)
        self.sold.append(await operation(sale.number, id_, proposal, operator=OWNER))
        return self.sold[-1]

    async def relay_until_decided(self) -> None:
        """Relay until nothing waits for its turn; waits that servers ask for are stepped over."""
        for _ in range(_MOST_ROUNDS):
            await self.relay(is_hurried=True)
            if not (await self.outbox.count()).waiting:
                return
            self.clock.ahead += _STEP
        raise AssertionError(f"undecided: {await self.outbox.items(limit=5)}")

    async def place(self, order: PostedOrder) -> OutboxItem:
        item = await self.outbox.item(order.number)
        assert item is not None
        return item

    @override
    async def __aenter__(self) -> Self:
        return self

    @override
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        await self.back_end.aclose()
        self.ledger.close()
