"""Scale, hand and theme change while the window is open; what is being sold stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QWidget

from cashier.settings import ScreenSettings
from cashier.ui.frame.main_window import Page
from cashier.ui.frame.steps import READ_STATUS
from cashier.ui.frame.strip_label import OperatorLabel
from cashier.ui.goods.category_bar import ShelfButton
from cashier.ui.look.theme import Appearance
from cashier.ui.orders.orders_state import OrderQuery
from tests.app.eyes import KEY, is_enabled, view
from tests.app.scenes import Stage

Play = Callable[..., None]

# Issue "The window, as designed", section 3: names that scripts may rely on, by page.
NAMES = {
    "sell": (
        *("mainWindow", "productSearch", "productGrid", "categoryBar", "cartView", "keypad"),
        *("totalLabel", "payButton", "parkButton", "parkedRail", "statusStrip", "registerChip"),
        *("dayChip", "operatorChip"),
    ),
    "pay": (
        *("payPage", "dueLabel", "paidLabel", "changeLabel", "tenderCashButton"),
        *("tenderCardButton", "quickCash", "confirmButton"),
    ),
    "done": ("donePage", "newSaleButton", "receiptPreview"),
    "orders": ("ordersPage", "ordersTable", "refundButton"),
    "settings": ("settingsPage",),
}
ALWAYS_THERE = ("outboxChip",)  # only shown where something is sent


def place_of(stage: Stage, name: str) -> QRect:
    widget = stage.hands.find(QWidget, name)
    return QRect(widget.mapTo(stage.hands.window, QPoint(0, 0)), widget.size())


def test_every_stable_name_is_found_on_its_page(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        async def see(page: str) -> None:
            for name in NAMES[page]:
                if name == "mainWindow":
                    assert stage.hands.window.objectName() == name
                    continue
                await stage.hands.until(lambda n=name: stage.hands.sees(n), f"{name} on {page}")  # type: ignore[misc]

        for name in ALWAYS_THERE:
            assert stage.hands.window.findChild(QWidget, name) is not None
        await see("sell")
        await stage.to_pay()
        await see("pay")
        await stage.hands.tap("exactCashButton")
        await stage.can_finish()
        await stage.hands.tap("confirmButton")
        await stage.hands.page("donePage")
        await see("done")
        stage.hands.window.show_page(Page.ORDERS)
        await stage.hands.tap_row("ordersTable", 0)
        await see("orders")
        stage.hands.window.show_page(Page.SETTINGS)
        await see("settings")

    play(shop, scene)


@pytest.mark.parametrize("percent", [80, 115])
def test_another_scale_keeps_the_sale_and_goes_on(shop: Path, play: Play, percent: int) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fill()
        order = view(stage).order
        before = place_of(stage, "payButton").height()
        stage.till.theme.set_scale(percent)
        await stage.hands.page("sellPage")
        assert view(stage).order == order
        shelves = stage.hands.window.findChildren(ShelfButton)
        assert sum(one.isVisible() for one in shelves) > 1
        px = stage.till.theme.px
        assert place_of(stage, "payButton").height() == px(before)
        assert place_of(stage, "statusStrip").height() == px(56)
        await stage.fill()
        stage.hands.key(KEY.Key_F12)
        await stage.hands.page("payPage")
        await stage.hands.tap("exactCashButton")
        await stage.can_finish()

    play(shop, scene)


def test_a_payment_in_progress_stays_when_the_hand_changes(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.to_pay()
        await stage.hands.tap("note_5")
        await stage.can_finish()
        stage.till.theme.set_hand(is_left_handed=True)
        await stage.hands.page("payPage")
        assert is_enabled(stage, "confirmButton")
        await stage.hands.until(
            lambda: place_of(stage, "keypad").right() < place_of(stage, "dueLabel").left(),
            "the keypad at the left",
        )
        await stage.hands.tap("confirmButton")
        await stage.hands.page("donePage")

    play(shop, scene)


def test_the_left_hand_has_the_columns_and_the_rail_the_other_way(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        def order() -> list[str]:
            names = ("rail", "productGrid", "cartView", "keypad")
            return sorted(names, key=lambda name: place_of(stage, name).left())

        assert order() == ["rail", "productGrid", "cartView", "keypad"]
        stage.till.theme.set_hand(is_left_handed=True)
        assert order() == ["keypad", "cartView", "productGrid", "rail"]
        await stage.fill()
        total, cart = place_of(stage, "totalLabel"), place_of(stage, "cartView")
        assert cart.right() - total.right() < total.left() - cart.left()  # figures at the right
        stage.till.theme.set_hand(is_left_handed=False)
        assert order() == ["rail", "productGrid", "cartView", "keypad"]

    play(shop, scene)


def test_what_was_entered_in_the_settings_stays_in_another_scale(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.hands.window.show_page(Page.SETTINGS)
        await stage.hands.tap("shopNav")
        field = stage.hands.find(QLineEdit, "shopName")
        field.setFocus()
        field.selectAll()
        stage.hands.type("Corner shop")
        stage.till.theme.set_scale(90)
        await stage.hands.page("settingsPage")
        assert stage.hands.find(QLineEdit, "shopName").text() == "Corner shop"

    play(shop, scene)


def test_the_theme_follows_the_setting_at_once(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        theme = stage.till.theme
        theme.follow(ScreenSettings(theme="dark"))
        assert theme.is_dark
        image = stage.hands.window.grab().toImage()
        corner = place_of(stage, "statusStrip").center()
        assert image.pixelColor(corner).lightness() < 80
        theme.set_appearance(Appearance.LIGHT)
        assert not theme.is_dark

    play(shop, scene)


def test_the_day_chip_shows_the_day_and_what_it_came_to(shop: Path, play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        orders = stage.till.presenters.orders
        orders.find(OrderQuery("nothing like it"))
        await stage.till.tasks.settled(READ_STATUS)
        await stage.hands.tap("dayChip")
        await stage.hands.page("ordersPage")
        await stage.hands.tap_row("ordersTable", 0)
        assert orders.query == OrderQuery()
        told = [one.notice.text for one in stage.hands.window.toaster.toasts]
        assert any("1 sale, 2.77" in one.replace("\u00a0", " ") for one in told)
        assert stage.hands.find(OperatorLabel, "operatorChip").text == "Owner"

    play(shop, scene)
