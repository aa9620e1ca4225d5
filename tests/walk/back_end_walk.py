"""The walk through the lists of a back end: each state that is looked at, one after the other."""

from cashier.ui.frame.main_window import Page
from tests.app import back_end_scenes
from tests.app.back_end_scenes import go, row
from tests.app.eyes import KEY
from tests.app.scenes import Stage


async def till_orders(stage: Stage) -> None:
    """The till's own orders, with the others beside them."""
    made = back_end_scenes.back_end_of(stage)
    made.refusal = back_end_scenes.REFUSAL
    await stage.sold()
    await back_end_scenes.refused(stage)
    stage.hands.key(KEY.Key_Return)
    await go(stage, "till")


async def unsent(stage: Stage) -> None:
    await go(stage, "unsent")
    await row(stage, "unsent", 0)
    await stage.hands.until(lambda: stage.hands.sees("tryNowButton"), "the receipt")


async def unsent_mapping(stage: Stage) -> None:
    await stage.hands.tap("correctMappingButton")


async def unsent_settle(stage: Stage) -> None:
    await stage.hands.tap("leaveMappingButton")
    await stage.hands.tap("settleButton")
    await stage.hands.tap("keepSettleButton")


async def by_hand(stage: Stage) -> None:
    await stage.hands.tap("leaveSettleButton")
    await back_end_scenes.note_collection(stage)
    await go(stage, "byHand")
    await row(stage, "byHand", 0)
    await stage.hands.until(lambda: stage.hands.sees("checkOffButton"), "the collection")


async def remote_orders(stage: Stage) -> None:
    await go(stage, "remoteOrders")
    await row(stage, "remoteOrders", 0)
    await stage.hands.until(lambda: stage.hands.sees("takePaymentButton"), "the order")


async def remote_change(stage: Stage) -> None:
    await stage.hands.tap("updateRemoteButton")


async def remote_cancel(stage: Stage) -> None:
    await stage.hands.tap("leaveReservationButton")
    await stage.hands.tap("cancelRemoteButton")


async def documents(stage: Stage) -> None:
    await stage.hands.tap("leaveCancelRemoteButton")
    await go(stage, "documents")
    await row(stage, "documents", 2)


async def invoices(stage: Stage) -> None:
    await go(stage, "invoices")
    await row(stage, "invoices", 0)


async def nothing_like_that(stage: Stage) -> None:
    """A number that no invoice has."""
    if stage.hands.sees("invoicesSheetBack"):
        await stage.hands.tap("invoicesSheetBack")
    stage.hands.key(KEY.Key_Escape)
    stage.till.presenters.orders.receipt_wanted.emit()
    await go(stage, "unsent")
    if stage.hands.sees("unsentSheetBack"):
        await stage.hands.tap("unsentSheetBack")
    stage.hands.key(KEY.Key_F2)
    stage.hands.type("none")
    stage.hands.key(KEY.Key_Return)
    await stage.hands.until(lambda: stage.hands.sees("unsentNothingLabel"), "nothing")


async def products_pulled(stage: Stage) -> None:
    """The back end's products are looked through before they are taken."""
    made = back_end_scenes.back_end_behind(stage)
    made.goods = back_end_scenes.goods()
    stage.hands.window.show_page(Page.SETTINGS)
    await stage.hands.page("settingsPage")
    await stage.hands.tap("productsNav")
    await stage.hands.tap("pullProductsButton")
    await stage.hands.until(lambda: stage.hands.sees("importConfirmButton"), "looked through")


async def unpaid(stage: Stage) -> None:
    await back_end_scenes.to_selling(stage)
    stage.hands.key(KEY.Key_F10)
    await stage.hands.page("reservationForm")


async def unpaid_again(stage: Stage) -> None:
    """The answer was lost, and nobody can look the order up: a person is asked first."""
    await back_end_scenes.answer_lost(stage)
    stage.hands.key(KEY.Key_F10)
    await stage.hands.until(lambda: stage.hands.sees("reservationWarning"), "the warning")


async def paid_there(stage: Stage) -> None:
    """What the server had before is seen on Pay, and cannot be given back."""
    await stage.hands.tap("leaveReservationButton")
    await go(stage, "remoteOrders")
    if not stage.hands.sees("takePaymentButton"):  # where the sheet is not still in view
        await row(stage, "remoteOrders", 0)
    await stage.hands.tap("takePaymentButton")
    await stage.hands.page("payPage")


SCENES = (
    till_orders,
    unsent,
    unsent_mapping,
    unsent_settle,
    by_hand,
    remote_orders,
    remote_change,
    remote_cancel,
    documents,
    invoices,
    nothing_like_that,
    unpaid,
    unpaid_again,
    paid_there,
    products_pulled,
)
