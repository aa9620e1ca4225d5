"""What is written on a card of a product is kept, or said to be wrong below its field."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractItemView, QWidget

from cashier.domain.product import Unit
from cashier.ui.controls.open_file import OpenDialog
from cashier.ui.product.product_card_look import PictureChoice
from tests.app.card_hands import (
    UNKNOWN,
    closed,
    field,
    found,
    journal,
    open_card,
    tile,
    tiles,
    trouble,
    write,
)
from tests.app.eyes import KEY, pieces, told, view
from tests.app.scenes import BREAD, Stage
from tests.hands import press

Play = Callable[..., None]


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
        await open_card(stage, "Plum Tomatoes")
        write(stage, "productCodeField", "4011")
        await stage.hands.tap("addCodeButton")
        await stage.hands.until(lambda: stage.hands.sees("code_4011"), "the PLU")
        await stage.hands.tap("saveProductButton")
        await closed(stage)
        stage.hands.key(KEY.Key_F2)
        stage.hands.type("4011")
        await stage.hands.until(
            lambda: tiles(stage)[:1] == ["Plum Tomatoes"], "the exact code first"
        )
        stage.hands.key(KEY.Key_Return)
        await stage.hands.until(lambda: not view(stage).is_empty, "it is sold")
        assert view(stage).order.lines[0].name == "Plum Tomatoes"

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
