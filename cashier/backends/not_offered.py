"""What an order system does not offer: each call of the port that raises ``NotOfferedError``."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import NoReturn

from cashier.domain.errors import NotOfferedError
from cashier.domain.outgoing import OutgoingOrder
from cashier.domain.remote import (
    Accepted,
    InvoiceRequest,
    RegisterStatus,
    RemoteDocument,
    RemoteFilter,
    RemoteFiscalDay,
    RemoteInvoice,
    RemoteProduct,
)

# ruff: noqa: ARG002 - the arguments are the port's


class NoRegister:
    """A system without a register of its own: no status, fiscal days, documents or invoices."""

    async def register_status(self) -> RegisterStatus:
        _not_offered("register_status")

    async def cancel_order(self, id_: str) -> str:
        _not_offered("cancel_order")

    async def fiscal_day(self, id_: str) -> RemoteFiscalDay:
        _not_offered("fiscal_day")

    def documents(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteDocument]]:
        _not_offered("documents")

    async def document(self, type_: str, id_: str) -> RemoteDocument:
        _not_offered("documents")

    def invoices(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteInvoice]]:
        _not_offered("invoices")

    async def invoice(self, id_: str) -> RemoteInvoice:
        _not_offered("invoices")

    async def create_invoice(self, request: InvoiceRequest) -> RemoteInvoice:
        _not_offered("invoices")

    async def close_register_day(self) -> str:
        _not_offered("close_register_day")


class NoPayments:
    """A system with no call that tells it of a payment."""

    async def report_payment(self, id_: str, order: OutgoingOrder) -> Accepted:
        _not_offered("report_payment")


class NoProducts:
    """A system that does not list its products."""

    def products(self) -> AsyncIterator[Sequence[RemoteProduct]]:
        _not_offered("products")

    async def product(self, code: str) -> RemoteProduct | None:
        _not_offered("products")


class NoDayReports:
    """A system without reports of its own."""

    async def day_report(self, day: date, form: str) -> bytes:
        _not_offered("day_report")


def _not_offered(what: str) -> NoReturn:
    raise NotOfferedError(what)
