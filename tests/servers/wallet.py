"""The wallet server: the documented PointOfSale API, or what the public pretix plugin does."""

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from typing_extensions import override

from tests.servers.loopback import LoopbackServer
from tests.servers.wire import HTML, RefusedError, json_answer, loads

TOKEN = "terminal-7c0ffee7c0ffee"  # noqa: S105 - of this server alone
ORGANIZER, EVENT = "corner", "shop"
_PAGE = 50


class Mode(enum.Enum):
    """Which of the two the server is."""

    DOCUMENTED = "documented"
    PRETIX = "pretix"


@dataclass(frozen=True, slots=True)
class Product:
    """What the terminal sells; ``price`` in cents."""

    key: str
    number: int
    name: str
    price: int


@dataclass(frozen=True, slots=True)
class Charge:
    """One transaction; ``amount`` is negative where money was taken."""

    id: str
    amount: int
    description: str
    tag: str | None
    key: str
    at: datetime
    products: tuple[str, ...] = ()


@dataclass(slots=True)
class WalletAccount:
    """A wallet; its balance is the sum of its transactions and may be negative."""

    id: str
    number: int
    token_id: str
    paired_user: str | None
    created_at: datetime
    charges: list[Charge] = field(default_factory=list)

    @property
    def balance(self) -> int:
        return sum(one.amount for one in self.charges)


PRODUCTS = (
    Product("espresso", 11, "Espresso", 25),
    Product("cappuccino", 12, "Cappuccino", 50),
    Product("croissant", 13, "Croissant", 300),
)


