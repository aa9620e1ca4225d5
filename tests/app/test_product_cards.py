"""Cards of products in the real window on a real shop, by presses, keys and scans alone."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from cashier.operations.import_products import ImportRequest
from tests.app.card_hands import (
    UNKNOWN,
    ask,
    closed,
    field,
    found,
    journal,
    open_card,
    tile,
    tiles,
    till_of,
    write,
)
from tests.app.eyes import CTRL, KEY, pieces, tells, view
from tests.app.scenes import BREAD, Stage

Play = Callable[..., None]


def test_a_changed_price_is_on_the_tile_in_the_journal_and_in_the_next_sale(
    shop: Path, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        await open_card(stage, "Juoda Duona")
        assert field(stage, "productPriceField").hasFocus()
        assert field(stage, "productPriceField").text() == "0.79"
        write(stage, "productPriceField", "0,95")
        stage.hands.key(KEY.Key_S, CTRL)
        await closed(stage)
        await tells(stage, "Juoda Duona is saved")
        await stage.hands.until(lambda: tile(stage, "Juoda Duona").price.minor == 95, "the price")
        await stage.scan(BREAD)
        assert view(stage).figures.total.minor == 95

    play(shop, scene)
    entry = journal(shop)[-1]
    assert entry["kind"] == "product-changed"
    data = entry["data"]
    assert isinstance(data, dict)
    assert (data["before"]["price"], data["after"]["price"]) == (79, 95)


def test_an_unknown_scan_leads_to_a_new_product_that_is_sold_at_once(
    shop: Path, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        stage.hands.scan(UNKNOWN)
        await tells(stage, "is not in the catalogue")
        assert not stage.hands.sees("productCard")  # selling goes on undisturbed
        await stage.hands.tap("offerButton")
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        assert stage.hands.sees(f"code_{UNKNOWN}")
        assert field(stage, "productNameField").hasFocus()
        stage.commit("Uogienė")
        write(stage, "productPriceField", "2.49")
        await stage.hands.tap("addAndSellButton")
        await closed(stage)
        await pieces(stage, 2)
        assert view(stage).figures.total.minor == 79 + 249
        stage.hands.scan(UNKNOWN)
        await pieces(stage, 3)

    play(shop, scene)


def test_ctrl_p_after_an_unknown_scan_means_that_code(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        stage.hands.scan(UNKNOWN)
        await tells(stage, "is not in the catalogue")
        stage.hands.key(KEY.Key_P, CTRL)
        await stage.hands.until(lambda: stage.hands.sees(f"code_{UNKNOWN}"), "the code")
        stage.hands.key(KEY.Key_Escape)
        await closed(stage)
        await stage.scan(BREAD)
        stage.hands.key(KEY.Key_P, CTRL)  # sold on: now the line's product is meant
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        assert field(stage, "productNameField").text() == "Juoda Duona"

    play(shop, scene)


def test_taken_off_sale_and_back_by_undo_and_from_its_own_shelf(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await open_card(stage, "Juoda Duona")
        await stage.hands.tap("takeOffSaleButton")
        await closed(stage)
        await stage.hands.until(lambda: "Juoda Duona" not in tiles(stage), "the tile gone")
        stage.hands.scan(BREAD)
        await tells(stage, f"{BREAD} is not in the catalogue")
        await stage.hands.tap("undoButton")
        await stage.hands.until(lambda: "Juoda Duona" in tiles(stage), "the tile back")
        await open_card(stage, "Juoda Duona")
        await stage.hands.tap("takeOffSaleButton")
        await closed(stage)
        await stage.hands.tap("allCategoriesButton")
        await stage.hands.tap("offSaleButton")
        await stage.hands.until(lambda: tiles(stage) == ["Juoda Duona"], "those not for sale")
        await stage.hands.tap_row("productGrid", 0)
        await stage.hands.until(lambda: stage.hands.sees("putOnSaleButton"), "its card")
        assert view(stage).is_empty
        await stage.hands.tap("putOnSaleButton")
        await closed(stage)
        stage.hands.scan(BREAD)
        await pieces(stage, 1)

    play(shop, scene)


def test_undo_brings_back_what_was_last_a_line_or_a_product(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        await open_card(stage, "Homemade Butter")
        await stage.hands.tap("takeOffSaleButton")
        await closed(stage)
        await stage.hands.until(lambda: "Homemade Butter" not in tiles(stage), "the tile gone")
        stage.hands.key(KEY.Key_Delete)
        await stage.hands.until(lambda: view(stage).is_empty, "the line removed")
        stage.hands.key(KEY.Key_Z, CTRL)
        await pieces(stage, 1)
        assert "Homemade Butter" not in tiles(stage)  # the line was the last thing, not this

    play(shop, scene)


def test_while_products_come_in_a_card_stays_with_what_was_typed(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        till = till_of(stage)
        await open_card(stage, "Juoda Duona")
        write(stage, "productPriceField", "0.95")
        async with till.import_products.turn.of_import():
            await stage.hands.tap("saveProductButton")
            await tells(stage, "Products are being imported")
        assert field(stage, "productPriceField").text() == "0.95"
        await stage.hands.tap("saveProductButton")
        await closed(stage)
        await stage.hands.until(lambda: tile(stage, "Juoda Duona").price.minor == 95, "the price")

    play(shop, scene)


def test_what_an_import_changed_meanwhile_stays_where_the_card_says_nothing_else(
    shop: Path, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        till = till_of(stage)
        await open_card(stage, "Juoda Duona")
        write(stage, "productNameField", "Rye bread")
        content = f"barcode,price\n{BREAD},0.99\n".encode()
        await till.import_products(ImportRequest(partial(io.BytesIO, content), "EUR"))
        await stage.hands.tap("saveProductButton")
        await closed(stage)
        kept = await found(stage, BREAD)
        assert kept is not None
        assert (kept.name, kept.price.minor) == ("Rye bread", 99)

    play(shop, scene)


def test_the_offer_of_a_notice_stays_good_while_selling_goes_on(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.hands.scan(UNKNOWN)
        await tells(stage, "is not in the catalogue")
        await stage.scan(BREAD)
        await stage.hands.tap("offerButton")
        await stage.hands.until(lambda: stage.hands.sees(f"code_{UNKNOWN}"), "the card with it")

    play(shop, scene)


def test_another_scale_leaves_the_card_open_with_what_was_typed(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await open_card(stage, "Juoda Duona")
        write(stage, "productPriceField", "0.95")
        stage.till.theme.set_scale(120)
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        assert field(stage, "productPriceField").text() == "0.95"
        stage.till.theme.set_scale(100)

    play(shop, scene)


def test_a_search_in_vain_offers_a_free_line_and_a_new_product(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.hands.key(KEY.Key_F2)
        stage.hands.type("zzz cake")
        await stage.hands.until(lambda: stage.hands.sees("searchEmpty"), "nothing found")
        await stage.hands.tap("sellAsFreeLineButton")
        await stage.hands.until(lambda: stage.hands.sees("freeLineForm"), "the free line")
        assert field(stage, "freeLineNameField").text() == "zzz cake"
        stage.hands.key(KEY.Key_Escape)
        stage.hands.key(KEY.Key_F2)
        await stage.hands.tap("addProductButton")
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        assert field(stage, "productNameField").text() == "zzz cake"
        assert field(stage, "productPriceField").hasFocus()

    play(shop, scene)


def test_by_touch_alone_the_next_tile_tapped_shows_its_card(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.hands.tap("allCategoriesButton")
        await stage.hands.tap("pickProductButton")
        await stage.hands.until(lambda: stage.hands.sees("pickingStrip"), "what to do")
        await stage.hands.tap("endPickingButton")
        assert not stage.hands.sees("pickingStrip")
        assert stage.hands.sees("categoryBar")
        await stage.hands.tap("allCategoriesButton")
        await stage.hands.tap("pickProductButton")
        await stage.hands.tap_row("productGrid", 0)
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        assert view(stage).is_empty
        stage.hands.key(KEY.Key_Escape)
        await closed(stage)
        assert stage.hands.sees("categoryBar")
        await stage.hands.tap_row("productGrid", 0)
        await pieces(stage, 1)

    play(shop, scene)


def test_the_menu_key_opens_the_card_of_the_tile_the_arrows_are_at(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        grid = stage.hands.find(QAbstractItemView, "productGrid")
        await stage.hands.until(lambda: len(tiles(stage)) > 2, "tiles")
        second = tiles(stage)[1]
        grid.setFocus()
        stage.hands.key(KEY.Key_Right)
        stage.hands.key(KEY.Key_Right)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(grid, event)
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        assert field(stage, "productNameField").text() == second

    play(shop, scene)


def test_the_right_button_on_a_line_opens_the_card_of_its_product(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        cart = stage.hands.find(QAbstractItemView, "cartView")
        ask(cart.viewport(), cart.visualRect(cart.model().index(0, 0)).topLeft() + QPoint(60, 10))
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        assert field(stage, "productNameField").text() == "Juoda Duona"

    play(shop, scene)
