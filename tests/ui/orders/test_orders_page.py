"""Finding orders, looking at them, giving out copies, refunding and cancelling."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget

from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Customer
from cashier.domain.order_list import OrderFilter
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender, TenderState, TenderType
from cashier.ui.controls.big_button import FootButton
from cashier.ui.look.theme import Theme
from cashier.ui.orders.orders_model import Column, OrdersModel
from cashier.ui.orders.orders_page import OrdersPage
from cashier.ui.orders.orders_state import OrderList, OrderQuery
from tests.ui.conftest import Run
from tests.ui.orders_till import OrdersTill, orders_till, three_lines, with_orders_page
from tests.ui.paying import TickingClock, child, euros, order_of, plain


def page_of(till: OrdersTill) -> OrdersPage:
    assert isinstance(till.page, OrdersPage)
    return till.page


def listed(till: OrdersTill) -> list[str]:
    model = child(page_of(till), QTableView, "ordersTable").model()
    return [
        str(model.index(row, Column.NUMBER).data()) for row in range(model.rowCount(QModelIndex()))
    ]


async def tap_row(till: OrdersTill, row: int) -> None:
    table = child(page_of(till), QTableView, "ordersTable")
    place = table.visualRect(table.model().index(row, Column.NUMBER)).center()
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    await till.settled()


def line_button(till: OrdersTill, line_no: int, name: str) -> QAbstractButton:
    row = child(page_of(till), QWidget, f"refundLine_{line_no}")
    return child(row, QAbstractButton, name)


async def press(till: OrdersTill, button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await till.settled()


async def till_with_sales(theme: Theme, count: int = 3) -> OrdersTill:
    till = orders_till()
    for number in range(1, count + 1):
        await till.sell(replace(three_lines(), id=order_of(number=number).id))
    till = with_orders_page(till, theme)
    await till.settled()
    return till


def test_the_newest_order_stands_first(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme)
        assert listed(till) == ["T1-000003", "T1-000002", "T1-000001"]

    run(scenario())


def test_older_orders_are_read_as_they_are_scrolled_to(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme, 230)
        assert len(listed(till)) == 100
        table = child(page_of(till), QTableView, "ordersTable")
        for known in (200, 230):
            table.scrollToBottom()
            table.model().fetchMore(QModelIndex())
            await till.settled()
            assert len(listed(till)) == known
        assert not table.model().canFetchMore(QModelIndex())
        assert len(set(listed(till))) == 230

    run(scenario())


def test_typing_in_the_search_narrows_the_list(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = orders_till()
        await till.sell()
        jane = replace(order_of(number=2), customer=Customer("Jane Smith"))
        await till.sell(jane)
        till = with_orders_page(till, theme)
        await till.press(Qt.Key.Key_F2)
        QTest.keyClicks(page_of(till).search, "jane")
        await till.settled()
        assert listed(till) == ["T1-000002"]
        QTest.keyClicks(page_of(till).search, "zzz")
        await till.settled()
        assert "janezzz" in till.text("noOrdersLabel")

    run(scenario())


def test_a_tap_shows_the_order_with_its_receipt(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme)
        assert not page_of(till).detail.refund.isVisible()
        await tap_row(till, 1)
        assert till.text("orderNumber") == "T1-000002"
        assert page_of(till).detail.receipt.image.pixelColor(3, 3).red() == 120

    run(scenario())


def test_arrow_keys_walk_through_the_orders(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme)
        await tap_row(till, 0)
        QTest.keyClick(child(page_of(till), QTableView, "ordersTable"), Qt.Key.Key_Down)
        await till.settled()
        assert till.text("orderNumber") == "T1-000002"

    run(scenario())


def test_a_saved_copy_is_marked_and_counted(run: Run, theme: Theme, tmp_path: Path) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme)
        await tap_row(till, 0)
        await till.press(Qt.Key.Key_F6)
        dialog = page_of(till).save_dialog.dialog
        assert dialog is not None
        dialog.fileSelected.emit(str(tmp_path / "copy.pdf"))
        dialog.reject()
        await till.settled()
        (receipt,) = till.paper.written.values()
        assert (receipt.number, receipt.copy) == ("T1-000003", 1)
        assert till.ledger.copies == {"T1-000003": 1}

    run(scenario())


def test_all_of_a_sale_is_proposed_and_refunded_once(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme, 1)
        await tap_row(till, 0)
        await till.press(Qt.Key.Key_F7)
        assert "Cash 7.55 €" in till.text("refundProposal")
        confirm = child(page_of(till), FootButton, "confirmRefundButton")
        QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
        assert not confirm.isEnabled()
        QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
        QTest.keyClick(page_of(till), Qt.Key.Key_F12)
        await till.settled()
        assert [one.posting.total for one in till.refunded] == [-euros("7.53")]
        assert till.ledger.post_calls == 2

    run(scenario())


def test_parts_add_up_to_the_sale(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme, 1)
        await tap_row(till, 0)
        await till.click("refundButton")
        for _ in range(2):
            await press(till, line_button(till, 1, "lessButton"))
        await press(till, line_button(till, 2, "lessButton"))
        await press(till, line_button(till, 3, "lessButton"))
        assert "Cash 1.00 €" in till.text("refundProposal")
        await till.click("confirmRefundButton")
        till.orders.refresh()
        await till.settled()
        await till.click("refundButton")
        assert not line_button(till, 1, "moreButton").isEnabled()
        await till.click("confirmRefundButton")
        totals = [one.posting.total.minor for one in till.refunded]
        assert totals == [-100, -653]

    run(scenario())


def test_what_was_refunded_cannot_be_refunded_again(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme, 1)
        await tap_row(till, 0)
        await till.click("refundButton")
        await till.click("confirmRefundButton")
        till.refund.begin("T1-000001")
        await till.settled()
        assert "nothing left" in till.notices[-1].text
        till.orders.refresh()
        await till.settled()
        assert not till.button("refundButton").isEnabled()

    run(scenario())


def test_a_refund_that_another_till_was_faster_with_is_refused_in_a_sentence(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme, 1)
        await tap_row(till, 0)
        await till.click("refundButton")
        state = till.refund.state
        assert state is not None
        assert state.proposal is not None
        other = order_of(number=999).id
        await till.refund._does.refund("T1-000001", other, state.proposal, operator="owner")  # noqa: SLF001
        await till.click("confirmRefundButton")
        assert till.refunded == []
        assert "Nothing was refunded" in till.text("refundProposal")

    run(scenario())


def test_a_split_sale_is_given_back_in_reverse_or_all_in_cash(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = orders_till()
        card = Tender("a", TenderType.CARD, euros("10.00"))
        await till.sell(order_of(), card, Tender("b", TenderType.CASH, euros("20.00")))
        till = with_orders_page(till, theme)
        await till.settled()
        await tap_row(till, 0)
        await till.click("refundButton")
        words = till.text("refundProposal")
        assert words.index("Cash 16.45") < words.index("Card 10.00")
        await till.click("refundInCashButton")
        assert till.text("refundProposal").startswith("Cash 26.45")

    run(scenario())


def test_nothing_chosen_gives_nothing_back(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme, 1)
        await tap_row(till, 0)
        await till.click("refundButton")
        for line_no, times in ((1, 3), (2, 1), (3, 1)):
            for _ in range(times):
                await press(till, line_button(till, line_no, "lessButton"))
        assert not till.button("confirmRefundButton").isEnabled()
        await till.press(Qt.Key.Key_Escape)
        assert till.refund.state is None
        assert till.button("refundButton").isVisible()

    run(scenario())


async def keep_parked(till: OrdersTill, *tenders: Tender) -> None:
    order = order_of(number=50)
    now = TickingClock().now()
    kept = OpenOrder(order, OrderStatus.PARKED, euros("26.47"), now, "owner")
    await till.ledger.keep_open(kept)
    for tender in tenders:
        await till.ledger.ask_tender(order.id, tender)


def test_a_parked_order_is_shown_with_its_state_and_cancelled_after_a_question(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = orders_till()
        await keep_parked(till)
        till = with_orders_page(till, theme)
        await till.settled()
        await tap_row(till, 0)
        assert not till.button("refundButton").isVisible()
        await till.click("voidOrderButton")
        assert till.button("confirmVoidButton").isVisible()
        await till.click("confirmVoidButton")
        assert [one.status for one in till.ledger.kept.values()] == [OrderStatus.CANCELLED]

    run(scenario())


def test_an_order_with_a_taken_card_is_not_cancelled(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = orders_till()
        await keep_parked(till, Tender("a", TenderType.CARD, euros("5.00"), TenderState.APPROVED))
        till = with_orders_page(till, theme)
        await till.settled()
        await tap_row(till, 0)
        await till.click("voidOrderButton")
        await till.click("confirmVoidButton")
        assert "payment was taken" in till.notices[0].text
        assert [one.status for one in till.ledger.kept.values()] == [OrderStatus.PARKED]

    run(scenario())


def test_on_a_narrow_page_the_order_lies_over_the_list(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme)
        page_of(till).resize(1024, 700)
        await till.settled()
        await tap_row(till, 0)
        assert not child(page_of(till), QTableView, "ordersTable").isVisible()
        await till.click("backToListButton")
        assert child(page_of(till), QTableView, "ordersTable").isVisible()

    run(scenario())


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_every_button_is_large_enough_named_and_inside(run: Run, theme: Theme, width: int) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme)
        page = page_of(till)
        page.resize(width, 700)
        await tap_row(till, 0)
        for opens in ("", "refundButton"):
            if opens:
                await till.click(opens)
            for button in page.findChildren(QAbstractButton):
                if button.isVisible():
                    assert min(button.width(), button.height()) >= 48, button.objectName()
                    assert button.accessibleName(), button.objectName()

    run(scenario())


def test_the_model_keeps_the_rules_of_models(qtmodeltester: object, run: Run) -> None:
    async def scenario() -> None:
        till = orders_till()
        for number in range(1, 4):
            await till.sell(order_of(number=number))
        model = OrdersModel("EUR")
        rows = tuple(await till.ledger.orders(OrderFilter()))
        model.show(OrderList(OrderQuery(), date(2026, 11, 20), rows))
        qtmodeltester.check(model)  # type: ignore[attr-defined]

    run(scenario())


def test_amounts_of_refunds_are_negative_with_a_real_minus(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme, 1)
        await tap_row(till, 0)
        await till.click("refundButton")
        await till.click("confirmRefundButton")
        till.orders.refresh()
        await till.settled()
        model = child(page_of(till), QTableView, "ordersTable").model()
        assert model.index(0, Column.TOTAL).data() == "\u22127.53"
        assert plain(child(page_of(till), QLabel, "orderNumber").text()) == "T1-000001"

    run(scenario())


def test_a_refund_asked_for_elsewhere_opens_with_its_order(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme)
        await tap_row(till, 0)
        page_of(till).hide()
        page_of(till).show()
        till.orders.find_receipt("T1-000002")
        till.refund.begin("T1-000002")
        await till.settled()
        assert till.text("orderNumber") == "T1-000002"
        assert till.button("confirmRefundButton").isVisible()
        assert page_of(till).search.text() == "T1-000002"

    run(scenario())


def test_choosing_another_order_gives_up_the_refund(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await till_with_sales(theme)
        await tap_row(till, 0)
        await till.click("refundButton")
        await tap_row(till, 1)
        assert till.refund.state is None
        assert till.text("orderNumber") == "T1-000002"
        assert till.button("refundButton").isVisible()

    run(scenario())
