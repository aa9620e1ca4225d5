"""Orders are sent once and found again in every dialect, whatever happens to the answer."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from cashier.backends.paysera_orders import dialect_of
from cashier.domain.backend_errors import (
    BackEndRefusedError,
    NotAuthorisedError,
    OutcomeUnknownError,
    RateLimitedError,
)
from cashier.domain.capability import Capability
from cashier.domain.errors import NotAvailableError
from tests.backends.paysera_shop import (
    DIALECTS,
    EPAPI,
    GUIDE,
    NEW,
    OURS,
    Shop,
    choosing,
    money,
    numbered,
    opened,
    send_all,
    shop_at,
)
from tests.fakes import FakeClock
from tests.servers.faults import Fault
from tests.servers.paysera_eapi import PayseraEapiServer

APPLIED = (
    Fault.DROP_AFTER,
    Fault.ERROR_AFTER,
    Fault.GATEWAY_AFTER,
    Fault.HALF_BODY,
    Fault.CUT_JSON,
    Fault.EMPTY,
    Fault.HTML_AFTER,
    Fault.NESTED,
)
NOT_APPLIED = (Fault.DROP_BEFORE, Fault.ERROR_BEFORE, Fault.GATEWAY_BEFORE, Fault.HTML_BEFORE)


@pytest.fixture(params=DIALECTS, ids=dialect_of)
async def shop(request: pytest.FixtureRequest) -> AsyncIterator[Shop]:
    async for one in opened(request.param):
        yield one


@pytest.fixture(params=[NEW, EPAPI], ids=dialect_of)
async def numbering(request: pytest.FixtureRequest) -> AsyncIterator[Shop]:
    """A shop whose server takes our number."""
    async for one in opened(request.param):
        yield one


@pytest.fixture
async def guide() -> AsyncIterator[Shop]:
    async for one in opened(GUIDE):
        yield one


@pytest.fixture
async def epapi() -> AsyncIterator[Shop]:
    async for one in opened(EPAPI):
        yield one


async def test_an_order_is_sent_and_the_server_comes_to_our_total(shop: Shop) -> None:
    accepted = await shop.back_end.send(OURS)
    (there,) = shop.server.orders.values()
    assert there.total == 800
    assert (accepted.id, accepted.number, accepted.total) == (there.id, there.number, money(800))
    assert accepted.status == there.status
    assert not accepted.was_there
    assert accepted.receipt_number == ""


async def test_an_order_is_found_again_and_another_is_not(shop: Shop) -> None:
    sent = await shop.back_end.send(OURS)
    found = await shop.back_end.look_up(OURS)
    assert found == replace(sent, was_there=True)
    assert await shop.back_end.look_up(numbered(7)) is None


async def test_nothing_is_found_where_nothing_is(shop: Shop) -> None:
    assert await shop.back_end.look_up(OURS) is None


async def test_a_lost_answer_is_unknown_and_the_order_is_found(shop: Shop) -> None:
    for number, fault in enumerate(APPLIED, 1):
        shop.server.faults.plan(fault, method="POST")
        with pytest.raises(OutcomeUnknownError):
            await shop.back_end.send(numbered(number))
        found = await shop.back_end.look_up(numbered(number))
        assert found is not None, fault
        assert (found.total, found.was_there) == (money(500), True)
    assert len(shop.server.orders) == len(APPLIED)


async def test_a_lost_request_is_unknown_and_the_order_is_not_found(shop: Shop) -> None:
    for number, fault in enumerate(NOT_APPLIED, 1):
        shop.server.faults.plan(fault, method="POST")
        with pytest.raises(OutcomeUnknownError):
            await shop.back_end.send(numbered(number))
        assert await shop.back_end.look_up(numbered(number)) is None, fault
    assert shop.server.orders == {}


@pytest.mark.parametrize("fault", [Fault.LIMIT_HEADER, Fault.LIMIT_BODY])
async def test_a_server_that_asks_to_wait_is_waited_for(shop: Shop, fault: Fault) -> None:
    shop.server.faults.plan(fault, method="POST")
    with pytest.raises(RateLimitedError) as caught:
        await shop.back_end.send(OURS)
    assert caught.value.wait == timedelta(seconds=1)


async def test_a_server_of_another_opinion_is_heard(shop: Shop) -> None:
    shop.server.faults.plan(Fault.ANOTHER_TOTAL, method="POST")
    accepted = await shop.back_end.send(OURS)
    assert accepted.total is not None
    assert accepted.total != OURS.total


@pytest.mark.parametrize("fault", [Fault.FOREIGN_CURRENCY, Fault.WRONG_TYPES])
async def test_a_total_that_cannot_be_read_is_looked_up(shop: Shop, fault: Fault) -> None:
    shop.server.faults.plan(fault, method="POST")
    with pytest.raises(OutcomeUnknownError):
        await shop.back_end.send(OURS)
    found = await shop.back_end.look_up(OURS)
    assert found is not None
    assert found.total == money(800)


@pytest.mark.parametrize("fault", [Fault.FOREIGN_CURRENCY, Fault.NEGATIVE_TOTAL])
async def test_a_look_up_tells_another_total_or_that_it_cannot_tell(
    shop: Shop, fault: Fault
) -> None:
    await shop.back_end.send(OURS)
    shop.server.faults.plan(fault, method="GET", times=None)
    if fault is Fault.NEGATIVE_TOTAL:
        found = await shop.back_end.look_up(OURS)
        assert found is not None
        assert found.total is not None
        assert found.total < money(0)
    else:
        with pytest.raises(OutcomeUnknownError):
            await shop.back_end.look_up(OURS)


async def test_a_number_that_is_there_is_looked_at(numbering: Shop) -> None:
    first = await numbering.back_end.send(OURS)
    again = await numbering.back_end.send(OURS)
    assert again == replace(first, was_there=True)
    assert len(numbering.server.orders) == 1


async def test_a_strangers_order_of_our_number_is_not_taken_for_ours(numbering: Shop) -> None:
    numbering.server.faults.plan(Fault.DUPLICATE_NUMBER, method="POST")
    with pytest.raises(BackEndRefusedError) as caught:
        await numbering.back_end.send(OURS)
    assert caught.value.status == 409
    assert "another order has this number" in caught.value.words


async def test_an_order_is_found_beyond_the_first_page(shop: Shop) -> None:
    for number in range(1, 6):
        await shop.back_end.send(numbered(number))
    shop.server.faults.plan(Fault.SILENT_CAP, method="GET", times=None)
    for number in range(1, 6):
        found = await shop.back_end.look_up(numbered(number))
        assert found is not None
        assert found.was_there


async def test_a_refund_is_never_sent(shop: Shop) -> None:
    with pytest.raises(NotAvailableError):
        await shop.back_end.send(replace(OURS, refund_of="T1-000041"))
    assert shop.server.seen == []
    assert Capability.SENDS_REFUNDS not in shop.back_end.capabilities
    assert Capability.SENDS_CASH_MOVEMENTS not in shop.back_end.capabilities


async def test_a_secret_that_is_none_of_the_servers_is_told_by_name(shop: Shop) -> None:
    wrong = dict.fromkeys(shop.server.secrets, "someone-else")
    back_end = shop_at(shop.server.url, shop.profile, wrong)
    with pytest.raises(NotAuthorisedError) as caught:
        await back_end.send(OURS)
    assert "someone-else" not in f"{caught.value!r} {caught.value.words}"
    assert shop.server.orders == {}
    await back_end.aclose()


async def test_a_clock_that_runs_wrong_does_not_stop_epapi(epapi: Shop) -> None:
    clock = FakeClock(epapi.server.now() + timedelta(hours=7))
    back_end = shop_at(epapi.server.url, EPAPI, epapi.server.secrets, clock)
    await back_end.send(OURS)
    assert len(epapi.server.seen) == 2
    await back_end.send(numbered(2))
    assert len(epapi.server.seen) == 3
    assert len(epapi.server.orders) == 2
    await back_end.aclose()


async def test_a_list_that_is_not_there_does_not_say_that_the_order_is_not(shop: Shop) -> None:
    await shop.back_end.send(OURS)
    elsewhere = f"{shop.server.url}/old"
    back_end = shop_at(elsewhere, shop.profile, shop.server.secrets, FakeClock(shop.server.now()))
    with pytest.raises(OutcomeUnknownError):
        await back_end.look_up(OURS)
    await back_end.aclose()


async def test_guide_asks_one_by_one_where_a_list_shows_no_notes(guide: Shop) -> None:
    assert isinstance(guide.server, PayseraEapiServer)
    await send_all(guide, [OURS, numbered(7)])
    guide.server.lists_are_sparse = True
    with pytest.raises(OutcomeUnknownError) as caught:
        await guide.back_end.look_up(OURS)
    assert "do not show their notes" in caught.value.words


async def test_guide_knows_that_nothing_is_there_where_the_list_is_empty(guide: Shop) -> None:
    assert isinstance(guide.server, PayseraEapiServer)
    guide.server.lists_are_sparse = True
    assert await guide.back_end.look_up(OURS) is None


async def test_numbers_of_receipts_are_the_servers_only_where_that_is_chosen(guide: Shop) -> None:
    numbering = choosing(GUIDE, numbers_receipts=True)
    back_end = shop_at(guide.server.url, numbering, guide.server.secrets)
    assert Capability.ISSUES_RECEIPT_NUMBER in back_end.capabilities
    assert Capability.ISSUES_RECEIPT_NUMBER not in guide.back_end.capabilities
    assert (await back_end.send(OURS)).receipt_number == "A000001"
    await back_end.aclose()


async def test_one_connection_serves_every_call(shop: Shop) -> None:
    for number in range(1, 5):
        await shop.back_end.send(numbered(number))
        await shop.back_end.look_up(numbered(number))
    assert shop.server.connections == 1
