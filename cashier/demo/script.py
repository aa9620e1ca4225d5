"""What the scripted cashier does: parks, splits a payment, sells by keys alone, gives back."""

from PySide6.QtCore import Qt

from cashier.demo.hands import Hands

_BREAD = "4770163834649"
_BUTTER = "4770245045802"
_MILK = "4607057921096"
_TOMATOES = "00914772"
_CHICKEN = "4770276200348"
_BISCUITS = "4750007848698"
_RYE = "4601347004179"
_SPRATS = "4750616000593"
_DESIGNS = {"backEnd": "07-settings-backend"}  # the other sections: the printer's
_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


async def ring_up(hands: Hands) -> None:
    """Play the whole of it; raises ``NotSeenError`` where the screen does not follow."""
    await hands.see_page("sellPage")
    await hands.see_rows("productGrid", 4)
    await hands.picture("sell-empty", "01-sell")
    await _park(hands)
    await _sell(hands)
    await _look_around(hands)
    await _pay(hands)
    await _finish(hands)
    await _sell_by_keys(hands)
    await _refund(hands)
    await _settings(hands)


async def _park(hands: Hands) -> None:
    """Set three sales aside, each under its customer's name."""
    for name, codes in (
        ("Jonaitienė", [_SPRATS] * 3 + [_BREAD] * 2),
        ("Coffee corner", [_CHICKEN, _BUTTER, _BREAD]),
        ("Blue jacket", [_BISCUITS] * 3 + [_MILK] * 4),
    ):
        for code in codes:
            await hands.scan(code)
        await hands.press(Qt.Key.Key_F9)
        await hands.write("customerField", name)
        await hands.press(Qt.Key.Key_Return)
        await hands.press(Qt.Key.Key_F8)
        await hands.see_text("saleTitle", "New sale")
    await hands.see("three parked sales", lambda: hands.is_there("parked3Button"))


async def _sell(hands: Hands) -> None:
    """Scan eight products, change quantities by the keypad, give ten percent off the last."""
    for code, count in (
        (_BREAD, 2),
        (_BUTTER, 1),
        (_MILK, 2),
        (_TOMATOES, 3),
        (_CHICKEN, 1),
        (_BISCUITS, 1),
        (_RYE, 1),
        (_SPRATS, 3),
    ):
        lines = hands.rows("cartView")
        await hands.scan(code)
        await hands.see_rows("cartView", lines + 1)
        if count > 1:
            await hands.type_slowly(str(count))
            await hands.press(Qt.Key.Key_Return)
        if code == _CHICKEN:
            await hands.press(Qt.Key.Key_F7)
            await hands.write("lineNoteField", "Slice thin, separate bag")
            await hands.press(Qt.Key.Key_Return)
    await hands.press(Qt.Key.Key_F5)
    await hands.type_slowly("10")
    await hands.press(Qt.Key.Key_Return)
    await hands.press(Qt.Key.Key_F4)
    await hands.see_text("totalLabel", "26.47")
    await hands.see("no notice any more", lambda: not hands.is_there("toast"))
    await hands.picture("sell", "01-sell")


async def _look_around(hands: Hands) -> None:
    """Open what Sell can show besides the sale, and leave it as it was."""
    await hands.press(Qt.Key.Key_F1)
    await hands.picture("keys")
    await hands.press(Qt.Key.Key_Escape)
    await hands.press(Qt.Key.Key_Question)
    await hands.picture("explain-a-line")
    await hands.press(Qt.Key.Key_Escape)
    await hands.press(Qt.Key.Key_P, _CONTROL)
    await hands.see("the card of a product", lambda: hands.is_there("productCardForm"))
    await hands.picture("product-card")
    await hands.press(Qt.Key.Key_Escape)
    await hands.see("the tiles", lambda: not hands.is_there("productCardForm"))
    await hands.type_slowly("choc")
    await hands.picture("search")
    await hands.type_slowly("xyz")
    await hands.picture("search-finds-nothing")
    await hands.press(Qt.Key.Key_Escape)
    await hands.press(Qt.Key.Key_Escape)


