"""What the hand plays in the window of another process, up to the moment that process ends."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from cashier.app.wiring import TillWindow
from cashier.ui.sell.order_keeper import KEEP_ORDER
from tests.hands import Hands, press

BREAD, RYE, MUFFIN = "4770163834649", "4601347004179", "5060088705940"
"""Of the demonstration shop: 0.79 at 21 %, 0.99 at 12 %, 0.39 at 21 %."""
NOTE = "no onions, ačiū"

Tell = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Stage:
    """The window, the hands on it, and whom to tell."""

    till: TillWindow
    hands: Hands
    tell: Tell

    async def kept(self) -> None:
        """Wait until the order in progress is on the disk."""
        await self.till.tasks.settled(KEEP_ORDER)

    async def scan(self, *codes: str) -> None:
        for code in codes:
            before = self.hands.pieces()
            self.hands.scan(code)
            await self.hands.until(lambda was=before: self.hands.pieces() > was, code)  # type: ignore[misc]

    async def fill(self) -> None:
        """Put 0.79 + 0.99 + 0.99 into the cart."""
        await self.scan(BREAD, RYE, RYE)

    def commit(self, text: str) -> None:
        """Enter ``text`` as an input method does: any script."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget() or self.hands.window, event)

    async def to_pay(self) -> None:
        await self.fill()
        self.hands.key(Qt.Key.Key_F12)
        await self.hands.page("payPage")
        await self.kept()

    async def paid_in_cash(self) -> None:
        await self.to_pay()
        await self.hands.tap("exactCashButton")
        await self.can_finish()

    async def can_finish(self) -> None:
        await self.hands.until(
            lambda: self.hands.find(QWidget, "confirmButton").isEnabled(), "finish enabled"
        )

    async def sold(self) -> None:
        await self.paid_in_cash()
        await self.hands.tap("confirmButton")
        await self.hands.page("donePage")


async def cart(stage: Stage) -> None:
    """Lines, a quantity, a discount, a note of a line and a customer."""
    await stage.fill()
    stage.hands.key(Qt.Key.Key_F5)
    stage.hands.type("10")
    stage.hands.key(Qt.Key.Key_Return)
    stage.hands.key(Qt.Key.Key_F7)
    await stage.hands.until(lambda: stage.hands.sees("lineNoteField"), "note form")
    stage.hands.find(QLineEdit, "lineNoteField").setFocus()
    stage.commit(NOTE)
    stage.hands.key(Qt.Key.Key_Return)
    stage.hands.key(Qt.Key.Key_F9)
    await stage.hands.until(lambda: stage.hands.sees("customerField"), "notes form")
    stage.hands.find(QLineEdit, "customerField").setFocus()
    stage.hands.type("Jonas")
    stage.hands.key(Qt.Key.Key_Return)
    await stage.kept()


async def parked(stage: Stage) -> None:
    """One sale parked, another one in progress."""
    await stage.fill()
    stage.hands.key(Qt.Key.Key_F8)
    await stage.hands.until(lambda: stage.hands.sees("parked1Button"), "parked")
    await stage.scan(MUFFIN)
    await stage.kept()


async def card_asked(stage: Stage) -> None:
    """The customer has the terminal in hand."""
    await stage.to_pay()
    await stage.hands.tap("tenderCardButton")
    await stage.hands.until(
        lambda: (
            stage.hands.sees("approvedButton")
            and stage.hands.find(QWidget, "approvedButton").isEnabled()
        ),
        "the question",
    )


async def card_approved(stage: Stage) -> None:
    """The card has paid, the sale is not finished."""
    await card_asked(stage)
    await stage.hands.tap("approvedButton")
    await stage.can_finish()


async def cash_given(stage: Stage) -> None:
    await stage.to_pay()
    await stage.hands.tap("note_10")
    await stage.can_finish()


async def finish_pressed(stage: Stage) -> None:
    """Tell, and press at once: the parent kills somewhere on the way."""
    await stage.paid_in_cash()
    stage.tell(at="finish")
    press(stage.hands.find(QWidget, "confirmButton"))
    await stage.hands.page("donePage")
    stage.tell(at="done")


async def refund_pressed(stage: Stage) -> None:
    await stage.sold()
    stage.hands.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    await stage.hands.page("ordersPage")
    await stage.hands.until(
        lambda: (
            stage.hands.sees("confirmRefundButton")
            and stage.hands.find(QWidget, "confirmRefundButton").isEnabled()
        ),
        "refund enabled",
    )
    stage.tell(at="refund")
    press(stage.hands.find(QWidget, "confirmRefundButton"))
    await stage.hands.page("donePage")
    stage.tell(at="done")


async def idle(stage: Stage) -> None:
    """Nothing but an open window."""


async def sold(stage: Stage) -> None:
    await stage.sold()


SCENES: dict[str, Callable[[Stage], Awaitable[None]]] = {
    one.__name__: one
    for one in (
        cart, parked, card_asked, card_approved, cash_given, finish_pressed, refund_pressed,
        idle, sold,
    )
}  # fmt: skip
