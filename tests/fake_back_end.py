"""A back end in memory that keeps the promises of the port, and fails when it is told to."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cashier.domain.backend_errors import NotOnServerError
from cashier.domain.capability import Capability
from cashier.domain.errors import CashierError, NotAvailableError
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.remote import (
    Accepted,
    BackEndFinding,
    InvoiceRequest,
    RegisterStatus,
    RemoteDocument,
    RemoteFilter,
    RemoteFiscalDay,
    RemoteInvoice,
    RemoteOrder,
    RemoteProduct,
)

PAGE = 3
ALL = frozenset(Capability)


@dataclass
class FakeBackEnd:
    """Holds lists; ``fail_with`` makes the next call fail, ``gate`` holds pages up.

    ``refusal`` is what every order is refused with as long as it is there.
    """

    capabilities: frozenset[Capability] = ALL
    listed: list[RemoteOrder] = field(default_factory=list)
    papers: list[RemoteDocument] = field(default_factory=list)
    bills: list[RemoteInvoice] = field(default_factory=list)
    goods: list[RemoteProduct] = field(default_factory=list)
    sent: list[OutgoingOrder] = field(default_factory=list)
    changed: list[tuple[str, OutgoingOrder]] = field(default_factory=list)
    requests: list[InvoiceRequest] = field(default_factory=list)
    paid: list[tuple[str, OutgoingOrder]] = field(default_factory=list)
    asked: list[RemoteFilter] = field(default_factory=list)
    fail_with: CashierError | None = None
    lose_answer: CashierError | None = None
    refusal: CashierError | None = None
    gate: asyncio.Event | None = None

    async def send(self, order: OutgoingOrder) -> Accepted:
        self._may_fail()
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(order)
        lost, self.lose_answer = self.lose_answer, None
        if lost is not None:
            raise lost
        return Accepted(f"there-{len(self.sent)}", order.number, order.total, "pending")

    async def look_up(self, order: OutgoingOrder) -> Accepted | None:
        self._may_fail()
        for at, one in enumerate(self.sent, 1):
            if one.number == order.number:
                return Accepted(f"there-{at}", one.number, one.total, "pending", was_there=True)
        return None

    async def check(self) -> BackEndFinding:
        self._may_fail()
        return BackEndFinding("localhost", capabilities=self.capabilities)

    async def register_status(self) -> RegisterStatus:
        self._may_fail()
        return RegisterStatus("Till", "online", fiscal_mode=True)

    async def orders(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteOrder]]:
        found = [
            one
            for one in self.listed
            if wanted.status in {"", one.status} and wanted.number in {"", one.number}
        ]
        async for page in self._pages(wanted, found):
            yield page

    async def order(self, id_: str) -> RemoteOrder:
        self._may_fail()
        return _found(self.listed, id_)

    async def update_order(self, id_: str, order: OutgoingOrder) -> RemoteOrder:
        self._may_fail()
        self.changed.append((id_, order))
        known = _found(self.listed, id_)
        return self._put(replace(known, note=order.note))

    async def cancel_order(self, id_: str) -> str:
        self._may_fail()
        return self._put(replace(_found(self.listed, id_), status="cancelled")).status

    async def report_payment(self, id_: str, order: OutgoingOrder) -> Accepted:
        self._may_fail()
        self.paid.append((id_, order))
        return Accepted(id_, order.number, order.total, "completed")

    async def fiscal_day(self, id_: str) -> RemoteFiscalDay:
        self._may_fail()
        return RemoteFiscalDay(id_, 7, "closed")

    async def documents(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteDocument]]:
        found = [one for one in self.papers if wanted.type in {"", one.type}]
        async for page in self._pages(wanted, found):
            yield page

    async def document(self, type_: str, id_: str) -> RemoteDocument:
        self._may_fail()
        return next(one for one in self.papers if (one.type, one.id) == (type_, id_))

    async def invoices(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteInvoice]]:
        async for page in self._pages(wanted, self.bills):
            yield page

    async def invoice(self, id_: str) -> RemoteInvoice:
        self._may_fail()
        return next(one for one in self.bills if one.id == id_)

    async def create_invoice(self, request: InvoiceRequest) -> RemoteInvoice:
        self._may_fail()
        self.requests.append(request)
        made = RemoteInvoice(f"inv-{len(self.requests)}", f"INV-{len(self.requests)}")
        self.bills.append(made)
        return made

    async def products(self) -> AsyncIterator[Sequence[RemoteProduct]]:
        async for page in self._pages(RemoteFilter(), self.goods):
            yield page

    async def product(self, code: str) -> RemoteProduct | None:
        self._may_fail()
        return next((one for one in self.goods if code in one.barcodes), None)

    async def close_register_day(self) -> str:
        self._may_fail()
        return "z-1"

    async def day_report(self, day: date, form: str) -> bytes:
        self._may_fail()
        if Capability.GIVES_DAY_REPORTS not in self.capabilities:
            raise NotAvailableError("report")
        return f"{day} {form}\n".encode()

    async def aclose(self) -> None:
        """Nothing is open."""

    def _put(self, order: RemoteOrder) -> RemoteOrder:
        self.listed = [order if one.id == order.id else one for one in self.listed]
        return order

    async def _pages(self, wanted: RemoteFilter, rows: Sequence) -> AsyncIterator[Sequence]:  # type: ignore[type-arg]
        self.asked.append(wanted)
        for start in range(0, len(rows), PAGE):
            if self.gate is not None and start:
                await self.gate.wait()
            self._may_fail()
            await asyncio.sleep(0)
            yield rows[start : start + PAGE]
        self._may_fail()

    def _may_fail(self) -> None:
        error, self.fail_with = self.fail_with, None
        if error is not None:
            raise error


def _found(orders: list[RemoteOrder], id_: str) -> RemoteOrder:
    for one in orders:
        if one.id == id_:
            return one
    raise NotOnServerError("order", id_)
