"""A wallet is charged once in the life of a sale; what is not known is never guessed."""

from dataclasses import replace
from itertools import count
from uuid import UUID

import pytest

from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    BackEndUnreachableError,
    DamagedAnswerError,
    NotAuthorisedError,
    NotOnServerError,
    OutcomeUnknownError,
    RateLimitedError,
)
from cashier.domain.errors import CashierError, DiskFullError, UndecidedTenderError
from cashier.domain.money import Money
from cashier.domain.order import Order, OrderLine, TaxRules, work_out
from cashier.domain.tender import Payment, Tender, TenderState, TenderType
from cashier.domain.wallet import code_of
from cashier.domain.wallet_errors import (
    BalanceTooLowError,
    NothingForWalletError,
    WalletUsedError,
)
from cashier.operations.take_wallet import TakeWallet, WalletTaken
from tests.fake_ledger import FakeLedger
from tests.fake_wallet import TAG, FakeWallets
from tests.fakes import FakeCatalogue, FakeClock, product
from tests.storage.selling import OWNER, kept

ESPRESSO = product("Espresso", "0.25", code_of("espresso"))
CAPPUCCINO = product("Cappuccino", "0.50", code_of("cappuccino"))
BREAD = product("Bread", "1.89")
ORDER = Order(UUID(int=1), "EUR", tuple(OrderLine.of(one) for one in (ESPRESSO, CAPPUCCINO, BREAD)))
FIGURES = work_out(ORDER, TaxRules())
DUE = Payment(FIGURES.total)


@pytest.fixture
def ledger() -> FakeLedger:
    made = FakeLedger()
    made.kept[ORDER.id] = kept(ORDER)
    return made


def taking(ledger: FakeLedger, wallets: FakeWallets) -> TakeWallet:
    keys = (f"key-{number}" for number in count(1))
    shop = FakeCatalogue([ESPRESSO, CAPPUCCINO, BREAD])
    return TakeWallet(
        ledger, shop, FakeClock(), lambda: wallets, lambda: next(keys), lambda: "Corner shop"
    )


async def taken(
    take: TakeWallet, payment: Payment = DUE, token: str = TAG, most: Money | None = None
) -> WalletTaken:
    offer = await take.look_up(ORDER, FIGURES, payment, token, most)
    asked, tender = await take.ask(ORDER, payment, token, offer.plan)
    return await take.charge(ORDER, asked, tender, operator=OWNER)


def last(payment: Payment) -> Tender:
    return payment.tenders[-1]


async def test_it_pays_the_lines_it_knows_and_leaves_the_rest(ledger: FakeLedger) -> None:
    wallets = FakeWallets()
    done = await taken(taking(ledger, wallets))
    assert last(done.payment).state is TenderState.APPROVED
    assert last(done.payment).amount == Money(75)
    assert done.payment.due == Money(189)
    assert wallets.balances == {TAG: 925}
    assert [key for key, _charge in wallets.charges] == [str(ORDER.id)]
    posted = done.payment.with_tender(Tender("c", TenderType.CASH, Money(189))).settled_tenders()
    assert [(one.reference, one.balance) for one in posted] == [("···7Qf2", Money(925)), ("", None)]


async def test_what_is_asked_is_noted_before_anything_is_sent(ledger: FakeLedger) -> None:
    wallets = FakeWallets()
    take = taking(ledger, wallets)
    offer = await take.look_up(ORDER, FIGURES, DUE, TAG)
    _asked, tender = await take.ask(ORDER, DUE, TAG, offer.plan)
    assert ledger.tenders_of(ORDER.id) == (tender,)
    assert wallets.charges == []
    ledger.fail_with = DiskFullError()
    with pytest.raises(DiskFullError):
        await take.ask(ORDER, DUE, TAG, offer.plan)


async def test_only_lines_up_to_an_amount_are_taken(ledger: FakeLedger) -> None:
    done = await taken(taking(ledger, FakeWallets()), most=Money(60))
    assert last(done.payment).amount == Money(25)


async def test_too_little_is_refused_before_anything_is_noted_or_sent(ledger: FakeLedger) -> None:
    wallets = FakeWallets({TAG: 74})
    take = taking(ledger, wallets)
    offer = await take.look_up(ORDER, FIGURES, DUE, TAG)
    with pytest.raises(BalanceTooLowError):
        await take.ask(ORDER, DUE, TAG, offer.plan)
    assert (wallets.charges, ledger.attempts) == ([], {})
    asked, tender = await take.ask(ORDER, DUE, TAG, offer.affordable)
    assert asked.is_undecided
    assert tender.amount == Money(25)


async def test_a_balance_that_fell_since_it_was_shown_is_seen(ledger: FakeLedger) -> None:
    wallets = FakeWallets()
    take = taking(ledger, wallets)
    offer = await take.look_up(ORDER, FIGURES, DUE, TAG)
    wallets.balances[TAG] = 10
    with pytest.raises(BalanceTooLowError):
        await take.ask(ORDER, DUE, TAG, offer.plan)


async def test_an_order_without_a_line_for_it_is_refused(ledger: FakeLedger) -> None:
    with pytest.raises(NothingForWalletError):
        await taken(taking(ledger, FakeWallets(known=())))


async def test_a_token_of_no_wallet_is_told_as_that(ledger: FakeLedger) -> None:
    with pytest.raises(NotOnServerError):
        await taken(taking(ledger, FakeWallets({})))
    assert ledger.attempts == {}


@pytest.mark.parametrize("error", [OutcomeUnknownError(), DamagedAnswerError()])
async def test_a_charge_whose_answer_is_lost_is_seen_in_the_balance(
    ledger: FakeLedger, error: BackEndError
) -> None:
    wallets = FakeWallets(after=error)
    done = await taken(taking(ledger, wallets))
    assert last(done.payment).state is TenderState.APPROVED
    assert last(done.payment).wallet is not None
    assert len(wallets.charges) == 1


