"""Cards of products in the real window on a real shop, by presses, keys and scans alone."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from cashier.app.till import Till
from cashier.domain.product import Product, Unit
from cashier.storage.journal_store import entries
from cashier.storage.ledger_reader import LEDGER_FILE
from cashier.ui.open_file import OpenDialog
from cashier.ui.product_card_look import PictureChoice
from cashier.ui.product_model import PRODUCT_ROLE
from tests.app.eyes import CTRL, KEY, pieces, tells, told, view
from tests.app.scenes import BREAD, Stage
from tests.hands import press

Play = Callable[..., None]
UNKNOWN = "4770049061466"


async def open_card(stage: Stage, name: str) -> None:
    """Press the right button on the tile called ``name``."""
    grid = stage.hands.find(QAbstractItemView, "productGrid")
    await stage.hands.until(lambda: name in tiles(stage), f"tile {name}")
    index = grid.model().index(tiles(stage).index(name), 0)
    grid.scrollTo(index)
    ask(grid.viewport(), grid.visualRect(index).center())
    await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")


def ask(widget: QWidget, place: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


def tiles(stage: Stage) -> list[str]:
    model = stage.hands.find(QAbstractItemView, "productGrid").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def tile(stage: Stage, name: str) -> Product:
    model = stage.hands.find(QAbstractItemView, "productGrid").model()
    product = model.index(tiles(stage).index(name), 0).data(PRODUCT_ROLE)
    assert isinstance(product, Product)
    return product


def field(stage: Stage, name: str) -> QLineEdit:
    return stage.hands.find(QLineEdit, name)


def write(stage: Stage, name: str, text: str) -> None:
    edit = field(stage, name)
    edit.setFocus()
    edit.selectAll()
    stage.hands.type(text)


async def closed(stage: Stage) -> None:
    await stage.hands.until(lambda: not stage.hands.sees("productCard"), "the card closed")


async def found(stage: Stage, code: str) -> Product | None:
    return await stage.till.cards.presenter._needs.catalogue.by_barcode(code)  # noqa: SLF001


def journal(folder: Path) -> list[dict[str, object]]:
    with closing(apsw.Connection(str(folder / LEDGER_FILE))) as connection:
        return [json.loads(entry.body) for entry in entries(connection)]


def trouble(stage: Stage, name: str) -> str:
    labels = stage.hands.window.findChildren(QLabel, f"{name}Trouble")
    return next((one.text() for one in labels if one.isVisible()), "")


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


def test_scans_while_a_card_is_open_are_its_barcodes_and_sell_nothing(
    shop: Path, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        await open_card(stage, "Juoda Duona")
        write(stage, "productNameField", "Rye")
        stage.hands.scan(UNKNOWN)
        await stage.hands.until(lambda: stage.hands.sees(f"code_{UNKNOWN}"), "the new code")
        assert field(stage, "productNameField").text() == "Rye"
        stage.hands.scan("4770245045802")  # the butter's
        await stage.hands.until(
            lambda: "Homemade Butter" in trouble(stage, "productCodes"), "whose code it is"
        )
        assert view(stage).is_empty
        await stage.hands.tap("saveProductButton")
        await closed(stage)
        stage.hands.scan(UNKNOWN)
        await pieces(stage, 1)
        assert view(stage).order.lines[0].name == "Rye"

    play(shop, scene)


def test_what_is_wrong_is_said_below_its_field_and_nothing_is_saved(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.hands.tap("allCategoriesButton")
        await stage.hands.tap("newProductButton")
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        await stage.hands.tap("saveProductButton")
        assert trouble(stage, "productPriceField") == "Say what it costs."
        write(stage, "productPriceField", "1.2345")  # the sign ends the decimals of a euro
        assert field(stage, "productPriceField").text() == "1.23"
        assert trouble(stage, "productPriceField") == ""
        await stage.hands.tap("saveProductButton")
        assert trouble(stage, "productNameField") == "Say what it is called."
        assert field(stage, "productNameField").hasFocus()

    before = len(journal(shop))
    play(shop, scene)
    assert len(journal(shop)) == before


def test_leaving_asks_only_where_something_would_be_lost(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await open_card(stage, "Juoda Duona")
        stage.hands.key(KEY.Key_Escape)
        await closed(stage)
        await open_card(stage, "Juoda Duona")
        write(stage, "productPriceField", "5")
        stage.hands.key(KEY.Key_Escape)
        assert stage.hands.sees("discardProductButton")
        stage.hands.key(KEY.Key_Escape)
        assert not stage.hands.sees("discardProductButton")
        assert field(stage, "productPriceField").text() == "5"
        await stage.hands.tap("cancelCardButton")
        await stage.hands.tap("discardProductButton")
        await closed(stage)
        assert tile(stage, "Juoda Duona").price.minor == 79
        assert told(stage) == ""

    play(shop, scene)


def test_keypad_letters_and_digits_write_on_the_open_card(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.scan(BREAD)
        await stage.hands.tap("allCategoriesButton")
        await stage.hands.tap("newProductButton")
        await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")
        stage.hands.type("Tea 20")
        write(stage, "productPriceField", "")
        for name in ("key_three", "key_point", "key_five", "key_nine", "key_backspace", "key_zero"):
            press(stage.hands.find(QWidget, name))
        assert field(stage, "productPriceField").text() == "3.50"
        assert field(stage, "productNameField").text() == "Tea 20"
        stage.hands.find(QWidget, "productFavouriteButton").setFocus()
        stage.hands.type("x")
        assert field(stage, "productNameField").text() == "Tea 20x"
        assert stage.hands.pieces() == 1_000
        stage.hands.key(KEY.Key_Return)
        await closed(stage)
        assert stage.hands.pieces() == 1_000

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


def test_every_field_is_kept(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await open_card(stage, "Juoda Duona")
        hands = stage.hands
        for name in ("productRate_12000", "unit_kg", "productOpenPriceButton", "colour_teal"):
            press(hands.find(QWidget, name))
        press(hands.find(QWidget, "productFavouriteButton"))
        write(stage, "productCodeField", "4011")
        hands.key(KEY.Key_Return)
        await hands.until(lambda: hands.sees("code_4011"), "the PLU")
        press(hands.find(QWidget, f"code_{BREAD}"))
        choice = hands.find(QWidget, "productCategoryChoice")
        choice.setFocus()
        hands.key(KEY.Key_End)  # the last one: a new category
        write(stage, "productCategoryField", "Duona ir pyragai")
        await hands.tap("saveProductButton")
        await closed(stage)
        kept = await found(stage, "4011")
        assert kept is not None
        assert (kept.vat_rate.text(), kept.unit, kept.colour) == ("12", Unit.KILOGRAM, "teal")
        assert (kept.is_favourite, kept.has_open_price) == (False, True)
        assert (kept.category, kept.barcodes) == ("Duona ir pyragai", ("4011",))
        assert await found(stage, BREAD) is None

    play(shop, scene)


def test_a_plu_is_typed_into_the_search(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await open_card(stage, "Obuoliai")
        write(stage, "productCodeField", "4011")
        await stage.hands.tap("addCodeButton")
        await stage.hands.until(lambda: stage.hands.sees("code_4011"), "the PLU")
        await stage.hands.tap("saveProductButton")
        await closed(stage)
        stage.hands.key(KEY.Key_F2)
        stage.hands.type("4011")
        await stage.hands.until(lambda: tiles(stage)[:1] == ["Obuoliai"], "the exact code first")
        stage.hands.key(KEY.Key_Return)
        await stage.hands.until(lambda: not view(stage).is_empty, "it is sold")
        assert view(stage).order.lines[0].name == "Obuoliai"

    play(shop, scene)


def test_a_picture_is_chosen_shown_and_kept_in_the_data_folder(
    shop: Path, play: Play, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    image = QImage(1_600, 1_200, QImage.Format.Format_RGB32)
    image.fill(QColor("#c03030"))
    assert image.save(str(photo))
    (tmp_path / "notes.png").write_text("no picture", encoding="utf-8")

    async def scene(stage: Stage) -> None:
        await open_card(stage, "Saumon fumé")
        await choose(stage, tmp_path / "notes.png")
        await stage.hands.until(
            lambda: "no picture" in trouble(stage, "pictureChoice"), "what is wrong with it"
        )
        await choose(stage, photo)
        await stage.hands.until(lambda: stage.hands.sees("removePictureButton"), "the picture")
        assert trouble(stage, "pictureChoice") == ""
        await stage.hands.tap("saveProductButton")
        await closed(stage)
        await stage.hands.until(lambda: bool(tile(stage, "Saumon fumé").picture), "its tile")
        name = tile(stage, "Saumon fumé").picture
        assert (shop / "pictures" / name).is_file()
        await stage.hands.until(lambda: reddish(stage, "Saumon fumé"), "the picture on the tile")

    play(shop, scene)


async def choose(stage: Stage, path: Path) -> None:
    """Choose a file as the system's dialog tells it."""
    choice = stage.hands.find(PictureChoice, "pictureChoice")
    press(choice.choose)
    await stage.hands.until(lambda: choice.dialog is not None, "the dialog")
    dialog = choice.dialog
    assert isinstance(dialog, OpenDialog)
    assert dialog.dialog is not None
    dialog.dialog.fileSelected.emit(str(path))
    dialog.dialog.close()


def reddish(stage: Stage, name: str) -> bool:
    grid = stage.hands.find(QAbstractItemView, "productGrid")
    index = grid.model().index(tiles(stage).index(name), 0)
    grid.scrollTo(index)
    place = grid.visualRect(index).topLeft() + QPoint(40, 20)
    colour = grid.viewport().grab().toImage().pixelColor(place)
    return colour.red() > 150 and colour.green() < 90


def test_while_products_come_in_a_card_stays_with_what_was_typed(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        till = _till_of(stage)
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


def _till_of(stage: Stage) -> Till:
    till = stage.till._till  # noqa: SLF001 - what runs beside the window
    assert isinstance(till, Till)
    return till
