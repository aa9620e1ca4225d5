"""Quantity, percent and price: by the keypad on the screen and by the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier.ui.frame.notice import NoticeKind
from cashier.ui.look.theme import Theme
from cashier.ui.sell.input_display import InputDisplay
from cashier.ui.sell.sale_view import InputMode
from tests.ui.conftest import Run
from tests.ui.sell_stage import GOODS, child, open_till

UNKNOWN = "4770049061466"
Key = Qt.Key


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


def test_enter_sells_the_tile_the_arrows_came_to_unless_a_number_was_typed(
    theme: Theme, run: Run
) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.press(Key.Key_Right, Key.Key_Right, Key.Key_Return)
        assert till.lines == [("1", "Homemade Butter")]
        await till.type("6")
        await till.press(Key.Key_Return)
        assert till.lines == [("6", "Homemade Butter")]
        await till.close()

    run(scenario())


def test_tab_goes_from_finding_to_the_cart_and_on_to_paying(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await open_till(theme, GOODS)
        await till.tap_tile("Juoda Duona", taps=2)
        await till.click("parkButton")
        await till.tap_tile("Juoda Duona", taps=2)
        await till.press(Key.Key_F2)
        stops = [till.focus.objectName()]
        while stops[-1] != "payButton":
            await till.press(Key.Key_Tab)
            stops.append(till.focus.objectName() or till.focus.accessibleName())
            assert len(stops) < 30, stops
        assert stops == [
            *("productSearch", "Favourites", "Bakery", "allCategoriesButton", "productGrid"),
            *("cartView", "lessButton", "moreButton", "noteButton", "removeButton"),
            *("customerButton", "parkButton", "parked1Button"),
            *("quantityModeButton", "percentModeButton", "priceModeButton", "payButton"),
        ]
        await till.close()

    run(scenario())
