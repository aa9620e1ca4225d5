"""The cash-register web service: forms in, HTTP 200 out whatever it says; JSON or plain text."""

import enum
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from typing_extensions import override

from tests.servers.loopback import LoopbackServer
from tests.servers.web_service_items import BadItemError, Item, cents, read_item
from tests.servers.web_service_reports import FORMS, listed, report
from tests.servers.web_service_shop import (
    CLIENTS,
    OPEN,
    PAYMENT_MODES,
    UNPAID,
    USERS,
    Shop,
    WebOrder,
    shown,
)
from tests.servers.wire import JSON, Parameters, RefusedError, dumps, pairs_of

SHOP_ID, KEY = "SHOP42", "k3y-of-the-shop-42-7f9a"
_SALE = frozenset(
    {"payment", "paymentAmount", "deliveryMethod", "itemsList", "idUser", "idClient", "client"}
    | {"idtable", "idcaisse", "numcouverts", "publicComment", "privateComment", "pagerNum"}
    | {"dateValeur", "orderID"}
)
_CLIENT_KEYS = frozenset(
    "nom prenom email telephone adresseligne1 adresseligne2 commentaireadresse codepostal ville "
    "pays numtva rcs codeBarre telephone2 lat lng".split()
)
_SHOP = frozenset({"idboutique", "shopID", "key"})
_ORDERS = frozenset(
    {"validatedOrders", "from_date_ISO8601", "to_date_ISO8601", "filterDeliveryMethod", "format"}
)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_END = datetime(9999, 12, 31, tzinfo=UTC)


class Answers(enum.Enum):
    """How the service says yes and no; its age decides."""

    JSON = "json"
    JSON_AS_TEXT = "json-as-text"
    NUMBER = "number"
    OK = "ok"


class NoError(Exception):
    """The service says no, with HTTP 200."""


