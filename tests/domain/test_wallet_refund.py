"""What a wallet took goes back in cash, to the cent, and is told from cash that was cash."""

import asyncio
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.errors import NotAllowedError
from cashier.domain.money import Money
from cashier.domain.quantity import Quantity
from cashier.domain.tender import Payment, SettledTender, Tender, TenderType
from cashier.domain.wallet_errors import WalletTakesNothingBackError
from cashier.domain.wallet_refund import paid_out_in_cash
from cashier.operations.refund_order import WALLET_IN_CASH, RefundOrder
from tests.fake_ledger import FakeLedger
from tests.storage.selling import OWNER, WORDS, TestClock, line, order, posting_of, total_of

CASH, CARD, WALLET = TenderType.CASH, TenderType.CARD, TenderType.WALLET


def back(kind: TenderType, minor: int, reference: str = "") -> SettledTender:
    return SettledTender(kind, Money(-minor), reference=reference)


def test_without_a_wallet_all_stays_as_it_is() -> None:
    assert paid_out_in_cash((back(CARD, 100), back(CASH, 5)), Money(-105), 5) is None


@pytest.mark.parametrize(
    ("tenders", "total", "paid", "rounding"),
    [
        ((back(WALLET, 400, "a"),), 400, (back(CASH, 400, "a"),), 0),
        ((back(WALLET, 402, "a"),), 402, (back(CASH, 400, "a"),), 2),
        (
            (back(CASH, 205), back(WALLET, 400, "a")),
            603,
            (back(CASH, 205), back(CASH, 400, "a")),
            -2,
        ),
        (
            (back(WALLET, 402, "a"), back(CARD, 98, "c")),
            500,
            (back(CASH, 400, "a"), back(CARD, 98, "c")),
            2,
        ),
        ((back(CASH, 0), back(WALLET, 401, "a")), 402, (back(CASH, 400, "a"),), 2),
        ((back(WALLET, 2, "a"),), 2, (), 2),
    ],
)  # fmt: skip
def test_all_cash_together_is_rounded_once(
    tenders: tuple[SettledTender, ...],
    total: int,
    paid: tuple[SettledTender, ...],
    rounding: int,
) -> None:
    assert paid_out_in_cash(tenders, Money(-total), 5) == (paid, Money(rounding))


def refunding(ledger: FakeLedger, unit: int, *, may: bool = True) -> RefundOrder:
    return RefundOrder(
        ledger,
        TestClock(),
        lambda: WORDS,
        lambda: unit,
        may=lambda _operator, right: may or right != WALLET_IN_CASH,
    )


async def sold(ledger: FakeLedger, pieces: int, wallet: int, card: int) -> str:
    wanted = order(1, line(0, pieces), line(1, pieces))
    payment = Payment(total_of(wanted), 5)
    for kind, minor, slip in ((CARD, card, "slip"), (WALLET, wallet, "···7Qf2")):
        if minor:
            payment = payment.with_tender(Tender(slip, kind, Money(minor), reference=slip))
    if not payment.covers:
        payment = payment.with_tender(Tender("cash", CASH, payment.due_in_cash))
    return (await ledger.post(posting_of(wanted, payment))).number


@given(
    st.integers(1, 4),
    st.integers(0, 300),
    st.integers(0, 100),
    st.lists(st.tuples(st.integers(1, 2), st.integers(1, 2)), max_size=6),
)
def test_all_parts_together_give_back_the_sale_and_no_card_more_than_it_took(
    pieces: int, wallet: int, card: int, steps: list[tuple[int, int]]
) -> None:
    async def scenario() -> None:
        ledger = FakeLedger()
        number = await sold(ledger, pieces, wallet, card)
        give_back = refunding(ledger, 5)
        for step, (line_no, milli) in enumerate(steps, 2):
            known = await ledger.sold(number)
            left = known.all_left().get(line_no)
            if left is not None and left.milli >= milli * 1_000:
                asked = {line_no: Quantity(milli * 1_000)}
                proposal = give_back.propose(known, asked)
                await give_back(number, UUID(int=step), proposal, operator=OWNER)
        known = await ledger.sold(number)
        if known.all_left():
            await give_back(number, UUID(int=99), give_back.propose(known), operator=OWNER)
        check(ledger, number, card)

    asyncio.run(scenario())


def check(ledger: FakeLedger, number: str, card: int) -> None:
    sale, *refunds = [one.posting for one in ledger.posted]
    assert sum(one.total.minor for one in refunds) == -sale.total.minor
    for one in refunds:
        assert sum(paid.amount.minor for paid in one.tenders) == one.paid.minor
        cash = sum(paid.amount.minor for paid in one.tenders if paid.type is CASH)
        assert cash % 5 == 0 or cash == -sum(
            paid.amount.minor for paid in sale.tenders if paid.type is CASH
        )
        assert all(paid.type is not WALLET for paid in one.tenders)
    given_back = [paid for one in refunds for paid in one.tenders if paid.type is CARD]
    assert -sum(paid.amount.minor for paid in given_back) == card


async def test_it_says_which_cash_was_a_wallets() -> None:
    ledger = FakeLedger()
    number = await sold(ledger, 1, 250, 0)
    give_back = refunding(ledger, 5)
    proposal = give_back.propose(await ledger.sold(number))
    assert [(one.reference, one.gives_back_wallet) for one in proposal.tenders] == [
        ("", False),
        ("···7Qf2", True),
    ]
    in_cash = give_back.propose(await ledger.sold(number), method=CASH)
    assert in_cash.tenders == proposal.tenders


async def test_it_needs_a_right_and_a_wallet_takes_nothing_back() -> None:
    ledger = FakeLedger()
    number = await sold(ledger, 1, 250, 0)
    give_back = refunding(ledger, 5, may=False)
    known = await ledger.sold(number)
    with pytest.raises(NotAllowedError):
        await give_back(number, UUID(int=2), give_back.propose(known), operator=OWNER)
    assert len(ledger.posted) == 1
    with pytest.raises(WalletTakesNothingBackError):
        give_back.propose(known, method=WALLET)
