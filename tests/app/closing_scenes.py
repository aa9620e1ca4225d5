"""What is under way at the moment the window is closed."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from cashier.ui.frame.main_window import Page
from tests.app.scenes import BREAD, Stage, card_asked
from tests.hands import press

KEY = Qt.Key
_LIST = "products.csv"


def close(stage: Stage) -> None:
    """Close as the window's own button does."""
    stage.tell(at="closing")
    stage.hands.window.close()


async def at_once(stage: Stage) -> None:
    """Before anything that the start began has ended."""
    close(stage)


async def looking_up(stage: Stage) -> None:
    await stage.fill()
    stage.hands.scan(BREAD)
    close(stage)


async def lines_not_written(stage: Stage) -> None:
    """The newest state of the sale is still on its way to the disk."""
    await stage.fill()
    for _ in range(5):
        stage.hands.key(KEY.Key_Plus)
    close(stage)


async def posting(stage: Stage) -> None:
    await stage.paid_in_cash()
    press(stage.hands.find(QWidget, "confirmButton"))
    close(stage)


async def asking_card(stage: Stage) -> None:
    await stage.to_pay()
    press(stage.hands.find(QWidget, "tenderCardButton"))
    close(stage)


async def answering_card(stage: Stage) -> None:
    """The cashier said Approved and closed: what she said counts."""
    await card_asked(stage)
    press(stage.hands.find(QWidget, "approvedButton"))
    close(stage)


async def drawing(stage: Stage) -> None:
    await stage.sold()
    close(stage)


async def refunding(stage: Stage) -> None:
    await stage.sold()
    stage.hands.key(KEY.Key_R, Qt.KeyboardModifier.ControlModifier)
    await stage.hands.page("ordersPage")
    await stage.hands.until(
        lambda: (
            stage.hands.sees("confirmRefundButton")
            and stage.hands.find(QWidget, "confirmRefundButton").isEnabled()
        ),
        "refund enabled",
    )
    press(stage.hands.find(QWidget, "confirmRefundButton"))
    close(stage)


async def dialog_open(stage: Stage) -> None:
    """The dialog where to save the receipt lies over the window."""
    await stage.sold()
    await stage.hands.tap("savePdfButton")
    await stage.hands.until(
        lambda: any(one.isVisible() for one in stage.hands.window.findChildren(QFileDialog)),
        "the dialog",
    )
    close(stage)


async def importing(stage: Stage) -> None:
    """A list of many products is half way in the catalogue that is built."""
    stage.hands.window.show_page(Page.SETTINGS)
    await stage.hands.tap("productsNav")
    stage.till.importing.check(_LIST)
    await stage.hands.tap("importConfirmButton")
    await stage.hands.until(lambda: stage.till.importing.state.progress is not None, "under way")
    close(stage)


async def twice(stage: Stage) -> None:
    await stage.fill()
    close(stage)
    close(stage)


async def typing(stage: Stage) -> None:
    """A number on the keypad, a form open, a toast on the screen."""
    await stage.hands.until(stage.hands.window.isActiveWindow, "the window has the keyboard")
    await stage.fill()
    stage.hands.key(KEY.Key_Delete)
    stage.hands.type("12")
    stage.hands.key(KEY.Key_F9)
    close(stage)


SCENES: dict[str, Callable[[Stage], Awaitable[None]]] = {
    one.__name__: one
    for one in (
        at_once, looking_up, lines_not_written, posting, asking_card, answering_card, drawing,
        refunding, dialog_open, importing, twice, typing,
    )
}  # fmt: skip
