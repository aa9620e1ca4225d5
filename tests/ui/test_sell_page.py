"""The Sell page is worked by hand, keyboard and scanner, and does what a counter needs."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from cashier.domain.errors import DamagedLedgerError, DiskFullError
from cashier.domain.posting import OrderStatus
from cashier.domain.product import Unit
from cashier.domain.tender import Tender, TenderType
from cashier.ui.input_display import InputDisplay
from cashier.ui.notice import NoticeKind
from cashier.ui.parked_rail import ParkedRail
from cashier.ui.sale_view import InputMode
from cashier.ui.theme import Theme
from tests.fake_ledger import FakeLedger
from tests.fakes import product
from tests.ui.conftest import Run
from tests.ui.sell_stage import SellTill, child, open_till

BREAD = product("Juoda Duona", "0.79", "4770000000017")
BUTTER = product("Homemade Butter", "3.49", "4770000000024")
SPRATS = product("Rigas sprotes", "3.29", "4770000000031")
APPLES = product("Obuoliai", "1.20", "4770000000048", unit=Unit.KILOGRAM)
LUNCH = product("Dienos pietūs", "0.00", "4770000000055", has_open_price=True)
GOODS = [BREAD, BUTTER, SPRATS, APPLES, LUNCH]
UNKNOWN = "4770049061466"
Key = Qt.Key


def test_tapping_a_tile_twice_sells_two(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=2)
        assert till.lines == [("2", "Juoda Duona")]
        assert till.total == "1.58 €"
        assert [line.quantity.text() for line in till.kept] == ["2"]
        await till.close()

    run(scenario())


def test_a_double_click_is_two_taps(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        grid = till.page.goods.grid
        place = grid.visualRect(till.selling.goods.model.index(0)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
        await till.settled()
        assert till.lines == [("2", "Juoda Duona")]
        await till.close()

    run(scenario())


def test_a_tile_shows_how_much_of_it_is_in_the_cart(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=3)
        model = till.selling.goods.model
        spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "Juoda Duona, 0.79 EUR, VAT 21\u00a0%, 3 in cart"
        await till.close()

    run(scenario())


def test_a_scan_into_the_search_field_gives_the_field_back(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        search = child(till.window, QLineEdit, "productSearch")
        await till.press(Key.Key_F2)
        await till.type("sprot")
        assert search.hasFocus()
        till.scan("4770000000017")
        await till.settled()
        assert search.text() == "sprot"
        assert search.hasFocus()
        assert till.lines == [("1", "Juoda Duona")]
        await till.close()

    run(scenario())


def test_a_scan_leaves_a_number_on_the_keypad_as_it_was(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        display = child(till.window, InputDisplay, "inputDisplay")
        await till.type("5")
        assert display.value == "5"
        till.scan("4770000000024")
        await till.settled()
        assert till.lines == [("5", "Juoda Duona"), ("1", "Homemade Butter")]
        await till.close()

    run(scenario())


def test_the_end_key_of_a_scan_presses_no_focused_button(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        for name in ("payButton", "removeButton", "parkButton"):
            child(till.window, QPushButton, name).setFocus()
            till.scan("4770000000024")
            await till.settled()
        assert till.payments == []
        assert till.lines == [("1", "Juoda Duona"), ("3", "Homemade Butter")]
        assert till.selling.park.parked == ()
        await till.close()

    run(scenario())


def test_a_code_with_spaces_and_signs_does_nothing_but_name_itself(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=2)
        child(till.window, QPushButton, "payButton").setFocus()
        till.scan("AB 12-3+4*5")
        await till.settled()
        assert till.payments == []
        assert till.lines == [("2", "Juoda Duona")]
        assert till.notices[-1].text == "AB 12-3+4*5 is not in the catalogue."
        assert child(till.window, QLineEdit, "productSearch").text() == ""
        await till.close()

    run(scenario())


def test_a_hundred_scans_at_once_are_all_taken_in_order(theme: Theme, run: Run) -> None:
    goods = [product(f"Nr {number}", barcode=f"20000000{number:05}") for number in range(100)]

    async def scenario() -> None:
        till = await open_till(theme, goods)
        till.catalogue.hold()
        for number in range(100):
            till.scan(f"20000000{number:05}")
        till.catalogue.release()
        await till.settled()
        assert till.lines == [("1", f"Nr {number}") for number in range(100)]
        assert len(till.kept) == 100
        await till.close()

    run(scenario())


def test_an_unknown_code_leaves_the_sale_as_it_was_and_says_so(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        before = till.view
        till.scan(UNKNOWN)
        await till.settled()
        assert till.view == before
        assert till.notices[-1].text == f"{UNKNOWN} is not in the catalogue."
        assert "unchanged" in till.notices[-1].hint
        assert till.window.toaster.toasts[-1].isVisible()
        await till.close()

    run(scenario())


def test_a_scan_goes_on_after_one_that_could_not_be_looked_up(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        till.catalogue.failure = DamagedLedgerError("catalogue")
        till.scan("4770000000017")
        await till.settled()
        till.catalogue.failure = None
        till.scan("4770000000024")
        await till.settled()
        assert till.lines == [("1", "Homemade Butter")]
        assert till.notices[0].kind is NoticeKind.ERROR
        await till.close()

    run(scenario())


def test_typed_letters_open_the_search_and_enter_sells_the_first_hit(
    theme: Theme, run: Run
) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.type("sprotes")
        assert till.selling.goods.model.rowCount() == 1
        await till.press(Key.Key_Return)
        assert till.lines == [("1", "Rigas sprotes")]
        assert child(till.window, QLineEdit, "productSearch").text() == ""
        assert till.selling.goods.model.rowCount() == len(GOODS)
        await till.close()

    run(scenario())


def test_an_exact_code_in_the_search_is_taken_before_any_name(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, [*GOODS, product("31 cheese", barcode="31")])
        await till.press(Key.Key_F2)
        await till.type("31")
        await till.press(Key.Key_Return)
        assert till.lines == [("1", "31 cheese")]
        await till.close()

    run(scenario())


def test_a_search_without_a_hit_says_so_and_sells_nothing(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.type("xyz")
        await till.press(Key.Key_Return)
        assert till.lines == []
        assert "xyz" in till.notices[-1].text
        await till.press(Key.Key_Escape)
        assert till.selling.goods.model.rowCount() == len(GOODS)
        await till.close()

    run(scenario())


def test_the_keypad_sets_quantity_percent_and_price(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Rigas sprotes")
        await till.click("key_three", "key_ok")
        assert till.total == "9.87 €"
        await till.click("percentModeButton", "key_one", "key_zero", "key_ok")
        assert till.total == "8.88 €"
        await till.click("priceModeButton", "key_two", "key_point", "key_five", "key_ok")
        line = till.view.order.lines[0]
        assert line.price.text() == "2.50"
        assert line.list_price is not None
        assert line.list_price.text() == "3.29"
        assert till.total == "6.75 €"
        await till.close()

    run(scenario())


def test_the_same_by_keys_alone(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        till.scan("4770000000031")
        await till.settled()
        await till.type("3")
        await till.press(Key.Key_Return)
        await till.press(Key.Key_F5)
        await till.type("10")
        await till.press(Key.Key_Return)
        assert till.total == "8.88 €"
        await till.type("+")
        assert till.lines == [("4", "Rigas sprotes")]
        await till.type("2")
        await till.type("*")
        assert till.lines == [("2", "Rigas sprotes")]
        await till.type("-")
        await till.type("-")
        assert till.lines == [("1", "Rigas sprotes")]
        await till.close()

    run(scenario())


def test_a_decimal_comma_weighs(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Obuoliai")
        await till.type("0,455")
        await till.press(Key.Key_Return)
        assert till.lines == [("0.455", "Obuoliai")]
        assert till.total == "0.55 €"
        await till.close()

    run(scenario())


def test_what_is_typed_counts_even_without_ok(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        await till.type("4")
        await till.tap_tile("Homemade Butter")
        await till.type("2")
        await till.click("payButton")
        assert till.lines == [("4", "Juoda Duona"), ("2", "Homemade Butter")]
        assert till.payments[0].figures.total.text() == "10.14"
        await till.close()

    run(scenario())


def test_digits_before_the_first_product_are_its_quantity(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.type("12")
        await till.tap_tile("Juoda Duona")
        assert till.lines == [("12", "Juoda Duona")]
        await till.close()

    run(scenario())


def test_backspace_gives_the_old_value_back(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=7)
        display = child(till.window, InputDisplay, "inputDisplay")
        await till.click("key_nine")
        assert display.value == "9"
        await till.click("key_backspace", "key_backspace")
        assert display.value == "7"
        await till.close()

    run(scenario())


def test_a_discount_above_a_hundred_percent_is_refused_in_words(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        await till.press(Key.Key_F5)
        await till.type("101")
        await till.press(Key.Key_Return)
        assert till.total == "0.79 €"
        assert till.notices[-1].kind is NoticeKind.ERROR
        await till.close()

    run(scenario())


def test_the_whole_sale_takes_a_discount(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        await till.tap_tile("Homemade Butter")
        await till.click("totals")
        assert till.view.mode is InputMode.PERCENT
        await till.click("key_five", "key_zero", "key_ok")
        assert till.total == "2.14 €"
        await till.close()

    run(scenario())


def test_an_open_price_is_asked_for_at_once(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Dienos pietūs")
        assert till.view.mode is InputMode.PRICE
        await till.type("6.5")
        await till.press(Key.Key_Return)
        assert till.total == "6.50 €"
        await till.close()

    run(scenario())


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
        child(till.window, QLineEdit, "saleNoteField").setFocus()
        await till.type("blue bag")
        await till.click("keepSaleNotesButton")
        await till.press(Key.Key_F7)
        await till.type("sliced")
        await till.press(Key.Key_Return)
        order = till.ledger.kept[till.view.order.id].order
        assert (order.customer.name, order.note) == ("Jonas", "blue bag")
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


def test_escape_drops_what_is_typed_and_never_the_sale(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        await till.type("9")
        await till.press(Key.Key_Escape, Key.Key_Escape)
        assert till.lines == [("1", "Juoda Duona")]
        assert till.view.typed.is_empty
        await till.close()

    run(scenario())


def test_arrows_choose_the_line_that_plus_and_minus_change(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        await till.tap_tile("Homemade Butter")
        await till.press(Key.Key_Up)
        await till.click("moreButton", "moreButton", "lessButton")
        assert till.lines == [("2", "Juoda Duona"), ("1", "Homemade Butter")]
        await till.press(Key.Key_Down)
        assert not child(till.window, QWidget, "lessButton").isEnabled()
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


def test_every_button_has_a_name_and_can_be_hit(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        for width, height in ((1366, 768), (1920, 1080), (1024, 768)):
            till.window.resize(width, height)
            await till.settled()
            for problem in _problems(till):
                raise AssertionError(problem)
        await till.close()

    run(scenario())


def _problems(till: SellTill) -> list[str]:
    found = []
    for button in till.window.findChildren(QPushButton):
        if not button.isVisible():
            continue
        name = button.accessibleName()
        corner = button.mapTo(till.window, QPoint(0, 0))
        inside = till.window.rect().contains(button.rect().translated(corner))
        if not name or button.width() < 48 or button.height() < 48 or not inside:
            found.append(f"{button.objectName()} {name!r} {button.geometry()}")
    return found
