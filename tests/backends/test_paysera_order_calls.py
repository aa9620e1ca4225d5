"""Orders of the server: listed to the end, read, changed, cancelled, paid at the till."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from cashier.backends.paysera_orders import dialect_of
from cashier.domain.backend_errors import (
    BackEndRefusedError,
    NotOnServerError,
    OutcomeUnknownError,
)
from cashier.domain.capability import Capability
from cashier.domain.errors import NotAvailableError
from cashier.domain.outgoing import OutgoingOrder, Reservation
from cashier.domain.remote import RemoteFilter
from cashier.ports import Backend
from cashier.settings.back_end import BackEndProfile
from tests.backends.paysera_shop import (
    DIALECTS,
    EPAPI,
    GUIDE,
    NEW,
    NOW,
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
from tests.servers.paysera_epapi import PayseraEpapiServer
from tests.servers.paysera_epapi_lists import Envelope


@pytest.fixture(params=DIALECTS, ids=dialect_of)
async def shop(request: pytest.FixtureRequest) -> AsyncIterator[Shop]:
    async for one in opened(request.param):
        yield one


@pytest.fixture(params=DIALECTS, ids=dialect_of)
async def open_(request: pytest.FixtureRequest) -> AsyncIterator[Shop]:
    """A shop whose server keeps orders open until they are paid."""
    async for one in opened(request.param):
        one.server.new_status = "pending"
        yield one


@pytest.fixture
async def epapi() -> AsyncIterator[Shop]:
    async for one in opened(EPAPI):
        yield one


async def test_a_list_is_given_to_its_end(shop: Shop) -> None:
    await send_all(shop, [numbered(number) for number in range(1, 8)])
    shop.server.faults.plan(Fault.SILENT_CAP, method="GET", times=None)
    told = await shop.told(RemoteFilter(since=NOW.date()))
    assert len({one.id for one in told}) == len(told) == 7


@pytest.mark.parametrize("envelope", Envelope)
async def test_epapi_lists_end_whatever_stands_beside_their_items(
    epapi: Shop, envelope: Envelope
) -> None:
    assert isinstance(epapi.server, PayseraEpapiServer)
    epapi.server.list_envelope = envelope
    await send_all(epapi, [numbered(number) for number in range(1, 8)])
    epapi.server.faults.plan(Fault.SILENT_CAP, method="GET", times=None)
    assert len(await epapi.told()) == 7


async def test_a_list_is_of_what_was_asked_for(shop: Shop) -> None:
    await send_all(shop, [numbered(1), numbered(2)])
    (first, _second) = sorted(await shop.told(), key=lambda one: one.number)
    status, number = first.status, first.number
    assert await shop.told(RemoteFilter(number=number)) == [first]
    assert len(await shop.told(RemoteFilter(status=status))) == 2
    assert await shop.told(RemoteFilter(status="pending" if status != "pending" else "paid")) == []
    assert await shop.told(RemoteFilter(until=NOW.date() - timedelta(days=30))) == []


@pytest.mark.parametrize("spelling", ["cancelled", "canceled"])
async def test_cancelled_orders_are_listed_in_either_spelling(open_: Shop, spelling: str) -> None:
    accepted = await open_.back_end.send(unpaid(numbered(1)))
    await open_.back_end.send(unpaid(numbered(2)))
    await open_.back_end.cancel_order(accepted.id)
    (found,) = await open_.told(RemoteFilter(status=spelling))
    assert found.is_cancelled


async def test_filters_of_several_values_go_in_brackets_or_with_commas(epapi: Shop) -> None:
    with_commas = replace(EPAPI, list_query="commas")
    back_end = shop_at(epapi.server.url, with_commas, epapi.server.secrets)
    await back_end.send(OURS)
    assert await back_end.look_up(OURS) is not None
    assert epapi.server.seen[-1].query.startswith("numbers=T1-000042&")
    assert await epapi.back_end.look_up(OURS) is not None
    assert epapi.server.seen[-1].query.startswith("numbers%5B%5D=T1-000042&")
    await back_end.aclose()


async def test_an_order_is_read_by_its_id(shop: Shop) -> None:
    accepted = await shop.back_end.send(OURS)
    there = await shop.back_end.order(accepted.id)
    assert (there.number, there.total) == (accepted.number, money(800))
    with pytest.raises(NotOnServerError):
        await shop.back_end.order("../../secret?x=1")
    assert "/.." not in shop.server.seen[-1].path or "%2F" in shop.server.seen[-1].path


def unpaid(sent: OutgoingOrder) -> OutgoingOrder:
    return replace(sent, payments=())


async def test_an_order_is_cancelled_for_good(open_: Shop) -> None:
    accepted = await open_.back_end.send(unpaid(OURS))
    await open_.back_end.cancel_order(accepted.id)
    (there,) = open_.server.orders.values()
    assert there.status in {"cancelled", "canceled"}
    assert open_.server.seen[-1].body == b""
    with pytest.raises(BackEndRefusedError) as caught:
        await open_.back_end.cancel_order(accepted.id)
    assert caught.value.status == 409


async def test_cancelling_returns_the_servers_word_where_it_gives_one(epapi: Shop) -> None:
    accepted = await epapi.back_end.send(unpaid(OURS))
    assert await epapi.back_end.cancel_order(accepted.id) == "cancelled"


async def test_a_waiting_order_is_changed_and_its_lines_stay_to_the_cent(open_: Shop) -> None:
    accepted = await open_.back_end.send(unpaid(OURS))
    change = replace(unpaid(OURS), note="at the window")
    there = await open_.back_end.update_order(accepted.id, change)
    assert (there.id, there.number, there.total) == (accepted.id, accepted.number, money(800))
    (kept,) = open_.server.orders.values()
    assert kept.payments == []
    found = await open_.back_end.look_up(OURS)
    assert found is not None
    assert found.id == accepted.id


async def test_a_reservation_reaches_epapi_when_sent_and_when_changed(epapi: Shop) -> None:
    reserved = replace(unpaid(OURS), reservation=Reservation("Smith", "Window", NOW))
    accepted = await epapi.back_end.send(reserved)
    (there,) = epapi.server.orders.values()
    assert dict(there.draft.extra) == {
        "reservationName": "Smith",
        "reservationComment": "Window",
        "expiresAt": "2024-11-21T12:00:05Z",
    }
    change = replace(reserved, reservation=Reservation("Jones", "", None))
    await epapi.back_end.update_order(accepted.id, change)
    assert there.draft.extra["reservationName"] == "Jones"
    assert there.total == 800


async def test_a_payment_is_reported_to_an_order_of_the_server(epapi: Shop) -> None:
    waiting = await epapi.back_end.send(unpaid(OURS))
    paid = replace(OURS, number="T1-000043", remote=waiting.id)
    accepted = await epapi.back_end.report_payment(waiting.id, paid)
    assert (accepted.total, accepted.status, accepted.was_there) == (
        money(800),
        "completed",
        False,
    )
    again = await epapi.back_end.report_payment(waiting.id, paid)
    assert again.was_there
    (there,) = epapi.server.orders.values()
    assert [(one.type, one.amount) for one in there.payments] == [("card", 800)]
    assert there.number == "T1-000042"


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.ERROR_AFTER, Fault.CUT_JSON])
async def test_a_payment_whose_answer_was_lost_is_not_reported_twice(
    epapi: Shop, fault: Fault
) -> None:
    waiting = await epapi.back_end.send(unpaid(OURS))
    epapi.server.faults.plan(fault, method="PATCH")
    with pytest.raises(OutcomeUnknownError):
        await epapi.back_end.report_payment(waiting.id, OURS)
    assert (await epapi.back_end.report_payment(waiting.id, OURS)).was_there
    (there,) = epapi.server.orders.values()
    assert there.paid == 800


async def test_a_payment_is_not_added_to_others_or_to_another_amount(epapi: Shop) -> None:
    partly = replace(OURS, payments=(replace(OURS.payments[0], amount=money(300)),))
    waiting = await epapi.back_end.send(partly)
    with pytest.raises(BackEndRefusedError) as caught:
        await epapi.back_end.report_payment(waiting.id, OURS)
    assert "has a payment already" in caught.value.words
    other = await epapi.back_end.send(unpaid(numbered(7)))
    with pytest.raises(BackEndRefusedError) as caught:
        await epapi.back_end.report_payment(other.id, OURS)
    assert "8.00 is not what is due" in caught.value.words
    assert sum(one.paid for one in epapi.server.orders.values()) == 300


async def test_a_payment_is_not_reported_where_that_was_not_chosen(epapi: Shop) -> None:
    back_end = shop_at(epapi.server.url, choosing(EPAPI, sends_payments=False), {})
    assert Capability.REPORTS_PAYMENTS not in back_end.capabilities
    with pytest.raises(NotAvailableError):
        await back_end.report_payment("1", OURS)
    with pytest.raises(NotAvailableError):
        await shop_at(epapi.server.url, GUIDE, {}).report_payment("1", OURS)


async def test_the_register_that_is_set_up_is_looked_at_too(shop: Shop) -> None:
    profile = replace(shop.profile, register=shop.server.register)
    back_end = shop_at(shop.server.url, profile, shop.server.secrets, FakeClock(shop.server.now()))
    register = (await back_end.check()).register
    assert register is not None
    assert register.status == "online"
    await back_end.aclose()
    unknown = replace(profile, register="REG/999")
    back_end = shop_at(shop.server.url, unknown, shop.server.secrets, FakeClock(shop.server.now()))
    with pytest.raises(NotOnServerError):
        await back_end.check()
    assert shop.server.orders == {}
    await back_end.aclose()


async def test_a_back_end_is_checked_without_an_order(shop: Shop) -> None:
    finding = await shop.back_end.check()
    assert finding.host == shop.server.url.split("/")[2]
    assert finding.register is None
    assert finding.clock_difference is not None
    assert abs(finding.clock_difference) < timedelta(minutes=5)
    assert finding.capabilities == shop.back_end.capabilities
    assert shop.server.orders == {}


@pytest.mark.parametrize("profile", [EPAPI, NEW, GUIDE], ids=dialect_of)
def test_what_it_can_do_is_known_before_anybody_is_asked(profile: BackEndProfile) -> None:
    back_end: Backend = shop_at("https://localhost/v1", profile, {})
    capabilities = back_end.capabilities
    assert {
        Capability.LOOKS_UP_ORDERS,
        Capability.LISTS_ORDERS,
        Capability.UPDATES_ORDERS,
        Capability.CANCELS_ORDERS,
    } <= capabilities
    assert (Capability.REPORTS_PAYMENTS in capabilities) is (profile is EPAPI)
