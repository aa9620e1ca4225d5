"""Scenes of the goods pane: cards of products, the list of categories, a search in vain."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QScrollArea

from tests.app.eyes import KEY
from tests.app.scenes import Stage

UNKNOWN = "4770049061466"


async def shelf_list(stage: Stage) -> None:
    await stage.hands.tap("allCategoriesButton")
    await stage.hands.until(lambda: stage.hands.sees("shelfList"), "the list")


async def picking(stage: Stage) -> None:
    await stage.hands.tap("pickProductButton")
    await stage.hands.until(lambda: stage.hands.sees("pickingStrip"), "what to do")


async def search_in_vain(stage: Stage) -> None:
    await stage.hands.tap("endPickingButton")
    stage.hands.key(KEY.Key_F2)
    stage.hands.type("zzz cake of nobody")
    await stage.hands.until(lambda: stage.hands.sees("searchEmpty"), "nothing found")


async def unknown_code(stage: Stage) -> None:
    stage.hands.key(KEY.Key_Escape)
    stage.hands.scan(UNKNOWN)
    await stage.hands.until(lambda: stage.hands.sees("offerButton"), "the offer")


async def new_product_in_trouble(stage: Stage) -> None:
    """A card with a code to sell at once, and what is missing on it."""
    await stage.hands.tap("offerButton")
    await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
    await stage.hands.tap("saveProductButton")
    await stage.hands.until(lambda: stage.hands.sees("productPriceFieldTrouble"), "what is missing")


async def card_asks(stage: Stage) -> None:
    stage.hands.find(QLineEdit, "productNameField").setFocus()
    stage.hands.type("Jam")
    await stage.hands.tap("cancelCardButton")
    await stage.hands.until(lambda: stage.hands.sees("discardProductButton"), "the question")


async def product_card(stage: Stage) -> None:
    """The card of a product with a picture, scrolled to its end."""
    await stage.hands.tap("discardProductButton")
    await stage.hands.until(lambda: not stage.hands.sees("productCard"), "closed")
    grid = stage.hands.find(QAbstractItemView, "productGrid")
    await stage.hands.until(lambda: grid.model().rowCount() > 1, "tiles")
    place = grid.visualRect(grid.model().index(0, 0)).center()
    mouse = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(mouse, place, grid.viewport().mapToGlobal(place))
    QApplication.sendEvent(grid.viewport(), event)
    await stage.hands.until(lambda: stage.hands.sees("takeOffSaleButton"), "the card")
    scroll = stage.hands.find(QScrollArea, "productCardScroll")
    scroll.verticalScrollBar().setValue(10_000)


async def off_sale(stage: Stage) -> None:
    await stage.hands.tap("takeOffSaleButton")
    await stage.hands.until(lambda: not stage.hands.sees("productCard"), "closed")
    await stage.hands.tap("allCategoriesButton")
    await stage.hands.tap("offSaleButton")
    grid = stage.hands.find(QAbstractItemView, "productGrid")
    await stage.hands.until(lambda: grid.model().rowCount() == 1, "those not for sale")


async def card_off_sale(stage: Stage) -> None:
    await stage.hands.tap_row("productGrid", 0)
    await stage.hands.until(lambda: stage.hands.sees("putOnSaleButton"), "its card")


async def back_on_sale(stage: Stage) -> None:
    """Leave the shop as it was: what comes next begins with the favourites."""
    await stage.hands.tap("putOnSaleButton")
    await stage.hands.until(lambda: not stage.hands.sees("productCard"), "closed")
    await stage.hands.tap("allCategoriesButton")
    await stage.hands.until(lambda: stage.hands.sees("shelfList"), "the list")
    stage.hands.key(KEY.Key_Escape)


PRODUCT_SCENES = (
    shelf_list,
    picking,
    search_in_vain,
    unknown_code,
    new_product_in_trouble,
    card_asks,
    product_card,
    off_sale,
    card_off_sale,
    back_on_sale,
)
