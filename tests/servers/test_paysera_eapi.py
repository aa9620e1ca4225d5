"""The token server answers the documents' own samples and is strict about everything else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.servers.faults import Fault
from tests.servers.paysera_book import Draft, Line
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.servers.wire import dumps, loads

COFFEE = {"name": "Coffee", "quantity": 2, "price": Decimal("2.50"), "tax_rate": 21}
CROISSANT = {"name": "Croissant", "quantity": 1, "price": Decimal("3.00"), "tax_rate": 9}
GUIDE = {
    "customer": {"name": "Jane Smith", "email": "jane@example.com", "phone": "+37060012345"},
    "items": [COFFEE, CROISSANT],
    "notes": "To go",
}
NEW: dict[str, Any] = {
    "number": "T1-000001",
    "currency": "EUR",
    "languageCode": "en",
    "createdAt": "2026-11-20T10:15:30Z",
    "orderPositions": [
        {
            "title": "Coffee",
            "productSKU": None,
            "quantity": 3,
            "unitPrice": {"regular": Decimal("19.99")},
            "measureUnit": "unit",
            "tax": {"taxRate": 21, "taxClassifier": "PVM1"},
        }
    ],
    "payments": [
        {
            "paymentMethod": "card",
            "amount": "59.97",
            "advancePayment": 0,
            "createdAt": "2026-11-20T10:15:30Z",
        }
    ],
}
JSON = {"content-type": "application/json"}


class Caller:
    """Speaks to one server with its token."""

    def __init__(self, server: PayseraEapiServer, client: httpx.AsyncClient) -> None:
        self.server = server
        self.client = client

    async def __call__(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        content = b"" if body is None else dumps(body)
        headers = {"authorization": f"Bearer {self.server.token}", **(JSON if content else {})}
        url = path if path.startswith("http") else self.server.url + path
        answer = await self.client.request(method, url, content=content, headers=headers)
        return answer.status_code, loads(answer.content) if answer.content else None


@pytest.fixture
async def guide() -> AsyncIterator[Caller]:
    async with PayseraEapiServer() as server, httpx.AsyncClient() as client:
        yield Caller(server, client)


@pytest.fixture
async def new() -> AsyncIterator[Caller]:
    async with PayseraEapiServer(Dialect.NEW) as server, httpx.AsyncClient() as client:
        yield Caller(server, client)


async def test_the_order_of_the_guide(guide: Caller) -> None:
    status, order = await guide("POST", "/orders", GUIDE)
    assert status == 201
    assert (order["total"], order["currency"]) == (Decimal("8.00"), "EUR")
    assert order["notes"] == "To go"
    assert (await guide("GET", f"/orders/{order['id']}")) == (200, order)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"items": []}, "items"),
        ({"number": "1"}, "number"),
        ({"items": [{**COFFEE, "price": "2.50"}]}, "items[0].price"),
        ({"items": [{**COFFEE, "price": Decimal("2.505")}]}, "items[0].price"),
        ({"items": [{**COFFEE, "price": -1}]}, "items[0].price"),
        ({"items": [{**COFFEE, "quantity": 0}]}, "items[0].quantity"),
        ({"items": [{**COFFEE, "tax_rate": 121}]}, "items[0].tax_rate"),
        ({"items": [{**COFFEE, "name": "a\x1bb"}]}, "items[0].name"),
        ({"items": [COFFEE, {**COFFEE, "vat": 1}]}, "items[1].vat"),
        ({"customer": {"surname": "Smith"}}, "customer.surname"),
        ({"customer": "Jane"}, "customer"),
    ],
)
async def test_what_is_refused_is_named(guide: Caller, change: Any, field: str) -> None:
    status, told = await guide("POST", "/orders", {**GUIDE, **change})
    assert status == 400
    assert [one["field"] for one in told["details"]] == [field]
    assert guide.server.orders == {}


async def test_unknown_fields_pass_where_they_may(guide: Caller) -> None:
    guide.server.strictness.unknown_fields = False
    status, _ = await guide("POST", "/orders", {**GUIDE, "number": "1"})
    assert status == 201


async def test_every_answer_can_be_told_from_the_others(guide: Caller) -> None:
    answers = [await guide.client.get(f"{guide.server.url}/orders") for _ in range(3)]
    assert len({one.headers["paysera-correlation-id"] for one in answers}) == 3


async def test_without_the_token_nothing_is_told(guide: Caller) -> None:
    for scheme in ("Bearer", "Bearer x", f"Basic {guide.server.token}", ""):
        answer = await guide.client.get(
            f"{guide.server.url}/orders", headers={"authorization": scheme}
        )
        assert answer.status_code == 401


async def test_a_number_is_taken_once(new: Caller) -> None:
    first, order = await new("POST", "/orders", NEW)
    again, told = await new("POST", "/orders", NEW)
    assert (first, again) == (201, 409)
    assert "T1-000001" in told["message"]
    assert (order["status"], order["total"]) == ("completed", Decimal("59.97"))
    status, found = await new("GET", "/orders?numbers[]=T1-000001")
    assert (status, found["data"]) == (200, [order])
    assert len(new.server.orders) == 1


async def test_a_number_may_be_left_to_the_server(new: Caller) -> None:
    unpaid = {**NEW, "number": None, "payments": []}
    numbers = {(await new("POST", "/orders", unpaid))[1]["number"] for _ in range(3)}
    assert len(numbers) == 3
    assert {one.status for one in new.server.orders.values()} == {"waitingPayment"}


async def test_the_amount_of_a_payment_is_text_in_major_units(new: Caller) -> None:
    payment = NEW["payments"][0]
    for amount in (Decimal("59.97"), "5997", "59,97", "59.970", 5997):
        body = {**NEW, "payments": [{**payment, "amount": amount}]}
        status, told = await new("POST", "/orders", body)
        assert (status, told["details"][0]["field"]) == (400, "payments[0].amount")


async def test_payments_and_names_are_checked_on_demand(new: Caller) -> None:
    strictness = new.server.strictness
    strictness.payments_make_up_total = True
    short = {**NEW, "payments": [{**NEW["payments"][0], "amount": "5.99"}]}
    assert (await new("POST", "/orders", short))[0] == 400
    strictness.payment_methods = {"bankTransfer"}
    status, told = await new("POST", "/orders", NEW)
    assert (status, told["details"][0]["field"]) == (400, "payments[0].paymentMethod")
    strictness.payment_methods, strictness.tax_classes = frozenset(), {"PVM2"}
    status, told = await new("POST", "/orders", NEW)
    assert (status, told["details"][0]["field"]) == (400, "orderPositions[0].tax.taxClassifier")
    strictness.tax_classes = frozenset()
    assert (await new("POST", "/orders", NEW))[0] == 201


async def test_somebody_else_may_have_the_number(new: Caller) -> None:
    new.server.faults.plan(Fault.DUPLICATE_NUMBER)
    status, _ = await new("POST", "/orders", NEW)
    [taken] = new.server.orders.values()
    assert (status, taken.total) == (409, 7777)


@pytest.mark.parametrize("cap", [False, True])
async def test_pages_reach_the_end_and_a_cap_is_silent(guide: Caller, cap: bool) -> None:
    for _ in range(7):
        await guide("POST", "/orders", GUIDE)
    if cap:
        guide.server.faults.plan(Fault.SILENT_CAP, times=None)
    path, seen, pages = "/orders?per_page=5", [], 0
    while path:
        _, page = await guide("GET", path)
        seen += [one["id"] for one in page["data"]]
        pages += 1
        assert page["itemsTotal"] == 7
        link = page["links"]["next"]
        path = guide.server.host_url + link if link else ""
    assert sorted(seen) == sorted(guide.server.orders)
    assert pages == (4 if cap else 2)


async def test_lists_are_filtered_by_days_of_the_shop_and_status(guide: Caller) -> None:
    server = guide.server
    await guide("POST", "/orders", GUIDE)
    today, tomorrow = server.now(), server.now() + timedelta(days=2)
    for day, status, count in (
        (today, "completed", 1),
        (today, "pending", 0),
        (tomorrow, "completed", 0),
    ):
        query = f"status={status}&from={day:%Y-%m-%d}&to={tomorrow:%Y-%m-%d}"
        assert (await guide("GET", f"/orders?{query}"))[1]["itemsTotal"] == count
    for bad in ("from=20.11.2026", "per_page=0", "per_page=101", "page=x", "limit=5"):
        assert (await guide("GET", f"/orders?{bad}"))[0] == 400


async def test_an_order_is_changed_and_cancelled_until_it_is_final(guide: Caller) -> None:
    guide.server.new_status = "pending"
    _, order = await guide("POST", "/orders", GUIDE)
    path = f"/orders/{order['id']}"
    status, changed = await guide("PUT", path, {**GUIDE, "items": [COFFEE]})
    assert (status, changed["total"], changed["number"]) == (200, 5, order["number"])
    assert await guide("DELETE", path) == (204, None)
    assert (await guide("GET", path))[1]["status"] == "canceled"
    assert (await guide("DELETE", path))[0] == 409
    assert (await guide("PUT", path, GUIDE))[0] == 409
    assert (await guide("GET", "/orders/none"))[0] == 404


async def test_the_register_its_documents_and_its_day(guide: Caller) -> None:
    await guide("POST", "/orders", GUIDE)
    book = guide.server.book
    [order] = guide.server.orders.values()
    book.return_(order, 300, guide.server.now())
    book.collect(500, guide.server.now())
    register = "/cash-registers/123"
    _, status = await guide("GET", f"{register}/status")
    assert (status["status"], status["fiscal_mode"]) == ("online", True)
    _, documents = await guide("GET", f"{register}/financial-documents?type=receipt,return")
    assert [one["total"] for one in documents["data"]] == [8, 3]
    _, day = await guide("GET", f"{register}/fiscal-day/{book.day.number}")
    figures = (day["totalSales"], day["totalReturns"], day["totalCollections"])
    assert figures == (8, 3, 5)
    assert (await guide("GET", "/cash-registers/9/status"))[0] == 404


async def test_a_person_gives_back_and_takes_out_at_the_register(guide: Caller) -> None:
    _, order = await guide("POST", "/orders", GUIDE)
    by_hand = f"{guide.server.host_url}/-"
    assert (await guide("POST", f"{by_hand}/return", {"number": order["number"]}))[0] == 201
    assert (await guide("POST", f"{by_hand}/return", {"number": "none"}))[0] == 404
    assert (await guide("POST", f"{by_hand}/collection", {"amount": Decimal("1.50")}))[0] == 201
    assert (await guide("POST", f"{by_hand}/collection", {"amount": "1.50"}))[0] == 400
    documents = [(one.type, one.amount) for one in guide.server.book.documents]
    assert documents == [("receipt", 800), ("return", 800), ("collection", 150)]


async def test_a_day_is_closed_once(guide: Caller) -> None:
    close = "/cash-registers/123/close-fiscal-day"
    assert (await guide("POST", close, {}))[0] == 400
    status, told = await guide("POST", close)
    assert (status, told["id"]) == (200, guide.server.book.documents[-1].id)
    status, told = await guide("POST", close)
    assert (status, told["error"]) == (400, "1015")


async def test_invoices_belong_to_orders(guide: Caller) -> None:
    _, order = await guide("POST", "/orders", GUIDE)
    wanted = {
        "type": "invoice",
        "orderId": order["id"],
        "customer": GUIDE["customer"],
        "invoicePositions": [{"name": "Coffee"}],
    }
    status, invoice = await guide("POST", "/invoices", wanted)
    assert (status, invoice["totalAmount"], invoice["fullNumber"]) == (201, 8, "INV-001")
    assert (await guide("GET", f"/invoices/{invoice['uuid']}"))[1] == invoice
    assert (await guide("GET", "/invoices?prefix=INV"))[1]["itemsTotal"] == 1
    assert (await guide("GET", "/invoices?fullNumbers=INV-002"))[1]["itemsTotal"] == 0
    for change in ({"type": "credit"}, {"orderId": "none"}, {"customer": None}):
        assert (await guide("POST", "/invoices", {**wanted, **change}))[0] == 400


async def test_products_are_found_by_sku_word_and_state(guide: Caller) -> None:
    for query, skus in (
        ("sku[]=COFFEE&sku[]=MOUSE", ["COFFEE", "MOUSE"]),
        ("keyword=4770190036016", ["PROD001"]),
        ("active=0", ["OLD"]),
        ("pageSize=200&keyword=kava", ["COFFEE"]),
    ):
        _, found = await guide("GET", f"/products?{query}")
        assert [one["sku"] for one in found["data"]] == skus
    assert (await guide("GET", "/products?pageSize=201"))[0] == 400


async def test_every_open_point_has_its_switch(guide: Caller) -> None:
    server = guide.server
    server.amounts_are_minor = server.created_is_sparse = server.lists_are_sparse = True
    server.classic_errors, server.created_status_code = True, 200
    status, order = await guide("POST", "/orders", GUIDE)
    assert (status, sorted(order), order["total"]) == (200, ["currency", "number", "total"], 800)
    assert (await guide("GET", "/orders"))[1]["data"] == [order]
    assert (await guide("GET", "/orders/x"))[1]["error"] == "not_found"


def test_its_sums_are_its_own_and_ties_go_away_from_zero() -> None:
    weighed = Line("Cheese", Decimal("0.455"), 1290, Decimal(21))
    assert (weighed.gross, Line("", Decimal("0.5"), 1, Decimal(0)).gross) == (587, 1)
    assert Line("", Decimal(2), 1999, Decimal(21)).vat == 692
    assert Draft([weighed, weighed], discount=74).total == 1100
