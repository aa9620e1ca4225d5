"""Sales paid from a wallet while the way there and back fails: one charge a sale, or a person."""

import asyncio
import enum
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from uuid import UUID

from cashier.backends.http import Http, Limits
from cashier.backends.wallet import Wallet
from cashier.domain.backend_errors import BackEndError
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order, OrderLine, TaxRules, work_out
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Payment, Tender, TenderState
from cashier.domain.wallet import code_of
from cashier.domain.wallet_errors import WalletUsedError
from cashier.operations.take_wallet import TakeWallet, WalletTaken
from cashier.settings import WalletSettings
from cashier.storage.ledger import SqliteLedger
from tests.fakes import NOON, FakeCatalogue, FakeClock, product
from tests.servers.faults import Fault
from tests.servers.wallet import Mode, WalletAccount, WalletServer

OWNER = "owner"
POINTS = (
    None,
    Fault.DROP_BEFORE,
    Fault.DROP_AFTER,
    Fault.ERROR_BEFORE,
    Fault.ERROR_AFTER,
    Fault.GATEWAY_BEFORE,
    Fault.GATEWAY_AFTER,
    Fault.LIMIT_HEADER,
    Fault.LIMIT_BODY,
    Fault.SLOW,
    Fault.LATE,
    Fault.HALF_BODY,
    Fault.CUT_JSON,
    Fault.EMPTY,
    Fault.WRONG_TYPE,
    Fault.WRONG_TYPES,
    Fault.HTML_BEFORE,
    Fault.HTML_AFTER,
    Fault.NESTED,
    Fault.REDIRECT,
)
"""What can happen to the one request that takes money."""


class Fall(enum.Enum):
    """Where the till itself stops, besides what happens on the way."""

    NOWHERE = "runs on"
    BEFORE_SENDING = "stops before it sends"
    AFTER_SENDING = "stops before it notes the answer"


@dataclass
class Counts:
    """What came of the runs: by fault, and over all."""

    outcomes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    runs: int = 0
    twice: int = 0
    lost: int = 0

    def table(self) -> str:
        """Return the counts as lines to be printed."""
        rows = (
            f"{fault:20} {fall:34} {outcome:32} {count:5}"
            for (fault, fall, outcome), count in sorted(self.outcomes.items())
        )
        ends = (
            f"{self.runs} runs, charged twice: {self.twice}, paid here and not there: {self.lost}"
        )
        return "\n".join((*rows, ends))


