"""After the sale: its receipt in the shop's folder, and the keys typed next are the next sale's."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from cashier.app.documents import RECEIPTS
from cashier.ui.frame.tasks import KEEP_RECEIPT
from cashier.ui.sell.input_display import InputDisplay
from tests.app import books
from tests.app.scenes import BREAD, Stage
from tests.printing.pdf_reader import pdfium_text

Play = Callable[..., None]


async def kept(stage: Stage) -> None:
    await stage.till.tasks.settled(KEEP_RECEIPT)


async def sold_by_keys(stage: Stage) -> None:
    """Sell with the guard on: it lets F12 through when it is no second press any more."""
    await stage.to_pay()
    stage.hands.type("=")
    await stage.can_finish()

    def finished() -> bool:
        stage.hands.key(Qt.Key.Key_F12)
        return stage.hands.sees("donePage")

    await stage.hands.until(finished, "the sale is finished")


def test_the_receipt_is_a_file_in_the_data_folder(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        await kept(stage)

    play(shop, scene)
    (written,) = (shop / RECEIPTS).iterdir()
    assert written.name == "T1-000001.pdf"
    assert "Gintaro krautuvė" in pdfium_text(written.read_bytes())


def test_no_file_where_no_receipt_was_wanted(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.paid_in_cash()
        await stage.hands.tap("receipt_none")
        await stage.hands.tap("confirmButton")
        await stage.hands.page("donePage")
        await kept(stage)

    play(shop, scene)
    assert len(books.read(shop).posted) == 1
    assert not (shop / RECEIPTS).exists()


def test_a_receipt_that_cannot_be_kept_leaves_the_sale_as_it_is(shop: Path, play: Play) -> None:
    (shop / RECEIPTS).write_text("no folder")

    async def scene(stage: Stage) -> None:
        await stage.sold()
        await stage.hands.until(lambda: stage.hands.sees("doneTrouble"), "told")
        (shop / RECEIPTS).unlink()
        await stage.hands.tap("tryAgainButton")
        await stage.hands.until(lambda: not stage.hands.sees("doneTrouble"), "done after all")

    play(shop, scene)
    assert [one.name for one in (shop / RECEIPTS).iterdir()] == ["T1-000001.pdf"]


def test_digits_typed_at_once_after_a_sale_are_all_there_for_the_next(
    shop: Path, play: Play
) -> None:
    async def scene(stage: Stage) -> None:
        await sold_by_keys(stage)
        stage.hands.type_slowly("112")  # the guard takes none of them for a second press
        await stage.hands.page("sellPage")
        display = stage.hands.find(InputDisplay, "inputDisplay")
        await stage.hands.until(lambda: display.value == "112", "the quantity")
        stage.hands.scan(BREAD)
        await stage.hands.until(lambda: stage.hands.pieces() == 112_000, "so many")

    play(shop, scene, guard_ms=350)


def test_letters_typed_after_a_sale_are_looked_for(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await sold_by_keys(stage)
        stage.hands.type_slowly("ssyr")
        await stage.hands.page("sellPage")
        search = stage.hands.find(QLineEdit, "productSearch")
        await stage.hands.until(lambda: search.text() == "ssyr", "the search")

    play(shop, scene, guard_ms=350)


def test_a_company_written_while_paying_stays_with_the_sale(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.to_pay()
        stage.hands.key(Qt.Key.Key_F10)
        await stage.hands.until(lambda: stage.hands.sees("companyNameField"), "the form")
        stage.hands.find(QLineEdit, "companyNameField").setFocus()
        stage.commit("UAB Gintaras")
        stage.hands.key(Qt.Key.Key_Return)
        await stage.hands.until(lambda: not stage.hands.sees("companyNameField"), "kept")
        stage.hands.key(Qt.Key.Key_Escape)
        await stage.hands.page("sellPage")
        stage.hands.key(Qt.Key.Key_F12)
        await stage.hands.page("payPage")
        label = stage.hands.find(QWidget, "invoiceButton")
        assert "UAB Gintaras" in label.accessibleName()
        await stage.hands.tap("exactCashButton")
        await stage.can_finish()
        await stage.hands.tap("confirmButton")
        await stage.hands.page("donePage")
        assert stage.hands.find(QLabel, "doneFigure").text().startswith("0.00")
        await kept(stage)

    play(shop, scene)
    assert [one.total.minor for one in books.read(shop).posted] == [277]
    receipt = " ".join(pdfium_text((shop / RECEIPTS / "T1-000001.pdf").read_bytes()).split())
    assert "Buyer UAB Gintaras" in receipt
