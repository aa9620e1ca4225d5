"""A waiting order of the back end is taken up once, with what was paid there already."""

from uuid import UUID

import pytest

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.errors import RemoteOrderRefusedError
from cashier.domain.money import Money
from cashier.domain.order import TaxRules, work_out
from cashier.domain.posting import OrderStatus
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.receipt import Letterhead
from cashier.domain.remote import RemoteLine, RemoteOrder, RemotePayment
from cashier.domain.tender import Payment, Tender, TenderType
from cashier.operations.keep_order import KeepOrder
from cashier.operations.post_order import PostOrder
from cashier.operations.take_remote_payment import TakeRemotePayment
from tests.fake_back_end import FakeBackEnd
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock

WAITING = RemoteOrder(
    "550e",
    "ORD1",
    "confirmed",
    "EUR",
    Money(5499),
    lines=(RemoteLine("Beans", Quantity(), Money(5499), Money(5499), Percent(21_000)),),
    payments=(RemotePayment("card", Money(4999), "completed"),),
)


def taking(ledger: FakeLedger) -> TakeRemotePayment:
    keep = KeepOrder(ledger, FakeClock(), TaxRules())
    return TakeRemotePayment(ledger, keep, lambda: UUID(int=len(ledger.kept) + 1), "EUR")


async def test_it_is_parked_with_its_link_and_with_what_was_paid_there() -> None:
    ledger = FakeLedger()
    kept = await taking(ledger)(FakeBackEnd(listed=[WAITING]), "550e", operator="owner")
    assert (kept.status, kept.order.remote) == (OrderStatus.PARKED, "550e")
    assert kept.order.note == "#ORD1"
    again = (await ledger.open_orders())[0]
    assert [(one.type, one.amount) for one in again.tenders] == [(TenderType.CARD, Money(4999))]
    assert Payment(kept.total, tenders=kept.tenders).due == Money(500)


async def test_taken_twice_it_is_the_same_sale() -> None:
    ledger, back_end = FakeLedger(), FakeBackEnd(listed=[WAITING])
    first = await taking(ledger)(back_end, "550e", operator="owner")
    second = await taking(ledger)(back_end, "550e", operator="owner")
    assert first.order.id == second.order.id
    assert len(ledger.kept) == 1


async def test_what_was_paid_here_is_not_paid_again_while_the_server_does_not_know() -> None:
    ledger, back_end = FakeLedger(), FakeBackEnd(listed=[WAITING])
    kept = await taking(ledger)(back_end, "550e", operator="owner")
    payment = Payment(work_out(kept.order, TaxRules()).total, tenders=kept.tenders)
    payment = payment.with_tender(Tender("c", TenderType.CASH, Money(500)))
    post = PostOrder(ledger, FakeClock(), TaxRules, lambda: Letterhead("Shop"))
    posted = await post(kept.order, payment, operator="owner")
    assert posted.posting.remote == "550e"
    with pytest.raises(RemoteOrderRefusedError) as caught:
        await taking(ledger)(back_end, "550e", operator="owner")
    assert caught.value.given == posted.number


async def test_a_server_that_cannot_be_asked_leaves_nothing_behind() -> None:
    ledger = FakeLedger()
    back_end = FakeBackEnd(listed=[WAITING], fail_with=BackEndUnreachableError("localhost"))
    with pytest.raises(BackEndUnreachableError):
        await taking(ledger)(back_end, "550e", operator="owner")
    assert ledger.kept == {}
