"""Keeping an order that is not posted, so that a crash gives it back."""

from dataclasses import replace

import pytest

from cashier.domain.errors import ApprovedTenderError
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import TenderState
from cashier.operations.keep_order import KeepOrder
from tests.fake_ledger import FakeLedger
from tests.fakes import NOON, FakeClock
from tests.storage.selling import OWNER, TAX, card, euro, line, order


async def test_an_order_is_kept_with_its_total_time_and_tenders() -> None:
    ledger = FakeLedger()
    keep = KeepOrder(ledger, FakeClock(), TAX)
    kept = await keep(order(1), OrderStatus.PARKED, operator=OWNER, tenders=(card("c", 5),))
    assert (kept.total, kept.updated_at, kept.operator) == (euro(628), NOON, OWNER)
    assert kept.tenders == (card("c", 5),)
    assert await ledger.open_orders() == [replace(kept, tenders=())]


async def test_an_order_does_not_fall_below_what_was_taken() -> None:
    ledger = FakeLedger()
    keep = KeepOrder(ledger, FakeClock(), TAX)
    await keep(order(1), OrderStatus.OPEN, operator=OWNER)
    await ledger.ask_tender(order(1).id, card("c", 600, TenderState.ASKED))
    await ledger.answer_tender("c", TenderState.APPROVED, at=NOON, operator=OWNER)
    with pytest.raises(ApprovedTenderError):
        await keep(order(1, line(0)), OrderStatus.OPEN, operator=OWNER)
    assert [one.order for one in await ledger.open_orders()] == [order(1)]


async def test_an_empty_order_is_kept_as_well() -> None:
    ledger = FakeLedger()
    keep = KeepOrder(ledger, FakeClock(), TAX)
    empty = replace(order(1), lines=())
    assert (await keep(empty, OrderStatus.OPEN, operator=OWNER)).total == euro(0)
