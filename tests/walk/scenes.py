"""How a cashier gets to each page and state that is looked at, one after the other."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.app.scenes import BREAD, Stage

Scene = Callable[[Stage], Awaitable[None]]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


async def sell_empty(stage: Stage) -> None:
    await stage.hands.page("sellPage")
    await stage.hands.tap_row("productGrid", 0)
    stage.hands.key(KEY.Key_Delete)


async def sell_lines(stage: Stage) -> None:
    await stage.fill()
    for row in range(5):
        await stage.hands.tap_row("productGrid", row)
    stage.hands.key(KEY.Key_F5)
    stage.hands.type("10")
    stage.hands.key(KEY.Key_Return)
    await stage.kept()


async def sell_note(stage: Stage) -> None:
    stage.hands.key(KEY.Key_F7)
    await stage.hands.until(lambda: stage.hands.sees("lineNoteField"), "note form")
    stage.commit("Slice thin, separate bag")


async def sell_customer(stage: Stage) -> None:
    stage.hands.key(KEY.Key_Return)
    stage.hands.key(KEY.Key_F9)
    await stage.hands.until(lambda: stage.hands.sees("customerField"), "notes form")
    stage.hands.find(QLineEdit, "customerField").setFocus()
    stage.commit("Jonaitienė")


async def sell_search(stage: Stage) -> None:
    stage.hands.key(KEY.Key_Return)
    stage.hands.key(KEY.Key_F2)
    stage.hands.type("br")
    await stage.kept()


async def sell_nothing_found(stage: Stage) -> None:
    stage.hands.type("zzqx")
    await stage.kept()


async def sell_parked(stage: Stage) -> None:
    stage.hands.key(KEY.Key_Escape)
    stage.hands.key(KEY.Key_Escape)
    stage.hands.key(KEY.Key_F8)
    await stage.hands.until(lambda: stage.hands.sees("parked1Button"), "parked")
    await stage.scan(BREAD)


async def pay_empty(stage: Stage) -> None:
    await stage.fill()
    stage.hands.key(KEY.Key_F12)
    await stage.hands.page("payPage")
    await stage.kept()


async def pay_card_asked(stage: Stage) -> None:
    stage.hands.type("1")
    await stage.hands.tap("tenderCardButton")
    await stage.hands.until(lambda: stage.hands.sees("approvedButton"), "card asked")


async def pay_covered(stage: Stage) -> None:
    await stage.hands.tap("approvedButton")
    await stage.hands.until(lambda: not stage.hands.sees("approvedButton"), "card approved")
    await stage.hands.tap("note_5")
    await stage.can_finish()


async def done(stage: Stage) -> None:
    await stage.hands.tap("confirmButton")
    await stage.hands.page("donePage")


async def orders(stage: Stage) -> None:
    stage.hands.key(KEY.Key_2, ALT)
    await stage.hands.page("ordersPage")
    await stage.hands.tap_row("ordersTable", 0)


async def refund(stage: Stage) -> None:
    await stage.hands.tap("refundButton")


async def keys(stage: Stage) -> None:
    stage.hands.key(KEY.Key_F1)
    await stage.hands.until(lambda: stage.hands.sees("keyOverlay"), "keys")


async def explanation(stage: Stage) -> None:
    stage.hands.key(KEY.Key_Escape)
    stage.hands.type("?")
    await stage.hands.until(lambda: stage.hands.sees("explanationCard"), "explanation")


async def explained(stage: Stage) -> None:
    """Close the card again: what comes next is typed on the page."""
    stage.hands.key(KEY.Key_Escape)
    await stage.hands.until(lambda: not stage.hands.sees("explanationCard"), "card closed")


def settings(section: str) -> Scene:
    """Return the scene that shows one section of the settings."""

    async def shown(stage: Stage) -> None:
        stage.hands.key(KEY.Key_4, ALT)
        await stage.hands.page("settingsPage")
        await stage.hands.tap(f"{section}Nav")
        await stage.hands.until(lambda: stage.hands.sees(f"{section}Section"), section)

    shown.__name__ = f"settings_{section}"
    return shown


SECTIONS = ("shop", "scanner", "payments", "taxes", "screens", "products", "keys")

SCENES: tuple[Scene, ...] = (
    sell_empty,
    sell_lines,
    keys,
    explanation,
    explained,
    sell_note,
    sell_customer,
    sell_search,
    sell_nothing_found,
    sell_parked,
    pay_empty,
    pay_card_asked,
    pay_covered,
    done,
    orders,
    refund,
    *map(settings, SECTIONS),
)
