"""The Paysera ``eapi/v1`` server beside its orders: register, documents, invoices, products."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.servers.paysera import PayseraServer, iso, within
from tests.servers.paysera_book import Document, FiscalDay, Invoice, Order, Product
from tests.servers.strict import Problems, StrictObject, major_of
from tests.servers.wire import Parameters, json_answer

_PAGES = frozenset({"page", "pageSize", "per_page"})
_INSTANTS = frozenset({"createdAtFrom", "createdAtTo", "updatedAtFrom", "updatedAtTo"})
_DOCUMENTS = _PAGES | _INSTANTS | {"type", "from", "to", "fiscalDayNumber"}
_INVOICES = _PAGES | _INSTANTS | {"from", "to", "numbers", "prefix", "prefixes", "fullNumbers"}
_PRODUCTS = frozenset(
    {"page", "pageSize", "createdAtFrom", "createdAtTo", "updatedAtFrom", "updatedAtTo"}
    | {"keyword", "categoryId", "sku", "active", "pinPadView"}
)
_INVOICE_FIELDS = (
    "type", "issueDate", "dueDate", "currency", "notes", "orderId", "relatedInvoiceId", "customer",
    "invoicePositions",
)  # fmt: skip
_MOST_PRODUCTS = 200


class PayseraEapiLists(PayseraServer):
    """Everything of the token API that is no order."""

    size_names: tuple[str, ...] = ("per_page", "pageSize")
    amounts_are_minor = False
    fiscal_service_code = 1015

    @abstractmethod
    async def admit(self, request: Request) -> bytes: ...

    def list_routes(self) -> Sequence[Route]:
        base = self.base_path
        register = f"{base}/cash-registers/{{register}}"
        return [
            Route(f"{register}/status", self._status, methods=["GET"]),
            Route(f"{register}/financial-documents", self._documents, methods=["GET"]),
            Route(f"{register}/fiscal-day/{{day}}", self._fiscal_day, methods=["GET"]),
            Route(f"{register}/close-fiscal-day", self._close_day, methods=["POST"]),
            Route(f"{base}/invoices", self._invoices, methods=["GET"]),
            Route(f"{base}/invoices", self._create_invoice, methods=["POST"]),
            Route(f"{base}/invoices/{{uuid}}", self._invoice, methods=["GET"]),
            Route(f"{base}/products", self._products, methods=["GET"]),
        ]

    def amount(self, minor: int, currency: str) -> Decimal | int:
        """Return an amount as this API puts it out; its unit is an open point, so a switch."""
        return minor if self.amounts_are_minor else major_of(minor, currency)

    def days(self, found: Parameters) -> tuple[datetime | None, datetime | None]:
        """Return the first and the last moment of ``from`` to ``to``, days of the shop's zone."""
        since, until = self.day_start(found, "from"), self.day_start(found, "to")
        last = None if until is None else until + timedelta(days=1, microseconds=-1)
        return (
            since or self.instant(found, "createdAtFrom"),
            last or self.instant(found, "createdAtTo"),
        )

    def envelope(
        self, request: Request, found: Parameters, items: Sequence[object], most: int = 0
    ) -> Response:
        shown, page, pages = self.page(request, found, items, most)
        return json_answer(
            {
                "itemsTotal": len(items),
                "pagesTotal": pages,
                "data": shown,
                "links": self._links(request, found, page, pages),
            }
        )

    def _links(
        self, request: Request, found: Parameters, page: int, pages: int
    ) -> dict[str, str | None]:
        rest = [pair for pair in found.pairs if pair[0] != "page"]

        def to(number: int) -> str | None:
            if not 1 <= number <= pages:
                return None
            return f"{request.url.path}?{urlencode([*rest, ('page', str(number))])}"

        numbers = {"first": 1, "last": pages, "next": page + 1, "prev": page - 1, "self": page}
        return {name: to(number) for name, number in numbers.items()}

    async def _status(self, request: Request) -> Response:
        await self.admit(request)
        self.check_register(request)
        return json_answer(
            {
                "name": "Front counter",
                "status": "online" if self.is_online else "offline",
                "fiscal_mode": True,
                "last_activity": iso(self.last_activity()),
            }
        )

    async def _documents(self, request: Request) -> Response:
        await self.admit(request)
        self.check_register(request)
        found = self.parameters(request, _DOCUMENTS)
        types, day = found.many("type"), found.one("fiscalDayNumber")
        documents = within(self.book.documents, lambda one: one.created_at, *self.days(found))
        shown = [
            self._document(one)
            for one in documents
            if (not types or one.type in types) and day in {"", str(one.fiscal_day)}
        ]
        return self.envelope(request, found, shown)

    def _document(self, document: Document) -> dict[str, object]:
        return {
            "id": document.id,
            "type": document.type,
            "number": document.number,
            "total": self.amount(document.amount, document.currency),
            "currency": document.currency,
            "fiscalDayNumber": document.fiscal_day,
            "createdAt": iso(document.created_at),
        }

    async def _fiscal_day(self, request: Request) -> Response:
        await self.admit(request)
        self.check_register(request)
        return json_answer(self._day(self.day_of(request)))

    def _day(self, day: FiscalDay) -> dict[str, object]:
        sums = {
            f"total{name}": self.amount(self.book.sum_of(type_, day.number), "EUR")
            for name, type_ in (
                ("Sales", "receipt"),
                ("Returns", "return"),
                ("Collections", "collection"),
            )
        }
        return {
            "id": day.id,
            "number": day.number,
            "cashRegisterNumber": self.register,
            "startedAt": iso(day.started_at),
            "closedAt": iso(day.closed_at),
            "status": "open" if day.closed_at is None else "closed",
            **sums,
            "currency": "EUR",
            "receiptCount": self.book.count_of("receipt", day.number),
            "returnCount": self.book.count_of("return", day.number),
        }

    async def _close_day(self, request: Request) -> Response:
        """Close the day; the fiscal service refuses a day that is closed already."""
        if await self.admit(request):
            raise self.refuse(400, "invalid_request", "This call takes no body.")
        self.check_register(request)
        document = None if self.refuses_day_closing else self.book.close_day(self.now())
        if document is None:
            raise self.refuse(
                400, str(self.fiscal_service_code), "The fiscal service refused the document."
            )
        return json_answer({"id": document.id})

    async def _invoices(self, request: Request) -> Response:
        await self.admit(request)
        found = self.parameters(request, _INVOICES)
        invoices = within(self.book.invoices, lambda one: one.created_at, *self.days(found))
        return self.envelope(
            request, found, [self._invoice_in_short(one) for one in chosen(invoices, found)]
        )

    async def _invoice(self, request: Request) -> Response:
        await self.admit(request)
        return json_answer(self._invoice_whole(self.invoice_of(request)))

    def _invoice_in_short(self, invoice: Invoice) -> dict[str, object]:
        draft = invoice.order.draft
        return {
            "id": invoice.uuid,
            "uuid": invoice.uuid,
            "type": invoice.type,
            "number": invoice.number,
            "prefix": invoice.prefix,
            "fullNumber": invoice.full_number,
            "totalAmount": self.amount(invoice.order.total, draft.currency),
            "currency": draft.currency,
            "status": invoice.status,
            "createdAt": iso(invoice.created_at),
            "dueDate": invoice.due_date,
        }

    def _invoice_whole(self, invoice: Invoice) -> dict[str, object]:
        draft = invoice.order.draft
        return {
            **self._invoice_in_short(invoice),
            "notes": invoice.notes,
            "orderId": invoice.order.id,
            "customer": draft.customer,
            "vatAmount": self.amount(sum(line.vat for line in draft.lines), draft.currency),
            "lineItems": [
                {
                    "description": line.name,
                    "quantity": line.quantity,
                    "unitPrice": self.amount(line.price, draft.currency),
                    "totalPrice": self.amount(line.gross, draft.currency),
                    "vatRate": line.rate,
                    "vatAmount": self.amount(line.vat, draft.currency),
                }
                for line in draft.lines
            ],
        }

    async def _create_invoice(self, request: Request) -> Response:
        await self.admit(request)
        problems = Problems()
        wanted = StrictObject(await self.body_of(request), "", problems)
        if self.strictness.unknown_fields:
            wanted.only(*_INVOICE_FIELDS)
        order = self._order_to_invoice(wanted)
        type_ = wanted.text("type", required=True)
        if not wanted.has("customer"):
            wanted.wrong("customer", "This value should not be null.", "required")
        wanted.objects("invoicePositions", at_least=1)
        if problems.found or order is None:
            raise self.refusal(400, "invalid_parameters", "The invoice is not valid.", problems)
        due, notes = wanted.text("dueDate"), wanted.text("notes")
        invoice = self.book.invoice(order, self.now(), type_=type_, due=due, notes=notes)
        return json_answer(self._invoice_whole(invoice), 201)

    def _order_to_invoice(self, wanted: StrictObject) -> Order | None:
        order = self.orders.get(wanted.text("orderId", required=True))
        if order is None:
            wanted.wrong("orderId", "There is no such order.")
        if wanted.text("type") == "credit":
            wanted.wrong("type", "Credit invoices appear by themselves.")
        return order

    async def _products(self, request: Request) -> Response:
        await self.admit(request)
        found = self.parameters(request, _PRODUCTS)
        keyword, active, skus = found.one("keyword").lower(), found.one("active"), found.many("sku")
        products = [
            one
            for one in self.book.products
            if (not skus or one.sku in skus)
            and active in {"", "1" if one.active else "0", str(one.active).lower()}
            and keyword in " ".join([*one.title.values(), one.sku, *one.codes]).lower()
        ]
        shown = [self._product(one) for one in products]
        return self.envelope(request, found, shown, _MOST_PRODUCTS)

    def _product(self, product: Product) -> dict[str, object]:
        return {
            "id": product.id,
            "title": product.title,
            "sku": product.sku,
            "price": {"regular": product.price},
            "active": product.active,
            "type": "simple",
            "measureUnit": "unit",
            "taxId": 1 if product.rate == 21 else 2,
            "tax": {"taxRate": product.rate},
            "categoryIds": [product.category],
            "productCodes": list(product.codes),
        }


def chosen(invoices: Sequence[Invoice], found: Parameters) -> list[Invoice]:
    """Return the invoices with the numbers and prefixes asked for."""
    numbers, full = found.many("numbers"), found.many("fullNumbers")
    prefixes = [*found.many("prefix"), *found.many("prefixes")]
    return [
        one
        for one in invoices
        if (not numbers or str(one.number) in numbers)
        and (not full or one.full_number in full)
        and (not prefixes or one.prefix in prefixes)
    ]
