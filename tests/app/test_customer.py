"""The customer's screen follows the sale through the till's own window, and goes with it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cashier.app.beside_selling import BesideSelling
from cashier.app.customer import CustomerDisplay
from cashier.app.till import Till
from cashier.settings import Settings
from cashier.ui.customer.customer_screen import IN_A_WINDOW
from cashier.ui.customer.customer_view import ShownEnd, ShownSale
from tests.app.scenes import BREAD, Stage
from tests.ui.paying import plain

Play = Callable[..., None]


def with_customer(stage: Stage) -> CustomerDisplay:
    till: Till = stage.till._till  # noqa: SLF001 - what the window is opened on
    settings = on_screen(till.settings, IN_A_WINDOW)
    return CustomerDisplay(till, stage.till, settings)


def on_screen(settings: Settings, name: str) -> Settings:
    return replace(settings, screens=replace(settings.screens, customer_screen=name))


def sale(display: CustomerDisplay) -> ShownSale:
    shown = display.window.shown
    assert isinstance(shown, ShownSale)
    return shown


def says_welcome(display: CustomerDisplay) -> bool:
    return display.window.shown is None


def test_it_shows_the_sale_the_change_and_welcome_again(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        display = with_customer(stage)
        assert display.window.isVisible()
        assert says_welcome(display)
        await stage.scan(BREAD)
        assert plain(sale(display).total) == "0.79 €"
        await stage.hands.until(lambda: display.window.picture_size.width() > 0, "drawn")
        stage.hands.key(Qt.Key.Key_F12)
        await stage.hands.page("payPage")
        assert sale(display).last.name == "Juoda Duona"
        await stage.hands.tap("note_5")
        await stage.can_finish()
        await stage.hands.tap("confirmButton")
        await stage.hands.page("donePage")
        end = display.window.shown
        assert isinstance(end, ShownEnd)
        assert (end.caption, plain(end.figure)) == ("Your change", "4.20 €")
        await stage.hands.tap("newSaleButton")
        await stage.hands.page("sellPage")
        assert says_welcome(display)
        await stage.scan(BREAD)
        assert sale(display).last.name == "Juoda Duona"

    play(shop, scene)
    gone = [one for one in QApplication.topLevelWidgets() if one.objectName() == "customerWindow"]
    assert not any(one.isVisible() for one in gone)


def test_it_comes_and_goes_with_the_settings(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        till: Till = stage.till._till  # noqa: SLF001 - what the window is opened on
        beside = BesideSelling(till, stage.till)
        stage.till.settings_changed.emit(till.settings)
        assert "customer" not in vars(beside)
        stage.till.settings_changed.emit(on_screen(till.settings, IN_A_WINDOW))
        assert beside.customer.window.isVisible()
        stage.till.settings_changed.emit(on_screen(till.settings, ""))
        assert not beside.customer.window.isVisible()

    play(shop, scene)


def test_no_key_and_no_tap_on_it_changes_anything(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        display = with_customer(stage)
        await stage.scan(BREAD)
        assert display.window.focusPolicy() is Qt.FocusPolicy.NoFocus
        assert display.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        assert not display.window.children()

    play(shop, scene)