class WebServiceServer(LoopbackServer):
    """Sales in, lists and reports out; open points are switches."""

    base_path = ""

    def __init__(self, *, shop_id: str = SHOP_ID, key: str = KEY) -> None:
        super().__init__()
        self.shop_id = shop_id
        self.key = key
        self.shop = Shop()
        self.answers = Answers.JSON
        self.refuses_unknown_fields = True
        self.shop_parameters = ("idboutique", "shopID")
        self.hides_private_comments = False
        self.most_variables = 1000  # PHP forgets the rest without a word

    @property
    def orders(self) -> dict[int, WebOrder]:
        return self.shop.orders

    @property
    @override
    def secrets(self) -> Mapping[str, str]:
        return {"CASHIER_SHOP_ID": self.shop_id, "CASHIER_SHOP_KEY": self.key}

    @property
    @override
    def settings(self) -> str:
        return f"""[backend]
kind = "webservice"
base_url = "{self.url}"
user = "7"
sends_refunds = true

[backend.vat_classes]
21 = "5"
9 = "6"
0 = "7"

[backend.tenders]
cash = "1"
card = "2"
voucher = "3"
split = "4"
refund-cash = "8"
"""

    @override
    def state(self) -> object:
        return [shown(one) for one in list(self.orders.values())]

    @override
    def routes(self) -> Sequence[BaseRoute]:
        both = ["GET", "POST"]
        return [
            Route("/workers/webapp.php", self._record, methods=both),
            Route("/workers/editOrder.php", self._edit, methods=both),
            Route("/workers/getSales.php", self._sales, methods=both),
            Route("/workers/getOrders.php", self._list_orders, methods=both),
            Route("/workers/getPending.php", self._list_pending, methods=both),
            Route("/workers/getOrder.php", self._order, methods=both),
            Route("/workers/{name}.php", self._list, methods=both),
        ]

    async def _asked(self, request: Request, known: frozenset[str]) -> Parameters:
        """Return the parameters of query and form after looking at shop and key."""
        body = await request.body()
        self.note(request, body)
        pairs = self._pairs(request.url.query)
        content_type = request.headers.get("content-type", "").partition(";")[0]
        if content_type == "application/x-www-form-urlencoded":
            pairs += self._pairs(body.decode("utf-8", "strict"))
        elif body:
            raise self._no(f"content type {content_type}")
        asked = Parameters(pairs[: self.most_variables])
        if asked.one(*self.shop_parameters) != self.shop_id or asked.one("key") != self.key:
            raise self._no("Wrong shop ID or key")
        unknown = asked.names() - known - _SHOP
        if unknown and self.refuses_unknown_fields:
            raise self._no(f"Unknown parameter {min(unknown)}")
        return asked

    def _pairs(self, text: str) -> list[tuple[str, str]]:
        try:
            return pairs_of(text)
        except ValueError as error:
            raise self._no("The parameters cannot be read") from error

    def _no(self, text: str) -> RefusedError:
        if self.answers in {Answers.NUMBER, Answers.OK}:
            return RefusedError(200, text)
        return RefusedError(200, {"result": "ERROR", "errorMessage": text})

    def _yes(self, order: WebOrder) -> Response:
        if self.answers is Answers.NUMBER:
            return Response(str(order.id), media_type="text/html")
        if self.answers is Answers.OK:
            return Response("OK", media_type="text/html")
        media_type = JSON if self.answers is Answers.JSON else "text/html"
        return Response(dumps({"result": "OK", "orderID": order.id}), media_type=media_type)

    async def _record(self, request: Request) -> Response:
        asked = await self._asked(request, _SALE - {"orderID"})
        try:
            order = self._order_asked_for(asked)
        except (NoError, BadItemError) as error:
            raise self._no(str(error)) from error
        return self._yes(self.shop.add(order))

    def _order_asked_for(self, asked: Parameters) -> WebOrder:
        items = self._items(asked)
        if not items:
            raise NoError("itemsList is empty")
        now = self.now()
        return WebOrder(
            0,
            items,
            self._payment(asked),
            self._choice(asked, "deliveryMethod", range(7)) if asked.one("deliveryMethod") else 0,
            now,
            self._value_date(asked, now),
            asked.one("publicComment"),
            asked.one("privateComment"),
            self._client(asked),
            self._choice(asked, "idClient", CLIENTS) if asked.one("idClient") else 0,
            self._choice(asked, "idUser", USERS) if asked.one("idUser") else 0,
            amounts=[cents(asked.one("paymentAmount"))] if asked.one("paymentAmount") else [],
        )

    def _items(self, asked: Parameters) -> list[Item]:
        """Read the items; commas in them are part of their text."""
        strings = [value for name, value in asked.pairs if name == "itemsList[]"]
        shop = self.shop
        return [read_item(text, shop.articles, shop.departments) for text in strings]

    def _payment(self, asked: Parameters) -> int:
        return self._choice(asked, "payment", {OPEN, UNPAID, *PAYMENT_MODES})

    def _choice(
        self, asked: Parameters, name: str, known: range | set[int] | Mapping[int, object]
    ) -> int:
        text = asked.one(name)
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
        if not (digits.isascii() and digits.isdigit()) or int(sign + digits) not in known:
            raise NoError(f"{name} {text!r} is unknown")
        return int(sign + digits)

    def _client(self, asked: Parameters) -> dict[str, str]:
        given = {
            name.removeprefix("client[").removesuffix("]"): value
            for name, value in asked.pairs
            if name.startswith("client[")
        }
        unknown = set(given) - _CLIENT_KEYS
        if unknown and self.refuses_unknown_fields:
            raise NoError(f"Unknown client field {min(unknown)}")
        return given

    def _value_date(self, asked: Parameters, now: datetime) -> datetime:
        text = asked.one("dateValeur")
        if not text:
            return now
        if not (text.isascii() and text.isdigit()):
            raise NoError("dateValeur is no time")
        return datetime.fromtimestamp(int(text), UTC)

    async def _edit(self, request: Request) -> Response:
        """Change an open order; a validated one only takes a payment."""
        asked = await self._asked(request, _SALE)
        order = self._known_order(asked.one("orderID"))
        try:
            self._change(order, asked)
        except (NoError, BadItemError) as error:
            raise self._no(str(error)) from error
        return self._yes(order)

    def _change(self, order: WebOrder, asked: Parameters) -> None:
        items = self._items(asked)
        if items and order.is_validated:
            raise NoError("A validated order only takes payments")
        order.items = items or order.items
        if asked.one("payment"):
            self.shop.pay(order, self._payment(asked))

    def _known_order(self, text: str) -> WebOrder:
        order = self.orders.get(int(text)) if text.isascii() and text.isdigit() else None
        if order is None:
            raise self._no("Order not found")
        return order

    async def _order(self, request: Request) -> Response:
        asked = await self._asked(request, frozenset({"order_id", "format"}))
        order = self._known_order(asked.one("order_id"))
        return self._json(self._told(order))

    async def _list_orders(self, request: Request) -> Response:
        """List orders by value date, quotes by creation date; PHP takes "false" for true."""
        asked = await self._asked(request, _ORDERS)
        validated = asked.one("validatedOrders", default="1") not in {"", "0"}
        delivery = asked.one("filterDeliveryMethod")
        since, until = self._moment(asked, "from_date"), self._moment(asked, "to_date")
        found = [
            self._told(one)
            for one in self.orders.values()
            if one.is_validated == validated
            and since <= (one.value_at if validated else one.created_at) <= until
            and delivery in {"", str(one.delivery)}
        ]
        return self._json(found)

    def _moment(self, asked: Parameters, name: str) -> datetime:
        text = asked.one(f"{name}_ISO8601")
        if not text:
            return _END if name == "to_date" else _BEGINNING
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise self._no(f"{name}_ISO8601 is no date") from error
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    async def _list_pending(self, request: Request) -> Response:
        await self._asked(request, frozenset({"format"}))
        return self._json([self._told(one) for one in self.orders.values() if not one.is_paid])

    def _told(self, order: WebOrder) -> dict[str, object]:
        told = shown(order)
        if self.hides_private_comments:
            del told["privateComment"]
        return told

    def _json(self, value: object) -> Response:
        media_type = "text/html" if self.answers is Answers.JSON_AS_TEXT else JSON
        return Response(dumps(value), media_type=media_type)

    async def _sales(self, request: Request) -> Response:
        """Return a day's report; without a date it is yesterday's."""
        asked = await self._asked(request, frozenset({"formatExport", "d", "m", "y"}))
        form = asked.one("formatExport")
        if form not in FORMS:
            raise self._no(f"formatExport {form!r} is unknown")
        day = self._day(asked)
        body, media_type = report(form, day, self.shop.sold_on(day))
        return Response(body, media_type=media_type)

    def _day(self, asked: Parameters) -> str:
        parts = [asked.one(name) for name in ("y", "m", "d")]
        if not any(parts):
            return f"{self.now() - timedelta(days=1):%Y-%m-%d}"
        try:
            return date(*(int(part) for part in parts)).isoformat()
        except ValueError as error:
            raise self._no("d, m and y are no day") from error

    async def _list(self, request: Request) -> Response:
        name = request.path_params["name"]
        rows = self.shop.list_of(name)
        if rows is None:
            return Response("<h1>404 Not Found</h1>", 404, media_type="text/html")
        asked = await self._asked(request, frozenset({"format"}))
        body, media_type = listed(asked.one("format", default="json"), rows)
        return Response(body, media_type=media_type)
