"""The places keys are played into: every page and form, each reached from the Sell page."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from cashier.ui.frame.main_window import Page
from tests.app.scenes import BREAD, Stage

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class Place:
    """Where keys are played: ``goes_to`` is the page a scan leads to, ``sells`` whether it sells,
    and ``takes_typing`` whether keypad and search have what is typed.

    ``share`` tells how often it is visited: a place that a scan leaves takes long to come back to.
    """

    name: str
    page: Page
    enter: Callable[[Stage], Awaitable[None]]
    goes_to: Page
    sells: bool = True
    takes_typing: bool = False
    share: int = 4

    @property
    def is_left(self) -> bool:
        return self.page is not self.goes_to


async def _home(stage: Stage) -> None:
    """Begin a new sale on the Sell page, whatever was before."""
    window, sale = stage.hands.window, stage.till.presenters.sale
    for dialog in _dialogs():
        dialog.reject()
        window.activateWindow()
        await stage.hands.until(window.isActiveWindow, "the window has the keyboard again")
    window.show_page(Page.SELL)
    await stage.hands.page("sellPage")
    await _close_card(stage)
    for _ in range(4):
        stage.hands.key(KEY.Key_Escape)
    sale.start_new()


async def _close_card(stage: Stage) -> None:
    """Leave a product's card without what was done to it."""
    while stage.hands.sees("productCard"):
        if not stage.hands.sees("discardProductButton"):
            await stage.hands.tap("cancelCardButton")
        if stage.hands.sees("discardProductButton"):
            await stage.hands.tap("discardProductButton")
        await asyncio.sleep(0)


async def _filled(stage: Stage) -> None:
    await _home(stage)
    await stage.scan(BREAD)
    await stage.kept()


async def _searching(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_F2)
    stage.hands.type("br")
    await stage.kept()


async def _line_note(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_F7)
    await stage.hands.until(lambda: stage.hands.sees("lineNoteField"), "note form")


async def _customer(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_F9)
    await stage.hands.until(lambda: stage.hands.sees("customerField"), "customer form")
    stage.hands.find(QLineEdit, "customerField").setText("Jonas")


async def _product_card(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_P, CTRL)
    await stage.hands.until(lambda: stage.hands.sees("productCard"), "product card")


async def _price(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_F6)


async def _keys(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_F1)
    await stage.hands.until(lambda: stage.hands.sees("keyOverlay"), "key overlay")


async def _pay(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_F12)
    await stage.hands.page("payPage")
    await stage.kept()


async def _part_paid(stage: Stage) -> None:
    await _pay(stage)
    stage.hands.type("0.20")
    stage.hands.key(KEY.Key_Return)
    payment = stage.till.presenters.payment
    await stage.hands.until(
        lambda: payment.state is not None and bool(payment.state.payment.tenders), "part paid"
    )


async def _covered(stage: Stage) -> None:
    await _pay(stage)
    await stage.hands.tap("exactCashButton")
    await stage.can_finish()


async def _done(stage: Stage) -> None:
    await _covered(stage)
    await stage.hands.tap("confirmButton")
    await stage.hands.page("donePage")


async def _orders(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_2, ALT)
    await stage.hands.page("ordersPage")


async def _refund(stage: Stage) -> None:
    await _done(stage)
    stage.hands.key(KEY.Key_R, CTRL)
    await stage.hands.page("ordersPage")
    await stage.hands.until(lambda: stage.hands.sees("refundPanel"), "refund")


async def _free_line(stage: Stage) -> None:
    await _filled(stage)
    stage.hands.key(KEY.Key_F3)
    await stage.hands.until(lambda: stage.hands.sees("freeLineForm"), "free line")


async def _file_dialog(stage: Stage) -> None:
    await _settings("products")(stage)
    await stage.hands.tap("importButton")
    await stage.hands.until(lambda: bool(_dialogs()), "file dialog")


def _dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]


def _settings(section: str) -> Callable[[Stage], Awaitable[None]]:
    async def enter(stage: Stage) -> None:
        await _filled(stage)
        stage.hands.key(KEY.Key_4, ALT)
        await stage.hands.page("settingsPage")
        await stage.hands.tap(f"{section}Nav")
        await stage.hands.until(lambda: stage.hands.sees(f"{section}Section"), section)

    return enter


def _settings_place(section: str) -> Place:
    page = Page.SETTINGS
    return Place(f"settings, {section}", page, _settings(section), page, sells=False)


SECTIONS = (
    "shop", "backEnd", "scanner", "payments", "taxes", "screens", "products", "backup", "keys",
)  # fmt: skip
PLACES: tuple[Place, ...] = (
    Place("sell", Page.SELL, _filled, Page.SELL, takes_typing=True, share=8),
    Place("sell, searching", Page.SELL, _searching, Page.SELL),
    Place("sell, note of a line", Page.SELL, _line_note, Page.SELL),
    Place("sell, customer", Page.SELL, _customer, Page.SELL),
    Place("sell, free line", Page.SELL, _free_line, Page.SELL),
    Place("sell, product card", Page.SELL, _product_card, Page.SELL, sells=False),
    Place("sell, price", Page.SELL, _price, Page.SELL, takes_typing=True),
    Place("sell, keys", Page.SELL, _keys, Page.SELL, share=2),
    Place("pay", Page.PAY, _pay, Page.SELL, share=1),
    Place("pay, something paid", Page.PAY, _part_paid, Page.PAY, sells=False, share=8),
    Place("pay, covered", Page.PAY, _covered, Page.PAY, sells=False, share=8),
    Place("done", Page.DONE, _done, Page.SELL, share=1),
    Place("orders", Page.ORDERS, _orders, Page.ORDERS, sells=False),
    Place("orders, refund", Page.ORDERS, _refund, Page.ORDERS, sells=False, share=2),
    Place("file dialog", Page.SETTINGS, _file_dialog, Page.SETTINGS, sells=False, share=2),
    *map(_settings_place, SECTIONS),
)