class Kept:
    """The terminal's token, in memory."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def read(self, _name: str) -> str:
        return self._token

    async def keep(self, _name: str, value: str) -> None:
        self._token = value


class StoppedError(Exception):
    """The till stopped here."""


class StoppingLedger:
    """A ledger whose till stops when an answer is to be noted."""

    def __init__(self, ledger: SqliteLedger) -> None:
        self._ledger = ledger
        self.stops = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)

    async def answer_tender(self, *given: object, **named: object) -> None:
        if self.stops:
            raise StoppedError
        await self._ledger.answer_tender(*given, **named)  # type: ignore[arg-type]


class WalletRuns:
    """One shop with one server; ``sale`` rings one order up through a fault and settles it."""

    def __init__(self, server: WalletServer, ledger: SqliteLedger, seed: int) -> None:
        self._server = server
        self._ledger = ledger
        self._chance = Random(seed)  # noqa: S311 - the same runs every time
        self._number = 0
        self.counts = Counts()
        limits = Limits(connect_s=2, answer_s=0.3, deadline_s=0.4, attempts=1)
        http = Http(server.url, FakeClock().now, limits=limits)
        settings = WalletSettings(server.url, server.mode.value)
        self._wallet = Wallet(settings, http, Kept(server.token), "EUR")
        name = "number" if server.mode is Mode.PRETIX else "key"
        self._goods = [
            product(one.name, f"{one.price / 100:.2f}", code_of(str(getattr(one, name))))
            for one in server.products
        ]
        server.honours_header = False
        server.faults.slow_for = timedelta(seconds=0.8)

    async def aclose(self) -> None:
        await self._wallet.aclose()

    async def sale(self, fault: Fault | None, fall: Fall) -> None:
        """Sell one order: pay, let a person decide what stays open, and try to pay again."""
        self._number += 1
        order = self._order()
        tag = f"{self._number:08X}AA"
        account = self._server.add_wallet(tag, 10_000)
        await self._keep(order)
        payment = await self._pay(order, tag, fault, fall)
        if fault is Fault.LATE and fall is not Fall.BEFORE_SENDING:
            await self._arrived(account)
        payment = await self._decide(payment, account)
        if not payment.covers:
            payment = (await self._again(order, payment, tag)).payment
        self._count(fault, fall, payment, taken_of(account))

    async def sale_repeated_without_a_thought(self) -> None:
        """Send the same charge again after its answer was lost: what the till must never do."""
        self._number += 1
        order, account = self._order(), self._server.add_wallet("REPEATED0", 10_000)
        await self._keep(order)
        take = self._taking(self._ledger)
        payment = await self._pay(order, "REPEATED0", Fault.DROP_AFTER, Fall.AFTER_SENDING)
        await take.charge(order, payment, payment.tenders[0], operator=OWNER)
        self._count(Fault.DROP_AFTER, Fall.AFTER_SENDING, payment, taken_of(account))

    def _order(self) -> Order:
        lines = [OrderLine.of(self._chance.choice(self._goods)) for _line in range(3)]
        return Order(UUID(int=self._chance.getrandbits(128), version=4), "EUR", tuple(lines))

    async def _keep(self, order: Order) -> None:
        total = work_out(order, TaxRules()).total
        await self._ledger.keep_open(OpenOrder(order, OrderStatus.OPEN, total, NOON, OWNER))

    def _taking(self, ledger: object) -> TakeWallet:
        def key() -> str:
            return f"{self._chance.getrandbits(64):016x}"

        shop = FakeCatalogue(self._goods)
        wallet: Callable[[], Wallet] = self._wallet_now
        return TakeWallet(ledger, shop, FakeClock(), wallet, key, lambda: "Shop")  # type: ignore[arg-type]

    def _wallet_now(self) -> Wallet:
        return self._wallet

    async def _pay(self, order: Order, tag: str, fault: Fault | None, fall: Fall) -> Payment:
        ledger = StoppingLedger(self._ledger)
        take = self._taking(ledger)
        figures = work_out(order, TaxRules())
        payment = Payment(figures.total)
        offer = await take.look_up(order, figures, payment, tag)
        asked, tender = await take.ask(order, payment, tag, offer.plan)
        ledger.stops = fall is Fall.AFTER_SENDING
        if fault is not None:
            self._server.faults.plan(fault, method="POST", path=tag)
        if fall is Fall.BEFORE_SENDING:
            return await self._restored(order, payment)
        try:
            return (await take.charge(order, asked, tender, operator=OWNER)).payment
        except StoppedError:
            return await self._restored(order, payment)

    async def _restored(self, order: Order, payment: Payment) -> Payment:
        """Return the payment as the ledger knows it after a start."""
        kept = next(one for one in await self._ledger.open_orders() if one.order.id == order.id)
        return Payment(payment.total, tenders=kept.tenders)

    async def _arrived(self, account: WalletAccount) -> None:
        """Wait until nothing is on its way any more: then a person can see what happened."""
        while not taken_of(account):  # noqa: ASYNC110 - it happens in the server's own thread
            await asyncio.sleep(0.01)

    async def _decide(self, payment: Payment, account: WalletAccount) -> Payment:
        undecided = next((one for one in payment.tenders if one.is_undecided), None)
        if undecided is None:
            return payment
        take = self._taking(self._ledger)
        try:
            payment = await take.look_again(payment, undecided.key, operator=OWNER)
        except BackEndError:
            self._server.faults.clear()
        if not payment.is_undecided:
            return payment
        said = TenderState.APPROVED if taken_of(account) else TenderState.DECLINED
        return await take.decide(payment, undecided.key, said, operator=OWNER)

    async def _again(self, order: Order, payment: Payment, tag: str) -> WalletTaken:
        """Press the button once more, as an impatient person does."""
        self._server.faults.clear()
        take = self._taking(self._ledger)
        try:
            figures = work_out(order, TaxRules())
            offer = await take.look_up(order, figures, payment, tag)
            asked, tender = await take.ask(order, payment, tag, offer.plan)
        except WalletUsedError:
            return WalletTaken(payment)
        return await take.charge(order, asked, tender, operator=OWNER)

    def _count(self, fault: Fault | None, fall: Fall, payment: Payment, charged: int) -> None:
        counts = self.counts
        counts.runs += 1
        counts.twice += charged > 1
        counts.lost += bool(payment.approved) and charged == 0
        name = "none" if fault is None else fault.value
        counts.outcomes[(name, fall.value, _told(payment, charged))] += 1


def taken_of(account: WalletAccount) -> int:
    """Return how often money was taken from a wallet."""
    return len([one for one in account.charges if one.amount < 0])


def _told(payment: Payment, charged: int) -> str:
    tries = [one for one in payment.tenders if one.wallet is not None]
    by_person = any(one.wallet is not None and one.wallet.by_person for one in tries)
    who = "by a person" if by_person else "by the till"
    if charged and payment.approved:
        return f"charged once, known {who}" + (" (2 tries)" if len(tries) > 1 else "")
    return f"charged {charged} times, {_states(tries)} {who}"


def _states(tenders: list[Tender]) -> str:
    return "+".join(one.state.value for one in tenders)


def each_once() -> list[tuple[Fault | None, Fall]]:
    """Return every fault while the till runs on, and every fall while the way back is cut."""
    falls = [(Fault.DROP_AFTER, fall) for fall in Fall if fall is not Fall.NOWHERE]
    return [*((fault, Fall.NOWHERE) for fault in POINTS), *falls]


def plans(runs: int) -> Iterator[tuple[Fault | None, Fall]]:
    """Give every fault with every fall, over and over, ``runs`` times."""
    pairs = [(fault, fall) for fall in Fall for fault in POINTS]
    for run in range(runs):
        yield pairs[run % len(pairs)]
