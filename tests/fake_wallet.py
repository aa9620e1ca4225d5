"""A wallet's server in memory: charges once per key or every time, and can lose or keep answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cashier.domain.backend_errors import BackEndError
from cashier.domain.money import Money
from cashier.domain.wallet import Wallet, WalletCharge, WalletProduct
from cashier.domain.wallet_errors import UnknownTagError

TAG = "04A2B31C5D7Qf2"
PRODUCTS = (
    WalletProduct("espresso", "Espresso", Money(25)),
    WalletProduct("cappuccino", "Cappuccino", Money(50)),
)


@dataclass
class FakeWallets:
    """Keeps the promises of ``ports.TenderProvider``.

    ``before`` is raised instead of charging, ``after`` once it was charged, ``blind`` by every
    look-up from the next charge on; ``is_late`` charges only when ``arrive`` is called.
    """

    balances: dict[str, int] = field(default_factory=lambda: {TAG: 1_000})
    known: Sequence[WalletProduct] = PRODUCTS
    before: BackEndError | None = None
    after: BackEndError | None = None
    blind: BackEndError | None = None
    is_late: bool = False
    is_silent: bool = False
    charges: list[tuple[str, WalletCharge]] = field(default_factory=list)
    looked_up: int = 0
    is_closed: bool = False
    _waiting: list[WalletCharge] = field(default_factory=list)
    _is_blind: bool = False

    async def look_up(self, token: str) -> Wallet:
        self.looked_up += 1
        if self._is_blind and self.blind is not None:
            raise self.blind
        if token not in self.balances:
            raise UnknownTagError("wallets", "no wallet", 404)
        return Wallet(token, Money(self.balances[token]), "wal_1", "Max Mustermann")

    async def products(self) -> Sequence[WalletProduct]:
        return self.known

    async def charge(self, charge: WalletCharge, *, key: str, description: str) -> Wallet | None:
        self.charges.append((key, charge))
        self._is_blind = True
        if self.before is not None:
            raise self.before
        self._waiting.append(charge)
        if not self.is_late:
            self.arrive()
        if self.after is not None:
            raise self.after
        balance = Money(self.balances[charge.token])
        return None if self.is_silent else Wallet(charge.token, balance)

    def arrive(self) -> None:
        """Let what is on its way be applied."""
        prices = {one.id: one.price.minor for one in self.known}
        for charge in self._waiting:
            self.balances[charge.token] -= sum(prices[id_] for id_ in charge.products)
        self._waiting.clear()

    def see_again(self) -> None:
        """Let look-ups be answered from now on."""
        self._is_blind = False

    async def aclose(self) -> None:
        self.is_closed = True
