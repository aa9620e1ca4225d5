"""What both Paysera servers share: the book, pages of lists, filters by day, words of refusal."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from typing_extensions import override

from tests.servers.faults import Fault
from tests.servers.loopback import LoopbackServer
from tests.servers.paysera_book import Book, Draft, FiscalDay, Invoice, NumberTakenError, Order
from tests.servers.paysera_dialects import Dialect, OrderReader, Strictness
from tests.servers.playing import FAULT
from tests.servers.strict import Problems, StrictObject, major_of
from tests.servers.wire import Parameters, RefusedError, json_answer, loads, pairs_of

Item = TypeVar("Item")
ZONE = ZoneInfo("Europe/Vilnius")


class PayseraServer(LoopbackServer):
    """One register with its orders; what nobody knows of the real one is a switch here."""

    default_page_size = 10
    most_page_size = 100
    size_names: tuple[str, ...] = ("pageSize",)

    def __init__(self, register: str = "REG001") -> None:
        super().__init__()
        self.register = register
        self.strictness = Strictness()
        self.book = Book(self.now())
        self.is_online = True
        self.refuses_day_closing = False

    @property
    def orders(self) -> dict[str, Order]:
        return self.book.orders

    @override
    def stamps(self) -> dict[str, str]:
        number = sum(self.faults.asked.values())
        return {**super().stamps(), "paysera-correlation-id": f"{number:032x}"}

    @override
    def by_hand_routes(self) -> Sequence[BaseRoute]:
        return (
            Route("/-/return", self._return_by_hand, methods=["POST"]),
            Route("/-/collection", self._collect_by_hand, methods=["POST"]),
        )

    async def _return_by_hand(self, request: Request) -> Response:
        """Give all of an order back at the register: ``{"number": "T1-000001"}``."""
        wanted = loads(await request.body())
        number = wanted.get("number", "") if isinstance(wanted, dict) else ""
        known = [one for one in self.orders.values() if number in {one.number, one.id}]
        if not known:
            raise self.refuse(404, "not_found", "Order not found.")
        document = self.book.return_(known[0], known[0].total, self.now())
        return json_answer({"id": document.id, "number": document.number}, 201)

    async def _collect_by_hand(self, request: Request) -> Response:
        """Take money out at the register: ``{"amount": 100.00}``."""
        problems = Problems()
        amount = StrictObject(loads(await request.body()), "", problems).major("amount", "EUR")
        if problems.found:
            raise self.refusal(400, "invalid_parameters", "No amount.", problems)
        document = self.book.collect(amount, self.now())
        return json_answer({"id": document.id, "number": document.number}, 201)

    @override
    def state(self) -> object:
        orders = [
            {
                "id": order.id,
                "number": order.number,
                "status": order.status,
                "total": major_of(order.total, order.draft.currency),
                "currency": order.draft.currency,
                "notes": order.draft.notes,
            }
            for order in list(self.orders.values())
        ]
        return {"orders": orders, "documents": len(self.book.documents)}

    @abstractmethod
    def refusal(self, status: int, code: str, text: str, problems: Problems) -> RefusedError: ...

    def refuse(self, status: int, code: str, text: str) -> RefusedError:
        return self.refusal(status, code, text, Problems())

    async def body_of(self, request: Request) -> object:
        """Return the JSON of a request; anything else is refused."""
        content_type = request.headers.get("content-type", "").partition(";")[0].strip()
        if content_type != "application/json":
            raise self.refuse(400, "invalid_request", "The content type is not JSON.")
        try:
            return loads(await request.body())
        except ValueError as error:
            raise self.refuse(400, "invalid_request", f"No JSON: {error}") from error

    def parameters(self, request: Request, known: Collection[str]) -> Parameters:
        try:
            found = Parameters(pairs_of(request.url.query))
        except ValueError as error:
            raise self.refuse(400, "invalid_request", "The query is damaged.") from error
        unknown = found.names() - set(known)
        if unknown and self.strictness.unknown_fields:
            raise self.refuse(400, "invalid_parameters", f"Unknown parameters {sorted(unknown)}.")
        return found

    def draft_of(self, body: object, dialect: Dialect) -> Draft:
        reader = OrderReader(body, self.strictness)
        draft = reader.draft(dialect)
        if reader.problems.found:
            first = reader.problems.found[0]
            text = f"{first['field']}: {first['message']}"
            raise self.refusal(400, "invalid_parameters", text, reader.problems)
        return draft

    def take(self, request: Request, draft: Draft, status: str) -> Order:
        """Record a draft; a number that is there already is a 409."""
        is_to_be_taken = request.scope.get(FAULT) is Fault.DUPLICATE_NUMBER and draft.number
        if is_to_be_taken and not self.book.by_number(draft.number):
            self.book.stranger(draft.number, self.now())
        try:
            return self.book.take(draft, status, self.now())
        except NumberTakenError as error:
            text = f"An order with the number {error} exists already."
            raise self.refuse(409, "invalid_state", text) from error

    def order_of(self, request: Request) -> Order:
        order = self.orders.get(request.path_params["id"])
        if order is None:
            raise self.refuse(404, "not_found", "Order not found.")
        return order

    def changeable(self, request: Request) -> Order:
        order = self.order_of(request)
        if order.is_final:
            raise self.refuse(409, "invalid_state", f"The order is {order.status} already.")
        return order

    def check_register(self, request: Request) -> None:
        if request.path_params["register"] != self.register:
            raise self.refuse(404, "not_found", "Cash register not found.")

    def day_of(self, request: Request) -> FiscalDay:
        wanted = request.path_params["day"]
        for day in self.book.days:
            if wanted in {day.id, str(day.number)}:
                return day
        raise self.refuse(404, "not_found", "Fiscal day not found.")

    def invoice_of(self, request: Request) -> Invoice:
        for invoice in self.book.invoices:
            if invoice.uuid == request.path_params["uuid"]:
                return invoice
        raise self.refuse(404, "not_found", "Invoice not found.")

    def last_activity(self) -> datetime:
        times = [self.book.day.started_at, *(one.created_at for one in self.book.documents)]
        return max(times)

    def page(
        self, request: Request, found: Parameters, items: Sequence[Item], most: int = 0
    ) -> tuple[list[Item], int, int]:
        """Return the items of the wanted page, its number and how many pages there are."""
        page = self._figure(found, ("page",), 1, 10**6)
        most = most or self.most_page_size
        size = self._figure(found, self.size_names, self.default_page_size, most)
        if request.scope.get(FAULT) is Fault.SILENT_CAP:
            size = min(size, self.faults.cap)
        pages = max(1, -(-len(items) // size))
        return list(items[(page - 1) * size : page * size]), page, pages

    def _figure(self, found: Parameters, names: Sequence[str], default: int, most: int) -> int:
        text = found.one(*names)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
            raise self.refuse(400, "invalid_parameters", f"{names[0]} should be 1 to {most}.")
        return int(text)

    def instant(self, found: Parameters, name: str) -> datetime | None:
        text = found.one(name)
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise self.refuse(400, "invalid_parameters", f"{name} is no time.") from error
        return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)

    def day_start(self, found: Parameters, name: str) -> datetime | None:
        text = found.one(name)
        if not text:
            return None
        try:
            return datetime.combine(date.fromisoformat(text), time(), ZONE)
        except ValueError as error:
            raise self.refuse(400, "invalid_parameters", f"{name} is no day.") from error


def within(
    items: Sequence[Item],
    when: Callable[[Item], datetime],
    since: datetime | None,
    until: datetime | None,
) -> list[Item]:
    """Return the items of this time, both ends included."""
    return [
        one
        for one in items
        if (since is None or when(one) >= since) and (until is None or when(one) <= until)
    ]


def iso(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%M:%SZ}"
