"""What the web service tells of itself: orders, articles, lists, reports, and its readiness."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from cashier.backends.web_service import WebService
from cashier.domain.backend_errors import (
    DamagedAnswerError,
    NotAuthorisedError,
    NotOnServerError,
)
from cashier.domain.errors import NotAvailableError
from cashier.domain.order import Customer
from cashier.domain.outgoing import Reservation
from cashier.domain.remote import RemoteFilter, RemoteList, RemoteOrder
from tests.backends.web_shop import NOW, PROFILE, OpenShop, euros, line, opening, order
from tests.servers.faults import Fault
from tests.servers.web_service import WebServiceServer


@pytest.fixture
async def server() -> AsyncIterator[WebServiceServer]:
    async with WebServiceServer() as running:
        yield running


@pytest.fixture
async def open_shop(server: WebServiceServer) -> AsyncIterator[OpenShop]:
    async for one in opening(server.url):
        yield one


@pytest.fixture
def shop(open_shop: OpenShop) -> WebService:
    return open_shop()


async def test_orders_are_listed_by_day_status_and_number(
    server: WebServiceServer, shop: WebService
) -> None:
    for day in range(20):
        sale = replace(
            order(number=f"T1-{day:06}", id_=day + 1), created_at=NOW - timedelta(days=day)
        )
        await shop.send(sale)
    await shop.send(replace(order(), reservation=Reservation("Ann"), payments=()))
    today = NOW.date()
    days = RemoteFilter(today - timedelta(days=15), today - timedelta(days=2))
    assert len(await _all(shop, days)) == 14
    assert len(await _all(shop, RemoteFilter())) == 21
    [pending] = await _all(shop, RemoteFilter(status="pending"))
    assert pending.awaits_payment
    [ours] = await _all(shop, RemoteFilter(number="T1-000007"))
    assert ours.is_paid
    assert ours.due == euros(0)


async def test_an_order_is_read_with_all_that_is_there(
    server: WebServiceServer, shop: WebService
) -> None:
    sale = replace(order(line(milli=2_000), line("Tea", 199)), customer=Customer("Ann Lee"))
    accepted = await shop.send(sale)
    there = await shop.order(accepted.id)
    assert (there.id, there.number, there.total) == ("1001", "1", euros(699))
    assert [(one.name, one.price) for one in there.lines][-1] == ("Tea", euros(199))
    assert there.customer.name == "Ann Lee"
    assert there.payments[0].amount == euros(699)
    assert there.missing == ()
    assert there.others["privateComment"] == sale.marker
    with pytest.raises(NotOnServerError):
        await shop.order("77")


async def test_articles_come_with_the_vat_of_their_department(
    server: WebServiceServer, shop: WebService
) -> None:
    server.shop.tells_more_of_articles = True
    pages = [page async for page in shop.products()]
    pizza, coffee, croissant = pages[0]
    assert (pizza.name, pizza.price, pizza.category) == (
        "Pizza 4 fromages", euros(1450), "Groceries"
    )  # fmt: skip
    assert [one.vat_rate and one.vat_rate.text() for one in (pizza, croissant)] == ["21", "9"]
    assert await shop.product("4770190036016") == pizza
    assert await shop.product("13") == coffee
    assert await shop.product("nothing") is None


@pytest.mark.parametrize("which", [one for one in RemoteList if one is not RemoteList.OPEN_ORDERS])
async def test_every_list_is_found_by_one_of_its_spellings(
    server: WebServiceServer, shop: WebService, which: RemoteList
) -> None:
    entries = await shop.listed(which)
    empty = {RemoteList.DELIVERY_ZONES, RemoteList.RELAY_POINTS, RemoteList.DISCOUNTS}
    assert bool(entries) is (which not in empty)
    assert all(one.id and one.name for one in entries)


async def test_a_look_at_the_service_makes_no_order(
    server: WebServiceServer, shop: WebService, open_shop: OpenShop
) -> None:
    found = await shop.check()
    assert found.host in server.url
    assert found.register is not None
    assert found.register.name == "Front counter"
    assert not server.orders
    assert found.words == (
        "payment methods: Cash = 1, Card = 2, Meal voucher = 3, Several = 4, Refund in cash = 8",
        "departments: Groceries = 5, Bakery = 6, Books = 7",
    )


async def test_a_look_names_ids_that_the_service_does_not_know(
    server: WebServiceServer, open_shop: OpenShop
) -> None:
    wrong = replace(PROFILE.wire, tenders={"card": "77"}, vat_classes={"21": "5", "9": "66"})
    found = await open_shop(replace(PROFILE, wire=wrong)).check()
    assert found.words[-2:] == (
        "77 for card is not known there",
        "66 for 9 is not known there",
    )


@pytest.mark.parametrize(
    ("form", "start"),
    [("csv", b"order;"), ("html", b"<!DOCTYPE"), ("pdf", b"%PDF-"), ("xls", b"<?xml"),
     ("xml", b"<?xml"), ("frafec", b"Journal"), ("saft", b"<?xml")],
)  # fmt: skip
async def test_a_day_is_reported_in_each_format(
    server: WebServiceServer, shop: WebService, form: str, start: bytes
) -> None:
    report = await shop.day_report(NOW.date(), form)
    assert report.startswith(start)
    asked = dict(parse_qsl(server.seen[-1].body.decode()))
    assert (asked["d"], asked["m"], asked["y"]) == ("21", "11", "2026")


async def test_a_report_that_is_none_is_not_taken_for_one(
    server: WebServiceServer, shop: WebService
) -> None:
    with pytest.raises(NotAvailableError):
        await shop.day_report(NOW.date(), "docx")
    server.faults.plan(Fault.HTML_BEFORE, path="getSales", times=None)
    with pytest.raises(DamagedAnswerError):
        await shop.day_report(NOW.date(), "pdf")
    with pytest.raises(DamagedAnswerError):
        await shop.day_report(NOW.date(), "xml")
    server.faults.clear()
    server.key = "another"
    with pytest.raises(NotAuthorisedError):
        await shop.day_report(NOW.date(), "csv")


async def _all(shop: WebService, wanted: RemoteFilter) -> list[RemoteOrder]:
    return [one async for page in shop.orders(wanted) for one in page]
