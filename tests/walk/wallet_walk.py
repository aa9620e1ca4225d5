"""The walk through a wallet on Pay: waited for, unknown, offered, too low, and nobody knows."""

from dataclasses import dataclass, field, replace
from itertools import count

from cashier.domain.backend_errors import OutcomeUnknownError
from cashier.domain.tender import TenderType
from cashier.domain.wallet import WalletProduct, code_of
from cashier.operations.take_wallet import TakeWallet
from cashier.ui.pay.wallet_verbs import WalletVerbs
from tests.app.eyes import KEY
from tests.app.scenes import Stage
from tests.fake_wallet import TAG, FakeWallets
from tests.fakes import FakeCatalogue, FakeClock, product


@dataclass
class Counter:
    """The shop of one walk: its wallets, and who takes from them."""

    wallets: FakeWallets = field(default_factory=lambda: FakeWallets({TAG: 10_000}))

    def begin(self, stage: Stage) -> None:
        """Let a wallet know the first line of the sale, and be a tender."""
        line = stage.till.presenters.sale.view.order.lines[0]
        self.wallets.known = (WalletProduct("first", line.name, line.price),)
        shop = FakeCatalogue(
            [replace(product(line.name, "1"), key=line.product_key, barcodes=(code_of("first"),))]
        )
        keys = (f"walk-{number}" for number in count(1))
        ledger = stage.till._till.ledger  # noqa: SLF001 - the walk's own wallet beside the till's
        take = TakeWallet(
            ledger, shop, FakeClock(), lambda: self.wallets, lambda: next(keys), lambda: "Shop"
        )
        payment = stage.till.presenters.payment
        payment.wallet = WalletVerbs(payment, lambda: take, "owner")
        payment.use(replace(payment.rules, tenders=(TenderType.WALLET, *payment.rules.tenders)))


_counters: dict[int, Counter] = {}


async def waited_for(stage: Stage) -> None:
    """Pay, with a wallet wanted and no tag presented."""
    await stage.fill()
    counter = _counters[id(stage.till)] = Counter()
    counter.begin(stage)
    stage.hands.key(KEY.Key_F12)
    await stage.hands.page("payPage")
    await stage.hands.tap("tenderWalletButton")
    await stage.hands.until(lambda: stage.hands.sees("walletTagField"), "the question")


async def unknown_tag(stage: Stage) -> None:
    await _present(stage, "FFFF0000AA")
    await stage.hands.until(
        lambda: stage.till.presenters.payment.state.wallet.trouble is not None,  # type: ignore[union-attr]
        "the refusal",
    )


async def offered(stage: Stage) -> None:
    await _present(stage, TAG)
    await stage.hands.until(lambda: stage.hands.sees("walletTakeButton"), "the offer")


async def too_low(stage: Stage) -> None:
    wallets = _counters[id(stage.till)].wallets
    wallets.balances[TAG] = 1
    await stage.hands.tap("walletAnotherButton")
    await _present(stage, TAG)
    await stage.hands.until(lambda: stage.hands.sees("walletAnotherButton"), "the refusal")


async def nobody_knows(stage: Stage) -> None:
    wallets = _counters[id(stage.till)].wallets
    wallets.balances[TAG] = 10_000
    wallets.before = OutcomeUnknownError("wallet")
    await stage.hands.tap("walletAnotherButton")
    await _present(stage, TAG)
    await stage.hands.tap("walletTakeButton")
    await stage.hands.until(lambda: stage.hands.sees("lookAgainButton"), "the question")


async def approved(stage: Stage) -> None:
    wallets = _counters.pop(id(stage.till)).wallets
    wallets.balances[TAG] -= wallets.known[0].price.minor
    await stage.hands.tap("lookAgainButton")
    await stage.hands.until(lambda: not stage.hands.sees("lookAgainButton"), "the answer")


async def _present(stage: Stage, tag: str) -> None:
    await stage.hands.until(lambda: stage.hands.sees("walletTagField"), "the field")
    stage.till.presenters.payment.wallet.present(tag)


SCENES = (waited_for, unknown_tag, offered, too_low, nobody_knows, approved)
