"""What the scripted cashier does: five things sold, card and cash, a copy, a part given back."""

from PySide6.QtCore import Qt

from cashier.demo.hands import Hands

_BREAD = "4770163834649"


async def ring_up(hands: Hands) -> None:
    """Play the whole of it; raises ``NotSeenError`` where the screen does not follow."""
    await _sell(hands)
    await _pay(hands)
    await _finish(hands)
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
    await hands.picture("sell-five-lines")


async def _pay(hands: Hands) -> None:
    await hands.tap("payButton")
    await hands.see_page("payPage")
    await hands.picture("pay")
    await hands.type_slowly("5")
    await hands.tap("tenderCardButton")
    await hands.picture("pay-card-asked")
    await hands.tap("approvedButton")
    await hands.see_text("paidLabel", "5.00")
    await hands.tap("tenderCashButton")
    await hands.tap("note_20")
    await hands.see_text("paidLabel", "25.00")
    await hands.picture("pay-covered")


async def _finish(hands: Hands) -> None:
    await hands.tap("confirmButton")
    await hands.see_page("donePage")
    await hands.picture("done")
    await hands.press(Qt.Key.Key_F6)
    await hands.save_as("receipt.pdf")
    await hands.tap("newSaleButton")
    await hands.see_page("sellPage")


async def _refund(hands: Hands) -> None:
    await hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    await hands.see_page("ordersPage")
    await hands.tap_row("ordersTable", 0)
    await hands.see_text("orderNumber", "T1-000001")
    await hands.picture("orders")
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
