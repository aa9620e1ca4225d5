"""What was rung up is not lost: removing, parking, cancelling, and what the ledger says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from cashier.domain.errors import DiskFullError
from cashier.domain.order import Customer
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender, TenderType
from cashier.ui.frame.notice import NoticeKind
from cashier.ui.look.theme import Theme
from cashier.ui.sell.parked_rail import ParkedRail
from tests.fake_ledger import FakeLedger
from tests.ui.conftest import Run
from tests.ui.sell_stage import GOODS, child, open_till

UNKNOWN = "4770049061466"
Key = Qt.Key


def test_a_removed_line_comes_back_where_it_was(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        for name in ("Juoda Duona", "Homemade Butter", "Rigas sprotes"):
            await till.tap_tile(name)
        await till.tap_line(1)
        await till.click("removeButton")
        assert [name for _, name in till.lines] == ["Juoda Duona", "Rigas sprotes"]
        assert till.window.toaster.toasts[-1].notice.text == "Homemade Butter removed"
        await till.click("undoButton")
        names = [name for _, name in till.lines]
        assert names == ["Juoda Duona", "Homemade Butter", "Rigas sprotes"]
        assert not any(toast.notice.can_undo for toast in till.window.toaster.toasts)
        await till.close()

    run(scenario())


def test_delete_and_ctrl_z_do_the_same(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        await till.press(Key.Key_Delete)
        assert till.lines == []
        await till.press(Key.Key_Z, ctrl=True)
        assert till.lines == [("1", "Juoda Duona")]
        await till.close()

    run(scenario())


def test_park_and_resume_bring_every_line_back(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=2)
        await till.click("parkButton")
        assert till.lines == []
        rail = child(till.window, ParkedRail, "parkedRail")
        assert [one.total.text() for one in rail.parked] == ["1.58"]
        assert {one.status for one in till.ledger.kept.values()} == {OrderStatus.PARKED}
        await till.tap_tile("Homemade Butter")
        await till.click("parked1Button")
        assert till.lines == [("2", "Juoda Duona")]
        assert [one.total.text() for one in rail.parked] == ["3.49"]
        await till.press(Key.Key_1, ctrl=True)
        assert till.lines == [("1", "Homemade Butter")]
        await till.close()

    run(scenario())


def test_the_open_sale_and_the_parked_ones_survive_the_program(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        ledger = FakeLedger()
        till = await open_till(theme, GOODS, ledger)
        await till.tap_tile("Homemade Butter")
        await till.click("parkButton")
        await till.tap_tile("Juoda Duona", taps=2)
        await till.close()
        again = await open_till(theme, GOODS, ledger)
        again.selling.park.restore()
        await again.settled()
        assert again.lines == [("2", "Juoda Duona")]
        assert [one.total.text() for one in again.selling.park.parked] == ["3.49"]
        assert "is back" in again.notices[-1].text
        await again.close()

    run(scenario())


def test_a_customer_and_notes_are_kept_with_the_sale(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        await till.press(Key.Key_F9)
        await till.type("Jonas")
        for name, text in (
            ("customerEmailField", "jonas@example.com"),
            ("customerPhoneField", "+370 600 12345"),
            ("saleNoteField", "blue bag"),
            ("saleNameField", "Table 7"),
        ):
            child(till.window, QLineEdit, name).setFocus()
            await till.type(text)
        await till.click("keepSaleNotesButton")
        await till.press(Key.Key_F7)
        await till.type("sliced")
        await till.press(Key.Key_Return)
        order = till.ledger.kept[till.view.order.id].order
        assert order.customer == Customer("Jonas", "jonas@example.com", "+370 600 12345")
        assert (order.note, order.name) == ("blue bag", "Table 7")
        assert order.lines[0].note == "sliced"
        assert till.page.goods.grid.hasFocus()
        await till.close()

    run(scenario())


def test_a_cancelled_sale_is_void_and_can_be_sold_again(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        first = till.view.order.id
        await till.click("customerButton", "voidButton")
        assert till.lines == []
        assert till.ledger.kept[first].status is OrderStatus.CANCELLED
        await till.click("undoButton")
        assert till.lines == [("1", "Juoda Duona")]
        assert till.view.order.id != first
        await till.close()

    run(scenario())


def test_nothing_changes_while_a_sale_is_posted_and_scans_wait(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        till.selling.sale.set_busy(busy=True)
        await till.tap_tile("Homemade Butter")
        await till.type("5")
        await till.press(Key.Key_Delete)
        till.scan("4770000000031")
        await till.settled()
        assert till.lines == [("1", "Juoda Duona")]
        till.selling.sale.start_new()
        await till.settled()
        assert till.lines == [("1", "Rigas sprotes")]
        await till.close()

    run(scenario())


def test_a_sale_does_not_fall_below_what_was_taken_for_it(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Homemade Butter")
        card = Tender("card-1", TenderType.CARD, till.view.figures.total)
        till.selling.sale.set_tenders((card,))
        await till.press(Key.Key_Delete)
        assert till.lines == [("1", "Homemade Butter")]
        assert till.notices[-1].kind is NoticeKind.ERROR
        await till.click("customerButton", "voidButton")
        assert till.lines == [("1", "Homemade Butter")]
        await till.close()

    run(scenario())


def test_a_sale_that_could_not_be_kept_is_told_and_kept_with_the_next_change(
    theme: Theme, run: Run
) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        till.ledger.fail_with = DiskFullError("kept order")
        await till.tap_tile("Juoda Duona")
        assert [type(error) for error in till.errors] == [DiskFullError]
        till.errors.clear()
        till.ledger.fail_with = None
        await till.tap_tile("Homemade Butter")
        assert len(till.kept) == 2
        await till.close()

    run(scenario())


def test_an_empty_sale_offers_neither_payment_nor_parking(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        assert not child(till.window, QWidget, "payButton").isEnabled()
        assert not child(till.window, QWidget, "parkButton").isEnabled()
        await till.press(Key.Key_F12)
        assert till.payments == []
        assert till.notices[-1].kind is NoticeKind.ERROR
        await till.close()

    run(scenario())
