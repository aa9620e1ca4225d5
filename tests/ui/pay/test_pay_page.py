"""Paying by taps and keys on the page, as a cashier does it."""

import asyncio

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from cashier.ui.controls.big_button import FootButton
from cashier.ui.look.theme import Theme
from tests.ui.conftest import Run
from tests.ui.paying import (
    PayTill,
    child,
    euros,
    is_shown,
    line,
    order_of,
    page_of,
    pay_till,
    plain,
    with_page,
)


def finish_button(till: PayTill) -> FootButton:
    return child(page_of(till), FootButton, "confirmButton")


def test_keys_pay_in_cash_and_finish(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 0")
        assert till.text("amountLabel") == "50"
        await till.press("Return")
        assert till.text("dueLabel") == "26.45 €"
        assert till.text("paidLabel") == "50.00 €"
        assert till.text("changeLabel") == "23.55 €"
        await till.press("F12")
        assert [one.posting.change for one in till.posted] == [euros("23.55")]

    run(scenario())


def test_taps_pay_in_cash_and_finish(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        for name in ("tenderCashButton", "key_three", "key_zero", "key_point", "key_five"):
            await till.click(name)
        await till.click("key_ok")
        assert till.text("changeLabel") == "4.05 €"
        await till.click("confirmButton")
        assert len(till.posted) == 1

    run(scenario())


def test_a_comma_and_a_point_are_the_same_sign(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("3 0 Comma 5 Return")
        assert till.text("paidLabel") == "30.50 €"

    run(scenario())


def test_split_of_card_and_cash_with_the_figures_of_the_picture(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        assert till.text("dueLabel") == "26.47 €"
        await till.press("1 0 F6")
        assert is_shown(till, "answerQuestion")
        assert not finish_button(till).isEnabled()
        await till.click("approvedButton")
        assert not is_shown(till, "answerQuestion")
        await till.press("F5")
        assert till.text("dueLabel") == "26.45 €"
        await till.press("2 0 Return")
        assert till.text("paidLabel") == "30.00 €"
        assert till.text("changeLabel") == "3.55 €"
        rounding = child(page_of(till), QWidget, "roundingRow")
        assert "-0.02" in plain(rounding.accessibleName())
        await till.click("confirmButton")
        posting = till.posted[0].posting
        assert (posting.rounding, posting.change) == (-euros("0.02"), euros("3.55"))

    run(scenario())


def test_a_double_tap_on_finish_posts_once(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 0 Return")
        till.ledger.gate = asyncio.Event()
        button = finish_button(till)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.keyClick(page_of(till), Qt.Key.Key_F12)
        till.ledger.gate.set()
        await till.settled()
        assert (till.ledger.post_calls, len(till.posted)) == (1, 1)

    run(scenario())


def test_f12_held_down_posts_once(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 0 Return")
        for _ in range(20):
            QTest.keyPress(page_of(till), Qt.Key.Key_F12)
        QTest.keyRelease(page_of(till), Qt.Key.Key_F12)
        await till.settled()
        assert till.ledger.post_calls == 1

    run(scenario())


def test_enter_held_down_takes_cash_once(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("F5 1 0")
        for is_repeat in (False, *[True] * 20):
            kind, key = QEvent.Type.KeyPress, Qt.Key.Key_Return
            no_modifier = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(kind, key, no_modifier, "\r", is_repeat)
            QApplication.sendEvent(page_of(till), event)
            await till.settled()
        assert till.text("paidLabel") == "10.00 €"

    run(scenario())


def test_a_double_tap_on_a_note_that_covers_counts_once(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        note = child(page_of(till), QAbstractButton, "note_50")
        QTest.mouseClick(note, Qt.MouseButton.LeftButton)
        QTest.mouseClick(note, Qt.MouseButton.LeftButton)
        await till.settled()
        assert till.text("paidLabel") == "50.00 €"

    run(scenario())


def test_each_tap_on_a_note_adds_until_it_is_paid(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.click("note_20")
        assert plain(child(page_of(till), QAbstractButton, "exactCashButton").text()) == "6.45"
        await till.click("note_10")
        assert till.text("changeLabel") == "3.55 €"
        assert not child(page_of(till), QAbstractButton, "note_10").isEnabled()

    run(scenario())


def test_the_exact_amount_leaves_no_change(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.click("exactCashButton")
        assert till.text("changeLabel") == "0.00 €"
        await till.press("F12")
        assert till.posted[0].posting.rounding == -euros("0.02")

    run(scenario())


def test_the_function_keys_of_the_keypad_add_ten_and_fifty(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        for name in ("key_five", "key_upper", "key_lower"):
            await till.click(name)
        assert till.text("amountLabel") == "65"

    run(scenario())


def test_a_voucher_is_taken_behind_other(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 F9")
        await till.click("tenderVoucherButton")
        assert till.text("paidLabel") == "5.00 €"
        assert is_shown(till, "quickCash")

    run(scenario())


def test_a_wallet_is_offered_only_where_it_is_set_up(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        without, with_one = (
            with_page(pay_till(takes_wallet=takes), theme) for takes in (False, True)
        )
        assert page_of(without).findChild(QWidget, "tenderWalletButton") is None
        assert page_of(with_one).findChild(QWidget, "tenderWalletButton") is not None

    run(scenario())


def test_escape_takes_the_smallest_step_back(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 F9 Escape")
        assert till.text("amountLabel") == "5"
        await till.press("Escape")
        assert till.text("amountLabel") == "–"
        assert till.left == []
        await till.press("Escape")
        assert len(till.left) == 1

    run(scenario())


def test_an_order_of_nothing_finishes_at_once(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin(order_of(line("Sample", "0.00")))
        assert finish_button(till).isEnabled()
        await till.press("F12")
        assert till.posted[0].posting.tenders == ()

    run(scenario())


def test_enter_presses_the_button_that_tab_led_to_only_while_nothing_is_typed(
    run: Run, theme: Theme
) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        child(page_of(till), QAbstractButton, "exactCashButton").setFocus()
        await till.press("3 0 Return")
        assert till.text("paidLabel") == "30.00 €"
        await till.click("removeTenderButton")
        child(page_of(till), QAbstractButton, "exactCashButton").setFocus()
        await till.press("Return")
        assert till.text("paidLabel") == "26.45 €"

    run(scenario())


def test_an_amount_of_thirteen_digits_does_not_get_longer(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("1 " * 20)
        assert till.text("amountLabel") == "1" * 12

    run(scenario())


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_every_button_is_large_enough_named_and_inside(run: Run, theme: Theme, width: int) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        page = page_of(till)
        page.resize(width, 700)
        till.begin()
        await till.press("1 0 F6 F4")
        for button in page.findChildren(QAbstractButton):
            if button.isVisible():
                place = button.rect().translated(button.mapTo(page, button.rect().topLeft()))
                assert min(button.width(), button.height()) >= 48, button.objectName()
                assert button.accessibleName(), button.objectName()
                assert page.rect().contains(place), button.objectName()

    run(scenario())


def test_a_narrow_page_folds_the_sale_into_a_button(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        page_of(till).resize(1024, 700)
        till.begin()
        assert not is_shown(till, "paySummary")
        await till.click("showSaleButton")
        assert is_shown(till, "paySummary")
        assert not is_shown(till, "quickCash")

    run(scenario())


def test_a_figure_keeps_its_size_when_it_turns_into_change(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("5 0 Return")
        change = child(page_of(till), QLabel, "changeLabel")
        assert change.font().pixelSize() == theme.px(40)

    run(scenario())


def test_a_figure_too_long_for_its_place_is_set_smaller_not_cut(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin(order_of(line("Ring", "9999999.99")))
        due = child(page_of(till), QLabel, "dueLabel")
        assert due.fontMetrics().horizontalAdvance(due.text()) <= due.width()
        assert due.font().pixelSize() < theme.px(40)

    run(scenario())


def test_a_refused_amount_does_not_lead_the_next_one(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = with_page(pay_till(), theme)
        till.begin()
        await till.press("9 9")
        await till.click("tenderCardButton")
        assert till.text("amountLabel") == "99"
        await till.press("5 Return")
        assert till.text("paidLabel") == "5.00 €"

    run(scenario())
