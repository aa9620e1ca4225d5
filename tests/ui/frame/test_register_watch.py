"""The register of a back end in the real window: its chips, the banner offline, and no access."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from cashier.app.demo_shop import furnish
from cashier.app.till import Till
from cashier.ui.frame.chips import Chip
from tests.keyring_in_memory import memory_keyring
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.ui.conftest import Run
from tests.ui.shop_window import ShopWindow

TOKEN = "a-good-token-of-the-shop"  # noqa: S105 - of this test alone


@pytest.fixture
def server() -> Iterator[PayseraEapiServer]:
    with PayseraEapiServer(token=TOKEN) as made:
        yield made


@pytest.fixture
def till(tmp_path: Path, server: PayseraEapiServer) -> Iterator[Till]:
    furnish(tmp_path)
    file = tmp_path / "cashier.toml"
    back_end = f'kind = "paysera-token"\nbase_url = "{server.url}"\nregister = "123"\n'
    file.write_text(file.read_text("utf-8").replace('kind = "embedded"\n', back_end), "utf-8")
    with memory_keyring():
        till = Till.open(tmp_path)
        yield till
        till.close()


@pytest.fixture(autouse=True)
def outlives_its_window(qapp: QApplication) -> Iterator[None]:
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


async def seen(shop: ShopWindow, words: str) -> None:
    hands = shop.hands
    await hands.until(
        lambda: hands.sees("registerChip") and words in hands.find(Chip, "registerChip").text(),
        f"the register's chip with {words}",
    )


def test_the_register_is_told_and_offline_too(
    run: Run, till: Till, server: PayseraEapiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASHIER_TOKEN", TOKEN)

    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await seen(shop, "online")
            assert shop.hands.sees("registerModeChip")
            server.stop()
            await shop.hands.tap("registerChip")
            await shop.hands.page("backEndSection")

    run(scenario())


def test_without_network_a_banner_says_what_is_safe(
    run: Run, till: Till, server: PayseraEapiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASHIER_TOKEN", TOKEN)
    server.stop()

    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await seen(shop, "offline")
            told = shop.hands.find(QWidget, "bannerRow").accessibleName()
            assert "every sale is saved here" in told

    run(scenario())


def test_without_access_somebody_is_led_to_the_settings(run: Run, till: Till) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await seen(shop, "no access")
            await shop.hands.tap("bannerButton")
            await shop.hands.page("backEndSection")

    run(scenario())


def test_new_access_is_used_at_once(run: Run, till: Till) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            await seen(shop, "no access")
            await shop.settings("backEnd")
            await shop.window.tasks.settled("find secrets")
            shop.write("secretToken", TOKEN)
            await shop.hands.tap("saveSettingsButton")
            await seen(shop, "online")
            await shop.hands.until(lambda: not shop.hands.sees("bannerButton"), "no banner")

    run(scenario())


def test_a_system_without_a_register_is_known_by_what_its_orders_met(
    run: Run, tmp_path: Path
) -> None:
    furnish(tmp_path)
    file = tmp_path / "cashier.toml"
    back_end = 'kind = "webservice"\ntenders = { cash = "1" }\ndepartment = "free"\n'
    file.write_text(file.read_text("utf-8").replace('kind = "embedded"\n', back_end), "utf-8")
    till = Till.open(tmp_path)

    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            hands = shop.hands
            await hands.tap_row("productGrid", 0)
            await hands.until(lambda: hands.pieces() == 1_000, "a line")
            await hands.tap("payButton")
            await hands.page("payPage")
            await hands.tap("exactCashButton")
            await hands.tap("confirmButton")
            await hands.page("donePage")
            await seen(shop, "no access")
            assert hands.sees("bannerButton")

    try:
        with memory_keyring():
            run(scenario())
    finally:
        till.close()