@pytest.mark.parametrize("error", [OutcomeUnknownError(), DamagedAnswerError()])
async def test_an_unchanged_balance_leaves_it_open(ledger: FakeLedger, error: BackEndError) -> None:
    done = await taken(taking(ledger, FakeWallets(before=error)))
    assert last(done.payment).state is TenderState.UNKNOWN
    assert [one.state for one in ledger.tenders_of(ORDER.id)] == [TenderState.UNKNOWN]


async def test_what_cannot_be_looked_up_stays_open(ledger: FakeLedger) -> None:
    wallets = FakeWallets(after=OutcomeUnknownError(), blind=BackEndUnreachableError())
    take = taking(ledger, wallets)
    done = await taken(take)
    assert last(done.payment).state is TenderState.UNKNOWN
    with pytest.raises(BackEndUnreachableError):
        await take.look_again(done.payment, "key-1", operator=OWNER)
    wallets.see_again()
    seen = await take.look_again(done.payment, "key-1", operator=OWNER)
    assert last(seen).state is TenderState.APPROVED


async def test_a_charge_that_arrives_late_is_found_by_looking_again(ledger: FakeLedger) -> None:
    wallets = FakeWallets(after=OutcomeUnknownError(), is_late=True)
    take = taking(ledger, wallets)
    done = await taken(take)
    still = await take.look_again(done.payment, "key-1", operator=OWNER)
    assert last(still).state is TenderState.UNKNOWN
    wallets.arrive()
    seen = await take.look_again(still, "key-1", operator=OWNER)
    assert last(seen).state is TenderState.APPROVED


async def test_a_change_of_another_amount_proves_nothing(ledger: FakeLedger) -> None:
    wallets = FakeWallets(after=OutcomeUnknownError(), is_late=True)
    take = taking(ledger, wallets)
    done = await taken(take)
    wallets.balances[TAG] += 500
    seen = await take.look_again(done.payment, "key-1", operator=OWNER)
    assert last(seen).state is TenderState.UNKNOWN


@pytest.mark.parametrize(
    "error",
    [
        BackEndUnreachableError("host"),
        BackEndRefusedError("host", "no such product", 400),
        NotAuthorisedError("host", "permission", 403),
        RateLimitedError("host"),
    ],
    ids=lambda error: error.code,
)
async def test_what_certainly_took_nothing_may_be_asked_again_under_the_same_key(
    ledger: FakeLedger, error: BackEndError
) -> None:
    wallets = FakeWallets(before=error)
    take = taking(ledger, wallets)
    done = await taken(take)
    assert (last(done.payment).state, done.error) == (TenderState.DECLINED, error)
    wallets.before = None
    again = await taken(take, done.payment)
    assert last(again.payment).state is TenderState.APPROVED
    assert {key for key, _charge in wallets.charges} == {str(ORDER.id)}


async def test_a_wallet_gone_meanwhile_is_declined_only_where_the_balance_shows_it(
    ledger: FakeLedger,
) -> None:
    gone = NotOnServerError("host", "no wallet", 404)
    done = await taken(taking(ledger, FakeWallets(before=gone)))
    assert last(done.payment).state is TenderState.DECLINED


async def test_a_success_without_a_wallet_is_looked_up(ledger: FakeLedger) -> None:
    wallets = FakeWallets(is_silent=True)
    done = await taken(taking(ledger, wallets))
    wallet = last(done.payment).wallet
    assert wallet is not None
    assert wallet.after == Money(925)


async def test_a_success_whose_balance_cannot_be_read_is_a_success(ledger: FakeLedger) -> None:
    wallets = FakeWallets(is_silent=True, blind=BackEndUnreachableError())
    done = await taken(taking(ledger, wallets))
    wallet = last(done.payment).wallet
    assert last(done.payment).state is TenderState.APPROVED
    assert wallet is not None
    assert wallet.after is None


@pytest.mark.parametrize("said", [TenderState.APPROVED, TenderState.DECLINED])
async def test_after_a_person_decided_no_wallet_is_charged_for_this_sale(
    ledger: FakeLedger, said: TenderState
) -> None:
    wallets = FakeWallets(after=OutcomeUnknownError(), is_late=True)
    take = taking(ledger, wallets)
    done = await taken(take)
    known = await take.decide(done.payment, "key-1", said, operator=OWNER)
    assert last(known).state is said
    with pytest.raises(WalletUsedError):
        await taken(take, known)
    restored = replace(DUE, tenders=ledger.tenders_of(ORDER.id))
    with pytest.raises(WalletUsedError):  # also after a fall
        await taken(take, restored)
    assert len(wallets.charges) == 1


async def test_an_open_or_reversed_charge_lets_no_second_one_through(ledger: FakeLedger) -> None:
    wallets = FakeWallets(after=OutcomeUnknownError(), is_late=True)
    take = taking(ledger, wallets)
    done = await taken(take)
    offer = await take.look_up(ORDER, FIGURES, DUE, TAG)
    refusals: tuple[type[CashierError], ...] = (WalletUsedError, UndecidedTenderError)
    with pytest.raises(refusals):
        await take.ask(ORDER, done.payment, TAG, offer.plan)
    with pytest.raises(refusals):  # the window forgot it, the ledger did not
        await take.ask(ORDER, DUE, TAG, offer.plan)
    paid = await take.decide(done.payment, "key-1", TenderState.APPROVED, operator=OWNER)
    back = await take.decide(paid, "key-1", TenderState.REVERSED, operator=OWNER)
    with pytest.raises(WalletUsedError):
        await taken(take, back)
    assert len(wallets.charges) == 1
