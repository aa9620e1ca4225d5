"""Posting a paid sale: all of it or nothing, and the same sale once."""

from dataclasses import replace

import pytest

from cashier.domain.errors import (
    DiskFullError,
    EmptyOrderError,
    NotCoveredError,
    NotGivenError,
    OrderIdTakenError,
    UndecidedTenderError,
)
from cashier.domain.order import Order
from cashier.domain.tender import Payment, TenderState
from cashier.operations.post_order import PostOrder, content_of
from tests.fake_ledger import FakeLedger
from tests.fakes import NOON, FakeClock
from tests.storage.selling import OWNER, TAX, WORDS, card, euro, line, order, payment_of


def posting_with(ledger: FakeLedger, profile: str = "") -> PostOrder:
    return PostOrder(ledger, FakeClock(), lambda: TAX, lambda: WORDS, lambda: profile)


async def test_a_sale_is_posted_with_time_words_and_profile() -> None:
    ledger, wanted = FakeLedger(), order(1)
    post = posting_with(ledger, "webservice:7@host")
    posted = await post(wanted, payment_of(wanted, given=2_000), operator=OWNER)
    posting = posted.posting
    assert (posting.at, posting.operator, posting.letterhead) == (NOON, OWNER, WORDS)
    assert (posting.profile, posting.vat_mode) == ("webservice:7@host", TAX.mode)
    assert (posting.total, posting.change) == (euro(628), euro(2_000 - 628))
    assert [one.name for one in posting.lines] == ["Kava", "Juoda duona"]


async def test_the_same_sale_again_is_the_first_one() -> None:
    ledger, wanted = FakeLedger(), order(1)
    post = posting_with(ledger)
    first = await post(wanted, payment_of(wanted), operator=OWNER)
    again = await post(wanted, payment_of(wanted), operator=OWNER)
    assert (again.number, again.is_repeat) == (first.number, True)
    with pytest.raises(OrderIdTakenError):
        await post(order(1, line(2)), payment_of(order(1, line(2))), operator=OWNER)
    assert len(ledger.posted) == 1


@pytest.mark.parametrize(
    ("wanted", "payment", "error"),
    [
        (Order(order(1).id, "EUR"), Payment(euro(0)), EmptyOrderError),
        (order(1, replace(line(2), awaits_price=True)), Payment(euro(0)), NotGivenError),
        (order(1), Payment(euro(628)), NotCoveredError),
        (order(1), payment_of(order(1, line(2))), NotCoveredError),
        (
            order(1),
            Payment(euro(628), tenders=(card("c", 628, TenderState.UNKNOWN),)),
            UndecidedTenderError,
        ),
    ],
)
async def test_what_is_not_paid_is_not_posted(
    wanted: Order, payment: Payment, error: type[Exception]
) -> None:
    ledger = FakeLedger()
    with pytest.raises(error):
        await posting_with(ledger)(wanted, payment, operator=OWNER)
    assert ledger.post_calls == 0


async def test_a_full_disk_is_told_and_the_sale_can_be_posted_later() -> None:
    ledger, wanted = FakeLedger(fail_with=DiskFullError()), order(1)
    post = posting_with(ledger)
    with pytest.raises(DiskFullError):
        await post(wanted, payment_of(wanted), operator=OWNER)
    assert (await post(wanted, payment_of(wanted), operator=OWNER)).number == "T1-000001"


def test_a_fingerprint_tells_goods_prices_and_tenders_apart() -> None:
    wanted = order(1)
    prints = {
        content_of(wanted, payment_of(wanted)),
        content_of(order(1, line(0), line(1, 3)), payment_of(wanted)),
        content_of(wanted, payment_of(wanted, [card("c", 100)])),
        content_of(wanted.with_price(0, euro(251)), payment_of(wanted)),
        content_of(wanted.with_line_note(0, "warm"), payment_of(wanted)),
        content_of(replace(wanted, note="of no matter"), payment_of(wanted)),
    }
    assert len(prints) == 5