async def _pay(hands: Hands) -> None:
    await hands.tap("payButton")
    await hands.see_page("payPage")
    await hands.picture("pay", "03-pay")
    await hands.type_slowly("10")
    await hands.tap("tenderCardButton")
    await hands.picture("pay-card-asked", "03-pay-card-unknown")
    await hands.tap("approvedButton")
    await hands.see_text("paidLabel", "10.00")
    await hands.tap("note_20")
    await hands.see_text("paidLabel", "30.00")
    await hands.see_text("changeLabel", "3.55")
    await hands.picture("pay-covered", "03-pay")


async def _finish(hands: Hands) -> None:
    await hands.tap("confirmButton")
    await hands.see_page("donePage")
    await hands.see_text("doneFigure", "3.55")
    await hands.picture("done", "04-done")
    await hands.press(Qt.Key.Key_F6)
    await hands.save_as("receipt.pdf")
    await hands.tap("newSaleButton")
    await hands.see_page("sellPage")


async def _sell_by_keys(hands: Hands) -> None:
    """Take up the first parked sale without a hand on the screen: Ctrl 1, F12, the note, F12."""
    await hands.press(Qt.Key.Key_1, _CONTROL)
    await hands.see_rows("cartView", 2)
    await hands.picture("recalled", "01-sell")
    await hands.press(Qt.Key.Key_F12)
    await hands.see_page("payPage")
    await hands.type_slowly("50")
    await hands.press(Qt.Key.Key_Return)
    await hands.see_text("paidLabel", "50.00")
    await hands.see_page("payPage")  # nobody presses F12 again within a third of a second
    await hands.press(Qt.Key.Key_F12)
    await hands.see_page("donePage")
    await hands.see_text("doneFigure", "38.55")
    await hands.picture("done-by-keys", "04-done")
    await hands.press(Qt.Key.Key_Return)
    await hands.see_page("sellPage")


async def _refund(hands: Hands) -> None:
    await hands.press(Qt.Key.Key_2, _ALT)
    await hands.see_page("ordersPage")
    await hands.tap_order("T1-000001")
    await hands.see_text("orderNumber", "T1-000001")
    await hands.picture("orders", "06-orders")
    await hands.tap("refundButton")
    await hands.tap("refundInCashButton")
    for _ in range(2):
        await hands.tap("lessButton")
    await hands.picture("refund", "06-orders")
    await hands.tap("confirmRefundButton")
    await hands.see_page("donePage")
    await hands.picture("refunded", "04-done")
    await hands.press(Qt.Key.Key_Return)
    await hands.see_page("sellPage")


async def _settings(hands: Hands) -> None:
    """Look at every section of the settings."""
    await hands.press(Qt.Key.Key_4, _ALT)
    await hands.see_page("settingsPage")
    for name in hands.names_of("settingsNav", "Nav"):
        await hands.tap(name)
        section = name.removesuffix("Nav")
        await hands.picture(f"settings-{section}", _DESIGNS.get(section, "07-settings-printer"))
    await hands.press(Qt.Key.Key_1, _ALT)
    await hands.see_page("sellPage")


async def start(hands: Hands) -> None:
    """Set a new shop up in its three steps, with the demonstration's products."""
    await hands.see_page("startPage")
    await hands.write("startName", "Gintaro krautuvė")
    await hands.picture("first-start-shop")
    await hands.tap("startNextButton")
    await hands.see("the second step", lambda: hands.is_there("startProducts"))
    await hands.picture("first-start-products")
    await hands.tap("startSkipButton")
    await hands.see("the third step", lambda: hands.is_there("startGo"))
    await hands.picture("first-start-go")
    await hands.tap("startNextButton")
    await hands.see_page("sellPage")
    await hands.picture("empty-shop")
