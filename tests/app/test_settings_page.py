"""The Settings page in the real window: saved into the real file, left when that is settled."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from cashier.operations.save_settings import Changes
from cashier.ui.controls.buttons import Button
from cashier.ui.frame.main_window import Page
from cashier.ui.settings.settings_columns import SectionCard
from tests.app.scenes import Stage
from tests.app.settings_hand import ALT, KEY, SettingsHand, changed_keys

Play = Callable[..., None]
SECTIONS = ("shop", "scanner", "payments", "taxes", "screens", "products")


def with_hand(
    folder: Path, scene: Callable[[SettingsHand], Awaitable[None]]
) -> Callable[[Stage], Awaitable[None]]:
    async def played(stage: Stage) -> None:
        await scene(SettingsHand(stage, folder))

    return played


def test_a_change_is_saved_where_it_stood_and_comments_stay(shop: Path, play: Play) -> None:
    file = shop / "cashier.toml"
    before = "# Ours since 1998\n" + file.read_text("utf-8").replace(
        'name = "Gintaro krautuvė"', 'name = "Gintaro krautuvė"  # as on the door'
    )
    file.write_text(before, encoding="utf-8")

    async def scene(on: SettingsHand) -> None:
        await on.to("shop")
        assert not on.is_enabled("saveSettingsButton")
        on.write("shopName", "Gintaro vaistinė")
        assert on.is_enabled("saveSettingsButton")
        await on.save()
        assert on.text == before.replace("krautuvė", "vaistinė")
        on.write("shopName", "Gintaro kepykla")
        assert on.stage.hands.find(Button, "saveSettingsButton").text() == "Save"
        await on.stage.hands.tap("discardSettingsButton")
        assert on.stage.hands.find(QLineEdit, "shopName").text() == "Gintaro vaistinė"

    play(shop, with_hand(shop, scene))
    assert changed_keys(shop) == [["shop.name"]]
    assert "vaistinė" not in str(changed_keys(shop))


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("shop.tillPrefix", "T 1", "“T 1” cannot stand before receipt numbers"),
        ("shop.shopTimezone", "Mars/Base", "There is no time zone “Mars/Base”"),
        ("taxes.cashCoin", "0.03", "Nobody pays with a coin of “0.03”"),
        ("taxes.rate1", "many", "“many” cannot be used as a rate"),
        ("taxes.rate1", "101", "“101” cannot be used as a rate"),
        ("taxes.rate1", "12", "12 % stands above already"),
        ("taxes.rateLetter2", "A", "The letter A stands above already"),
    ],
)
def test_what_cannot_be_used_is_said_below_its_field_and_nothing_is_written(
    shop: Path, play: Play, field: str, text: str, said: str
) -> None:
    section, _, name = field.partition(".")

    async def scene(on: SettingsHand) -> None:
        before = on.text
        await on.to(section)
        if name == "cashCoin":
            on.choose("cashCountry", "own")
        on.write(name, text)
        await on.stage.hands.tap("saveSettingsButton")
        await on.stage.hands.until(lambda: any(said in one for one in below(on)), said)
        assert on.text == before
        assert on.page.is_changed
        assert on.stage.hands.find(QLineEdit, name).text() == text

    play(shop, with_hand(shop, scene))
    assert changed_keys(shop) == []


def below(on: SettingsHand) -> list[str]:
    """Return what is said below fields."""
    labels = on.page.section.findChildren(QLabel)
    return [
        one.text() for one in labels if one.isVisible() and one.objectName().endswith("Trouble")
    ]


async def leave_by_rail(on: SettingsHand) -> str:
    await on.stage.hands.tap("railOrdersButton")
    return "ordersPage"


async def leave_by_key(on: SettingsHand) -> str:
    on.stage.hands.key(KEY.Key_2, ALT)
    return "ordersPage"


async def leave_by_escape(on: SettingsHand) -> str:
    on.stage.hands.key(KEY.Key_Escape)
    return "sellPage"


async def leave_for_another_section(on: SettingsHand) -> str:
    await on.stage.hands.tap("screensNav")
    return "screensSection"


WAYS = [leave_by_rail, leave_by_key, leave_by_escape, leave_for_another_section]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("answer", ["saveAndLeave", "discardAndLeave", "stay"])
def test_leaving_with_changes_asks_first(
    shop: Path, play: Play, way: Callable[[SettingsHand], Awaitable[str]], answer: str
) -> None:
    async def scene(on: SettingsHand) -> None:
        before = on.text
        await on.to("shop")
        on.write("shopName", "B")
        goal = await way(on)
        await on.stage.hands.until(lambda: on.stage.hands.sees("leaveQuestion"), "asked")
        assert on.stage.hands.sees("shopSection")
        assert on.text == before
        await on.stage.hands.tap(f"{answer}Button")
        if answer == "stay":
            assert not on.stage.hands.sees("leaveQuestion")
            assert on.stage.hands.find(QLineEdit, "shopName").text() == "B"
            assert on.stage.hands.window.page is Page.SETTINGS
            await on.stage.hands.tap("discardSettingsButton")
            return
        await on.stage.hands.page(goal)
        assert (on.text == before) is (answer == "discardAndLeave")
        await on.to("shop")
        expected = "B" if answer == "saveAndLeave" else "Gintaro krautuvė"
        assert on.stage.hands.find(QLineEdit, "shopName").text() == expected

    play(shop, with_hand(shop, scene))


def test_without_changes_nothing_is_asked(shop: Path, play: Play) -> None:
    async def scene(on: SettingsHand) -> None:
        await on.to("shop")
        on.write("shopName", "B")
        on.write("shopName", "Gintaro krautuvė")
        assert not on.is_enabled("saveSettingsButton")
        for way in WAYS:
            await on.to("shop")
            await on.stage.hands.page(await way(on))

    play(shop, with_hand(shop, scene))


def test_escape_takes_the_question_back_and_a_refused_value_keeps_one_here(
    shop: Path, play: Play
) -> None:
    async def scene(on: SettingsHand) -> None:
        await on.to("shop")
        on.write("tillPrefix", "T-1")
        on.stage.hands.key(KEY.Key_1, ALT)
        await on.stage.hands.until(lambda: on.stage.hands.sees("leaveQuestion"), "asked")
        on.stage.hands.key(KEY.Key_Escape)
        assert not on.stage.hands.sees("leaveQuestion")
        on.stage.hands.key(KEY.Key_1, ALT)
        await on.stage.hands.tap("saveAndLeaveButton")
        await on.stage.hands.until(lambda: bool(on.trouble("tillPrefix")), "refused")
        assert on.stage.hands.window.page is Page.SETTINGS
        assert not on.stage.hands.sees("leaveQuestion")
        await on.stage.hands.tap("discardSettingsButton")
        assert on.trouble("tillPrefix") == ""

    play(shop, with_hand(shop, scene))


def test_what_somebody_else_wrote_meanwhile_is_not_lost(shop: Path, play: Play) -> None:
    async def scene(on: SettingsHand) -> None:
        await on.to("shop")
        on.write("shopName", "B")
        theirs = on.text.replace("Pilies g. 14", "Pilies g. 16") + "\n# by hand\n"
        (shop / "cashier.toml").write_text(theirs, encoding="utf-8")
        await on.stage.hands.tap("saveSettingsButton")
        await on.stage.hands.until(lambda: bool(on.told()), "told")
        assert "changed by somebody else" in on.told()[0]
        assert on.text == theirs
        assert on.stage.hands.find(QLineEdit, "shopName").text() == "B"
        await on.stage.hands.tap("discardSettingsButton")
        on.write("shopName", "C")
        await on.save()
        assert on.text == theirs.replace("Gintaro krautuvė", "C")

    play(shop, with_hand(shop, scene))


def test_a_file_that_was_broken_by_hand_is_told_and_left_alone(shop: Path, play: Play) -> None:
    async def scene(on: SettingsHand) -> None:
        (shop / "cashier.toml").write_text("[shop", encoding="utf-8")
        await on.to("shop")
        await on.stage.hands.until(lambda: bool(on.told()), "told")
        on.write("shopName", "B")
        await on.stage.hands.tap("saveSettingsButton")
        await on.stage.hands.until(lambda: on.stage.hands.sees("settingsTrouble"), "refused")
        assert on.text == "[shop"
        await on.stage.hands.tap("discardSettingsButton")

    play(shop, with_hand(shop, scene))


def test_a_save_that_takes_its_time_takes_no_second_press(shop: Path, play: Play) -> None:
    async def scene(on: SettingsHand) -> None:
        may_write = asyncio.Event()
        file = on.stage.till._till.save_settings.file  # noqa: SLF001 - to hold the disk up
        prepare = file.prepare

        async def held(changes: Changes, seen: str) -> None:
            await may_write.wait()
            await prepare(changes, seen)

        vars(file)["prepare"] = held
        await on.to("shop")
        on.write("shopName", "B")
        button = on.stage.hands.find(Button, "saveSettingsButton")
        on.stage.hands.find(Button, "saveSettingsButton").click()
        assert not on.is_enabled("saveSettingsButton")
        assert not on.stage.hands.find(QWidget, "shopName").isEnabled()
        await on.stage.hands.until(lambda: button.accessibleDescription() == "Saving", "saving")
        button.click()
        on.stage.hands.key(KEY.Key_1, ALT)
        assert on.stage.hands.window.page is Page.SETTINGS
        may_write.set()
        await on.stage.hands.page("sellPage")

    play(shop, with_hand(shop, scene))
    assert changed_keys(shop) == [["shop.name"]]


def place(on: SettingsHand, widget: QWidget) -> QRect:
    corner = widget.mapTo(on.stage.hands.window, widget.rect().topLeft())
    return QRect(corner, widget.size())


@pytest.mark.parametrize("section", ["shop", "payments", "taxes", "screens"])
def test_the_frame_has_the_measures_of_the_picture(shop: Path, play: Play, section: str) -> None:
    async def scene(on: SettingsHand) -> None:
        await on.to(section)
        nav = place(on, on.stage.hands.find(QWidget, "settingsNav"))
        first, second = on.page.section.findChildren(SectionCard)
        assert (nav.left(), nav.width(), nav.top()) == (84, 200, 68)
        assert (place(on, first).left(), place(on, first).width()) == (296, 396)
        assert (place(on, second).left(), place(on, second).right()) == (704, 1353)
        assert {place(on, one).bottom() for one in (first, second)} == {nav.bottom()} == {755}
        assert place(on, on.page.foot).bottom() <= 755

    play(shop, with_hand(shop, scene))


@pytest.mark.parametrize("percent", [80, 125, 150, 200])
def test_in_every_size_all_can_be_scrolled_to_and_pressed(
    shop: Path, play: Play, percent: int
) -> None:
    async def scene(on: SettingsHand) -> None:
        theme, window = on.stage.till.theme, on.stage.hands.window
        theme.set_scale(percent)
        for section in ("shop", "payments", "taxes", "screens"):
            await on.to(section)
            await on.stage.hands.until(
                lambda: window.rect().contains(place(on, on.page.foot.save)), "Save in view"
            )
            for button in on.page.findChildren(QAbstractButton):
                if button.isVisible() and button.objectName():
                    assert min(button.width(), button.height()) >= theme.px(48), button.objectName()
                    assert place(on, button).right() < window.width(), button.objectName()
        theme.set_scale(100)

    play(shop, with_hand(shop, scene))


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_save_is_always_in_view(shop: Path, play: Play, size: tuple[int, int]) -> None:
    async def scene(on: SettingsHand) -> None:
        window = on.stage.hands.window
        window.resize(*size)
        for section in ("shop", "payments", "taxes", "screens"):
            await on.to(section)
            await on.stage.hands.until(
                lambda: window.rect().contains(place(on, on.page.foot.save)), "Save in view"
            )
            assert not on.page.foot.save.visibleRegion().isEmpty()

    play(shop, with_hand(shop, scene))


def test_save_is_where_something_can_be_saved_in_every_width(shop: Path, play: Play) -> None:
    async def scene(on: SettingsHand) -> None:
        window = on.stage.hands.window
        window.setMinimumSize(1, 1)
        for section in SECTIONS:
            await on.to(section)
            for width in (1024, 1366, 1024):
                window.resize(width, 768)
                await on.stage.hands.until(
                    lambda: on.stage.hands.sees("settingsFoot") is on.page.section.has_save,
                    f"Save in {section} at {width}",
                )

    play(shop, with_hand(shop, scene))
