"""How a cashier gets to each page and state that is looked at, one after the other."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from cashier.ui.frame.chips import Tone
from cashier.ui.frame.register_view import RegisterView
from tests.app.scenes import BREAD, Stage
from tests.ui.import_stage import DATA as LISTS
from tests.ui.import_stage import drop_on

Scene = Callable[[Stage], Awaitable[object]]
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


SECTIONS = (
    "shop",
    "backEnd",
    "scanner",
    "payments",
    "taxes",
    "screens",
    "backup",
    "keys",
    "products",
)


async def back_end_chosen(stage: Stage) -> None:
    """A back end that is not set up yet, with all of its fields, and a register on the strip."""
    await settings("backEnd")(stage)
    await stage.hands.tap("backEndList3")
    view = RegisterView("Front counter online", Tone.OK, "ready", "Fiscal, day 125", Tone.OK)
    stage.hands.window.strip.show_remote(replace(view, activity="Active 14:20"))


async def back_end_tried(stage: Stage) -> None:
    """One that could not be tried out: its token is missing."""
    stage.hands.window.strip.show_remote(None)
    await stage.hands.tap("backEndList1")
    await stage.hands.tap("testBackEndButton")
    await stage.hands.until(lambda: stage.hands.sees("backEndOutcome"), "told")


async def back_end_left(stage: Stage) -> None:
    await stage.hands.tap("discardSettingsButton")


async def webhook(stage: Stage) -> None:
    """Somebody is to be told of each sale, and there is no key to sign it with."""
    await settings("backEnd")(stage)
    await into_view(stage, "webhookInvoicePrefix")
    line = stage.hands.find(QLineEdit, "webhookAddress")
    line.setFocus()
    QTest.keyClicks(line, "https://shop.example/told")
    await stage.hands.tap("saveSettingsButton")
    await stage.hands.until(lambda: stage.hands.sees("secretWebhookKeyTrouble"), "no key")
    await into_view(stage, "webhookInvoicePrefix")


async def web_service_details(stage: Stage) -> None:
    """What shops of the web service differ in."""
    await stage.hands.tap("discardSettingsButton")
    await stage.hands.tap("backEndList3")
    await into_view(stage, "backEndCaFile")


async def into_view(stage: Stage, name: str) -> None:
    """Scroll to where a control is."""
    await stage.hands.until(lambda: stage.hands.sees(name), name)
    await asyncio.sleep(0.05)  # what is new in view has its place then
    widget = stage.hands.find(QWidget, name)
    place = widget.parentWidget()
    while place is not None:
        if isinstance(place, QScrollArea):
            place.ensureWidgetVisible(widget)
        place = place.parentWidget()


async def products_columns(stage: Stage) -> None:
    """What the columns of a list are, with its first rows below."""
    assert drop_on(stage.hands.find(QWidget, "productsPage"), LISTS / "bad-rows.csv")
    await stage.hands.until(lambda: stage.hands.sees("importConfirmButton"), "checked")


async def products_refused(stage: Stage) -> None:
    await stage.hands.tap("importShowRefused")


async def products_trouble(stage: Stage) -> None:
    """Two columns for one thing: nothing can be imported like that."""
    await stage.hands.tap("importShowColumns")
    choice = stage.hands.find(QWidget, "importColumnChoice2")
    choice.setFocus()
    QTest.keyClick(choice, KEY.Key_Up)
    await stage.hands.until(lambda: not stage.hands.sees("importConfirmButton"), "refused")


async def products_imported(stage: Stage) -> None:
    QTest.keyClick(stage.hands.find(QWidget, "importColumnChoice2"), KEY.Key_Down)
    await stage.hands.tap("importConfirmButton")
    await stage.hands.until(lambda: not stage.hands.sees("importConfirmButton"), "imported")
    await stage.hands.until(lambda: stage.hands.sees("importOutcome"), "told")


async def backup_asked(stage: Stage) -> None:
    """A backup was made, and somebody wants to go back to it."""
    await stage.hands.tap("importCancelButton")
    await settings("backup")(stage)
    line = stage.hands.find(QLineEdit, "backupFolder")
    line.setFocus()
    folder = stage.till.documents._folder.parent  # noqa: SLF001 - a folder that is there
    QTest.keyClicks(line, str(folder))
    QTest.keyClick(line, KEY.Key_Tab)
    await stage.hands.tap("backUpNowButton")
    await stage.hands.until(lambda: stage.hands.sees("backupOutcome"), "backed up")
    await stage.hands.tap("foundBackups0")
    await stage.hands.tap("restoreButton")
    await stage.hands.until(lambda: stage.hands.sees("restoreQuestion"), "asked")


async def start_shop(stage: Stage) -> None:
    await stage.hands.tap("keepShopButton")
    await stage.hands.tap("discardSettingsButton")
    stage.till.begin_first_start()
    await stage.hands.page("startPage")


async def start_products(stage: Stage) -> None:
    await stage.hands.tap("startStep2")


async def start_go(stage: Stage) -> None:
    await stage.hands.tap("startStep3")


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
    back_end_chosen,
    back_end_tried,
    back_end_left,
    webhook,
    web_service_details,
    back_end_left,
    *map(settings, SECTIONS),
    products_columns,
    products_refused,
    products_trouble,
    products_imported,
    backup_asked,
    start_shop,
    start_products,
    start_go,
)
