"""An order that is paid later goes out once, whatever becomes of the answer, and is parked here."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from cashier.domain.backend_errors import OutcomeUnknownError
from cashier.domain.errors import EmptyOrderError
from cashier.domain.money import Money
from cashier.domain.order import Order, OrderLine, TaxRules
from cashier.domain.outgoing import Reservation
from cashier.domain.posting import OrderStatus
from cashier.domain.quantity import Percent, Quantity
from cashier.domain.remote import RemoteLine, RemoteOrder
from cashier.operations.keep_order import KeepOrder
from cashier.operations.send_unpaid import SendUnpaid
from tests.fake_back_end import FakeBackEnd
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock

RATE = Percent(21_000)
ORDER = Order(UUID(int=5), "EUR", (OrderLine("Mug", Money(250), RATE),))
TABLE = Reservation("Table 4", "by the window", datetime(2026, 11, 21, 20, tzinfo=UTC))


def sending(ledger: FakeLedger) -> SendUnpaid:
    return SendUnpaid(KeepOrder(ledger, FakeClock(), TaxRules()), "T1", lambda: "en")


async def test_it_is_sent_without_payments_and_parked_with_its_link() -> None:
    ledger, back_end = FakeLedger(), FakeBackEnd()
    kept = await sending(ledger)(back_end, ORDER, TABLE, operator="owner")
    (sent,) = back_end.sent
    assert (sent.payments, sent.reservation, sent.total) == ((), TABLE, Money(250))
    assert (kept.order.remote, kept.order.name) == ("there-1", "Table 4")
    assert ledger.kept[ORDER.id].status is OrderStatus.PARKED
    assert ledger.kept[ORDER.id].order.remote == "there-1"


async def test_after_a_lost_answer_it_is_looked_up_and_not_sent_again() -> None:
    ledger, back_end = FakeLedger(), FakeBackEnd(lose_answer=OutcomeUnknownError("localhost"))
    with pytest.raises(OutcomeUnknownError):
        await sending(ledger)(back_end, ORDER, TABLE, operator="owner")
    assert ledger.kept[ORDER.id].order.remote == ""
    kept = await sending(ledger)(back_end, ORDER, TABLE, operator="owner")
    assert (len(back_end.sent), kept.order.remote) == (1, "there-1")


async def test_nothing_is_sent_of_an_empty_order() -> None:
    back_end = FakeBackEnd()
    with pytest.raises(EmptyOrderError):
        await sending(FakeLedger())(back_end, Order(UUID(int=1), "EUR"), TABLE, operator="owner")
    assert back_end.sent == []


async def test_a_waiting_order_gets_another_note_and_keeps_its_lines() -> None:
    line = RemoteLine("Mug", Quantity(2000), Money(250), Money(500), RATE)
    remote = RemoteOrder("7", "ORD7", "pending", "EUR", Money(500), lines=(line,))
    back_end = FakeBackEnd(listed=[remote])
    changed = await sending(FakeLedger()).change(back_end, remote, "no milk", TABLE)
    ((id_, going),) = back_end.changed
    assert (id_, going.number, going.total, going.note) == ("7", "ORD7", Money(500), "no milk")
    assert going.reservation == TABLE
    assert changed.note == "no milk"
