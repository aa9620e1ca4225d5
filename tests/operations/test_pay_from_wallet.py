"""A request that pays from a wallet charges it once, however often it comes."""

from dataclasses import replace
from itertools import count
from uuid import UUID

import pytest

from cashier.domain.backend_errors import BackEndUnreachableError, OutcomeUnknownError
from cashier.domain.errors import NotCoveredError, OrderIdTakenError, TenderRefusedError
from cashier.domain.money import Money
from cashier.domain.order import TaxRules
from cashier.domain.posting import PostedOrder
from cashier.domain.quantity import Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.tender import TenderType
from cashier.domain.wallet import code_of
from cashier.domain.wallet_errors import (
    BalanceTooLowError,
    WalletOutcomeUnknownError,
    WalletUsedError,
)
from cashier.operations.keep_order import KeepOrder
from cashier.operations.pay_from_wallet import PayFromWallet
from cashier.operations.post_order import PostOrder
from cashier.operations.ring_up import LineRequest, PaymentRequest, RingUp, SaleRequest
from cashier.operations.take_wallet import TakeWallet
from tests.fake_ledger import FakeLedger
from tests.fake_wallet import TAG, FakeWallets
from tests.fakes import FakeCatalogue, FakeClock, product

ESPRESSO, BREAD = code_of("espresso"), "4770190036016"
SHOP = (product("Espresso", "0.25", ESPRESSO), product("Bread", "1.89", BREAD))
WALLET = PaymentRequest(TenderType.WALLET, token=TAG)
CASH = PaymentRequest(TenderType.CASH)
KEYS = count(1)


def request(*payments: PaymentRequest, cups: int = 2, bread: int = 1) -> SaleRequest:
    lines = [LineRequest(Quantity(cups * 1_000), ESPRESSO)]
    lines += [LineRequest(Quantity(1_000), BREAD)] * bread
    return SaleRequest(UUID(int=7), "EUR", tuple(lines), "print", payments=payments)


async def rung(ledger: FakeLedger, wallets: FakeWallets, asked: SaleRequest) -> PostedOrder:
    shop, clock, tax = FakeCatalogue(SHOP), FakeClock(), TaxRules()
    take = TakeWallet(
        ledger, shop, clock, lambda: wallets, lambda: f"key-{next(KEYS)}", lambda: "Shop"
    )
    pay = PayFromWallet(ledger, KeepOrder(ledger, clock, tax), take)
    post = PostOrder(ledger, clock, lambda: tax, lambda: Letterhead("Shop"))
    return await RingUp(ledger, shop, post, tax, 5, pay)(asked, operator="owner")


async def test_the_wallet_pays_its_lines_and_the_next_tender_the_rest() -> None:
    wallets = FakeWallets()
    done = await rung(FakeLedger(), wallets, request(WALLET, CASH))
    paid = [(one.type.value, one.amount.text(), one.balance) for one in done.posting.tenders]
    assert paid == [("wallet", "0.50", Money(950)), ("cash", "1.90", None)]
    assert wallets.balances[TAG] == 950


async def test_it_may_come_after_another_tender() -> None:
    card = PaymentRequest(TenderType.CARD, Money(189))
    done = await rung(FakeLedger(), FakeWallets(), request(card, WALLET))
    assert [one.type.value for one in done.posting.tenders] == ["card", "wallet"]


async def test_what_would_not_be_covered_is_refused_before_anything_is_charged() -> None:
    ledger, wallets = FakeLedger(), FakeWallets()
    with pytest.raises(NotCoveredError):
        await rung(ledger, wallets, request(WALLET))
    card = PaymentRequest(TenderType.CARD, Money(500))
    with pytest.raises(TenderRefusedError):
        await rung(ledger, wallets, request(WALLET, card))
    assert (wallets.charges, ledger.kept) == ([], {})


async def test_too_little_money_changes_nothing() -> None:
    ledger, wallets = FakeLedger(), FakeWallets({TAG: 49})
    with pytest.raises(BalanceTooLowError):
        await rung(ledger, wallets, request(WALLET, CASH))
    assert (wallets.charges, ledger.kept) == ([], {})


async def test_an_amount_bounds_what_it_takes() -> None:
    bounded = replace(WALLET, amount=Money(30))
    two = SaleRequest(
        UUID(int=8),
        "EUR",
        (LineRequest(Quantity(1_000), ESPRESSO), LineRequest(Quantity(1_000), ESPRESSO)),
        "print",
        payments=(bounded, CASH),
    )
    done = await rung(FakeLedger(), FakeWallets(), two)
    assert [one.amount.minor for one in done.posting.tenders] == [25, 25]


async def test_the_same_sale_again_is_the_first_one_and_charges_nothing() -> None:
    ledger, wallets = FakeLedger(), FakeWallets()
    first = await rung(ledger, wallets, request(WALLET, CASH))
    again = await rung(ledger, wallets, request(WALLET, CASH))
    assert (again.number, again.is_repeat) == (first.number, True)
    assert len(wallets.charges) == 1


async def test_an_unknown_outcome_is_looked_at_and_never_repeated() -> None:
    ledger = FakeLedger()
    wallets = FakeWallets(after=OutcomeUnknownError("w"), is_late=True)
    for _try in range(3):
        with pytest.raises(WalletOutcomeUnknownError) as caught:
            await rung(ledger, wallets, request(WALLET, CASH))
        assert str(UUID(int=7)) in caught.value.what
    wallets.arrive()
    done = await rung(ledger, wallets, request(WALLET, CASH))
    assert done.posting.tenders[0].balance == Money(950)
    assert len(wallets.charges) == 1


async def test_a_charge_made_before_a_fall_counts() -> None:
    ledger, wallets = FakeLedger(), FakeWallets()
    posting, ledger.post = ledger.post, falling  # type: ignore[method-assign,assignment]
    with pytest.raises(RuntimeError):
        await rung(ledger, wallets, request(WALLET, CASH))
    ledger.post = posting  # type: ignore[method-assign]
    done = await rung(ledger, wallets, request(WALLET, CASH))
    assert done.posting.tenders[0].amount == Money(50)
    assert len(wallets.charges) == 1


async def falling(_posting: object) -> PostedOrder:
    raise RuntimeError


async def test_other_goods_under_the_same_id_are_refused() -> None:
    ledger = FakeLedger()
    wallets = FakeWallets(after=OutcomeUnknownError("w"), is_late=True)
    with pytest.raises(WalletOutcomeUnknownError):
        await rung(ledger, wallets, request(WALLET, CASH))
    with pytest.raises(OrderIdTakenError):
        await rung(ledger, wallets, request(WALLET, CASH, cups=3))
    assert len(wallets.charges) == 1


async def test_a_server_that_was_not_reached_may_be_asked_again() -> None:
    ledger, wallets = FakeLedger(), FakeWallets(before=BackEndUnreachableError("w"))
    with pytest.raises(BackEndUnreachableError):
        await rung(ledger, wallets, request(WALLET, CASH))
    wallets.before = None
    done = await rung(ledger, wallets, request(WALLET, CASH))
    assert done.number == "T1-000001"
    assert len(wallets.charges) == 2
    assert wallets.balances[TAG] == 950


async def test_two_wallets_in_one_sale_are_refused() -> None:
    wallets = FakeWallets()
    with pytest.raises(WalletUsedError):
        await rung(FakeLedger(), wallets, request(WALLET, WALLET, CASH))
    assert wallets.looked_up == 0
