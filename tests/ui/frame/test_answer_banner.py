"""Whoever leaves the Pay page with an open question is reminded of it everywhere else."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from cashier.domain.backend_errors import OutcomeUnknownError
from cashier.domain.tender import TenderType
from cashier.ui.frame.answer_banner import AnswerBanner
from cashier.ui.frame.banner import Concern
from cashier.ui.frame.main_window import MainWindow, Page
from cashier.ui.frame.status_strip import StatusStrip
from cashier.ui.look.theme import Theme
from tests.fake_wallet import TAG, FakeWallets
from tests.fakes import FakeClock
from tests.ui.conftest import Run
from tests.ui.paying import PayTill, child, coffee_order, page_of, pay_till, with_page


def _given(page: QWidget) -> QWidget:
    return page


def window_of(theme: Theme, till: PayTill) -> MainWindow:
    made = MainWindow(theme, StatusStrip(theme, FakeClock(), "Gintaro krautuvė", "Till 2"))
    for page in (Page.SELL, Page.DONE, Page.ORDERS, Page.SETTINGS):
        made.add_page(page, QWidget)
    made.add_page(Page.PAY, partial(_given, page_of(till)))
    AnswerBanner(made, till.presenter)
    made.resize(1366, 768)
    made.show_page(Page.PAY)
    made.show()
    return made


def test_an_open_answer_is_shown_on_other_pages_and_leads_back(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        window = window_of(theme, till)
        await till.click("tenderCardButton")
        assert not window.banner.isVisible()
        window.show_page(Page.ORDERS)
        shown: Concern | None = window.banner.shown
        assert shown is Concern.UNKNOWN_ANSWER
        assert "26.47" in window.banner.accessibleName()
        QTest.mouseClick(child(window, QPushButton, "bannerButton"), Qt.MouseButton.LeftButton)
        assert page_of(till).isVisible()
        assert not window.banner.isVisible()
        await till.click("declinedButton")
        window.show_page(Page.ORDERS)
        assert not window.banner.isVisible()
        window.let_close()

    run(scenario())


def test_a_payment_that_was_left_is_no_concern_any_more(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        window = window_of(theme, till)
        await till.click("tenderCardButton")
        await till.click("unknownButton")
        await till.click("parkPaymentButton")
        window.show_page(Page.SELL)
        assert len(till.parked) == 1
        assert window.banner.shown is None
        window.let_close()

    run(scenario())


def test_a_wallet_that_nobody_knows_of_is_named_as_that(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        wallets = FakeWallets(before=OutcomeUnknownError("wallet"))
        till = with_page(pay_till(wallets=wallets), theme)
        till.begin(coffee_order())
        window = window_of(theme, till)
        till.presenter.take(TenderType.WALLET)
        till.presenter.wallet.present(TAG)
        await till.settled()
        till.presenter.wallet.take()
        await till.settled()
        window.show_page(Page.ORDERS)
        said = window.banner.accessibleName()
        assert "1.00" in said
        assert "wallet" in said
        assert "terminal" not in said
        window.let_close()

    run(scenario())
