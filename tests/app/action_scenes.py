"""For each action of the catalogue: how to come to where it can be done in the real window."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)

from cashier.app.documents import RECEIPTS
from cashier.domain.tender import TenderType
from cashier.resources import resource
from cashier.ui.frame.main_window import Page
from cashier.ui.frame.page_actions import BoundAction, PageActions
from cashier.ui.keys import keys
from cashier.ui.keys.actions import MOST_RESUMED, catalogue
from tests.app import back_end_scenes
from tests.app.eyes import KEY, is_enabled, parked, view
from tests.app.scenes import MUFFIN, Stage, card_asked

_PASSING = frozenset({"", "pageFade", "toaster", "toast", "undoButton", "closeToastButton"})
"""What comes and goes by itself is no effect of an action."""

Ready = Callable[[Stage], Awaitable[object]]


def picture(stage: Stage) -> tuple[object, ...]:
    """Return all that tells whether something was done: page, sale, focus, and what is in view."""
    window = stage.hands.window
    focus = QApplication.focusWidget()
    widgets = [one for one in window.findChildren(QWidget) if one.isVisible()]
    fields = [one.text() for one in widgets if isinstance(one, QLineEdit)]
    fields += [one.toPlainText() for one in widgets if isinstance(one, QPlainTextEdit)]
    return (
        window.page,
        window.windowState(),
        focus.objectName() if focus is not None else "",
        view(stage),
        len(stage.till.presenters.park.parked),
        sorted(one.objectName() for one in widgets if one.objectName() not in _PASSING),
        [one.text() for one in widgets if isinstance(one, QLabel) and "Label" in one.objectName()],
        fields,
        sorted(type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()),
    )


async def at_rest(stage: Stage) -> tuple[object, ...]:
    """Return the picture when nothing changes it any more."""
    seen = [picture(stage)]

    def is_still() -> bool:
        seen.append(picture(stage))
        return len(seen) > 4 and seen[-1] == seen[-2] == seen[-3]

    await stage.hands.until(is_still, "the window comes to rest")
    return seen[-1]


def bound(stage: Stage, name: str) -> BoundAction:
    """Return the action as it is bound to what is in view."""
    for of_page in stage.hands.window.findChildren(PageActions):
        for one in of_page.bound:
            if of_page.is_in_view and one.objectName() == name:
                return one
    message = f"{name} is bound to nothing in view"
    raise AssertionError(message)


def press_key(stage: Stage, name: str) -> None:
    """Press the key that the action has now, where the focus is."""
    key = stage.till.theme.keys.key(name)
    target = QApplication.focusWidget() or stage.hands.window
    if key in keys.SIGNS:
        QTest.keyClicks(target, key)
        return
    QTest.keySequence(target, QKeySequence(key))


def buttons(stage: Stage, name: str) -> list[QWidget]:
    """Return the buttons in view that bear the action's key."""
    found = [
        one
        for one in stage.hands.window.findChildren(QWidget)
        if getattr(one, "action", "") == name and one.isVisible() and one.isEnabled()
    ]
    pressed = bound(stage, name).button
    if pressed is not None and pressed.isVisible() and pressed not in found:
        found.append(pressed)
    return found


async def empty(_stage: Stage) -> None:
    """Nothing is in the cart."""


async def filled(stage: Stage) -> None:
    await stage.fill()
    await stage.kept()


async def typed(stage: Stage) -> None:
    await filled(stage)
    stage.hands.type("5")


async def first_line(stage: Stage) -> None:
    await filled(stage)
    stage.hands.key(KEY.Key_Up)


async def removed(stage: Stage) -> None:
    await filled(stage)
    stage.hands.key(KEY.Key_Delete)
    await stage.hands.until(lambda: len(view(stage).order.lines) == 1, "a line removed")


async def one_parked(stage: Stage) -> None:
    await park(stage, 1)


async def park(stage: Stage, count: int) -> None:
    """Park so many sales, one after the other."""
    for number in range(1, count + 1):
        await stage.scan(MUFFIN)
        stage.hands.key(KEY.Key_F8)
        await parked(stage, number)


