"""Keeps in view, on every other page, that a payment still waits for the terminal's answer."""

from PySide6.QtCore import QObject, Slot

from cashier.domain.tender import Tender
from cashier.translation import _
from cashier.ui.frame.banner import BannerText, Concern
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.look import formatting
from cashier.ui.pay.pay_state import PayState
from cashier.ui.pay.payment_presenter import PaymentPresenter
from cashier.ui.pay.wallet_words import unknown_words


class AnswerBanner(QObject):
    """Shows the banner while the Pay page was left with its question open."""

    def __init__(self, window: MainWindow, payment: PaymentPresenter) -> None:
        super().__init__(payment)
        self._window = window
        self._state: PayState | None = None
        payment.state_changed.connect(self._on_state_changed)
        for ended in (payment.left, payment.parked, payment.posted):
            ended.connect(self._on_ended)
        window.page_shown.connect(self._show)
        window.banner.action_requested.connect(self._on_action_requested)

    @Slot(object)
    def _on_state_changed(self, state: PayState) -> None:
        self._state = state
        self._show()

    @Slot()
    def _on_ended(self) -> None:
        self._state = None
        self._show()

    @Slot()
    def _show(self) -> None:
        open_answer = self._state.undecided if self._state is not None else None
        is_asked_here = self._window.page is Page.PAY
        banner = None
        if open_answer is not None and not is_asked_here:
            banner = BannerText(*_words_of(open_answer), action=_("Answer"))
        self._window.banner.show_state(Concern.UNKNOWN_ANSWER, banner)

    @Slot(object)
    def _on_action_requested(self, concern: Concern) -> None:
        if concern is Concern.UNKNOWN_ANSWER:
            self._window.show_page(Page.PAY)


def _words_of(tender: Tender) -> tuple[str, str]:
    if tender.wallet is not None:
        return unknown_words(tender.amount, tender.wallet)
    amount = formatting.money_text(tender.amount)
    return (
        _("It is not known whether {amount} was charged").format(amount=amount),
        _("Do not charge again. Look at the terminal's last receipt, then answer."),
    )
