"""The wallet server is the documented one, or the public one with all that it does otherwise."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.servers.wallet import Mode, WalletServer

TAG = "04A1B2C3"
COFFEES = {"products": ["espresso", "espresso", "cappuccino"], "description": "Sale 1"}
BY_NUMBER = {"products": [11, "11", 12], "description": "Sale 1"}


class Caller:
    """Speaks to one server with its token."""

    def __init__(self, server: WalletServer, client: httpx.AsyncClient) -> None:
        self.server = server
        self.client = client
        self.end = "/" if server.is_pretix else ""

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(f"{self.server.url}{path}{self.end}", headers=self._headers())

    async def charge(self, body: Any, key: str = "", tag: str = TAG) -> httpx.Response:
        headers = self._headers() | ({"x-idempotency-key": key} if key else {})
        url = f"{self.server.url}/pos/wallets/token/{tag}/transactions{self.end}"
        return await self.client.post(url, json=body, headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.server.token}"}


@pytest.fixture
async def documented() -> AsyncIterator[Caller]:
    async with WalletServer() as server, httpx.AsyncClient() as client:
        server.add_wallet(TAG, 150)
        yield Caller(server, client)


@pytest.fixture
async def pretix() -> AsyncIterator[Caller]:
    async with WalletServer(Mode.PRETIX) as server, httpx.AsyncClient() as client:
        server.add_wallet(TAG, 150)
        yield Caller(server, client)


async def test_the_documented_terminal_and_wallet(documented: Caller) -> None:
    terminal = (await documented.get("/pos/terminal")).json()["data"]
    assert terminal["permission"] == "debit"
    assert terminal["products"][0] == {"id": "espresso", "friendly_name": "Espresso", "price": 25}
    wallet = (await documented.get(f"/pos/wallets/token/{TAG}")).json()["data"]
    assert (wallet["id"][:4], wallet["balance"], wallet["paired_user"]) == (
        "wal_",
        150,
        "Jane Smith",
    )
    assert (await documented.get("/pos/wallets/token/none")).status_code == 404


async def test_a_documented_key_is_honoured(documented: Caller) -> None:
    body = {**COFFEES, "tag": "coffee", "idempotency_key": "k1"}
    answers = [await documented.charge(body) for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 202, 202]
    assert {one.json()["data"]["balance"] for one in answers} == {50}
    assert documented.server.charged_twice() == []


@pytest.mark.parametrize(("said", "content"), [("nothing", b""), ("empty", b"{}")])
async def test_the_body_of_a_202_is_a_switch(documented: Caller, said: str, content: bytes) -> None:
    documented.server.body_of_202, documented.server.success_status = said, 200
    body = {**COFFEES, "idempotency_key": "k1"}
    assert (await documented.charge(body)).status_code == 200
    assert (await documented.charge(body)).content == content


@pytest.mark.parametrize(
    "body",
    [
        {"description": "x"},
        {"products": [], "description": "x"},
        {"products": ["tea"], "description": "x"},
        {"products": ["espresso"]},
        {**COFFEES, "amount": 5},
        [],
    ],
)
async def test_a_wrong_wish_is_a_400(documented: Caller, body: Any) -> None:
    answer = await documented.charge(body)
    assert answer.status_code == 400
    assert documented.server.charges == []


async def test_token_and_permission(documented: Caller) -> None:
    documented.server.permission = "credit"
    assert (await documented.charge(COFFEES)).status_code == 403
    documented.server.token = "rolled"  # noqa: S105 - a token of this server alone
    url = f"{documented.server.url}/pos/terminal"
    refused = await documented.client.get(url, headers={"authorization": "Bearer old"})
    assert (refused.status_code, refused.json()) == (401, {"message": "Unauthenticated."})


async def test_ids_of_tags_are_text(documented: Caller) -> None:
    for tag in ("00A/b.C", "04a1b2c3"):
        documented.server.add_wallet(tag, 100)
    assert (await documented.charge(COFFEES, tag="00A%2Fb.C")).json()["data"]["balance"] == 0
    assert documented.server.wallets[TAG].balance == 150


async def test_the_public_server_wraps_and_numbers_otherwise(pretix: Caller) -> None:
    page = (await pretix.get("/pos/terminal")).json()
    assert (page["count"], page["data"]["products"][0]["id"]) == (3, 11)
    wallet = (await pretix.get(f"/pos/wallets/token/{TAG}")).json()
    assert (wallet["id"], wallet["balance"]) == (1, 150)


async def test_without_the_last_slash_nothing_is_charged(pretix: Caller) -> None:
    pretix.end = ""
    answer = await pretix.charge(BY_NUMBER)
    assert (answer.status_code, answer.headers["location"][-14:]) == (301, "/transactions/")
    assert pretix.server.charges == []


async def test_the_public_server_ignores_the_key_in_the_body(pretix: Caller) -> None:
    for balance in (50, -50):
        answer = await pretix.charge({**BY_NUMBER, "idempotency_key": "k1"})
        assert (answer.status_code, answer.json()["balance"]) == (201, balance)
    assert pretix.server.charged_twice() == ["Sale 1"]


async def test_the_key_in_the_header_answers_again(pretix: Caller) -> None:
    answers = [await pretix.charge(BY_NUMBER, key="k1") for _ in range(2)]
    assert [one.json() for one in answers] == [answers[0].json()] * 2
    refused = [await pretix.charge({"products": [99], "description": "x"}, key="k2")]
    refused.append(await pretix.charge(BY_NUMBER, key="k2"))
    assert [one.status_code for one in refused] == [400, 400]
    asked = await pretix.client.get(
        f"{pretix.server.host_url}/api/v1/idempotency_query?key=k1",
        headers={"authorization": f"Bearer {pretix.server.token}"},
    )
    assert asked.json() == answers[0].json()
    assert len(pretix.server.charges) == 1


async def test_a_header_that_nobody_honours_charges_again(pretix: Caller) -> None:
    pretix.server.honours_header = False
    for _ in range(2):
        await pretix.charge(BY_NUMBER, key="k1")
    assert len(pretix.server.charges) == 2


async def test_an_unknown_tag_is_an_html_500(pretix: Caller) -> None:
    answer = await pretix.charge(BY_NUMBER, tag="none")
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert (await pretix.charge(BY_NUMBER, tag="a.b")).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"description": "x"},
        {"products": ["espresso"], "description": "x"},
        {"products": [11], "description": ""},
        {"products": [11], "description": "x", "tag": None},
    ],
)
async def test_a_wrong_wish_is_a_400_there_too(pretix: Caller, body: Any) -> None:
    assert (await pretix.charge(body)).status_code == 400
    assert pretix.server.charges == []


async def test_an_empty_list_is_an_order_of_nothing(pretix: Caller) -> None:
    answer = await pretix.charge({"products": [], "description": "x"})
    assert (answer.status_code, answer.json()["balance"]) == (201, 150)