async def percent_chosen(stage: Stage) -> None:
    await filled(stage)
    stage.hands.key(KEY.Key_F5)


async def sale_notes(stage: Stage) -> None:
    await filled(stage)
    stage.hands.key(KEY.Key_F9)
    await stage.hands.page("saleNotesForm")


async def wallet_offered(stage: Stage) -> None:
    payment = stage.till.presenters.payment
    tenders = (*payment.rules.tenders, TenderType.WALLET)
    payment.use(replace(payment.rules, tenders=tenders))
    await paying(stage)


async def paying(stage: Stage) -> None:
    await stage.to_pay()
    await stage.hands.until(lambda: is_enabled(stage, "tenderCashButton"), "tenders to choose")


async def amount_typed(stage: Stage) -> None:
    await paying(stage)
    stage.hands.type("1")


async def answer_unknown(stage: Stage) -> None:
    await card_asked(stage)
    await stage.hands.tap("unknownButton")
    await stage.hands.until(lambda: is_enabled(stage, "parkPaymentButton"), "the answer noted")


async def covered(stage: Stage) -> None:
    await stage.paid_in_cash()


async def done(stage: Stage) -> None:
    await stage.sold()


async def untold(stage: Stage) -> None:
    """The receipt could not be printed: it is to be given another way, or not at all."""
    await stage.sold()
    await stage.hands.until(lambda: is_enabled(stage, "skipButton"), "the printer's trouble")


async def order_chosen(stage: Stage) -> None:
    await stage.sold()
    stage.hands.window.show_page(Page.ORDERS)
    await stage.hands.tap_row("ordersTable", 0)
    await stage.hands.until(lambda: is_enabled(stage, "refundButton"), "the order")


async def refunding(stage: Stage) -> None:
    await order_chosen(stage)
    await stage.hands.tap("refundButton")
    await stage.hands.until(lambda: is_enabled(stage, "confirmRefundButton"), "the refund")


async def parked_chosen(stage: Stage) -> None:
    await filled(stage)
    stage.hands.key(KEY.Key_F8)
    await parked(stage, 1)
    await stage.kept()
    stage.hands.window.show_page(Page.ORDERS)
    await stage.hands.tap_row("ordersTable", 0)
    await stage.hands.until(lambda: is_enabled(stage, "voidOrderButton"), "the parked order")


async def on_orders(stage: Stage) -> None:
    stage.hands.window.show_page(Page.ORDERS)
    await stage.hands.page("ordersPage")


async def card_changed(stage: Stage) -> None:
    """The price on a product's card is another one."""
    press_key(stage, "sell.product")
    await stage.hands.page("pickingStrip")
    await stage.hands.tap_row("productGrid", 0)
    await stage.hands.page("productCard")
    price = stage.hands.find(QLineEdit, "productPriceField")
    price.setFocus(Qt.FocusReason.TabFocusReason)
    price.selectAll()
    stage.hands.type("2.22")


async def first_start(stage: Stage) -> None:
    stage.hands.window.show_page(Page.START)
    await stage.hands.page("startPage")
    await stage.hands.until(lambda: is_enabled(stage, "startNextButton"), "a step to go on from")


async def section(stage: Stage, name: str) -> None:
    stage.hands.window.show_page(Page.SETTINGS)
    await stage.hands.page("settingsPage")
    await stage.hands.tap(f"{name}Nav")
    await stage.hands.page(f"{name}Section")


async def name_changed(stage: Stage) -> None:
    await section(stage, "shop")
    field = stage.hands.find(QLineEdit, "shopName")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    stage.hands.type("Corner shop")


async def on_screens(stage: Stage) -> None:
    await section(stage, "screens")


async def on_products(stage: Stage) -> None:
    await section(stage, "products")


