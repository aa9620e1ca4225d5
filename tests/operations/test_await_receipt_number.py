"""Where a back end numbers receipts, the document waits for it: with an end, and never the sale."""

import asyncio
from datetime import timedelta

import pytest

from cashier.domain.capability import Capability
from cashier.domain.posting import PostedOrder
from cashier.domain.receipt_number import ReceiptNumber
from cashier.operations.await_receipt_number import AwaitReceiptNumber
from tests.failing_back_end import LOOKS_UP, Fault
from tests.operations.relaying import PAYSERA, Shop

NUMBERS = LOOKS_UP | {Capability.ISSUES_RECEIPT_NUMBER}
LONG, AT_ONCE = timedelta(seconds=60), timedelta(0)


async def sold(*, numbers: bool = True) -> tuple[Shop, PostedOrder, AwaitReceiptNumber]:
    shop = Shop()
    shop.server.capabilities = NUMBERS if numbers else LOOKS_UP
    await shop.sell(1)
    wait = AwaitReceiptNumber(shop.outbox, shop.back_end_of)
    shop.relay.heard = wait.hear
    return shop, shop.ledger.posted[0], wait


async def test_a_number_of_ours_is_not_waited_for() -> None:
    _, posted, wait = await sold(numbers=False)
    assert await wait(posted, LONG) == ReceiptNumber(posted.number, is_fiscal=True)


async def test_the_number_is_told_as_soon_as_the_back_end_gave_it() -> None:
    shop, posted, wait = await sold()
    waiting = asyncio.gather(wait(posted, LONG))
    await asyncio.sleep(0)
    await shop.relay()
    assert [*await waiting] == [ReceiptNumber("F1", is_fiscal=True)]


async def test_a_number_that_is_known_already_is_told_at_once() -> None:
    shop, posted, wait = await sold()
    await shop.relay()
    assert (await wait(posted, AT_ONCE)).number == "F1"


async def test_past_the_deadline_the_cashier_decides_and_may_wait_on() -> None:
    shop, posted, wait = await sold()
    shop.server.send_faults = [Fault.UNREACHABLE]
    await shop.relay()
    answer = await wait(posted, AT_ONCE)
    assert answer == ReceiptNumber(posted.number, is_fiscal=False)
    waiting = asyncio.gather(wait(posted, LONG))
    await shop.relay_on(2)
    assert [*await waiting] == [ReceiptNumber("F1", is_fiscal=True)]


@pytest.mark.parametrize("fault", [Fault.REFUSED])
async def test_an_order_that_needs_a_person_is_not_waited_for(fault: Fault) -> None:
    shop, posted, wait = await sold()
    shop.server.send_faults = [fault]
    waiting = asyncio.gather(wait(posted, LONG))
    await asyncio.sleep(0)
    await shop.relay()
    assert [*await waiting] == [ReceiptNumber(posted.number, is_fiscal=False, wants_person=True)]


async def test_a_back_end_that_is_gone_numbers_nothing() -> None:
    shop, posted, wait = await sold()
    shop.back_ends.pop(PAYSERA)
    assert not wait.is_needed(posted)
    assert (await wait(posted, AT_ONCE)).is_fiscal
