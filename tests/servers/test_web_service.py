"""The web service takes the help's own request, says no with HTTP 200, and adds up by itself."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import urlencode

import httpx
import pytest

from tests.servers.web_service import Answers, WebServiceServer
from tests.servers.web_service_items import BadItemError, read_item
from tests.servers.web_service_shop import ARTICLES

FORM = "application/x-www-form-urlencoded"
SALE = [
    ("idUser", "7"),
    ("payment", "-1"),
    ("deliveryMethod", "4"),
    ("idClient", "123"),
    ("itemsList[]", "12_2_Pizza 4 fromages_14.50_3_8"),
    ("itemsList[]", "-5_9.99_Vente libre"),
    ("itemsList[]", "Free_1.20_Sac"),
    ("dateValeur", "1761436800"),
]
NO = {"result": "ERROR"}


class Caller:
    """Posts forms with shop and key."""

    def __init__(self, server: WebServiceServer, client: httpx.AsyncClient) -> None:
        self.server = server
        self.client = client

    async def __call__(self, name: str, *pairs: tuple[str, str]) -> httpx.Response:
        shop = [("idboutique", self.server.shop_id), ("key", self.server.key)]
        return await self.client.post(
            f"{self.server.url}/workers/{name}.php",
            content=urlencode([*shop, *pairs]),
            headers={"content-type": FORM},
        )

    async def sell(self, *changes: tuple[str, str]) -> httpx.Response:
        changed = {name for name, _ in changes}
        return await self("webapp", *(one for one in SALE if one[0] not in changed), *changes)


@pytest.fixture
async def shop() -> AsyncIterator[Caller]:
    async with WebServiceServer() as server, httpx.AsyncClient() as client:
        yield Caller(server, client)


async def test_the_sale_of_the_help(shop: Caller) -> None:
    answer = await shop.sell()
    assert (answer.status_code, answer.json()) == (200, {"result": "OK", "orderID": 1001})
    order = shop.server.orders[1001]
    assert [item.total for item in order.items] == [2900, 999, 120]
    assert (order.total, order.is_paid, order.user) == (4019, False, 7)


async def test_what_is_more_than_php_reads_is_lost_without_a_word(shop: Caller) -> None:
    shop.server.most_variables = 11
    await shop.sell(*(("itemsList[]", "Free_1.00_Bag") for _ in range(20)))
    assert len(shop.server.orders[1001].items) == 4
    assert shop.server.orders[1001].total == 400


async def test_only_payment_and_items_have_to_be_there(shop: Caller) -> None:
    answer = await shop("webapp", ("payment", "-2"), ("itemsList[]", "12"))
    assert answer.json()["result"] == "OK"
    for one in (("payment", "-2"), ("itemsList[]", "12")):
        assert (await shop("webapp", one)).json()["result"] == "ERROR"


async def test_the_help_also_asks_in_the_query(shop: Caller) -> None:
    query = urlencode([("idboutique", "SHOP42"), ("key", shop.server.key), *SALE])
    answer = await shop.client.get(f"{shop.server.url}/workers/webapp.php?{query}")
    assert answer.json()["result"] == "OK"


@pytest.mark.parametrize(
    "change",
    [
        ("payment", "99"),
        ("payment", ""),
        ("deliveryMethod", "7"),
        ("idUser", "8"),
        ("idClient", "9"),
        ("itemsList[]", "12_2_Pizza_14,50"),
        ("itemsList[]", "99_1"),
        ("itemsList[]", "-5_9.99_With_line"),
        ("itemsList", "12"),
        ("dateValeur", "2026-11-20"),
        ("key", "wrong"),
        ("idboutique", "OTHER"),
        ("price", "1.00"),
        ("client[firstname]", "Jane"),
    ],
)
async def test_a_no_comes_with_http_200(shop: Caller, change: tuple[str, str]) -> None:
    drops = [("itemsList[]", "")] if change[0] == "itemsList" else []
    answer = await shop.sell(change, *drops)
    assert answer.status_code == 200
    assert answer.json()["result"] == "ERROR"
    assert shop.server.key not in answer.text
    assert shop.server.orders == {}


async def test_a_client_of_its_own_and_comments(shop: Caller) -> None:
    given = [("client[nom]", "Žukauskas"), ("client[email]", "z@example.com")]
    await shop.sell(*given, ("privateComment", "our mark"), ("publicComment", "To go"))
    told = (await shop("getOrder", ("order_id", "1001"))).json()
    assert told["client"] == {"nom": "Žukauskas", "email": "z@example.com"}
    assert (told["privateComment"], told["publicComment"]) == ("our mark", "To go")


@pytest.mark.parametrize(
    ("answers", "yes", "no"),
    [
        (Answers.NUMBER, "1001", "payment '99' is unknown"),
        (Answers.OK, "OK", "payment '99' is unknown"),
    ],
)
async def test_an_older_service_answers_in_plain_text(
    shop: Caller, answers: Answers, yes: str, no: str
) -> None:
    shop.server.answers = answers
    assert (await shop.sell()).text == yes
    assert (await shop.sell(("payment", "99"))).text == no


async def test_json_may_come_as_another_type(shop: Caller) -> None:
    shop.server.answers = Answers.JSON_AS_TEXT
    answer = await shop.sell()
    assert answer.headers["content-type"].startswith("text/html")
    assert json.loads(answer.text)["orderID"] == 1001


async def test_orders_are_listed_by_value_date_and_false_is_true(shop: Caller) -> None:
    await shop.sell()
    await shop.sell(("payment", "-2"))
    for flag, ids in (("1", [1001]), ("0", [1002]), ("false", [1001])):
        found = (await shop("getOrders", ("validatedOrders", flag))).json()
        assert [one["id"] for one in found] == ids
    for name, count in (("from_date_ISO8601", 0), ("to_date_ISO8601", 1)):
        found = (await shop("getOrders", (name, "2025-10-27"))).json()
        assert len(found) == count
    assert [one["id"] for one in (await shop("getPending")).json()] == [1001, 1002]


async def test_a_private_comment_may_be_hidden(shop: Caller) -> None:
    await shop.sell(("privateComment", "our mark"))
    shop.server.hides_private_comments = True
    assert "privateComment" not in (await shop("getOrders")).json()[0]


async def test_only_an_open_order_can_change(shop: Caller) -> None:
    await shop.sell(("payment", "-2"))
    changed = await shop("editOrder", ("orderID", "1001"), ("itemsList[]", "Free_2.00_Bag"))
    assert changed.json()["result"] == "OK"
    assert shop.server.orders[1001].total == 200
    assert (await shop("editOrder", ("orderID", "1001"), ("payment", "2"))).json()["orderID"]
    late = await shop("editOrder", ("orderID", "1001"), ("itemsList[]", "Free_3.00_Bag"))
    assert (late.json()["result"], shop.server.orders[1001].total) == ("ERROR", 200)
    assert (await shop("editOrder", ("orderID", "9"), ("payment", "2"))).json()["result"] == "ERROR"


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("Std", b"<!DOCTYPE html>"),
        ("PDF", b"%PDF-1.4"),
        ("CSV", b"order;date;total\r\n1;"),
        ("XML", b"<?xml"),
        ("XLS", b"<?xml"),
        ("saft", b"<?xml"),
        ("frafec", b"JournalCode"),
    ],
)
async def test_a_report_of_a_day_in_each_form(shop: Caller, form: str, begins: bytes) -> None:
    await shop.sell()
    day = (("d", "26"), ("m", "10"), ("y", "2025"))
    report = await shop("getSales", ("formatExport", form), *day)
    assert report.content.startswith(begins)
    assert (b"40.19" in report.content) == (form not in {"PDF", "frafec"})


async def test_a_report_without_a_day_is_yesterdays(shop: Caller) -> None:
    yesterday = int((shop.server.now() - timedelta(days=1)).timestamp())
    await shop.sell(("dateValeur", str(yesterday)))
    await shop.sell(("dateValeur", str(yesterday + 86400)))
    report = await shop("getSales", ("formatExport", "CSV"))
    assert report.text.count("40.19") == 1
    for bad in (("formatExport", "DOC"), ("d", "x")):
        told = await shop("getSales", ("formatExport", "CSV"), bad)
        assert told.json()["result"] == "ERROR"


async def test_the_lists_of_the_shop(shop: Caller) -> None:
    articles = (await shop("getPlus", ("format", "json"))).json()
    assert articles[0] == {
        "id": 12,
        "title": "Pizza 4 fromages",
        "price": "14.50",
        "departmentId": 5,
    }
    shop.server.shop.tells_more_of_articles = True
    assert "barcode" in (await shop("getPlus")).json()[0]
    for name in ("getDepartments", "getClients", "getPaymentModes", "getUsers", "getLivraisons"):
        assert (await shop(name, ("format", "json"))).json()
        assert ";" in (await shop(name, ("format", "csv"))).text
        assert "<table>" in (await shop(name, ("format", "html"))).text
    assert (await shop("getDepartmentGroups")).status_code == 404


@pytest.mark.parametrize(
    ("text", "total", "title"),
    [
        ("12", 1450, "Pizza 4 fromages"),
        ("12_3", 4350, "Pizza 4 fromages"),
        ("12_2_Calzone_9.5", 1900, "Calzone"),
        ("12_1__", 1450, "Pizza 4 fromages"),
        ("12_-1_Back_14.50", -1450, "Back"),
        ("-5_9.99_Free sale", 999, "Free sale"),
        ("-5_-9.99_Back", -999, "Back"),
        ("Free_120_Bag", 12000, "Bag"),
    ],
)
def test_an_item_string(text: str, total: int, title: str) -> None:
    item = read_item(text, {one.id: one for one in ARTICLES}, {5: "Groceries"})
    assert (item.total, item.title) == (total, title)


@pytest.mark.parametrize(
    "text",
    "12_0 12_1.5 12_x 99 -9_1.00_X -5_1.00 -5_1.00_a_b Free_1,20_Bag Free_1.205_Bag Free_Bag x "
    "12_1_a_1.00_1_2_3_4_5_6 12_1_a_1.00_x Free_1.00_a\x07".split(" "),
)
def test_a_wrong_item_string(text: str) -> None:
    with pytest.raises(BadItemError):
        read_item(text, {one.id: one for one in ARTICLES}, {5: "Groceries"})
