"""The calls about the register that both families of Paysera share: looks, and never a change."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, tzinfo

from typing_extensions import override

from cashier.backends.http import segment
from cashier.backends.paysera_link import PayseraLink
from cashier.backends.paysera_order_calls import PayseraOrders
from cashier.backends.paysera_register import AnsweredRegister
from cashier.domain.capability import Capability
from cashier.domain.errors import NotAvailableError, SettingsRefusedError
from cashier.domain.remote import (
    InvoiceRequest,
    RegisterStatus,
    RemoteDocument,
    RemoteFilter,
    RemoteFiscalDay,
    RemoteInvoice,
)

INVOICES = "/invoices"
_TYPES_WITH_A_CALL = frozenset({"receipt", "return", "collection"})
REGISTER_CAPABILITIES = frozenset(
    {
        Capability.TELLS_REGISTER_STATUS,
        Capability.TELLS_FISCAL_DAY,
        Capability.LISTS_DOCUMENTS,
        Capability.LISTS_INVOICES,
    }
)


class PayseraRegister(PayseraOrders):
    """The register of the settings, by an id that means nothing but itself."""

    def __init__(self, link: PayseraLink) -> None:
        super().__init__(link)
        self._told = AnsweredRegister(self._answers.amount, link.currency, self._shop_zone)

    @override
    async def register_status(self) -> RegisterStatus:
        told = await self._link.get(self._of_register("status"))
        return self._told.status(told, self._link.profile.register)

    async def fiscal_day(self, id_: str) -> RemoteFiscalDay:
        """Return a fiscal day by its id or number, whichever this server goes by."""
        path = self._of_register("fiscal-day", segment(id_))
        return self._told.fiscal_day(await self._link.get(path))

    async def documents(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteDocument]]:
        """Give the register's financial documents, all pages of them."""
        query = self._period(wanted)
        if wanted.type:
            query.append(("type", wanted.type))
        path = self._of_register("financial-documents")
        async for page in self._link.pages(path, query, self._size):
            found = [self._told.document(one) for one in page]
            found = [one for one in found if self._is_document_wanted(one, wanted)]
            if found:
                yield found

    async def document(self, type_: str, id_: str) -> RemoteDocument:
        """Return a receipt, return or collection; ``NotAvailableError`` for what has no call."""
        if type_ not in _TYPES_WITH_A_CALL:
            raise NotAvailableError(type_)
        path = self._of_register(type_, segment(id_))
        return self._told.document(await self._link.get(path), type_)

    async def invoices(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteInvoice]]:
        """Give the invoices, all pages of them."""
        async for page in self._link.pages(INVOICES, self._period(wanted), self._size):
            found = [self._told.invoice(one) for one in page]
            found = [one for one in found if self._is_invoice_wanted(one, wanted)]
            if found:
                yield found

    async def invoice(self, id_: str) -> RemoteInvoice:
        return self._told.invoice(await self._link.get(f"{INVOICES}/{segment(id_)}"))

    async def create_invoice(self, request: InvoiceRequest) -> RemoteInvoice:
        """Make an invoice; ``NotAvailableError`` where there is no call for it."""
        raise NotAvailableError(request.type)

    async def close_register_day(self) -> str:
        """Close the register's own day; ``NotAvailableError`` where there is no call for it."""
        raise NotAvailableError("close_register_day")

    def _of_register(self, *parts: str) -> str:
        """Return a path below the register's own; ``SettingsRefusedError`` where none is named."""
        register = self._link.profile.register
        if not register:
            raise SettingsRefusedError("backend.register")
        return "/".join(["/cash-registers", segment(register), *parts])

    def _shop_zone(self) -> tzinfo:
        return self._link.zone

    def _is_document_wanted(self, found: RemoteDocument, wanted: RemoteFilter) -> bool:
        """Whether a document is of what was asked for, where a server did not look itself."""
        is_type = not wanted.type or not found.type or found.type.lower() == wanted.type.lower()
        is_number = not wanted.number or wanted.number in (found.number, found.id)
        return is_type and is_number and self._is_in_period(found.created_at, wanted)

    def _is_invoice_wanted(self, found: RemoteInvoice, wanted: RemoteFilter) -> bool:
        is_number = not wanted.number or wanted.number in (found.number, found.id)
        is_status = not wanted.status or found.status.lower() == wanted.status.lower()
        return is_number and is_status and self._is_in_period(found.created_at, wanted)

    def _is_in_period(self, at: datetime | None, wanted: RemoteFilter) -> bool:
        """Whether a moment is on the days asked for, in the shop's time zone; none told may be."""
        if at is None:
            return True
        day = at.astimezone(self._link.zone).date()
        return (wanted.since is None or wanted.since <= day) and (
            wanted.until is None or day <= wanted.until
        )
