"""Sending a sale that is paid later: asked for in the cart, sent, parked with its link."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from cashier.app.pages import Surroundings
from cashier.app.remote_pages import send_unpaid
from cashier.domain.backend_errors import OutcomeUnknownError
from cashier.domain.capability import Capability
from cashier.domain.errors import CashierError
from cashier.domain.open_order import OpenOrder
from cashier.domain.outgoing import Reservation
from cashier.messages import sentence_for
from cashier.translation import _
from cashier.ui.frame.main_window import Page
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.presenters import Presenters
from cashier.ui.remote.reservation_form import ReservationAsked, ReservationForm
from cashier.ui.sell.sale_view import SaleView
from cashier.ui.sell.sell_page import SellPage

SEND_UNPAID = "send unpaid"


class UnpaidSending(QObject):
    """Nothing of the sale changes while it is sent; it is parked before anything goes out."""

    def __init__(self, of: Surroundings, on: Presenters, parent: QObject) -> None:
        super().__init__(parent)
        self._of = of
        self._on = on
        self._unsure: set[UUID] = set()
        """Sales that may be on a server which cannot be asked for them."""

    def open(self) -> None:
        """Ask for whom and until when; the sale in progress is meant."""
        page = self._of.window.widget(Page.SELL)
        view = self._on.sale.settle()
        if view is None or view.is_empty or not isinstance(page, SellPage):
            return
        asked = _asked(view.order.customer.name, is_unsure=view.order.id in self._unsure)
        forms = page.cart.forms
        form = ReservationForm(self._of.theme, asked, self._of.till.clock.now(), forms)
        form.reservation_written.connect(self._on_written)
        forms.open_form(form, view)

    @Slot(object)
    def _on_written(self, reservation: Reservation) -> None:
        view = self._on.sale.settle()
        if view is None or view.is_empty:
            return
        self._on.sale.set_busy(busy=True)
        if not self._of.tasks.start(SEND_UNPAID, partial(self._send, view, reservation)):
            self._on.sale.set_busy(busy=False)

    async def _send(self, view: SaleView, reservation: Reservation) -> None:
        try:
            kept = await self._sent(view, reservation)
        except OutcomeUnknownError as error:
            self._tell(self._not_known(view.order.id, error))
        except CashierError as error:
            self._tell(Notice.of(sentence_for(error)))
        else:
            self._unsure.discard(view.order.id)
            self._on.sale.set_busy(busy=False)
            self._on.park.take_parked(kept)
            text = _("Sent, to be paid later: {name}").format(name=kept.order.name or _("no name"))
            hint = _("It is parked here too. Resume it to take the payment.")
            self._tell(Notice(NoticeKind.DONE, text, hint, "to-send"))
        finally:
            self._on.sale.set_busy(busy=False)

    async def _sent(self, view: SaleView, reservation: Reservation) -> OpenOrder:
        of = self._of
        back_end = of.till.back_ends.in_force
        assert back_end is not None  # noqa: S101 - offered only where there is one
        send = send_unpaid(of.till)
        return await send(back_end, view.order, reservation, operator=of.operator)

    def _not_known(self, order_id: UUID, error: OutcomeUnknownError) -> Notice:
        """Say what to do next; where nobody can look the order up, remember to ask first."""
        back_end = self._of.till.back_ends.in_force
        text = _("It is not known whether the server has the order.")
        if back_end is not None and Capability.LOOKS_UP_ORDERS in back_end.capabilities:
            hint = _("It is open here. Send it again: it is looked up first. {words}")
        else:
            self._unsure.add(order_id)
            hint = _("It is open here. Look at the server before you send it again. {words}")
        return Notice(NoticeKind.ERROR, text, hint.format(words=error.words).strip(), "warning")

    def _tell(self, notice: Notice) -> None:
        self._of.window.toaster.show_notice(notice)


def _asked(name: str, *, is_unsure: bool) -> ReservationAsked:
    if not is_unsure:
        return ReservationAsked(_("Send to the back end, to be paid later"), _("Send"), name=name)
    heading = _("Sent before, and the answer was lost: is it on the server already?")
    warning = _("Look there first. Sent again it may be there twice; leave to change nothing.")
    return ReservationAsked(heading, _("Send again"), name=name, warning=warning)
