"""Take an order of the back end that waits for its payment: it becomes a sale of this till."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from cashier.domain.errors import RemoteOrderRefusedError
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order
from cashier.domain.posting import OrderStatus
from cashier.domain.remote_sale import paid_before, sale_of
from cashier.domain.tender import Tender, TenderState
from cashier.domain.text import NOTE_LENGTH, cleaned
from cashier.operations.keep_order import KeepOrder
from cashier.ports import Backend, Ledger


@dataclass(frozen=True, slots=True)
class TakeRemotePayment:
    """Keeps the sale as a parked one before anybody pays; one order of the back end, one sale."""

    ledger: Ledger
    keep: KeepOrder
    new_id: Callable[[], UUID]
    currency: str

    async def __call__(self, backend: Backend, remote_id: str, *, operator: str) -> OpenOrder:
        """Return the sale for what is due now; one that was begun before is gone on with.

        Raises ``RemoteOrderRefusedError`` where it was paid here before or nothing is due, what
        ``sale_of`` raises, and a ``BackEndError`` where the server cannot be asked.
        """
        paid_as = await self.ledger.payment_of_remote(remote_id)
        if paid_as:
            raise RemoteOrderRefusedError("remote", paid_as)
        for kept in await self.ledger.open_orders():
            if kept.order.remote == remote_id:
                return kept
        remote = await backend.order(remote_id)
        order = _with_number(sale_of(remote, self.new_id(), self.currency), remote.number)
        kept = await self.keep(order, OrderStatus.PARKED, operator=operator)
        tenders = paid_before(remote, order.id)
        for tender in tenders:
            await self._note(order.id, tender, operator)
        return replace(kept, tenders=tenders)

    async def _note(self, order_id: UUID, tender: Tender, operator: str) -> None:
        """Note what the server has as paid: nobody is asked for it again."""
        at = self.keep.clock.now()
        asked = replace(tender, state=TenderState.ASKED, asked_at=at)
        await self.ledger.ask_tender(order_id, asked)
        await self.ledger.answer_tender(tender.key, TenderState.APPROVED, at=at, operator=operator)


def _with_number(order: Order, number: str) -> Order:
    """Return the sale with the server's number in its note: it stands on the receipt too."""
    told = f"#{cleaned(number)}" if number else ""
    note = " · ".join(part for part in (order.note, told) if part)
    return replace(order, note=note if len(note) <= NOTE_LENGTH else order.note)
