"""The MAC server answers the documents' own samples: major units in, minor units out."""

import base64
import hashlib
import hmac
import itertools
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.servers.faults import Fault
from tests.servers.paysera_epapi import PayseraEpapiServer
from tests.servers.paysera_epapi_lists import Envelope
from tests.servers.wire import dumps, loads

POSITION = {
    "productId": "PROD001",
    "quantity": 2,
    "price": Decimal("19.99"),
    "name": "Coffee Beans 1kg",
    "vatRate": 21,
}
ORDER: dict[str, Any] = {
    "number": "ORD12345",
    "currency": "EUR",
    "languageCode": "en",
    "orderPositions": [POSITION],
}
REGISTER = "/cash-registers/REG001"


class Signer:
    """Signs as the documents say; each request has a nonce of its own."""

    def __init__(self, server: PayseraEpapiServer, client: httpx.AsyncClient) -> None:
        self.server = server
        self.client = client
        self.late = timedelta()
        self._nonces = (f"n, =once+{number}" for number in itertools.count())

    def header(self, method: str, path: str, body: bytes) -> str:
        ts, nonce = int((self.server.now() + self.late).timestamp()), next(self._nonces)
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        ext = f"body_hash={quote(digest, safe='')}" if body else ""
        text = f"{ts}\n{nonce}\n{method}\n/epapi/v1{path}\n127.0.0.1\n443\n{ext}\n"
        key = self.server.key.encode()
        mac = base64.b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()
        id_ = self.server.mac.client_id
        return f'MAC id="{id_}", ts="{ts}", nonce="{nonce}", mac="{mac}", ext="{ext}"'

    async def __call__(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        content = b"" if body is None else dumps(body)
        headers = {"authorization": self.header(method, path, content)}
        if content:
            headers["content-type"] = "application/json"
        answer = await self.client.request(
            method, self.server.url + path, content=content, headers=headers
        )
        return answer.status_code, loads(answer.content)


@pytest.fixture
async def signed() -> AsyncIterator[Signer]:
    async with PayseraEpapiServer() as server, httpx.AsyncClient() as client:
        yield Signer(server, client)


async def test_the_order_of_the_reference_page(signed: Signer) -> None:
    status, order = await signed("POST", "/orders", ORDER)
    assert (status, order["totalPrice"], order["status"]) == (201, 3998, "pending")
    [position] = order["orderPositions"]
    assert (position["price"], position["totalPrice"], position["vatAmount"]) == (1999, 3998, 692)
    assert await signed("GET", f"/orders/{order['id']}") == (200, order)


async def test_a_total_has_its_discount_off(signed: Signer) -> None:
    lines = [{**POSITION, "quantity": 1, "price": Decimal("29.99")}]
    lines.append({**POSITION, "price": 15})
    body = {**ORDER, "orderPositions": lines, "discountPrice": 5}
    _, order = await signed("POST", "/orders", body)
    assert (order["totalPrice"], order["discountPrice"]) == (5499, 500)


async def test_the_unit_of_a_discount_is_a_switch(signed: Signer) -> None:
    signed.server.strictness.discount_in_minor_units = True
    _, order = await signed("POST", "/orders", {**ORDER, "discountPrice": 500})
    assert (order["totalPrice"], order["discountPrice"]) == (3498, 500)


async def test_every_field_of_a_request(signed: Signer) -> None:
    body = {
        **ORDER,
        "discountPrice": 0,
        "expiresAt": "2026-12-24T12:00:00Z",
        "reservationName": "Smith",
        "reservationComment": "window",
        "createdAt": "2026-11-20T10:15:30+02:00",
        "customer": {"name": "Jane", "email": "jane@example.com", "phone": "+370"},
        "payments": [{"type": "card", "amount": Decimal("39.98")}],
    }
    status, order = await signed("POST", "/orders", body)
    assert (status, order["status"]) == (201, "completed")
    assert order["createdAt"] == "2026-11-20T08:15:30Z"
    assert order["payments"][0]["amount"] == 3998
    assert {name: order[name] for name in ("reservationName", "expiresAt", "customer")} == {
        name: body[name] for name in ("reservationName", "expiresAt", "customer")
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"orderPositions": [{**POSITION, "price": "19.99"}]}, "orderPositions[0].price"),
        ({"orderPositions": [{**POSITION, "price": Decimal("0.001")}]}, "orderPositions[0].price"),
        ({"orderPositions": [{**POSITION, "discount": 1}]}, "orderPositions[0].discount"),
        ({"currency": "euro"}, "currency"),
        ({"languageCode": "en_GB"}, "languageCode"),
        ({"expiresAt": "tomorrow"}, "expiresAt"),
        ({"payments": [{"type": "card", "amount": "1.00"}]}, "payments[0].amount"),
        ({"discountPrice": 40}, "discountPrice"),
    ],
)
async def test_what_is_refused_is_named(signed: Signer, change: Any, field: str) -> None:
    status, told = await signed("POST", "/orders", {**ORDER, **change})
    assert (status, told["error"]) == (400, "invalid_parameters")
    assert [one["field"] for one in told["errors"]] == [field]