async def list_checked(stage: Stage) -> None:
    """A list of products was looked into, and could be imported."""
    await on_products(stage)
    stage.till.importing.check(str(resource("demo", "products.csv")))
    await stage.hands.until(lambda: is_enabled(stage, "importConfirmButton"), "list looked into")


READY: dict[str, Ready] = {
    "everywhere.sell": on_orders,
    "everywhere.orders": filled,
    "everywhere.settings": filled,
    "everywhere.keys": filled,
    "everywhere.full_screen": filled,
    "everywhere.back": typed,
    "everywhere.explain": filled,
    **dict.fromkeys(
        (
            *("sell.search", "sell.percent", "sell.price", "sell.free_line", "sell.line_above"),
            *("sell.more", "sell.less", "sell.note", "sell.remove", "sell.customer", "sell.park"),
            *("sell.void", "sell.pay"),
        ),
        filled,
    ),
    "sell.quantity": percent_chosen,
    "sell.times": typed,
    "sell.take": typed,
    "sell.line_below": first_line,
    "sell.undo": removed,
    "sell.resume_1": one_parked,
    **dict.fromkeys(("pay.cash", "pay.card", "pay.other", "pay.exact", "pay.invoice"), paying),
    "pay.wallet": wallet_offered,
    "pay.take": amount_typed,
    "pay.approve": card_asked,
    "pay.decline": card_asked,
    "pay.unknown": card_asked,
    "pay.park": answer_unknown,
    "pay.finish": covered,
    **dict.fromkeys(("done.new_sale", "done.pdf", "done.refund"), done),
    "done.print_again": untold,
    "done.skip": untold,
    "sell.product": filled,
    "sell.save_product": card_changed,
    "orders.search": on_orders,
    "orders.period": on_orders,
    "orders.reprint": order_chosen,
    "orders.pdf": order_chosen,
    "orders.refund": order_chosen,
    "orders.cancel": parked_chosen,
    "orders.confirm_refund": refunding,
    "sell.send_unpaid": back_end_scenes.unpaid_form,
    "orders.source": back_end_scenes.on_till_orders,
    **dict.fromkeys(
        ("orders.take_payment", "orders.change", "orders.invoice"), back_end_scenes.remote_chosen
    ),
    **dict.fromkeys(
        ("orders.try_now", "orders.look_up", "orders.correct", "orders.settle"),
        back_end_scenes.unsent_chosen,
    ),
    "orders.check_off": back_end_scenes.by_hand_chosen,
    "start.next": first_start,
    "settings.save": name_changed,
    "settings.test": on_screens,
    "settings.choose_file": on_products,
    "settings.import": list_checked,
}

SPOILED = {"done.print_again", "done.skip"}
"""These are offered where a receipt could not be given out."""

BUTTONS = {
    "sell.more": (filled, "moreButton"),
    "sell.less": (filled, "lessButton"),
    "sell.take": (typed, "key_ok"),
    "sell.void": (sale_notes, "voidButton"),
    "sell.send_unpaid": (back_end_scenes.notes_to_send, "sendUnpaidButton"),
    "orders.source": (back_end_scenes.on_till_orders, "ordersSource_unsent"),
    "pay.take": (amount_typed, "key_ok"),
    "pay.exact": (paying, "exactCashButton"),
    "everywhere.back": (paying, "backButton"),
}
"""Where the button of an action bears no key, or is elsewhere than its key is tried."""


RESUMED = [f"sell.resume_{number}" for number in range(2, MOST_RESUMED + 1)]
NAMES = [one.name for one in catalogue() if one.name not in RESUMED]


def spoil(shop: Path, name: str) -> None:
    """Put a file where receipts are kept, so that none can be given out."""
    if name in SPOILED:
        (shop / RECEIPTS).write_text("in the way", encoding="utf-8")


def mend(shop: Path, name: str) -> None:
    """Make room for receipts again."""
    if name in SPOILED:
        (shop / RECEIPTS).unlink()


def close_dialogs(stage: Stage) -> None:
    QToolTip.hideText()
    for dialog in stage.hands.window.findChildren(QFileDialog):
        dialog.reject()
