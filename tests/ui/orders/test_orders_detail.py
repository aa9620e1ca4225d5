"""An order looked at: what became of it, its copies, and cancelling it with what was paid."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from cashier.domain.errors import PrinterError
from cashier.domain.posting import Delivery
from cashier.domain.receipt import Receipt
from cashier.domain.tender import Tender, TenderType
from cashier.ui.controls.callout import Callout
from cashier.ui.look.theme import Theme
from cashier.ui.orders.order_progress import ProgressList
from cashier.ui.orders.orders_model import Column
from cashier.ui.orders.orders_page import OrdersPage
from cashier.ui.orders.orders_presenter import PrintCopy
from tests.ui.conftest import Run
from tests.ui.orders_till import OrdersTill, orders_till, three_lines, with_orders_page
from tests.ui.paying import child, euros, order_of, plain


def page_of(till: OrdersTill) -> OrdersPage:
    assert isinstance(till.page, OrdersPage)
    return till.page


async def opened(theme: Theme, *tenders: Tender, print_copy: PrintCopy | None = None) -> OrdersTill:
    """A page with one sale of 7.53 on it, looked at."""
    till = orders_till(print_copy=print_copy)
    await till.sell(replace(three_lines(), id=order_of().id), *tenders)
    till = with_orders_page(till, theme)
    await till.settled()
    await look_at(till, 0)
    return till


async def look_at(till: OrdersTill, row: int) -> None:
    table = child(page_of(till), QTableView, "ordersTable")
    place = table.visualRect(table.model().index(row, Column.NUMBER)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    await till.settled()


async def show_again(till: OrdersTill) -> None:
    till.orders.refresh()
    await till.settled()


def progress(till: OrdersTill) -> list[str]:
    return [plain(step[1]) for step in child(page_of(till), ProgressList, "orderProgress").steps]


def question(till: OrdersTill) -> str:
    """Return what is asked; empty where nothing is."""
    asked = child(page_of(till), Callout, "voidQuestion")
    texts = (plain(label.text()) for label in asked.findChildren(QLabel))
    return " ".join(texts) if asked.isVisible() else ""


def test_what_became_of_an_order_is_told_with_its_times(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        (saved,) = progress(till)
        assert saved.startswith("Saved 14:33:")
        at = datetime(2026, 11, 20, 14, 40, 1, tzinfo=UTC)
        till.ledger.posted[0] = replace(till.ledger.posted[0], printed_at=at, copies=2)
        await show_again(till)
        assert progress(till)[1:] == ["Printed 14:40:01", "2 copies given out"]

    run(scenario())


def test_what_was_refunded_is_told(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        await till.refund_all("T1-000001")
        await show_again(till)
        assert "Refunded 7.53 €" in progress(till)
        assert not till.button("refundButton").isEnabled()
        assert till.button("refundButton").toolTip() == "All of it was refunded before"
        await look_at(till, 0)
        assert till.text("orderNumber") == "T1-000002"
        assert till.button("refundButton").toolTip() == "A refund cannot be given back"
        assert "Refunded" not in " ".join(progress(till))

    run(scenario())


def test_a_refused_receipt_says_what_is_safe(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        refused = replace(till.ledger.posted[0], delivery=Delivery.NEEDS_ATTENTION)
        till.ledger.posted[0] = refused
        await show_again(till)
        told = [one.heading for one in page_of(till).findChildren(Callout) if one.isVisible()]
        assert told == ["This receipt needs a person"]
        assert "Needs attention" in progress(till)

    run(scenario())


def test_without_a_printer_reprint_says_why_not(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        assert not till.button("reprintButton").isEnabled()
        assert till.button("reprintButton").toolTip() == "There is no printer yet"

    run(scenario())


def test_a_reprint_is_a_marked_and_counted_copy(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        printed: list[Receipt] = []

        async def print_copy(receipt: Receipt) -> None:
            printed.append(receipt)

        till = await opened(theme, print_copy=print_copy)
        await till.press(Qt.Key.Key_F9)
        assert [(one.number, one.copy) for one in printed] == [("T1-000001", 1)]
        assert "printed" in till.notices[-1].text

    run(scenario())


def test_a_printer_without_paper_is_told_of(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        async def print_copy(_receipt: Receipt) -> None:
            raise PrinterError("printer")

        till = await opened(theme, print_copy=print_copy)
        await till.click("reprintButton")
        assert till.notices[-1].text
        assert till.errors == []

    run(scenario())


def test_cancelling_a_paid_sale_asks_once_and_gives_everything_back(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        card = Tender("a", TenderType.CARD, euros("5.00"))
        cash = Tender("b", TenderType.CASH, euros("10.00"))
        till = await opened(theme, card, cash)
        await till.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        assert "Cash 2.55 €" in question(till)
        assert "Card 5.00 €" in question(till)
        assert till.ledger.post_calls == 1
        assert not child(page_of(till), QWidget, "refundPanel").isVisible()
        await till.click("confirmVoidButton")
        assert [one.posting.total for one in till.refunded] == [-euros("7.53")]
        assert till.ledger.post_calls == 2
        await show_again(till)
        assert question(till) == ""
        assert not till.button("voidOrderButton").isEnabled()

    run(scenario())


def test_a_paid_sale_that_is_kept_stays_as_it_was(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        for keeps in ("keepOrderButton", ""):
            await till.click("voidOrderButton")
            assert "It was paid" in question(till)
            await (till.click(keeps) if keeps else till.press(Qt.Key.Key_Escape))
            assert question(till) == ""
            assert till.refund.state is None
        assert till.text("orderNumber") == "T1-000001"
        assert till.ledger.post_calls == 1

    run(scenario())


def test_a_question_about_one_order_is_not_asked_about_the_next(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        await till.sell(order_of(number=2))
        await show_again(till)
        await till.click("voidOrderButton")
        assert question(till)
        await look_at(till, 0)
        assert till.text("orderNumber") == "T1-000002"
        assert question(till) == ""
        assert till.refund.state is None

    run(scenario())
