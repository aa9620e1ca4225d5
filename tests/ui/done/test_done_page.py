"""After posting: the change, what became of the sale, its document, and the way on."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from cashier.domain.errors import DocumentNotWrittenError, PrinterError
from cashier.domain.posting import PostedOrder
from cashier.domain.tender import Tender, TenderType
from cashier.ui.controls.callout import Callout
from cashier.ui.done.done_page import DonePage
from cashier.ui.frame.state_chip import StateChip
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.orders_till import OrdersTill, orders_till, with_done_page
from tests.ui.paying import child, euros, order_of, plain


def page_of(till: OrdersTill) -> DonePage:
    assert isinstance(till.page, DonePage)
    return till.page


def steps(till: OrdersTill) -> list[str]:
    found = child(page_of(till), QWidget, "doneSteps")
    return [one.accessibleName() for one in found.children() if isinstance(one, QWidget)]


def test_the_change_stands_large(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(await till.sell(order_of(), Tender("c", TenderType.CASH, euros("30.00"))))
        await till.settled()
        assert till.text("doneFigure") == "3.55 €"
        assert page_of(till).hero.figure.font().pixelSize() == theme.px(120)

    run(scenario())


def test_a_card_sale_says_what_was_paid(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(await till.sell(order_of(), Tender("c", TenderType.CARD, euros("26.47"))))
        await till.settled()
        assert till.text("doneFigure") == "26.47 €"
        words = plain(page_of(till).hero.below.accessibleName())
        assert words.replace("\u2002", " ") == "Card 26.47 € · T1-000001"

    run(scenario())


def test_without_a_receipt_nothing_is_made_up_and_no_print_is_offered(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(await till.sell())
        await till.settled()
        assert [one.partition(" 14:")[0] for one in steps(till)] == ["Saved on this till"]
        assert child(page_of(till), StateChip, "receiptChip").text == "No receipt"
        assert not till.button("printAgainButton").isVisible()
        assert till.paper.kept == []

    run(scenario())


def test_the_receipt_is_kept_as_a_file_and_the_next_one_saved_is_a_copy(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        posted = await till.sell()
        till.done.begin(posted, wants_pdf=True)
        chip = child(page_of(till), StateChip, "receiptChip")
        assert (chip.text, len(steps(till))) == ("Saving", 2)
        await till.settled()
        assert [(one.number, one.copy) for one in till.paper.kept] == [(posted.number, 0)]
        assert chip.text == "Saved as PDF"
        assert steps(till)[1].startswith("Receipt saved as PDF 14:")
        till.done.save_pdf("copy.pdf")
        await till.settled()
        assert till.paper.written["copy.pdf"].copy == 1

    run(scenario())


def test_a_receipt_that_could_not_be_kept_is_told_and_tried_again(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.paper.failure = DocumentNotWrittenError("T1-000001.pdf (no space left on device)")
        till.done.begin(await till.sell(), wants_pdf=True)
        await till.settled()
        trouble = child(page_of(till), Callout, "doneTrouble")
        assert trouble.isVisible()
        assert trouble.heading == "Receipt not saved as PDF"
        assert "change is right" in trouble.accessibleName()
        assert "no space left" in trouble.accessibleName()
        assert child(page_of(till), QWidget, "doneChips").isVisible()
        assert not till.button("savePdfButton").isVisible()
        till.paper.failure = None
        await till.press(Qt.Key.Key_F9)
        assert not trouble.isVisible()
        assert len(till.paper.kept) == 1

    run(scenario())


def test_a_receipt_that_is_skipped_is_asked_for_no_more(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.paper.failure = DocumentNotWrittenError("T1-000001.pdf")
        till.done.begin(await till.sell(), wants_pdf=True)
        await till.settled()
        await till.press(Qt.Key.Key_F4)
        assert not child(page_of(till), Callout, "doneTrouble").isVisible()
        assert child(page_of(till), StateChip, "receiptChip").text == "No receipt"
        assert till.button("savePdfButton").isVisible()

    run(scenario())


def test_a_sale_posted_before_is_not_given_out_twice(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(replace(await till.sell(), is_repeat=True), wants_pdf=True)
        await till.settled()
        assert till.paper.kept == []

    run(scenario())


@pytest.mark.parametrize("text", ["5", "k", ",", "."])
def test_what_is_typed_begins_the_next_sale(run: Run, theme: Theme, text: str) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        heard: list[str] = []
        till.done.ended.connect(lambda: heard.append("ended"))
        till.done.typing_passed.connect(heard.append)
        till.done.begin(await till.sell())
        await till.settled()
        till.type(text)
        assert heard == ["ended", text]
        assert till.done.state is None

    run(scenario())


def test_the_line_below_the_figure_is_spoken_without_marks(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(await till.sell(order_of(), Tender("c", TenderType.CASH, euros("30.00"))))
        await till.settled()
        words = plain(page_of(till).hero.below.accessibleName())
        assert words.replace("\u2002", " ") == "Paid 30.00 € · to pay 26.45 € · T1-000001"

    run(scenario())


def test_with_a_printer_the_first_print_is_by_itself_and_trouble_is_told(
    run: Run, theme: Theme
) -> None:
    printed: list[str] = []

    async def print_receipt(posted: PostedOrder) -> None:
        printed.append(posted.number)
        if len(printed) == 1:
            raise PrinterError

    async def scenario() -> None:
        till = with_done_page(orders_till(print_receipt), theme)
        till.done.begin(await till.sell())
        await till.settled()
        assert till.done.state is not None
        assert "not printed" in till.done.state.trouble
        await till.press(Qt.Key.Key_F9)
        assert till.done.state.is_printed
        assert till.done.state.trouble == ""
        assert printed == ["T1-000001", "T1-000001"]

    run(scenario())


def test_the_receipt_is_shown_pixel_for_pixel(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(await till.sell())
        await till.settled()
        image = page_of(till).receipt.image
        assert image.width() == page_of(till).receipt.width_px
        assert image.pixelColor(5, 5).red() == 120
        assert till.paper.drawn[0].number == "T1-000001"

    run(scenario())


def test_the_first_file_is_the_original_and_the_next_a_copy(
    run: Run, theme: Theme, tmp_path: Path
) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(await till.sell())
        await till.settled()
        for name in ("one.pdf", "two.pdf"):
            await till.press(Qt.Key.Key_F6)
            dialog = page_of(till).save_dialog.dialog
            assert dialog is not None
            dialog.fileSelected.emit(str(tmp_path / name))
            dialog.reject()
            await till.settled()
        assert [one.copy for one in till.paper.written.values()] == [0, 1]
        told = [one.hint for one in till.notices]
        assert told == [str(tmp_path / name) for name in ("one.pdf", "two.pdf")]

    run(scenario())


def test_a_cancelled_file_dialog_writes_nothing(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(await till.sell())
        await till.press(Qt.Key.Key_F6)
        dialog = page_of(till).save_dialog.dialog
        assert dialog is not None
        dialog.reject()
        await till.settled()
        assert till.paper.written == {}
        assert page_of(till).save_dialog.dialog is None

    run(scenario())


def test_enter_starts_the_next_sale_once_however_long_it_is_held(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        ended: list[bool] = []
        till.done.ended.connect(lambda: ended.append(True))
        till.done.begin(await till.sell())
        await till.settled()
        for is_repeat in (True, True, False, True):
            kind, none = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(kind, Qt.Key.Key_Return, none, "\r", is_repeat)
            QApplication.sendEvent(page_of(till), event)
            assert ended == ([] if is_repeat and not ended else [True])

    run(scenario())


def test_new_sale_has_the_focus_and_can_be_tapped(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.done.begin(await till.sell())
        await till.settled()
        assert page_of(till).focusWidget() is till.button("newSaleButton")
        await till.click("newSaleButton")
        assert till.done.state is None

    run(scenario())


def test_a_scan_ends_the_sale_and_is_passed_on(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        codes: list[str] = []
        till.done.scan_passed.connect(codes.append)
        till.done.begin(await till.sell())
        till.done.scan("4770190036016")
        assert (codes, till.done.state) == (["4770190036016"], None)

    run(scenario())


def test_this_sale_can_be_refunded_from_here(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        numbers: list[str] = []
        till.done.refund_requested.connect(numbers.append)
        till.done.begin(await till.sell())
        await till.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        assert numbers == ["T1-000001"]

    run(scenario())


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_every_button_is_large_enough_named_and_inside(run: Run, theme: Theme, width: int) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        page = page_of(till)
        page.resize(width, 700)
        till.done.begin(await till.sell())
        await till.settled()
        for button in page.findChildren(QAbstractButton):
            if button.isVisible():
                place = button.rect().translated(button.mapTo(page, button.rect().topLeft()))
                assert min(button.width(), button.height()) >= 48, button.objectName()
                assert button.accessibleName(), button.objectName()
                assert page.rect().contains(place), button.objectName()

    run(scenario())


def test_a_slow_disk_lets_no_receipt_be_left_out(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        first, second = await till.sell(order_of()), await till.sell(order_of(number=2))
        for posted in (first, second):
            till.done.begin(posted, wants_pdf=True)
            till.done.end()
        await till.settled()
        assert [one.number for one in till.paper.kept] == [first.number, second.number]

    run(scenario())


def test_a_receipt_that_failed_behind_the_next_sale_is_told_in_the_corner(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = with_done_page(orders_till(), theme)
        till.paper.failure = DocumentNotWrittenError("T1-000001.pdf (no space left on device)")
        till.done.begin(await till.sell(), wants_pdf=True)
        till.done.end()
        await till.settled()
        assert ["no space left" in one.text for one in till.notices] == [True]

    run(scenario())
