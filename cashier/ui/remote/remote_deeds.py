"""What is done about an order of the back end: pay it here, change, cancel, invoice it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from cashier.domain.backend_errors import OutcomeUnknownError
from cashier.domain.errors import CashierError
from cashier.domain.outgoing import Reservation
from cashier.domain.remote import InvoiceRequest, RemoteOrder
from cashier.domain.text import cleaned
from cashier.messages import sentence_for
from cashier.operations.send_unpaid import SendUnpaid
from cashier.operations.take_remote_payment import TakeRemotePayment
from cashier.ports import Backend, Clock
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.remote.remote_words import remote_status_words

REMOTE_DEED = "remote deed"


@dataclass(frozen=True, slots=True)
class RemoteNeeds:
    """Who does it, and who acts."""

    backend: Backend
    take: TakeRemotePayment
    unpaid: SendUnpaid
    clock: Clock
    operator: str


class RemoteDeeds(QObject):
    """One thing at a time; what may have been done without an answer is never repeated unasked."""

    payment_ready = Signal(object)  # OpenOrder
    changed = Signal()
    began = Signal()
    ended = Signal()
    noticed = Signal(object)  # Notice

    def __init__(self, needs: RemoteNeeds, tasks: TaskOwner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._needs = needs
        self._tasks = tasks

    def take_payment(self, order: RemoteOrder) -> None:
        """Make a sale of a waiting order, to be paid at once."""
        self._do(partial(self._take_payment, order))

    def cancel(self, order: RemoteOrder) -> None:
        """Cancel a waiting order on the server, for good."""
        self._do(partial(self._cancel, order))

    def change(self, order: RemoteOrder, note: str, reservation: Reservation) -> None:
        """Write note and reservation over those of a waiting order."""
        self._do(partial(self._change, order, note, reservation))

    def make_invoice(self, order: RemoteOrder) -> None:
        """Have the server make an invoice for an order."""
        self._do(partial(self._make_invoice, order))

    def _do(self, deed: Callable[[], Awaitable[None]]) -> None:
        if self._tasks.start(REMOTE_DEED, partial(self._done, deed)):
            self.began.emit()

    async def _done(self, deed: Callable[[], Awaitable[None]]) -> None:
        try:
            await deed()
        except OutcomeUnknownError as error:
            text = _("It is not known whether the server did it.")
            hint = _("Nothing changed here. Look at the list before you do it again.")
            words = f"{hint} {error.words}".strip()
            self.noticed.emit(Notice(NoticeKind.ERROR, text, words, "warning"))
            self.changed.emit()
        except CashierError as error:
            self.noticed.emit(Notice.of(sentence_for(error)))
        finally:
            self.ended.emit()

    async def _take_payment(self, order: RemoteOrder) -> None:
        needs = self._needs
        kept = await needs.take(needs.backend, order.id, operator=needs.operator)
        self.payment_ready.emit(kept)

    async def _cancel(self, order: RemoteOrder) -> None:
        word = await self._needs.backend.cancel_order(order.id)
        state = remote_status_words(word or "cancelled")
        text = _("{number} on the server: {state}").format(number=_named(order), state=state)
        self._tell(text, "cancelled")

    async def _change(self, order: RemoteOrder, note: str, reservation: Reservation) -> None:
        needs = self._needs
        await needs.unpaid.change(needs.backend, order, note, reservation)
        self._tell(_("{number} changed on the server").format(number=_named(order)), "ready")

    async def _make_invoice(self, order: RemoteOrder) -> None:
        needs = self._needs
        today = needs.clock.now().date()
        request = InvoiceRequest(
            order.id,
            customer=order.customer,
            lines=order.lines,
            currency=order.currency or "EUR",
            issued_on=today,
        )
        made = await needs.backend.create_invoice(request)
        number = cleaned(made.number) or cleaned(made.id)
        self._tell(_("Invoice {number} made on the server").format(number=number), "orders")

    def _tell(self, text: str, icon: str) -> None:
        self.noticed.emit(Notice(NoticeKind.DONE, text, icon=icon))
        self.changed.emit()


def _named(order: RemoteOrder) -> str:
    return cleaned(order.number) or cleaned(order.id)
