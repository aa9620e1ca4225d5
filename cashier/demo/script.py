"""What the scripted cashier does: a split sale, one by keys alone, and a part given back."""

from PySide6.QtCore import Qt

from cashier.demo.hands import Hands

_BREAD = "4770163834649"


async def ring_up(hands: Hands) -> None:
    """Play the whole of it; raises ``NotSeenError`` where the screen does not follow."""
    await _sell(hands)
    await _pay(hands)
    await _finish(hands)
    await _sell_by_keys(hands)
    await _refund(hands)


async def _sell(hands: Hands) -> None:
    await hands.see_page("sellPage")
    await hands.see_rows("productGrid", 4)
    await hands.picture("sell")
    for row in range(4):
        await hands.tap_row("productGrid", row)
    await hands.see_rows("cartView", 4)
    await hands.scan(_BREAD)
    await hands.see_rows("cartView", 5)
    await hands.tap("key_three")
    await hands.picture("sell-five-lines", "01-sell")


async def _pay(hands: Hands) -> None:
    await hands.tap("payButton")
    await hands.see_page("payPage")
    await hands.picture("pay")
    await hands.type_slowly("5")
    await hands.tap("tenderCardButton")
    await hands.picture("pay-card-asked", "03-pay-card-unknown")
    await hands.tap("approvedButton")
    await hands.see_text("paidLabel", "5.00")
    await hands.tap("tenderCashButton")
    await hands.tap("note_20")
    await hands.see_text("paidLabel", "25.00")
    await hands.picture("pay-covered", "03-pay")


async def _finish(hands: Hands) -> None:
    await hands.tap("confirmButton")
    await hands.see_page("donePage")
    await hands.picture("done", "04-done")
    await hands.press(Qt.Key.Key_F6)
    await hands.save_as("receipt.pdf")
    await hands.tap("newSaleButton")
    await hands.see_page("sellPage")


async def _sell_by_keys(hands: Hands) -> None:
    """Sell without a hand on the screen: scan, F12, the note, Enter, F12, Enter."""
    await hands.scan(_BREAD)
    await hands.see_rows("cartView", 1)
    await hands.press(Qt.Key.Key_F12)
    await hands.type_slowly("50")
    await hands.press(Qt.Key.Key_Return)
    await hands.see_text("paidLabel", "50.00")
    await hands.see_page("payPage")  # nobody presses F12 again within a third of a second
    await hands.press(Qt.Key.Key_F12)
    await hands.see_page("donePage")
    await hands.see_text("doneFigure", "49.20")
    await hands.picture("done-by-keys")
    await hands.press(Qt.Key.Key_Return)
    await hands.see_page("sellPage")


async def _refund(hands: Hands) -> None:
    await hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    await hands.see_page("ordersPage")
    await hands.tap_row("ordersTable", 1)
    await hands.see_text("orderNumber", "T1-000001")
    await hands.picture("orders", "06-orders")
    await hands.tap("refundButton")
    await hands.tap("refundInCashButton")
    for _ in range(2):
        await hands.tap("lessButton")
    await hands.picture("refund")
    await hands.tap("confirmRefundButton")
    await hands.see_page("donePage")
    await hands.picture("refunded")
    await hands.press(Qt.Key.Key_Return)
    await hands.see_page("sellPage")
