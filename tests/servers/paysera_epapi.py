"""The Paysera ``epapi/v1`` server: every request signed with a MAC; orders in and out."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from typing_extensions import override

from tests.servers.mac_check import MacCheck, NotSignedError, SignedRequest
from tests.servers.paysera import iso, within
from tests.servers.paysera_book import CANCELLED, Line, Order
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_epapi_lists import PayseraEpapiLists
from tests.servers.strict import Problems
from tests.servers.wire import Parameters, RefusedError, json_answer

CLIENT_ID = "till-4d1f"
MAC_KEY = "Qx7mP2vLr9TzKc4nWb8sHd3fGj6yXa5e"
_LIST_PARAMETERS = frozenset(
    {"page", "pageSize", "status", "numbers"}
    | {"createdAtFrom", "createdAtTo", "updatedAtFrom", "updatedAtTo"}
)


class PayseraEpapiServer(PayseraEpapiLists):
    """Orders of the MAC API: major units come in, minor units go out."""

    base_path = "/epapi/v1"

    def __init__(
        self, *, client_id: str = CLIENT_ID, key: str = MAC_KEY, register: str = "REG001"
    ) -> None:
        super().__init__(register)
        self.key = key
        self.mac = MacCheck(client_id, key, lambda: self.now().timestamp())
        self.new_status = "pending"
        self.created_status_code = 201

    @property
    @override
    def secrets(self) -> Mapping[str, str]:
        return {"CASHIER_MAC_ID": self.mac.client_id, "CASHIER_MAC_SECRET": self.key}

    @property
    @override
    def settings(self) -> str:
        return (
            f'[backend]\nkind = "paysera-mac"\nbase_url = "{self.url}"\n'
            f'register = "{self.register}"\n'
        )

    @override
    def routes(self) -> Sequence[BaseRoute]:
        base = self.base_path
        return [
            Route(f"{base}/orders", self._create, methods=["POST"]),
            Route(f"{base}/orders", self._list, methods=["GET"]),
            Route(f"{base}/orders/{{id}}", self._get, methods=["GET"]),
            Route(f"{base}/orders/{{id}}", self._patch, methods=["PATCH"]),
            Route(f"{base}/orders/{{id}}/cancel", self._cancel, methods=["POST"]),
            *self.list_routes(),
        ]

    @override
    def refusal(self, status: int, code: str, text: str, problems: Problems) -> RefusedError:
        body: dict[str, object] = {"error": code, "error_description": text}
        if problems.found:
            body["errors"] = problems.found
        return RefusedError(status, body)

    @override
    async def admit(self, request: Request) -> bytes:
        """Note the request and check its signature; returns its body."""
        body = await request.body()
        self.note(request, body)
        host, _, port = request.headers.get("host", "").partition(":")
        query = request.scope["query_string"].decode("ascii")
        path = request.scope["raw_path"].decode("ascii")
        uri = f"{path}?{query}" if query else path
        signed = SignedRequest(request.method, uri, host, int(port or 80), body)
        try:
            self.mac.check(request.headers.get("authorization", ""), signed)
        except NotSignedError as error:
            raise self.refuse(401, error.code, str(error)) from error
        return body

    async def _create(self, request: Request) -> Response:
        await self.admit(request)
        draft = self.draft_of(await self.body_of(request), Dialect.EPAPI)
        order = self.take(request, draft, self.new_status)
        return json_answer(self._shown(order), self.created_status_code)

    async def _list(self, request: Request) -> Response:
        await self.admit(request)
        found = self.parameters(request, _LIST_PARAMETERS)
        return self.envelope(request, found, [self._shown(one) for one in self._filtered(found)])

    def _filtered(self, found: Parameters) -> list[Order]:
        orders = sorted(self.orders.values(), key=lambda one: one.created_at, reverse=True)
        orders = within(orders, lambda one: one.created_at, *self.span(found, "createdAt"))
        orders = within(orders, lambda one: one.updated_at, *self.span(found, "updatedAt"))
        statuses, numbers = found.many("status"), found.many("numbers")
        return [
            one
            for one in orders
            if (not statuses or one.status in statuses) and (not numbers or one.number in numbers)
        ]

    async def _get(self, request: Request) -> Response:
        await self.admit(request)
        return json_answer(self._shown(self.order_of(request)))

    async def _patch(self, request: Request) -> Response:
        """Change what is given; payments that are there stay, new ones are added."""
        await self.admit(request)
        order, body = self.changeable(request), await self.body_of(request)
        given = set(body) if isinstance(body, Mapping) else set()
        if "createdAt" in given:
            raise self.refuse(400, "invalid_parameters", "createdAt stays as it is.")
        whole = {**self._as_request(order), **(body if isinstance(body, Mapping) else {})}
        draft = self.draft_of(whole, Dialect.EPAPI)
        if draft.number != order.number and self.book.by_number(draft.number):
            raise self.refuse(409, "invalid_state", "Another order has this number.")
        order.draft, order.number, order.updated_at = draft, draft.number, self.now()
        self.book.pay(order, draft.payments, order.updated_at)
        return json_answer(self._shown(order))

    def _as_request(self, order: Order) -> dict[str, object]:
        """Return an order as a request would give it, without its payments."""
        draft = order.draft
        request = {
            "number": order.number,
            "currency": draft.currency,
            "languageCode": draft.language,
            "discountPrice": draft.discount
            if self.strictness.discount_in_minor_units
            else self.major(draft.discount, draft.currency),
            "orderPositions": [
                {
                    "productId": line.product_id,
                    "name": line.name,
                    "quantity": line.quantity,
                    "price": self.major(line.price, draft.currency),
                    "vatRate": line.rate,
                }
                for line in draft.lines
            ],
            **draft.extra,
        }
        return {**request, "customer": draft.customer} if draft.customer else request

    async def _cancel(self, request: Request) -> Response:
        """Cancel for good; the answer is not an order, and a body is refused."""
        if await self.admit(request):
            raise self.refuse(400, "invalid_request", "This call takes no body.")
        order = self.changeable(request)
        order.status, order.updated_at = CANCELLED, self.now()
        return json_answer({"status": CANCELLED, "message": "Order has been cancelled"})

    def _shown(self, order: Order) -> dict[str, object]:
        draft = order.draft
        shown: dict[str, object] = {
            "id": order.id,
            "number": order.number,
            "currency": draft.currency,
            "languageCode": draft.language,
            "status": order.status,
            "totalPrice": order.total,
            "discountPrice": draft.discount,
            "createdAt": iso(order.created_at),
            "updatedAt": iso(order.updated_at),
            "orderPositions": [
                self._position(number, line) for number, line in enumerate(draft.lines, start=1)
            ],
            "payments": [
                {
                    "id": one.id,
                    "type": one.type,
                    "amount": one.amount,
                    "status": one.status,
                    "timestamp": iso(one.at),
                }
                for one in order.payments
            ],
            **draft.extra,
        }
        return {**shown, "customer": draft.customer} if draft.customer else shown

    def _position(self, number: int, line: Line) -> dict[str, object]:
        return {
            "id": f"pos-{number}",
            "productId": line.product_id,
            "name": line.name,
            "quantity": line.quantity,
            "price": line.price,
            "totalPrice": line.gross,
            "vatRate": line.rate,
            "vatAmount": line.vat,
        }
