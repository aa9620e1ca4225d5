"""What is to be seen in the window, and the longer ways of the hands: shared by hostile input."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier.ui.pay.pay_questions import RefusalNote
from cashier.ui.sell.sale_view import SaleView
from tests.app.scenes import Stage

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def is_enabled(stage: Stage, name: str) -> bool:
    return stage.hands.sees(name) and stage.hands.find(QWidget, name).isEnabled()


def view(stage: Stage) -> SaleView:
    return stage.till.presenters.sale.view


def told(stage: Stage) -> str:
    """Return all that the toasts say, and the note on the Pay page."""
    window = stage.hands.window
    notes = [one for one in window.findChildren(RefusalNote) if one.isVisible()]
    said = [f"{one.notice.text} {one.notice.hint}" for one in window.toaster.toasts]
    return " ".join([*said, *(one.accessibleName() for one in notes)])


async def tells(stage: Stage, words: str) -> None:
    await stage.hands.until(lambda: words in told(stage), words)


async def pieces(stage: Stage, count: int) -> None:
    await stage.hands.until(lambda: stage.hands.pieces() == count * 1_000, f"{count} pieces")


async def parked(stage: Stage, count: int) -> None:
    park = stage.till.presenters.park
    await stage.hands.until(lambda: len(park.parked) == count, f"{count} parked")


async def pay_cash(stage: Stage) -> None:
    stage.hands.key(KEY.Key_F12)
    await stage.hands.page("payPage")
    await stage.hands.tap("exactCashButton")
    await stage.can_finish()
    stage.hands.key(KEY.Key_F12)
    await stage.hands.page("donePage")
