"""A back end whose calls run on the network's thread; what is asked and answered is the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import date

    from cashier.app.network_thread import NetworkThread
    from cashier.domain.capability import Capability
    from cashier.domain.outgoing import OutgoingOrder
    from cashier.domain.posting import PostedOrder
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
    from cashier.domain.wallet import Wallet, WalletCharge, WalletProduct
    from cashier.domain.webhook import WebhookEvent
    from cashier.ports import Backend, TenderProvider, Webhook


class BackEndElsewhere:
    """Implements ``ports.Backend`` by asking ``there`` on ``thread``."""

    def __init__(self, there: Backend, thread: NetworkThread) -> None:
        self._there = there
        self._call = thread.call
        self._walk = thread.walk

    @property
    def capabilities(self) -> frozenset[Capability]:
        return self._there.capabilities

    async def send(self, order: OutgoingOrder) -> Accepted:
        return await self._call(partial(self._there.send, order))

    async def look_up(self, order: OutgoingOrder) -> Accepted | None:
        return await self._call(partial(self._there.look_up, order))

    async def check(self) -> BackEndFinding:
        return await self._call(self._there.check)

    async def register_status(self) -> RegisterStatus:
        return await self._call(self._there.register_status)

    def orders(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteOrder]]:
        return self._walk(partial(self._there.orders, wanted))

    async def order(self, id_: str) -> RemoteOrder:
        return await self._call(partial(self._there.order, id_))

    async def update_order(self, id_: str, order: OutgoingOrder) -> RemoteOrder:
        return await self._call(partial(self._there.update_order, id_, order))

    async def cancel_order(self, id_: str) -> str:
        return await self._call(partial(self._there.cancel_order, id_))

    async def report_payment(self, id_: str, order: OutgoingOrder) -> Accepted:
        return await self._call(partial(self._there.report_payment, id_, order))

    async def fiscal_day(self, id_: str) -> RemoteFiscalDay:
        return await self._call(partial(self._there.fiscal_day, id_))

    def documents(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteDocument]]:
        return self._walk(partial(self._there.documents, wanted))

    async def document(self, type_: str, id_: str) -> RemoteDocument:
        return await self._call(partial(self._there.document, type_, id_))

    def invoices(self, wanted: RemoteFilter) -> AsyncIterator[Sequence[RemoteInvoice]]:
        return self._walk(partial(self._there.invoices, wanted))

    async def invoice(self, id_: str) -> RemoteInvoice:
        return await self._call(partial(self._there.invoice, id_))

    async def create_invoice(self, request: InvoiceRequest) -> RemoteInvoice:
        return await self._call(partial(self._there.create_invoice, request))

    def products(self) -> AsyncIterator[Sequence[RemoteProduct]]:
        return self._walk(self._there.products)

    async def product(self, code: str) -> RemoteProduct | None:
        return await self._call(partial(self._there.product, code))

    async def close_register_day(self) -> str:
        return await self._call(self._there.close_register_day)

    async def day_report(self, day: date, form: str) -> bytes:
        return await self._call(partial(self._there.day_report, day, form))

    async def aclose(self) -> None:
        await self._call(self._there.aclose)


class WebhookElsewhere:
    """Implements ``ports.Webhook`` by asking ``there`` on ``thread``."""

    def __init__(self, there: Webhook, thread: NetworkThread) -> None:
        self._there = there
        self._call = thread.call

    async def call(self, event: WebhookEvent, order: PostedOrder) -> None:
        await self._call(partial(self._there.call, event, order))

    async def aclose(self) -> None:
        await self._call(self._there.aclose)


class WalletElsewhere:
    """Implements ``ports.TenderProvider`` by asking ``there`` on ``thread``."""

    def __init__(self, there: TenderProvider, thread: NetworkThread) -> None:
        self._there = there
        self._call = thread.call

    async def look_up(self, token: str) -> Wallet:
        return await self._call(partial(self._there.look_up, token))

    async def products(self) -> Sequence[WalletProduct]:
        return await self._call(self._there.products)

    async def charge(self, charge: WalletCharge, *, key: str, description: str) -> Wallet | None:
        return await self._call(
            partial(self._there.charge, charge, key=key, description=description)
        )

    async def aclose(self) -> None:
        await self._call(self._there.aclose)
