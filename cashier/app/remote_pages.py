"""The Orders page of a till with a back end: its lists beside ours, and what is not sent yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from cashier.app.till import Till, new_id
from cashier.domain.by_hand import ByHand
from cashier.domain.capability import Capability
from cashier.domain.errors import NotAvailableError
from cashier.domain.open_order import OpenOrder
from cashier.domain.outbox import OutboxItem
from cashier.operations.apply_settings import apply_settings
from cashier.operations.correct_mapping import Correction, CorrectMapping
from cashier.operations.send_unpaid import SendUnpaid
from cashier.operations.take_remote_payment import TakeRemotePayment
from cashier.translation import _
from cashier.ui.remote.by_hand_list import ByHandDeeds, ByHandList, ByHandNeeds, ByHandView
from cashier.ui.remote.orders_desk import DeskChoice, MakeView, OrdersDesk
from cashier.ui.remote.outbox_deeds import OutboxDeeds, OutboxNeeds
from cashier.ui.remote.remote_deeds import RemoteDeeds, RemoteNeeds
from cashier.ui.remote.remote_documents import RemoteDocuments, RemoteInvoices
from cashier.ui.remote.remote_list_presenter import RemoteListPresenter
from cashier.ui.remote.remote_orders import RemoteOrders
from cashier.ui.remote.remote_orders_view import RemoteOrdersView
from cashier.ui.remote.remote_state import ListKind, Source
from cashier.ui.remote.remote_view import RemoteView
from cashier.ui.remote.unsent_orders import UnsentOrders
from cashier.ui.remote.unsent_view import UnsentView

if TYPE_CHECKING:
    from cashier.app.pages import Surroundings
    from cashier.ports import Backend
    from cashier.settings import Settings
    from cashier.ui.frame.presenters import Presenters


class RemotePages(QObject):
    """Makes the desk; its presenters live until another back end is in force."""

    def __init__(
        self, of: Surroundings, choice: DeskChoice, on: Presenters, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._of = of
        self._choice = choice
        self._on = on
        self._backend = _required(of.till)
        self._made: dict[Source, RemoteListPresenter] = {}
        of.status.status_read.connect(self._on_status_read)
        on.orders.unsent_wanted.connect(self._on_unsent_wanted)

    @property
    def backend(self) -> Backend:
        return self._backend

    def leave(self) -> None:
        """Read and hear no more: another back end is in force."""
        self._of.status.status_read.disconnect(self._on_status_read)
        self._on.orders.unsent_wanted.disconnect(self._on_unsent_wanted)
        for presenter in self._made.values():
            presenter.stop()

    def page(self, till_page: Callable[[], QWidget]) -> QWidget:
        """Return the desk, made anew; what its lists hold stays."""
        views: dict[Source, MakeView] = {
            Source.TILL: till_page,
            Source.UNSENT: self._unsent_view,
            Source.BY_HAND: self._by_hand_view,
        }
        can = self._backend.capabilities
        lists: tuple[tuple[Capability, Source, MakeView], ...] = (
            (Capability.LISTS_ORDERS, Source.ORDERS, self._orders_view),
            (Capability.LISTS_DOCUMENTS, Source.DOCUMENTS, self._documents_view),
            (Capability.LISTS_INVOICES, Source.INVOICES, self._invoices_view),
        )
        views |= {source: make for capability, source, make in lists if capability in can}
        return OrdersDesk(self._of.theme, self._choice, views)

    def _unsent_view(self) -> QWidget:
        till = self._of.till
        kind = UnsentOrders(till.outbox, till.ledger, till.clock).kind()
        return UnsentView(self._of.theme, self._presenter(kind), self._outbox_deeds)

    def _by_hand_view(self) -> QWidget:
        till = self._of.till
        presenter = self._presenter(ByHandList(till.by_hand, till.clock).kind())
        return ByHandView(self._of.theme, presenter, self._by_hand_deeds)

    def _orders_view(self) -> QWidget:
        till = self._of.till
        kind = RemoteOrders(self._backend, till.ledger, till.clock).kind()
        presenter = self._presenter(kind)
        return RemoteOrdersView(self._of.theme, presenter, self._deeds, till.clock)

    def _documents_view(self) -> QWidget:
        presenter = self._presenter(RemoteDocuments(self._backend, self._of.till.clock).kind())
        return RemoteView(self._of.theme, presenter, _("Documents of the register"))

    def _invoices_view(self) -> QWidget:
        presenter = self._presenter(RemoteInvoices(self._backend, self._of.till.clock).kind())
        return RemoteView(self._of.theme, presenter, _("Invoices"))

    def _presenter(self, kind: ListKind) -> RemoteListPresenter:
        known = self._made.get(kind.source)
        if known is not None:
            return known
        of = self._of
        made = RemoteListPresenter(kind, of.till.clock, of.tasks, self)
        made.noticed.connect(of.window.toaster.show_notice)
        self._made[kind.source] = made
        return made

    @cached_property
    def _deeds(self) -> RemoteDeeds:
        of, till = self._of, self._of.till
        take = TakeRemotePayment(till.ledger, till.keep_order, new_id, till.settings.shop.currency)
        needs = RemoteNeeds(self._backend, take, send_unpaid(till), till.clock, of.operator)
        made = RemoteDeeds(needs, of.tasks, self)
        made.noticed.connect(of.window.toaster.show_notice)
        made.payment_ready.connect(self._on_payment_ready)
        made.changed.connect(self._on_remote_changed)
        return made

    @cached_property
    def _outbox_deeds(self) -> OutboxDeeds:
        of = self._of
        made = OutboxDeeds(OutboxNeeds(self._try_now, self._settle, self._correct), of.tasks, self)
        made.noticed.connect(of.window.toaster.show_notice)
        made.changed.connect(self._on_outbox_changed)
        return made

    @cached_property
    def _by_hand_deeds(self) -> ByHandDeeds:
        of = self._of
        made = ByHandDeeds(ByHandNeeds(self._check_off, self._look), of.tasks, self)
        made.noticed.connect(of.window.toaster.show_notice)
        made.changed.connect(self._on_by_hand_changed)
        return made

    async def _try_now(self, number: str, looks_only: bool) -> OutboxItem:  # noqa: FBT001 - as asked
        return await self._of.till.relay_outbox.try_now(number, looks_only=looks_only)

    async def _settle(self, number: str, reason: str) -> OutboxItem:
        return await self._of.till.settle_by_hand(number, reason, operator=self._of.operator)

    async def _correct(self, correction: Correction) -> None:
        correct = CorrectMapping(self._of.till.save_settings)
        saved: Settings = await correct(correction, operator=self._of.operator)
        till = self._of.till
        now = apply_settings(till.settings, saved, is_selling=True).now
        others = now.other_back_ends
        till.use(replace(till.settings, back_end=now.back_end, other_back_ends=others))

    async def _check_off(self, one: ByHand) -> None:
        await self._of.till.register_by_hand(one.id, operator=self._of.operator)

    async def _look(self) -> int:
        return len(await self._of.till.register_by_hand.look())

    def _refresh(self, *sources: Source) -> None:
        for source in sources:
            if source in self._made:
                self._made[source].refresh()

    @Slot(object)
    def _on_payment_ready(self, kept: OpenOrder) -> None:
        """Take the sale up at once; the one in progress is parked for it."""
        self._on.park.take_parked(kept)
        self._on.park.resume(kept.order.id)
        self._on.sale.request_payment()

    @Slot(str)
    def _on_unsent_wanted(self, number: str) -> None:
        self._of.tasks.start("look for the unsent", partial(self._show_unsent, number))

    async def _show_unsent(self, number: str) -> None:
        item = await self._of.till.outbox.item(number)
        self._choice.show_unsent()
        if item is not None and Source.UNSENT in self._made:
            self._made[Source.UNSENT].show_item(item)

    @Slot()
    def _on_status_read(self) -> None:
        """Follow what the relay does: orders go, and others come."""
        self._refresh(Source.UNSENT, Source.BY_HAND)

    @Slot()
    def _on_remote_changed(self) -> None:
        self._refresh(Source.ORDERS, Source.INVOICES)

    @Slot()
    def _on_outbox_changed(self) -> None:
        self._of.status.refresh()

    @Slot()
    def _on_by_hand_changed(self) -> None:
        self._of.status.refresh()


def send_unpaid(till: Till) -> SendUnpaid:
    """Return who sends an order that is paid later."""

    def language() -> str:
        return till.settings.shop.language

    return SendUnpaid(till.keep_order, till.settings.prefix, language)


def _required(till: Till) -> Backend:
    backend = till.back_ends.in_force
    if backend is None:
        raise NotAvailableError("back end")
    return backend
