"""The Paysera ``eapi/v1`` server: Bearer token, dialects "guide" and "new", orders."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from typing_extensions import override

from tests.servers.paysera import iso, within
from tests.servers.paysera_book import CANCELLED, COMPLETED, Line, Order
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi_lists import PayseraEapiLists
from tests.servers.strict import Problems, major_of
from tests.servers.wire import Parameters, RefusedError, json_answer

TOKEN = "eyJhbGciOiJub25lIn0.dGVzdCB0b2tlbg.till"  # noqa: S105 - of this server alone
_LIST_PARAMETERS = frozenset(
    {"status", "from", "to", "per_page", "page", "pageSize", "numbers"}
    | {"createdAtFrom", "createdAtTo", "updatedAtFrom", "updatedAtTo"}
)


class PayseraEapiServer(PayseraEapiLists):
    """Orders of the token API; ``dialect`` says which form of an order is taken."""

    base_path = "/eapi/v1"

    def __init__(
        self, dialect: Dialect = Dialect.GUIDE, *, token: str = TOKEN, register: str = "123"
    ) -> None:
        super().__init__(register)
        self.dialect = dialect
        self.token = token
        self.new_status = COMPLETED if dialect is Dialect.GUIDE else "waitingPayment"
        self.created_is_sparse = False
        self.lists_are_sparse = False
        self.created_status_code = 201
        self.cancelled_word = "canceled"
        self.classic_errors = False

    @property
    @override
    def secrets(self) -> Mapping[str, str]:
        return {"CASHIER_TOKEN": self.token}

    @property
    @override
    def settings(self) -> str:
        return (
            f'[backend]\nkind = "paysera-token"\nbase_url = "{self.url}"\n'
            f'register = "{self.register}"\ndialect = "{self.dialect.value}"\n'
        )

    @override
    def routes(self) -> Sequence[BaseRoute]:
        base = self.base_path
        return [
            Route(f"{base}/orders", self._create, methods=["POST"]),
            Route(f"{base}/orders", self._list, methods=["GET"]),
            Route(f"{base}/orders/{{id}}", self._get, methods=["GET"]),
            Route(f"{base}/orders/{{id}}", self._put, methods=["PUT"]),
            Route(f"{base}/orders/{{id}}", self._delete, methods=["DELETE"]),
            *self.list_routes(),
        ]

    @override
    def refusal(self, status: int, code: str, text: str, problems: Problems) -> RefusedError:
        if self.classic_errors:
            body: dict[str, object] = {"error": code, "error_description": text}
            if problems.found:
                body["errors"] = problems.found
            return RefusedError(status, body)
        details = [{"field": one["field"], "message": one["message"]} for one in problems.found]
        return RefusedError(status, {"message": text, "error": code, "details": details})

    @override
    async def admit(self, request: Request) -> bytes:
        """Note the request and check its token; returns its body."""
        body = await request.body()
        self.note(request, body)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or token != self.token:
            raise self.refuse(401, "unauthorized", "Invalid access token.")
        return body

    async def _create(self, request: Request) -> Response:
        await self.admit(request)
        draft = self.draft_of(await self.body_of(request), self.dialect)
        order = self.take(request, draft, self.new_status)
        return json_answer(
            self._shown(order, sparse=self.created_is_sparse), self.created_status_code
        )

    async def _list(self, request: Request) -> Response:
        await self.admit(request)
        found = self.parameters(request, _LIST_PARAMETERS)
        orders = self._filtered(found)
        shown = [self._shown(one, sparse=self.lists_are_sparse) for one in orders]
        return self.envelope(request, found, shown)

    def _filtered(self, found: Parameters) -> list[Order]:
        orders = sorted(self.orders.values(), key=lambda one: one.created_at, reverse=True)
        orders = within(orders, lambda one: one.created_at, *self.days(found))
        orders = within(
            orders,
            lambda one: one.updated_at,
            self.instant(found, "updatedAtFrom"),
            self.instant(found, "updatedAtTo"),
        )
        statuses, numbers = found.many("status"), found.many("numbers")
        return [
            one
            for one in orders
            if (not statuses or one.status in statuses) and (not numbers or one.number in numbers)
        ]

    async def _get(self, request: Request) -> Response:
        await self.admit(request)
        return json_answer(self._shown(self.order_of(request)))

    async def _put(self, request: Request) -> Response:
        """Replace an order that is not final; its number stays where none is given."""
        await self.admit(request)
        order = self.changeable(request)
        draft = self.draft_of(await self.body_of(request), self.dialect)
        if draft.number not in {"", order.number}:
            raise self.refuse(400, "invalid_parameters", "The number of an order stays.")
        order.draft, order.updated_at = draft, self.now()
        self.book.pay(order, draft.payments, order.updated_at)
        return json_answer(self._shown(order))

    async def _delete(self, request: Request) -> Response:
        await self.admit(request)
        order = self.changeable(request)
        order.status, order.updated_at = self.cancelled_word or CANCELLED, self.now()
        return Response(status_code=204)

    def _shown(self, order: Order, *, sparse: bool = False) -> dict[str, object]:
        currency = order.draft.currency
        short: dict[str, object] = {
            "number": order.number,
            "total": self.amount(order.total, currency),
            "currency": currency,
        }
        if sparse:
            return short
        whole: dict[str, object] = {
            "id": order.id,
            **short,
            "status": order.status,
            "createdAt": iso(order.created_at),
            "updatedAt": iso(order.updated_at),
        }
        if order.draft.customer:
            whole["customer"] = order.draft.customer
        by_dialect = self._as_in_guide if self.dialect is Dialect.GUIDE else self._as_new
        return {**whole, **by_dialect(order)}

    def _as_in_guide(self, order: Order) -> dict[str, object]:
        return {
            "notes": order.draft.notes,
            "items": [
                {
                    "name": line.name,
                    "quantity": line.quantity,
                    "price": self.amount(line.price, order.draft.currency),
                    "tax_rate": line.rate,
                }
                for line in order.draft.lines
            ],
        }

    def _as_new(self, order: Order) -> dict[str, object]:
        currency = order.draft.currency
        return {
            "languageCode": order.draft.language,
            "orderPositions": [self._position(line, currency) for line in order.draft.lines],
            "payments": [
                {
                    "id": one.id,
                    "paymentMethod": one.type,
                    "amount": str(major_of(one.amount, currency)),
                    "status": one.status,
                    "createdAt": iso(one.at),
                }
                for one in order.payments
            ],
        }

    def _position(self, line: Line, currency: str) -> dict[str, object]:
        return {
            "title": line.name,
            "productSKU": line.product_id or None,
            "quantity": line.quantity,
            "unitPrice": {"regular": self.amount(line.price, currency)},
            "totalPrice": self.amount(line.gross, currency),
            "measureUnit": line.unit,
            "tax": {"taxRate": line.rate},
        }
