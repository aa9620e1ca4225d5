"""What no catalogue knows: free lines, and lines whose price is said at the till."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from cashier.domain.quantity import Percent
from cashier.ui.look.theme import Theme
from cashier.ui.sell.cart_model import ROW_ROLE, CartRow
from cashier.ui.sell.input_display import InputDisplay
from cashier.ui.sell.sale_view import InputMode
from tests.ui.conftest import Run
from tests.ui.sell_stage import GOODS, SellTill, child, open_till

Key = Qt.Key


def row_of(till: SellTill, row: int) -> CartRow:
    found = till.page.cart.cart.model().index(row, 0).data(ROW_ROLE)
    assert isinstance(found, CartRow)
    return found


def test_a_price_without_a_product_becomes_a_free_line(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.press(Key.Key_F6)
        display = child(till.window, InputDisplay, "inputDisplay")
        assert display.accessibleName() == "Price of a free line: –"
        await till.type("4,50")
        await till.press(Key.Key_Return)
        await till.type("Gift box")
        assert child(till.window, QLineEdit, "freeLinePriceField").text() == "4.50"
        await till.press(Key.Key_Return)
        assert till.lines == [("1", "Gift box")]
        assert till.total == "4.50 €"
        assert [line.name for line in till.kept] == ["Gift box"]
        assert till.page.cart.forms.form is None
        await till.close()

    run(scenario())


def test_a_free_line_is_written_with_the_mouse_and_the_keypad(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona")
        till.page.open_free_line("Gift box")
        await till.click("key_two", "key_point", "key_five", "rate_B", "key_ok")
        line = till.view.order.lines[1]
        assert (line.name, line.price.text(), line.vat_rate) == ("Gift box", "2.50", Percent(9_000))
        assert till.lines[0] == ("1", "Juoda Duona")
        await till.close()

    run(scenario())


def test_a_free_line_says_in_place_what_is_missing(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.press(Key.Key_F3, Key.Key_Return)
        trouble = child(till.window, QLabel, "freeLinePriceFieldTrouble")
        assert (trouble.text(), trouble.isVisible()) == ("Say what it costs.", True)
        await till.click("key_three", "keepFreeLineButton")
        assert not trouble.isVisible()
        assert child(till.window, QLabel, "freeLineNameFieldTrouble").text() == "Say what it is."
        await till.click("payButton")
        assert till.payments == []
        await till.press(Key.Key_Escape)
        assert till.page.cart.forms.form is None
        assert till.lines == []
        await till.close()

    run(scenario())


def test_an_open_price_is_said_before_the_sale_is_paid(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Dienos pietūs")
        await till.tap_tile("Juoda Duona")
        assert row_of(till, 0).warning == "Price is missing"
        await till.click("payButton")
        assert till.payments == []
        assert till.notices[-1].text == "The price is missing: Dienos pietūs."
        assert (till.view.selected, till.view.mode) == (0, InputMode.PRICE)
        await till.type("6.5")
        await till.click("payButton")
        assert [view.figures.total.text() for view in till.payments] == ["7.29"]
        assert row_of(till, 0).warning == ""
        await till.close()

    run(scenario())


def test_a_changed_price_is_marked_until_it_is_the_old_one_again(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Rigas sprotes")
        await till.press(Key.Key_F6)
        await till.type("2.99")
        await till.press(Key.Key_Return)
        assert row_of(till, 0).warning == "Price changed"
        index = till.page.cart.cart.model().index(0, 0)
        assert "Price changed" in index.data(Qt.ItemDataRole.AccessibleTextRole)
        await till.type("3.29")
        await till.press(Key.Key_Return)
        assert row_of(till, 0).warning == ""
        await till.close()

    run(scenario())


def test_a_weight_typed_before_the_product_weighs_it_and_pieces_stay_whole(
    theme: Theme, run: Run
) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.type("0,482")
        await till.tap_tile("Obuoliai")
        assert till.lines == [("0.482", "Obuoliai")]
        display = child(till.window, InputDisplay, "inputDisplay")
        assert display.value == "0.482\u00a0kg"
        await till.click("totals", "quantityModeButton", "key_two")
        await till.tap_tile("Juoda Duona")
        assert till.lines[1] == ("2", "Juoda Duona")
        await till.click("totals", "quantityModeButton", "key_one", "key_point", "key_five")
        await till.tap_tile("Homemade Butter")
        assert len(till.lines) == 2
        assert "1.5" in till.notices[-1].text
        await till.close()

    run(scenario())


def test_a_form_leaves_the_selected_line_in_view(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        for name in ("Juoda Duona", "Homemade Butter", "Rigas sprotes", "Obuoliai"):
            await till.tap_tile(name)
        actions = child(till.window, QWidget, "lineActions")
        assert actions.isVisible()
        await till.press(Key.Key_F9)
        cart = till.page.cart.cart
        shown = cart.visualRect(cart.model().index(3, 0))
        assert cart.viewport().rect().contains(shown)
        assert not actions.isVisible()
        await till.press(Key.Key_Escape)
        await till.settled()
        assert actions.isVisible()
        await till.close()

    run(scenario())


def test_the_selected_line_is_never_under_the_strip_above(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        for _ in range(14):
            till.page.open_free_line("Box")
            await till.click("key_one", "key_ok")
        cart = till.page.cart.cart
        for row in (13, 6, 3, 1, 0):
            till.selling.sale.select_line(row)
            await till.settled()
            top = cart.visualRect(cart.model().index(row, 0)).top()
            assert top >= (24 if cart.verticalScrollBar().value() else 0), row
        await till.close()

    run(scenario())
