"""Register, documents, fiscal days and invoices of both families, asked of real servers."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cashier.domain.backend_errors import DamagedAnswerError, NotAuthorisedError, NotOnServerError
from cashier.domain.capability import Capability
from cashier.domain.errors import InputRefusedError, NotAvailableError, SettingsRefusedError
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.remote import InvoiceRequest, RemoteDocument, RemoteFilter, RemoteInvoice
from cashier.settings.back_end import BackEndProfile
from tests.backends.paysera_shop import EPAPI, NEW, Shop, numbered, send_all, server_for, shop_at
from tests.fakes import FakeClock
from tests.servers.faults import Fault
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.servers.paysera_epapi import PayseraEpapiServer

VILNIUS = ZoneInfo("Europe/Vilnius")
FAMILIES = [replace(NEW, register="123"), replace(EPAPI, register="REG001")]


@pytest.fixture(params=FAMILIES, ids=["token", "mac"])
async def shop(request: pytest.FixtureRequest) -> AsyncIterator[Shop]:
    """A shop whose server has three paid orders, two of them on the same day."""
    profile: BackEndProfile = request.param
    async with server_for(profile) as server:
        back_end = shop_at(server.url, profile, server.secrets, FakeClock(server.now()))
        shop = Shop(back_end, server, profile)
        await send_all(shop, [numbered(number) for number in range(1, 4)])
        yield shop
        await back_end.aclose()


async def documents(shop: Shop, **wanted: object) -> list[RemoteDocument]:
    asked = RemoteFilter(**wanted)  # type: ignore[arg-type]
    return [one async for page in shop.back_end.documents(asked) for one in page]


async def invoices(shop: Shop, **wanted: object) -> list[RemoteInvoice]:
    asked = RemoteFilter(**wanted)  # type: ignore[arg-type]
    return [one async for page in shop.back_end.invoices(asked) for one in page]


def test_what_is_offered_is_said(shop: Shop) -> None:
    both = {
        Capability.TELLS_REGISTER_STATUS,
        Capability.TELLS_FISCAL_DAY,
        Capability.LISTS_DOCUMENTS,
        Capability.LISTS_INVOICES,
    }
    by_token = {
        Capability.CREATES_INVOICES,
        Capability.LISTS_PRODUCTS,
        Capability.CLOSES_REGISTER_DAY,
    }
    assert both <= shop.back_end.capabilities
    is_token = isinstance(shop.server, PayseraEapiServer)
    assert by_token & shop.back_end.capabilities == (by_token if is_token else set())


async def test_the_register_is_told_in_either_shape(shop: Shop) -> None:
    shop.server.book.collect(500, shop.server.now())
    told = await shop.back_end.register_status()
    assert told.status == "online"
    assert told.last_activity is not None
    assert told.last_activity.utcoffset() is not None
    if isinstance(shop.server, PayseraEapiServer):
        assert (told.name, told.fiscal_mode, told.balance) == ("Front counter", True, None)
    else:
        assert (told.name, told.fiscal_day, told.is_day_started) == ("REG001", 125, True)
        assert told.balance == Money(1500)
    shop.server.is_online = False
    assert (await shop.back_end.register_status()).status == "offline"


async def test_the_check_names_the_register_and_makes_no_order(shop: Shop) -> None:
    before = len(shop.server.orders)
    found = await shop.back_end.check()
    assert found.host == shop.server.host_url.removeprefix("http://")
    assert found.register is not None
    assert found.register.name in ("Front counter", "REG001")
    assert found.clock_difference is not None
    assert abs(found.clock_difference) < timedelta(seconds=60)
    assert len(shop.server.orders) == before


async def test_a_wrong_register_is_not_on_the_server(shop: Shop) -> None:
    profile = replace(shop.profile, register="a/b ?#ų")
    other = shop_at(shop.server.url, profile, shop.server.secrets, FakeClock(shop.server.now()))
    with pytest.raises(NotOnServerError):
        await other.register_status()
    await other.aclose()


async def test_a_wrong_secret_is_not_authorised(shop: Shop) -> None:
    wrong = dict.fromkeys(shop.server.secrets, "wrong-canary-1")
    other = shop_at(shop.server.url, shop.profile, wrong, FakeClock(shop.server.now()))
    with pytest.raises(NotAuthorisedError) as caught:
        await other.register_status()
    assert "wrong-canary-1" not in f"{caught.value!r} {caught.value.words}"
    await other.aclose()


async def test_without_a_register_nothing_is_asked(shop: Shop) -> None:
    profile = replace(shop.profile, register="")
    other = shop_at(shop.server.url, profile, shop.server.secrets, FakeClock(shop.server.now()))
    asked = len(shop.server.seen)
    with pytest.raises(SettingsRefusedError) as caught:
        await other.register_status()
    assert caught.value.what == "backend.register"
    assert len(shop.server.seen) == asked
    await other.aclose()


async def test_documents_come_with_their_amounts_in_major_or_minor_units(shop: Shop) -> None:
    found = await documents(shop)
    assert [(one.type, one.amount, one.fiscal_day) for one in found] == [
        ("receipt", Money(500), "125")
    ] * 3
    assert len({one.id for one in found}) == 3


async def test_documents_are_chosen_by_type_and_number(shop: Shop) -> None:
    order = next(iter(shop.server.orders.values()))
    shop.server.book.return_(order, 250, shop.server.now())
    shop.server.book.collect(10_000, shop.server.now())
    assert [one.amount for one in await documents(shop, type="return")] == [Money(250)]
    assert [one.amount for one in await documents(shop, type="collection")] == [Money(10_000)]
    assert len(await documents(shop)) == 5
    first = (await documents(shop))[0]
    assert await documents(shop, number=first.number) == [first]


@pytest.mark.parametrize("cap", [1, 2, 1000])
async def test_a_silent_cap_of_pages_hides_nothing(shop: Shop, cap: int) -> None:
    for _ in range(120):
        shop.server.book.collect(100, shop.server.now())
    shop.server.faults.cap = cap
    shop.server.faults.plan(Fault.SILENT_CAP, path="/financial-documents", times=None)
    assert len(await documents(shop, type="collection")) == 120


async def test_days_are_those_of_the_shop_and_not_of_utc(shop: Shop) -> None:
    late = datetime(2024, 1, 24, 0, 30, tzinfo=VILNIUS)  # still the 23rd in UTC
    shop.server.book.collect(700, late)
    other = shop_at(shop.server.url, shop.profile, shop.server.secrets, FakeClock(late))
    there = Shop(other, shop.server, shop.profile)
    try:
        the_24th = await documents(there, since=date(2024, 1, 24), until=date(2024, 1, 24))
        the_23rd = await documents(there, since=date(2024, 1, 23), until=date(2024, 1, 23))
    finally:
        await other.aclose()
    assert [one.amount for one in the_24th] == [Money(700)]
    assert the_23rd == []


async def test_a_single_document_is_found(shop: Shop) -> None:
    first = (await documents(shop))[0]
    found = await shop.back_end.document("receipt", first.id)
    assert (found.id, found.type, found.amount) == (first.id, "receipt", Money(500))
    if isinstance(shop.server, PayseraEpapiServer):
        assert found.vat is not None
        assert [one.name for one in found.lines] == ["Coffee"]
        assert found.lines[0].price == Money(250)
        assert found.lines[0].vat_rate == Percent.parse("21")
    with pytest.raises(NotOnServerError):
        await shop.back_end.document("receipt", "no/such one")


async def test_a_fiscal_day_is_found_by_its_id_and_by_its_number(shop: Shop) -> None:
    day = shop.server.book.day
    for id_ in (day.id, "125"):
        found = await shop.back_end.fiscal_day(id_)
        assert (found.id, found.number, found.status) == (day.id, 125, "open")
        assert (found.sales, found.returns, found.receipts) == (Money(1500), Money(0), 3)
        assert found.started_at is not None
        assert found.closed_at is None
        assert found.others["cashRegisterNumber"] == shop.server.register
    with pytest.raises(NotOnServerError):
        await shop.back_end.fiscal_day("FD19990101")
    with pytest.raises(InputRefusedError):
        await shop.back_end.fiscal_day("")


async def test_invoices_are_listed_and_read(shop: Shop) -> None:
    for order in shop.server.orders.values():
        shop.server.book.invoice(order, shop.server.now())
    found = await invoices(shop)
    assert [one.number for one in found] == ["INV-001", "INV-002", "INV-003"]
    assert {one.total for one in found} == {Money(500)}
    assert [one.id for one in await invoices(shop, number="INV-002")] == [found[1].id]
    assert await invoices(shop, status="unpaid") == []
    whole = await shop.back_end.invoice(found[0].id)
    assert (whole.number, whole.total, whole.status) == ("INV-001", Money(500), "paid")
    assert whole.vat == Money(86)  # as that server works it out; nobody corrects it
    assert [(one.name, one.price) for one in whole.lines] == [("Coffee", Money(250))]
    assert whole.due_date is not None


@pytest.mark.parametrize("fault", [Fault.NESTED, Fault.CUT_JSON, Fault.HTML_AFTER, Fault.EMPTY])
async def test_a_damaged_answer_names_its_host(shop: Shop, fault: Fault) -> None:
    shop.server.faults.plan(fault, path="/status", times=None)
    with pytest.raises(DamagedAnswerError) as caught:
        await shop.back_end.register_status()
    assert caught.value.what == shop.server.host_url.removeprefix("http://")


@pytest.mark.parametrize(
    "fault", [Fault.WRONG_TYPES, Fault.CONTROL_CHARACTERS, Fault.NEGATIVE_TOTAL]
)
async def test_odd_answers_are_shown_and_break_nothing(shop: Shop, fault: Fault) -> None:
    shop.server.book.invoice(next(iter(shop.server.orders.values())), shop.server.now())
    shop.server.faults.plan(fault, times=None)
    told = [
        await shop.back_end.register_status(),
        *await documents(shop),
        *await invoices(shop),
        await shop.back_end.fiscal_day("125"),
    ]
    assert "\x1b" not in repr(told)
    assert r"\x1b" not in repr(told)


@pytest.mark.parametrize("profile", [FAMILIES[1]])
async def test_what_only_the_token_has_a_call_for_is_not_available_by_signature(
    profile: BackEndProfile,
) -> None:
    async with PayseraEpapiServer() as server:
        mac = shop_at(server.url, profile, server.secrets, FakeClock(server.now()))
        with pytest.raises(NotAvailableError):
            await mac.close_register_day()
        with pytest.raises(NotAvailableError):
            await mac.create_invoice(InvoiceRequest("1"))
        with pytest.raises(NotAvailableError):
            await mac.document("fiscal-day-report", "1")
        with pytest.raises(NotAvailableError):
            await mac.product("1")
        assert server.seen == []
        await mac.aclose()
