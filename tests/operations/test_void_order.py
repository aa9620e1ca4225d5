"""Voiding an order before it is posted."""

import pytest

from cashier.domain.errors import ApprovedTenderError, UndecidedTenderError, UnknownOrderError
from cashier.domain.tender import TenderState
from cashier.operations.void_order import VoidOrder
from tests.fake_ledger import FakeLedger
from tests.fakes import NOON, FakeClock
from tests.storage.selling import OWNER, card, kept, order


async def test_an_order_is_voided_once() -> None:
    ledger = FakeLedger()
    void = VoidOrder(ledger, FakeClock())
    await ledger.keep_open(kept(order(1)))
    await void(order(1).id, operator=OWNER)
    assert await ledger.open_orders() == []
    with pytest.raises(UnknownOrderError):
        await void(order(1).id, operator=OWNER)


async def test_an_order_that_holds_money_is_not_voided() -> None:
    ledger = FakeLedger()
    void = VoidOrder(ledger, FakeClock())
    await ledger.keep_open(kept(order(1)))
    await ledger.ask_tender(order(1).id, card("c", 10, TenderState.ASKED))
    with pytest.raises(UndecidedTenderError):
        await void(order(1).id, operator=OWNER)
    await ledger.answer_tender("c", TenderState.APPROVED, at=NOON, operator=OWNER)
    with pytest.raises(ApprovedTenderError):
        await void(order(1).id, operator=OWNER)
    await ledger.answer_tender("c", TenderState.REVERSED, at=NOON, operator=OWNER)
    await void(order(1).id, operator=OWNER)
    assert ledger.reversals == ["c"]