async def test_a_product_id_is_asked_for_on_demand(signed: Signer) -> None:
    nameless = {key: value for key, value in POSITION.items() if key != "productId"}
    body = {**ORDER, "orderPositions": [nameless]}
    signed.server.strictness.product_ids = True
    assert (await signed("POST", "/orders", body))[0] == 400
    signed.server.strictness.product_ids = False
    assert (await signed("POST", "/orders", body))[0] == 201


async def test_a_wrong_clock_is_told_with_the_right_time(signed: Signer) -> None:
    signed.late = timedelta(minutes=-10)
    status, told = await signed("GET", "/orders")
    assert (status, told["error"]) == (401, "invalid_timestamp")
    signed.late = timedelta()
    assert (await signed("GET", "/orders"))[0] == 200


async def test_a_server_whose_clock_is_wrong_refuses_the_right_time(signed: Signer) -> None:
    right = signed.server.now()
    signed.server.faults.plan(Fault.WRONG_CLOCK)
    await signed("GET", "/orders")
    signed.late = right - signed.server.now()
    assert (await signed("GET", "/orders"))[1]["error"] == "invalid_timestamp"


async def test_an_unsigned_request_and_a_replay_are_refused(signed: Signer) -> None:
    url, client = f"{signed.server.url}/orders", signed.client
    assert (await client.get(url)).status_code == 401
    header = {"authorization": signed.header("GET", "/orders", b"")}
    assert [(await client.get(url, headers=header)).status_code for _ in range(2)] == [200, 401]


@pytest.mark.parametrize("envelope", Envelope)
async def test_lists_come_page_by_page_whatever_stands_around_them(
    signed: Signer, envelope: Envelope
) -> None:
    signed.server.list_envelope = envelope
    for number in range(12):
        await signed("POST", "/orders", {**ORDER, "number": f"N{number}"})
    sizes = [len((await signed("GET", f"/orders?page={page}"))[1]["items"]) for page in (1, 2, 3)]
    assert sizes == [10, 2, 0]
    _, found = await signed("GET", "/orders?numbers=N1,N2&status[]=pending&pageSize=100")
    assert {one["number"] for one in found["items"]} == {"N1", "N2"}
    since = (signed.server.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H%%3A%M%%3A%SZ")
    _, found = await signed("GET", f"/orders?createdAtFrom={since}")
    assert found["items"] == []
    assert (await signed("GET", "/orders?per_page=5"))[0] == 400


async def test_a_change_adds_payments_and_converts_nothing_twice(signed: Signer) -> None:
    _, order = await signed("POST", "/orders", {**ORDER, "discountPrice": 1})
    path = f"/orders/{order['id']}"
    _, changed = await signed("PATCH", path, {"reservationName": "Smith"})
    assert (changed["totalPrice"], changed["discountPrice"]) == (3898, 100)
    half = {"payments": [{"type": "cash", "amount": Decimal("19.49")}]}
    _, changed = await signed("PATCH", path, half)
    assert changed["status"] == "pending"
    _, changed = await signed("PATCH", path, half)
    assert (changed["status"], len(changed["payments"])) == ("completed", 2)
    assert (await signed("PATCH", path, half))[0] == 409
    assert [one.amount for one in signed.server.book.documents] == [3898]


async def test_cancelling_takes_no_body_and_answers_no_order(signed: Signer) -> None:
    _, order = await signed("POST", "/orders", ORDER)
    path = f"/orders/{order['id']}/cancel"
    assert (await signed("POST", path, {}))[0] == 400
    status, told = await signed("POST", path)
    assert (status, sorted(told), told["status"]) == (200, ["message", "status"], "cancelled")
    assert (await signed("POST", path))[0] == 409
    assert (await signed("PATCH", f"/orders/{order['id']}", {"createdAt": "x"}))[0] == 409


async def test_the_register_its_documents_and_invoices(signed: Signer) -> None:
    payment = {"payments": [{"type": "cash", "amount": Decimal("39.98")}]}
    await signed("POST", "/orders", {**ORDER, **payment})
    server = signed.server
    [order] = server.orders.values()
    returned = server.book.return_(order, 1999, server.now())
    collected = server.book.collect(1000, server.now())
    invoice = server.book.invoice(order, server.now())
    _, status = await signed("GET", f"{REGISTER}/status")
    assert (status["fiscalDayNumber"], status["currentBalance"]) == (125, 3998)
    _, documents = await signed("GET", f"{REGISTER}/financial-documents?type=receipt,return")
    assert [one["amount"] for one in documents["items"]] == [3998, 1999]
    _, receipt = await signed("GET", f"{REGISTER}/receipt/{documents['items'][0]['id']}")
    assert (receipt["vatAmount"], receipt["lineItems"][0]["totalPrice"]) == (692, 3998)
    _, document = await signed("GET", f"{REGISTER}/return/{returned.id}")
    assert document["originalReceiptId"] == receipt["id"]
    _, document = await signed("GET", f"{REGISTER}/collection/{collected.id}")
    assert (document["amount"], "lineItems" in document) == (1000, False)
    _, day = await signed("GET", f"{REGISTER}/fiscal-day/{server.book.day.id}")
    assert (day["totalSales"], day["returnCount"]) == (3998, 1)
    _, told = await signed("GET", f"/invoices/{invoice.uuid}")
    assert (told["fullNumber"], told["vatAmount"], told["status"]) == ("INV-001", 692, "paid")
    assert (await signed("GET", f"{REGISTER}/receipt/{returned.id}"))[0] == 404
