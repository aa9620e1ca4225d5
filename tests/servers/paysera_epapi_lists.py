"""The Paysera ``epapi/v1`` server beside its orders: register, documents, fiscal day, invoices."""

import enum
from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.servers.paysera import PayseraServer, iso, within
from tests.servers.paysera_book import Document, Invoice
from tests.servers.paysera_eapi_lists import chosen
from tests.servers.strict import major_of
from tests.servers.wire import Parameters, json_answer

_DOCUMENTS = frozenset(
    {"page", "pageSize", "createdAtFrom", "createdAtTo", "type", "fiscalDayNumber"}
)
_INVOICES = frozenset(
    {"page", "pageSize", "createdAtFrom", "createdAtTo", "updatedAtFrom", "updatedAtTo"}
    | {"numbers", "prefix", "fullNumbers"}
)


class Envelope(enum.Enum):
    """What stands in a list beside its items; the samples end before they show it."""

    ITEMS_ONLY = "items-only"
    ITEMS_TOTAL = "items-total"
    METADATA = "metadata"


class PayseraEpapiLists(PayseraServer):
    """Everything of the MAC API that is no order; amounts are minor units."""

    list_envelope = Envelope.ITEMS_TOTAL

    @abstractmethod
    async def admit(self, request: Request) -> bytes: ...

    def list_routes(self) -> Sequence[Route]:
        base = self.base_path
        register = f"{base}/cash-registers/{{register}}"
        return [
            Route(f"{register}/status", self._status, methods=["GET"]),
            Route(f"{register}/financial-documents", self._documents, methods=["GET"]),
            Route(f"{register}/fiscal-day/{{day}}", self._fiscal_day, methods=["GET"]),
            Route(f"{register}/{{type:str}}/{{id}}", self._document, methods=["GET"]),
            Route(f"{base}/invoices", self._invoices, methods=["GET"]),
            Route(f"{base}/invoices/{{uuid}}", self._invoice, methods=["GET"]),
        ]

    def major(self, minor: int, currency: str) -> Decimal:
        return major_of(minor, currency)

    def span(self, found: Parameters, name: str) -> tuple[datetime | None, datetime | None]:
        return self.instant(found, f"{name}From"), self.instant(found, f"{name}To")

    def envelope(self, request: Request, found: Parameters, items: Sequence[object]) -> Response:
        shown, page, pages = self.page(request, found, items)
        body: dict[str, object] = {"items": shown}
        if self.list_envelope is Envelope.ITEMS_TOTAL:
            body |= {"itemsTotal": len(items), "pagesTotal": pages}
        elif self.list_envelope is Envelope.METADATA:
            body["_metadata"] = {
                "total": len(items),
                "has_next": page < pages,
                "has_previous": page > 1,
            }
        return json_answer(body)

    async def _status(self, request: Request) -> Response:
        await self.admit(request)
        self.check_register(request)
        day = self.book.day
        return json_answer(
            {
                "number": self.register,
                "status": "online" if self.is_online else "offline",
                "fiscalDayNumber": day.number,
                "fiscalDayStarted": day.closed_at is None,
                "lastTransaction": iso(self.last_activity()),
                "currentBalance": self.book.sum_of("receipt"),
                "currency": "EUR",
            }
        )

    async def _documents(self, request: Request) -> Response:
        await self.admit(request)
        self.check_register(request)
        found = self.parameters(request, _DOCUMENTS)
        types, day = found.many("type"), found.one("fiscalDayNumber")
        documents = within(
            self.book.documents, lambda one: one.created_at, *self.span(found, "createdAt")
        )
        shown = [
            self._in_short(one)
            for one in documents
            if (not types or one.type in types) and day in {"", str(one.fiscal_day)}
        ]
        return self.envelope(request, found, shown)

    def _in_short(self, document: Document) -> dict[str, object]:
        return {
            "id": document.id,
            "type": document.type,
            "number": document.number,
            "amount": document.amount,
            "currency": document.currency,
            "fiscalDayNumber": document.fiscal_day,
            "createdAt": iso(document.created_at),
        }

    async def _document(self, request: Request) -> Response:
        await self.admit(request)
        self.check_register(request)
        wanted = request.path_params
        for one in self.book.documents:
            if (one.type, one.id) == (wanted["type"], wanted["id"]):
                return json_answer(self._whole(one))
        raise self.refuse(404, "not_found", "Document not found.")

    def _whole(self, document: Document) -> dict[str, object]:
        whole = self._in_short(document)
        del whole["type"]
        whole |= {"cashRegisterNumber": self.register, "status": "completed"}
        if document.type == "collection":
            return whole | {"collectedBy": "Jane Smith", "notes": ""}
        whole["vatAmount"] = sum(line.vat for line in document.lines)
        whole["lineItems"] = [
            {
                "description": line.name,
                "quantity": line.quantity,
                "unitPrice": line.price,
                "totalPrice": line.gross,
                "vatRate": line.rate,
                "vatAmount": line.vat,
            }
            for line in document.lines
        ]
        return whole | ({"originalReceiptId": document.original} if document.original else {})

    async def _fiscal_day(self, request: Request) -> Response:
        await self.admit(request)
        self.check_register(request)
        day = self.day_of(request)
        receipts = self.book.count_of("receipt", day.number)
        returns = self.book.count_of("return", day.number)
        return json_answer(
            {
                "id": day.id,
                "number": day.number,
                "cashRegisterNumber": self.register,
                "startedAt": iso(day.started_at),
                "closedAt": iso(day.closed_at),
                "status": "open" if day.closed_at is None else "closed",
                "totalSales": self.book.sum_of("receipt", day.number),
                "totalReturns": self.book.sum_of("return", day.number),
                "totalCollections": self.book.sum_of("collection", day.number),
                "currency": "EUR",
                "transactionCount": receipts + returns,
                "receiptCount": receipts,
                "returnCount": returns,
            }
        )

    async def _invoices(self, request: Request) -> Response:
        await self.admit(request)
        found = self.parameters(request, _INVOICES)
        invoices = within(
            self.book.invoices, lambda one: one.created_at, *self.span(found, "createdAt")
        )
        shown = [self._invoice_in_short(one) for one in chosen(invoices, found)]
        return self.envelope(request, found, shown)

    async def _invoice(self, request: Request) -> Response:
        await self.admit(request)
        invoice = self.invoice_of(request)
        lines = invoice.order.draft.lines
        return json_answer(
            {
                **self._invoice_in_short(invoice),
                "vatAmount": sum(line.vat for line in lines),
                "dueDate": invoice.due_date,
                "customer": invoice.order.draft.customer,
                "lineItems": [
                    {
                        "description": line.name,
                        "quantity": line.quantity,
                        "unitPrice": line.price,
                        "totalPrice": line.gross,
                        "vatRate": line.rate,
                        "vatAmount": line.vat,
                    }
                    for line in lines
                ],
            }
        )

    def _invoice_in_short(self, invoice: Invoice) -> dict[str, object]:
        return {
            "uuid": invoice.uuid,
            "number": invoice.number,
            "prefix": invoice.prefix,
            "fullNumber": invoice.full_number,
            "totalAmount": invoice.order.total,
            "currency": invoice.order.draft.currency,
            "status": invoice.status,
            "createdAt": iso(invoice.created_at),
            "updatedAt": iso(invoice.created_at),
        }
