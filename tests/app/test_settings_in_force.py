"""What is saved is in force at once: in the window, on the receipt, in the next sale."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from cashier.app.till import Till
from cashier.domain.posting import Posting
from cashier.domain.tax import VatMode
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.segments import Segments
from cashier.ui.frame.strip_label import StripLabel
from cashier.ui.look.theme import LARGEST_SCALE, Theme
from cashier.ui.pay.tender_buttons import NoteButton
from tests.app.scenes import BREAD, MUFFIN, RYE, Stage
from tests.app.settings_hand import ALT, KEY, SettingsHand

Play = Callable[..., None]


async def choose_segment(on: SettingsHand, name: str, value: str) -> None:
    await in_its_place(on, f"{name}_{value}")
    await on.stage.hands.tap(f"{name}_{value}")
    assert on.stage.hands.find(Segments, name).value == value


def look(theme: Theme) -> tuple[bool, bool, int]:
    return theme.is_dark, theme.is_left_handed, theme.scale_percent


_ROOMY = QSize(3840, 2160)


async def make_room(stage: Stage) -> None:
    stage.till.window.resize(_ROOMY)
    theme = stage.till.theme
    await stage.hands.until(lambda: theme.largest_scale_percent == LARGEST_SCALE, "roomy")


async def larger(on: SettingsHand, percent: int) -> None:
    """Press for one size more, in a window that has room for it."""
    await make_room(on.stage)
    await in_its_place(on, "screensScaleMore")
    await on.stage.hands.tap("screensScaleMore")
    assert on.stage.till.theme.scale_percent == percent


async def in_its_place(on: SettingsHand, name: str) -> None:
    """Wait until a page that was made anew is laid out."""
    hands, theme = on.stage.hands, on.stage.till.theme
    await hands.until(lambda: hands.find(QWidget, name).height() == theme.px(48), "laid out")


async def round_as(on: SettingsHand, country: str) -> None:
    await on.to("taxes")
    on.choose("cashCountry", country)
    await on.save()
    await on.to_sell()


async def exact_cash(stage: Stage) -> str:
    """Go to Pay and return what the button for the exact amount takes."""
    stage.hands.key(KEY.Key_F12)
    await stage.hands.page("payPage")
    amount = stage.hands.find(NoteButton, "exactCashButton").amount
    assert amount is not None
    return amount.text()


async def finish(stage: Stage) -> Posting:
    """Pay the sale on the Pay page in exact cash; return it as posted."""
    await stage.hands.tap("exactCashButton")
    await stage.can_finish()
    await stage.hands.tap("confirmButton")
    await stage.hands.page("donePage")
    state = stage.till.presenters.done.state
    assert state is not None
    await stage.hands.tap("newSaleButton")
    await stage.hands.page("sellPage")
    return state.posted.posting


async def sold(stage: Stage, *codes: str) -> Posting:
    await stage.scan(*codes)
    await exact_cash(stage)
    return await finish(stage)


def test_the_next_sale_is_rounded_to_the_new_coin(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        await stage.fill()
        assert await exact_cash(stage) == "2.75"
        await finish(stage)
        await round_as(on, "none")
        await stage.fill()
        assert await exact_cash(stage) == "2.77"
        assert (await finish(stage)).rounding.minor == 0
        await round_as(on, "LT")
        await stage.fill()
        assert await exact_cash(stage) == "2.75"
        assert (await finish(stage)).rounding.minor == -2
        assert 'country = "LT"' in on.text

    play(shop, scene)


@pytest.mark.parametrize("is_paying", [False, True])
def test_a_sale_in_progress_ends_under_the_rules_it_began_with(
    shop: Path, play: Play, is_paying: bool
) -> None:
    async def scene(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        await stage.fill()
        if is_paying:
            assert await exact_cash(stage) == "2.75"
        await on.to("taxes")
        on.choose("cashCountry", "none")
        await stage.hands.tap("vatMode1")
        await on.save()
        assert on.told() == ["Saved for the next sale on."]
        stage.hands.key(KEY.Key_1, ALT)
        await stage.hands.page("payPage" if is_paying else "sellPage")
        if not is_paying:
            assert await exact_cash(stage) == "2.75"
        posted = await finish(stage)
        assert (posted.rounding.minor, posted.vat_mode) == (-2, VatMode.PER_RECEIPT)
        posted = await sold(stage, BREAD, RYE, RYE)
        assert (posted.rounding.minor, posted.vat_mode) == (0, VatMode.PER_LINE)

    play(shop, scene)


def test_letters_and_words_of_the_next_receipt_are_the_new_ones(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        await on.to("taxes")
        on.write("rateLetter1", "S")
        await on.save()
        await on.to("shop")
        on.write("shopName", "Gintaro kepykla")
        on.write("shopFooter", "Iki pasimatymo!")
        await on.save()
        strip = stage.hands.window.strip
        assert "Gintaro kepykla" in [one.text for one in strip.findChildren(StripLabel)]
        await on.to_sell()
        posted = await sold(stage, BREAD, MUFFIN)
        assert [line.letter for line in posted.lines] == ["S", "S"]
        assert posted.letterhead.shop_name == "Gintaro kepykla"
        assert posted.letterhead.footer == ("Iki pasimatymo!",)

    play(shop, scene)


def test_a_rate_that_products_have_is_not_taken_out(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        await on.to("taxes")
        await stage.till.tasks.settled("count by rate")
        await stage.hands.tap("removeRate2")
        assert on.trouble("rate2").startswith("10 products are sold at 12 %. The rate stays.")
        assert not on.page.is_changed
        await stage.hands.tap("removeRate5")
        await stage.hands.tap("addRateButton")
        stage.commit("6,5")
        await on.save()
        assert '[tax.rates]\nA = "21"\nB = "12"\nC = "5"\nD = "9"\nE = "6.5"' in on.text
        on.write("rate2", "14")
        assert on.trouble("rate2").startswith("10 products stay at 12 %.")
        await on.save()

    play(shop, scene)


def test_pay_offers_the_tenders_and_notes_that_were_chosen(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        await stage.fill()
        await exact_cash(stage)
        assert stage.hands.sees("tenderOtherButton")
        await on.to("payments")
        for name in ("voucherTaken", "transferTaken", "offer_5.00", "offer_200.00"):
            await stage.hands.tap(name)
        await stage.hands.tap("otherUp")
        await stage.hands.tap("otherUp")
        await stage.hands.tap("otherUp")
        assert not on.is_enabled("otherUp")
        await on.save()
        assert 'tenders = ["other", "card"]' in on.text
        assert 'notes = ["10.00", "20.00", "50.00", "100.00"]' in on.text
        stage.hands.key(KEY.Key_1, ALT)
        await stage.hands.page("payPage")
        assert not stage.hands.sees("note_5")
        assert stage.hands.sees("note_10")
        await finish(stage)

    play(shop, scene)


def test_the_look_follows_at_once_and_goes_back_with_discard(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        on, theme = SettingsHand(stage, shop), stage.till.theme
        await stage.fill()
        await on.to("screens")
        await choose_segment(on, "screensTheme", "dark")
        assert look(theme) == (True, False, 100)
        await choose_segment(on, "screensHand", "left")
        assert look(theme) == (True, True, 100)
        await choose_segment(on, "screensKeys", "no")
        assert stage.hands.find(Button, "saveSettingsButton").cap == ""
        await larger(on, 110)
        await larger(on, 125)
        assert look(theme) == (True, True, 125)
        assert stage.hands.find(QLabel, "screensScaleValue").text() == "125\u00a0%"
        assert on.page.is_changed
        await in_its_place(on, "discardSettingsButton")
        await stage.hands.tap("discardSettingsButton")
        assert look(theme) == (False, False, 100)
        assert theme.keys.shows_caps
        assert not on.is_enabled("saveSettingsButton")
        await on.to_sell()
        assert stage.hands.pieces() == 3_000

    play(shop, scene)


def test_a_saved_look_is_that_of_the_next_start_and_loses_no_sale(shop: Path, play: Play) -> None:
    async def first(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        await stage.fill()
        await on.to("screens")
        for percent in (110, 125, 150):
            await larger(on, percent)
        await choose_segment(on, "screensHand", "left")
        await choose_segment(on, "screensMotion", "no")
        await on.save()
        assert stage.till.theme.scale_percent == 150
        await on.to_sell()
        assert stage.hands.pieces() == 3_000

    async def second(stage: Stage) -> None:
        theme = stage.till.theme
        await stage.hands.until(lambda: stage.hands.pieces() == 3_000, "the sale")
        assert (theme.scale_percent, theme.is_left_handed, theme.moves) == (150, True, False)
        assert await exact_cash(stage) == "2.75"
        await finish(stage)

    play(shop, first)
    play(shop, second)


def test_the_button_one_is_at_keeps_the_focus_in_another_size(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        await on.to("screens")
        stage.hands.find(QWidget, "screensScaleMore").setFocus()
        await make_room(stage)
        for percent in (110, 125, 150, 175, 200):
            stage.hands.key(KEY.Key_Space)
            focused = QApplication.focusWidget()
            assert focused is not None
            assert stage.till.theme.scale_percent == percent
        assert not on.is_enabled("screensScaleMore")
        await leave_and_discard(on)
        assert stage.till.theme.scale_percent == 100

    play(shop, scene)


async def leave_and_discard(on: SettingsHand) -> None:
    on.stage.hands.key(KEY.Key_1, ALT)
    await on.stage.hands.tap("discardAndLeaveButton")
    await on.stage.hands.page("sellPage")


def test_what_is_read_at_the_start_says_so_and_waits(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        await on.to("shop")
        await choose_segment(on, "shopLanguage", "lt")
        on.write("tillPrefix", "K7")
        await on.save()
        assert on.told() == ["Saved."]
        assert stage.hands.find(QAbstractButton, "saveSettingsButton").text() == "Saved"
        await on.to("payments")
        await stage.hands.tap("voucherTaken")
        await on.save()
        assert on.told() == ["Saved."]
        await on.to_sell()
        posted = await sold(stage, BREAD)
        assert posted.letterhead.language == "en"

    play(shop, scene)
    till = Till.open(shop)
    assert (till.settings.shop.language, till.settings.prefix) == ("lt", "K7")
    till.close()


def test_the_currency_of_prices_stays(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        on = SettingsHand(stage, shop)
        before = on.text
        await on.to("shop")
        on.choose("shopCurrency", "GBP")
        await stage.hands.tap("saveSettingsButton")
        await stage.hands.until(lambda: bool(on.trouble("shopCurrency")), "refused")
        assert "The currency stays as it is." in on.trouble("shopCurrency")
        assert on.text == before
        on.choose("shopCurrency", "EUR")
        assert on.trouble("shopCurrency") == ""
        assert not on.is_enabled("saveSettingsButton")

    play(shop, scene)
