"""The back end's orders in view: what can be done with one is asked in place and then done."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from cashier.domain.outgoing import Reservation
from cashier.domain.remote import RemoteOrder
from cashier.ports import Clock
from cashier.translation import _
from cashier.ui.look.theme import Theme
from cashier.ui.remote.remote_deeds import RemoteDeeds
from cashier.ui.remote.remote_list_presenter import RemoteListPresenter
from cashier.ui.remote.remote_question import RemoteQuestion
from cashier.ui.remote.remote_view import RemoteView
from cashier.ui.remote.reservation_form import ReservationAsked, ReservationForm


class RemoteOrdersView(RemoteView):
    """Hands deeds on; the list is read again after each."""

    def __init__(
        self,
        theme: Theme,
        presenter: RemoteListPresenter,
        deeds: RemoteDeeds,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, presenter, _("Orders of the back end"), parent)
        self._deeds = deeds
        self._clock = clock
        self._note = ""
        self.bind_verbs("orders.take_payment", "orders.change", "orders.invoice", "orders.cancel")
        self.verb_chosen.connect(self._on_verb)
        deeds.began.connect(self._on_began)
        deeds.ended.connect(self._on_ended)

    @property
    def _order(self) -> RemoteOrder | None:
        item = self.presenter.item
        return item if isinstance(item, RemoteOrder) else None

    @Slot(str)
    def _on_verb(self, name: str) -> None:
        does = {
            "takePayment": self._deeds.take_payment,
            "updateRemote": self._ask_change,
            "makeInvoice": self._ask_invoice,
            "cancelRemote": self._ask_cancel,
        }
        if self._order is not None:
            does[name](self._order)

    def _ask_change(self, order: RemoteOrder) -> None:
        asked = ReservationAsked(
            _("Change the order on the server"), _("Change it"), order.note, order.customer.name
        )
        form = ReservationForm(self._theme, asked, self._clock.now(), self.sheet)
        form.note_written.connect(self._on_note_written)
        form.reservation_written.connect(self._on_change_written)
        form.closed.connect(self.end_asking)
        self.ask(form)
        form.begin()

    def _ask_invoice(self, _order: RemoteOrder) -> None:
        question = RemoteQuestion(
            self._theme,
            "invoice",
            heading=_("Have an invoice made for this order?"),
            text=_("The server makes it and gives it its number; it cannot be taken back here."),
            verb=_("Make the invoice"),
            parent=self.sheet,
        )
        question.confirmed.connect(self._on_invoice_confirmed)
        question.left.connect(self.end_asking)
        self.ask(question)

    def _ask_cancel(self, _order: RemoteOrder) -> None:
        question = RemoteQuestion(
            self._theme,
            "cancelRemote",
            heading=_("Cancel this order on the server?"),
            text=_("It cannot be paid any more, here or anywhere else. It stays in the list."),
            verb=_("Cancel the order"),
            parent=self.sheet,
        )
        question.confirmed.connect(self._on_cancel_confirmed)
        question.left.connect(self.end_asking)
        self.ask(question)

    @Slot(str)
    def _on_note_written(self, note: str) -> None:
        self._note = note

    @Slot(object)
    def _on_change_written(self, reservation: Reservation) -> None:
        if self._order is not None:
            self._deeds.change(self._order, self._note, reservation)

    @Slot()
    def _on_invoice_confirmed(self) -> None:
        order = self._order
        self.end_asking()
        if order is not None:
            self._deeds.make_invoice(order)

    @Slot()
    def _on_cancel_confirmed(self) -> None:
        order = self._order
        self.end_asking()
        if order is not None:
            self._deeds.cancel(order)

    @Slot()
    def _on_began(self) -> None:
        self.sheet.set_busy(is_busy=True)

    @Slot()
    def _on_ended(self) -> None:
        self.sheet.set_busy(is_busy=False)