class WalletServer(LoopbackServer):
    """Terminal, wallets and charges; open points of the documents are switches."""

    def __init__(self, mode: Mode = Mode.DOCUMENTED, *, token: str = TOKEN) -> None:
        super().__init__()
        self.mode = mode
        self.token = token
        self.permission = "debit"
        self.products = list(PRODUCTS)
        self.wallets: dict[str, WalletAccount] = {}
        self.success_status = 201
        self.body_of_202 = "wallet"
        self.honours_header = True
        self.refuses_unknown_fields = True
        self._kept: dict[tuple[str, str], tuple[int, bytes]] = {}

    @property
    def is_pretix(self) -> bool:
        return self.mode is Mode.PRETIX

    @property
    @override
    def url(self) -> str:
        if not self.is_pretix:
            return self.host_url
        return f"{self.host_url}/api/v1/organizers/{ORGANIZER}/events/{EVENT}/wallet"

    @property
    @override
    def secrets(self) -> Mapping[str, str]:
        return {"CASHIER_WALLET_TOKEN": self.token}

    @property
    @override
    def settings(self) -> str:
        return f'[wallet]\nbase_url = "{self.url}"\nmode = "{self.mode.value}"\n'

    @property
    def charges(self) -> list[Charge]:
        """Everything that was ever taken, of every wallet."""
        return [one for wallet in self.wallets.values() for one in wallet.charges if one.amount < 0]

    @override
    def state(self) -> object:
        return {
            wallet.token_id: {"balance": wallet.balance, "charges": len(wallet.charges)}
            for wallet in list(self.wallets.values())
        }

    def add_wallet(
        self, token_id: str, balance: int, paired_user: str | None = "Jane Smith"
    ) -> WalletAccount:
        """Pair a tag with a new wallet and put money into it."""
        number = len(self.wallets) + 1
        wallet = WalletAccount(f"wal_{number:016d}", number, token_id, paired_user, self.now())
        top_up = Charge("txn_0", balance, "Top-up", None, "", self.now())
        wallet.charges.append(top_up)
        self.wallets[token_id] = wallet
        return wallet

    @override
    def routes(self) -> Sequence[BaseRoute]:
        if self.is_pretix:
            return self._pretix_routes()
        return [
            Route("/pos/terminal", self._terminal, methods=["GET"]),
            Route("/pos/wallets/token/{token:path}/transactions", self._charge, methods=["POST"]),
            Route("/pos/wallets/token/{token:path}", self._wallet, methods=["GET"]),
        ]

    def _pretix_routes(self) -> Sequence[BaseRoute]:
        base = f"/api/v1/organizers/{ORGANIZER}/events/{EVENT}/wallet/pos"
        return [
            Route(f"{base}/terminal/", self._terminal, methods=["GET"]),
            Route(f"{base}/wallets/token/{{token}}/", self._wallet, methods=["GET"]),
            Route(f"{base}/wallets/token/{{token}}/transactions/", self._charge, methods=["POST"]),
            Route("/api/v1/idempotency_query", self._query_key, methods=["GET"]),
            Route("/{rest:path}", self._add_slash, methods=["GET", "POST"]),
        ]

    async def _add_slash(self, request: Request) -> Response:
        """Send everything without a final slash to the same with one, POST too."""
        if request.url.path.endswith("/"):
            return json_answer({"detail": "Not found."}, 404)
        return RedirectResponse(f"{request.url.path}/", 301)

    async def _admit(self, request: Request) -> None:
        self.note(request, await request.body())
        given = request.headers.get("authorization", "")
        scheme, _, token = given.partition(" ")
        if scheme.lower() == "bearer" and token == self.token:
            return
        if not self.is_pretix:
            raise RefusedError(401, {"message": "Unauthenticated."})
        missing = "Authentication credentials were not provided."
        detail = "Invalid API key" if given else missing
        raise RefusedError(401, {"detail": detail}, {"www-authenticate": "Bearer"})

    async def _terminal(self, request: Request) -> Response:
        await self._admit(request)
        if self.is_pretix:
            return json_answer(self._page_of_items(request))
        products = [
            {"id": one.key, "friendly_name": one.name, "price": one.price} for one in self.products
        ]
        terminal = {
            "id": "front_counter",
            "friendly_name": "Front counter",
            "permission": self.permission,
            "products": products,
        }
        return json_answer({"data": terminal})

    def _page_of_items(self, request: Request) -> dict[str, object]:
        text = request.query_params.get("page", "1")
        page = int(text) if text.isdigit() else 1
        items = [
            {"id": one.number, "friendly_name": one.name, "price": one.price}
            for one in self.products
        ]
        more = (
            f"{request.url.replace(query=f'page={page + 1}')}"
            if page * _PAGE < len(items)
            else None
        )
        return {
            "links": {"next": more, "previous": None},
            "count": len(items),
            "data": {"products": items[(page - 1) * _PAGE : page * _PAGE]},
        }

    async def _wallet(self, request: Request) -> Response:
        await self._admit(request)
        wallet = self.wallets.get(request.path_params["token"])
        if wallet is None:
            body = {"detail": "Not found."} if self.is_pretix else {"message": "Not paired."}
            return json_answer(body, 404)
        return json_answer(self._shown(wallet))

    def _shown(self, wallet: WalletAccount) -> dict[str, object]:
        shown: dict[str, object] = {
            "id": wallet.number if self.is_pretix else wallet.id,
            "token_id": wallet.token_id,
            "created_at": f"{wallet.created_at:%Y-%m-%dT%H:%M:%S.%fZ}",
            "balance": wallet.balance,
            "paired_user": wallet.paired_user,
        }
        return shown if self.is_pretix else {"data": shown}

    async def _charge(self, request: Request) -> Response:
        await self._admit(request)
        if self.is_pretix and "." in request.path_params["token"]:
            return json_answer({"detail": "Not found."}, 404)
        if self.is_pretix:
            return await self._charge_as_pretix(request)
        if self.permission not in {"debit", "all"}:
            return json_answer({"message": "This action is unauthorized."}, 403)
        wanted = await self._wanted(request)
        wallet = self.wallets.get(request.path_params["token"])
        if wallet is None:
            return json_answer({"message": "Not paired."}, 404)
        key = wanted.get("idempotency_key") or ""
        if key and any(one.key == key for each in self.wallets.values() for one in each.charges):
            return self._accepted_before(wallet)
        self._take(wallet, wanted, self._products_by("key", wanted), key)
        return json_answer(self._shown(wallet), self.success_status)

    def _accepted_before(self, wallet: WalletAccount) -> Response:
        if self.body_of_202 == "nothing":
            return Response(status_code=202)
        body = self._shown(wallet) if self.body_of_202 == "wallet" else {}
        return json_answer(body, 202)

    async def _charge_as_pretix(self, request: Request) -> Response:
        """Charge as the plugin does; pretix itself answers a kept key with the kept answer."""
        key = request.headers.get("x-idempotency-key", "") if self.honours_header else ""
        place = (key, request.headers.get("authorization", ""))
        if key and place in self._kept:
            status, body = self._kept[place]
            return Response(body, status, media_type="application/json")
        try:
            answer = await self._charge_anew(request)
        except RefusedError as error:
            answer = json_answer(error.body, error.status)
        if key and answer.status_code != 500:
            self._kept[place] = (answer.status_code, bytes(answer.body))
        return answer

    async def _charge_anew(self, request: Request) -> Response:
        wanted = await self._wanted(request)
        products = self._products_by("number", wanted)
        wallet = self.wallets.get(request.path_params["token"])
        if wallet is None:
            return Response("<h1>Server Error (500)</h1>", 500, media_type=HTML)
        self._take(wallet, wanted, products, "")
        return json_answer(self._shown(wallet), 201)

    async def _query_key(self, request: Request) -> Response:
        await self._admit(request)
        place = (request.query_params.get("key", ""), request.headers.get("authorization", ""))
        if place not in self._kept:
            return json_answer({"detail": "Unknown idempotency key."}, 404)
        status, body = self._kept[place]
        return Response(body, status, media_type="application/json")

    async def _wanted(self, request: Request) -> Mapping[str, Any]:
        """Return the wish to charge; what is wrong with it is a 400."""
        try:
            wanted = loads(await request.body())
        except ValueError as error:
            raise self._invalid("products", f"No JSON: {error}") from error
        if not isinstance(wanted, dict) or "products" not in wanted:
            raise self._invalid("products", "This field is required.")
        known = {"products", "description", "tag", "idempotency_key"}
        unknown = sorted(set(wanted) - known)
        if unknown and self.refuses_unknown_fields:
            raise self._invalid(unknown[0], "This field was not expected.")
        description = wanted.get("description")
        if not isinstance(description, str) or not description:
            raise self._invalid("description", "This field may not be blank.")
        if self.is_pretix and wanted.get("tag", "") is None:
            raise self._invalid("tag", "This field may not be null.")
        return wanted

    def _products_by(self, name: str, wanted: Mapping[str, Any]) -> list[Product]:
        ids = wanted["products"]
        if not isinstance(ids, list) or (not ids and not self.is_pretix):
            raise self._invalid("products", "Expected a list of products.")
        known = {str(getattr(one, name)): one for one in self.products}
        for one in ids:
            if str(one) not in known or isinstance(one, bool):
                raise self._invalid("products", f"Item with id {one} does not exist")
        return [known[str(one)] for one in ids]

    def _invalid(self, field_name: str, text: str) -> RefusedError:
        if self.is_pretix:
            return RefusedError(400, {field_name: [text]})
        return RefusedError(400, {"message": text, "errors": {field_name: [text]}})

    def _take(
        self, wallet: WalletAccount, wanted: Mapping[str, Any], products: list[Product], key: str
    ) -> None:
        amount = -sum(one.price for one in products)
        number = sum(len(one.charges) for one in self.wallets.values())
        keys = tuple(one.key for one in products)
        text, tag = str(wanted.get("description", "")), wanted.get("tag")
        wallet.charges.append(
            Charge(f"txn_{number:016d}", amount, text, tag, key, self.now(), keys)
        )

    def charged_twice(self) -> list[str]:
        """Return the descriptions under which money was taken more than once."""
        counts = Counter(one.description for one in self.charges)
        return [text for text, count in counts.items() if count > 1]
