"""Lines sold as the service's own articles: those of the same code and the same VAT rate alone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from cashier.backends.http import Http
from cashier.backends.web_service import WebService
from cashier.backends.web_service_articles import FRESH
from cashier.domain.backend_errors import BackEndUnreachableError
from tests.backends.web_shop import (
    NOW,
    PROFILE,
    QUICK,
    SECRETS,
    line,
    order,
    with_ids,
)
from tests.fakes import FakeClock
from tests.known_secrets import KnownSecrets
from tests.servers.faults import Fault
from tests.servers.web_service import WebServiceServer

PIZZA = "4770190036016"


@pytest.fixture
async def server() -> AsyncIterator[WebServiceServer]:
    async with WebServiceServer() as running:
        running.shop.tells_more_of_articles = True
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
async def shop(server: WebServiceServer, clock: FakeClock) -> AsyncIterator[WebService]:
    http = Http(server.url, clock.now, limits=QUICK)
    profile = with_ids(sells_articles=True)
    made = WebService(profile, http, KnownSecrets(SECRETS), clock)
    yield made
    await made.aclose()


async def test_lines_are_sold_as_the_articles_of_their_codes(
    server: WebServiceServer, shop: WebService
) -> None:
    sale = order(
        line("Our pizza", 1500, milli=2_000, barcode=PIZZA),
        line("Croissant", 300, rate="9", barcode="14"),
        line("Of no code", 100),
        line("Unknown", 100, barcode="99"),
    )
    accepted = await shop.send(sale)
    there = server.orders[int(accepted.id)]
    assert [(one.article, one.count, one.price) for one in there.items] == [
        (12, 2, 1500), (14, 1, 300), (0, 1, 100), (0, 1, 100)
    ]  # fmt: skip
    assert accepted.total == sale.total


async def test_an_article_of_another_vat_rate_is_not_the_lines(
    server: WebServiceServer, shop: WebService
) -> None:
    await shop.send(order(line("Pizza", 1450, rate="9", barcode=PIZZA)))
    mixed = order(
        line("Pizza", 1450, barcode=PIZZA),
        line("Pizza", 1450, rate="9", barcode=PIZZA),
        number="T1-000043",
        id_=43,
    )
    await shop.send(mixed)
    assert [item.article for one in server.orders.values() for item in one.items] == [0, 0, 0]


async def test_what_is_set_up_by_hand_goes_before_the_list(server: WebServiceServer) -> None:
    clock = FakeClock(NOW)
    known = replace(PROFILE, wire=replace(PROFILE.wire, products={PIZZA: "13"}))
    profile = with_ids(known, sells_articles=True)
    made = WebService(profile, Http(server.url, clock.now), KnownSecrets(SECRETS), clock)
    await made.send(order(line("Pizza", 1450, barcode=PIZZA)))
    await made.aclose()
    assert server.orders[1001].items[0].article == 13


async def test_the_list_is_asked_for_once_an_hour(
    server: WebServiceServer, shop: WebService, clock: FakeClock
) -> None:
    for number in range(3):
        await shop.send(order(line(barcode="13"), number=f"T1-{number}", id_=number + 1))
    assert _asked(server) == 1
    clock.go_on(FRESH + timedelta(seconds=1))
    await shop.send(order(line(barcode="13"), number="T1-9", id_=9))
    assert _asked(server) == 2


@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.HTML_AFTER, Fault.CUT_JSON])
async def test_while_the_list_cannot_be_had_nothing_is_sent(
    server: WebServiceServer, shop: WebService, fault: Fault
) -> None:
    server.faults.plan(fault, path="getPlus", times=None)
    with pytest.raises(BackEndUnreachableError):
        await shop.send(order(line(barcode=PIZZA)))
    assert not server.orders
    await shop.send(order(line()))
    assert len(server.orders) == 1


def _asked(server: WebServiceServer) -> int:
    return sum("getPlus" in one.path for one in server.seen)
