"""What only the token API does: invoices made, products pulled, the register's day closed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cashier.backends.paysera_token import PayseraToken
from cashier.domain.backend_errors import (
    BackEndError,
    BackEndRefusedError,
    NotOnServerError,
    OutcomeUnknownError,
)
from cashier.domain.company import Company
from cashier.domain.errors import NotGivenError
from cashier.domain.money import Money
from cashier.domain.order import Customer
from cashier.domain.quantity import Percent
from cashier.domain.remote import InvoiceRequest, RemoteProduct
from tests.backends.paysera_shop import NEW, choosing, order, shop_at
from tests.fakes import FakeClock
from tests.known_secrets import KnownSecrets
from tests.servers.faults import Fault
from tests.servers.paysera_book import Product
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi import PayseraEapiServer

BUYER = Customer(
    "Jane", "jane@example.com", "+37060012345", Company("UAB Rytas", "123", "LT123", "Vilnius")
)
REGISTER = "123"


@pytest.fixture
async def server() -> AsyncIterator[PayseraEapiServer]:
    async with PayseraEapiServer(Dialect.NEW) as server:
        yield server


@pytest.fixture
async def shop(server: PayseraEapiServer) -> AsyncIterator[PayseraToken]:
    profile = choosing(replace(NEW, register=REGISTER), language="lt")
    shop = shop_at(server.url, profile, server.secrets, FakeClock(server.now()))
    assert isinstance(shop, PayseraToken)
    yield shop
    await shop.aclose()


async def products(shop: PayseraToken) -> list[RemoteProduct]:
    return [one async for page in shop.products() for one in page]


async def test_an_invoice_is_made_for_an_order_with_the_lines_of_it(
    server: PayseraEapiServer, shop: PayseraToken
) -> None:
    sent = await shop.send(order())
    wanted = InvoiceRequest(
        sent.id, customer=BUYER, due_on=date(2026, 12, 5), note="Thank you", issued_on=None
    )
    made = await shop.create_invoice(wanted)
    assert (made.number, made.total, made.due_date) == ("INV-001", Money(500), date(2026, 12, 5))
    assert [one.name for one in made.lines] == ["Coffee"]
    assert len(server.book.invoices) == 1
    assert server.book.invoices[0].notes == "Thank you; 123; LT123; Vilnius"
    body = server.seen[-1].body
    assert b'"unitPrice":{"regular":2.50}' in body
    assert b'"name":"UAB Rytas"' in body
    assert (await shop.invoice(made.id)).number == "INV-001"


async def test_an_invoice_needs_an_order_that_is_there_and_a_buyer(
    server: PayseraEapiServer, shop: PayseraToken
) -> None:
    with pytest.raises(NotOnServerError):
        await shop.create_invoice(InvoiceRequest("no-such-order", customer=BUYER))
    sent = await shop.send(order())
    with pytest.raises(NotGivenError):
        await shop.create_invoice(InvoiceRequest(sent.id))
    assert server.book.invoices == []


async def test_an_invoice_that_a_server_refuses_tells_its_words(shop: PayseraToken) -> None:
    sent = await shop.send(order())
    with pytest.raises(BackEndRefusedError) as caught:
        await shop.create_invoice(InvoiceRequest(sent.id, type="credit", customer=BUYER))
    assert caught.value.status == 400
    assert caught.value.words


@pytest.mark.parametrize(
    "fault",
    [Fault.DROP_AFTER, Fault.ERROR_AFTER, Fault.HALF_BODY, Fault.CUT_JSON, Fault.HTML_AFTER],
)
async def test_an_invoice_without_a_clear_answer_is_unknown_and_made_once(
    server: PayseraEapiServer, shop: PayseraToken, fault: Fault
) -> None:
    sent = await shop.send(order())
    server.faults.plan(fault, method="POST", path="/invoices")
    with pytest.raises(OutcomeUnknownError):
        await shop.create_invoice(InvoiceRequest(sent.id, customer=BUYER))
    assert len(server.book.invoices) == 1


async def test_products_are_pulled_to_the_last_with_price_rate_and_codes(
    server: PayseraEapiServer, shop: PayseraToken
) -> None:
    server.book.products += [
        Product(100 + index, f"S{index}", {"lt": f"Prekė {index}"}, Decimal("0.99"), Decimal(21))
        for index in range(401)
    ]
    found = await products(shop)
    assert len(found) == 406
    assert len({one.id for one in found}) == 406
    coffee = found[0]
    assert (coffee.name, coffee.sku) == ("Kavos pupelės 1 kg", "PROD001")
    assert (coffee.price, coffee.vat_rate) == (Money(1999), Percent.parse("21"))
    assert coffee.barcodes == ("4770190036016",)
    assert [one.sku for one in found if not one.is_active] == ["OLD"]


async def test_a_product_is_called_as_the_settings_say(server: PayseraEapiServer) -> None:
    english = choosing(replace(NEW, register=REGISTER), language="en")
    shop = shop_at(server.url, english, server.secrets, FakeClock(server.now()))
    assert isinstance(shop, PayseraToken)
    assert (await products(shop))[0].name == "Coffee Beans 1kg"
    await shop.aclose()


@pytest.mark.parametrize("code", ["PROD001", "4770190036016"])
async def test_an_unknown_code_can_be_asked_for(shop: PayseraToken, code: str) -> None:
    found = await shop.product(code)
    assert found is not None
    assert found.sku == "PROD001"


@pytest.mark.parametrize("code", ["PROD", "Coffee", "0000", "a&b=c#d", "4770190036", "%"])
async def test_what_only_resembles_a_code_is_no_product(shop: PayseraToken, code: str) -> None:
    assert await shop.product(code) is None


async def test_several_values_go_as_the_settings_say(server: PayseraEapiServer) -> None:
    commas = replace(NEW, register=REGISTER, list_query="commas")
    for profile, asked in ((NEW, "sku%5B%5D=COFFEE"), (commas, "sku=COFFEE")):
        shop = shop_at(server.url, profile, server.secrets, FakeClock(server.now()))
        assert isinstance(shop, PayseraToken)
        found = await shop.product("COFFEE")
        assert found is not None
        assert server.seen[-1].query.startswith(asked)
        await shop.aclose()


async def test_the_day_of_the_register_is_closed_once_and_told_by_its_document(
    server: PayseraEapiServer, shop: PayseraToken
) -> None:
    await shop.send(order())
    id_ = await shop.close_register_day()
    assert server.seen[-1].body == b""
    assert [one.id for one in server.book.documents if one.type == "fiscal-day-report"] == [id_]
    assert (await shop.fiscal_day("125")).status == "closed"
    with pytest.raises(BackEndRefusedError) as caught:
        await shop.close_register_day()
    assert "1015" in caught.value.words


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.ERROR_AFTER, Fault.HALF_BODY])
async def test_closing_without_an_answer_is_unknown_and_never_repeated(
    server: PayseraEapiServer, shop: PayseraToken, fault: Fault
) -> None:
    server.faults.plan(fault, path="/close-fiscal-day")
    with pytest.raises(OutcomeUnknownError):
        await shop.close_register_day()
    calls = [one for one in server.seen if one.path.endswith("/close-fiscal-day")]
    assert len(calls) == 1
    assert (await shop.fiscal_day("125")).status == "closed"


async def test_a_token_that_was_typed_anew_counts_at_once(server: PayseraEapiServer) -> None:
    shop = shop_at(
        server.url,
        replace(NEW, register=REGISTER),
        {"CASHIER_TOKEN": "old"},
        FakeClock(server.now()),
    )
    with pytest.raises(BackEndError):
        await shop.register_status()
    secrets = shop._link._secrets  # noqa: SLF001 - where a person would type it
    assert isinstance(secrets, KnownSecrets)
    await secrets.keep("CASHIER_TOKEN", server.token)
    assert (await shop.register_status()).name == "Front counter"
    await shop.aclose()
