"""Settings, Back end, in the real window, with real servers behind it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from cashier.app.demo_shop import furnish
from cashier.app.till import Till
from cashier.settings import parse
from cashier.storage.data_folder import DataFolder
from cashier.ui.controls.buttons import Button
from cashier.ui.settings.settings_back_end import BackEndSection
from tests.canary_search import files_with, is_in
from tests.echo_server import EchoServer
from tests.hands import press
from tests.keyring_in_memory import MemoryKeyring, memory_keyring
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.storage.books import rows
from tests.ui.conftest import Run
from tests.ui.shop_window import ShopWindow

TOKEN = "CASHIER_TOKEN"  # noqa: S105 - a name
GOOD = "a-good-token-of-the-shop"
OPTIONS = ("embedded", "token", "mac", "web")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shop"
    made.mkdir()
    furnish(made)
    return made


@pytest.fixture
def till(folder: Path) -> Iterator[Till]:
    till = Till.open(folder)
    yield till
    till.close()


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    with memory_keyring() as made:
        yield made


@pytest.fixture(autouse=True)
def outlives_its_window(qapp: QApplication) -> Iterator[None]:
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def server() -> Iterator[PayseraEapiServer]:
    with PayseraEapiServer(token=GOOD) as made:
        yield made


class Desk:
    """Hands for the section."""

    def __init__(self, shop: ShopWindow) -> None:
        self.shop = shop
        self.hands = shop.hands

    @property
    def section(self) -> BackEndSection:
        return self.hands.find(BackEndSection, "backEndSection")

    async def open(self) -> None:
        await self.shop.settings("backEnd")
        await self.shop.window.tasks.settled("read settings")

    async def choose(self, kind: str) -> None:
        await self.hands.tap(f"backEndList{OPTIONS.index(kind)}")

    async def fill_in(self, url: str, token: str = GOOD, register: str = "123") -> None:
        await self.choose("token")
        await self.shop.window.tasks.settled("find secrets")
        self.shop.write("backEndAddress", url)
        self.shop.write("backEndRegister", register)
        if token:
            self.shop.write("secretToken", token)

    async def tested(self) -> str:
        await self.hands.tap("testBackEndButton")
        await self.hands.until(lambda: self.hands.sees("backEndOutcome"), "the outcome")
        return self.hands.find(QWidget, "backEndOutcome").accessibleName()

    async def save(self) -> None:
        self.section.window().setFocus()
        await self.hands.tap("saveSettingsButton")
        button = self.hands.find(Button, "saveSettingsButton")
        await self.hands.until(lambda: button.text() == "Saved", "saved")

    def abilities(self) -> str:
        return " ".join(
            one.accessibleName()
            for one in self.hands.find(QWidget, "abilityList").findChildren(QWidget)
            if one.isVisible()
        )


def in_file(folder: Path) -> str:
    return (folder / "cashier.toml").read_text("utf-8")


def test_what_each_can_do_is_shown_before_it_is_chosen(run: Run, till: Till) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            assert "kept on this PC" in desk.abilities()
            for kind in OPTIONS[1:]:
                await desk.choose(kind)
                assert "Refunds: registered by hand" in desk.abilities()
                assert desk.hands.sees("testBackEndButton")
            await desk.choose("token")
            assert "Orders of the server: read to the last page" in desk.abilities()
            await desk.hands.tap("discardSettingsButton")
        assert "paysera" not in in_file(till.folder)

    run(scenario())


def test_a_test_says_in_one_sentence_what_it_found_and_makes_no_order(
    run: Run, till: Till, server: PayseraEapiServer
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            await desk.fill_in(server.url)
            told = await desk.tested()
            host = server.url.partition("//")[2].partition("/")[0]
            for part in (
                host,
                "register “",
                "fiscal mode is",
                "clocks agree",
                "access was granted",
            ):
                assert part in told
            assert "no order was created" in told
            assert not server.book.orders
            await desk.hands.tap("discardSettingsButton")

    run(scenario())


def test_a_wrong_token_and_a_dead_server_are_told_calmly(
    run: Run, till: Till, server: PayseraEapiServer
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            await desk.fill_in(server.url, "a-wrong-token")
            told = await desk.tested()
            assert "Not connected" in told
            assert "a-wrong-token" not in told
            server.stop()
            desk.shop.write("backEndAddress", "http://127.0.0.1:9/eapi/v1")
            assert not desk.hands.sees("backEndOutcome")
            assert "Not connected" in await desk.tested()
            await desk.hands.tap("discardSettingsButton")

    run(scenario())


def test_saving_keeps_the_secret_in_the_keyring_and_nowhere_else(
    run: Run, till: Till, server: PayseraEapiServer, ring: MemoryKeyring
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            await desk.fill_in(server.url)
            await desk.save()
            assert list(ring.entries.values()) == [GOOD]
            assert GOOD not in in_file(till.folder)
            assert desk.hands.find(QLineEdit, "secretToken").text() == ""
            assert desk.hands.sees("backEndWaiting")
            assert till.post_order.profile() == ""
            await desk.tested()
        saved = parse(DataFolder(till.folder).settings())
        assert saved.back_end.name == f"paysera-token:123@{server.url}"
        assert rows(till.folder, "SELECT count(*) FROM outbox") == [(0,)]

    run(scenario())


def test_without_a_keyring_nothing_is_saved_and_the_variable_is_named(
    run: Run, till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cashier.storage.system_secrets.system_keyring", lambda: None)

    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            await desk.fill_in("https://pos.example/eapi/v1")
            await desk.hands.tap("saveSettingsButton")
            await desk.hands.until(lambda: bool(shop.told()), "a notice")
            assert "no system keyring" in shop.told()[-1]
            hint = shop.window.window.toaster.toasts[-1].notice.hint
            assert TOKEN in hint
            assert "paysera" not in in_file(till.folder)
            await desk.hands.tap("discardSettingsButton")

    run(scenario())


def test_what_the_environment_gives_cannot_be_typed(
    run: Run, till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, GOOD)

    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            await desk.choose("token")
            line = desk.hands.find(QLineEdit, "secretToken")
            await desk.hands.until(lambda: not line.isEnabled(), "the field at rest")
            await desk.hands.tap("discardSettingsButton")

    run(scenario())


def test_an_address_that_no_secret_may_go_to_is_refused_in_place(run: Run, till: Till) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            await desk.fill_in("http://pos.example/eapi/v1")
            await desk.hands.tap("saveSettingsButton")
            await desk.hands.until(lambda: desk.hands.sees("backEndAddressTrouble"), "the refusal")
            await desk.hands.tap("discardSettingsButton")

    run(scenario())


def test_one_that_sales_wait_for_cannot_be_removed(
    run: Run, till: Till, folder: Path, ring: MemoryKeyring
) -> None:
    name = "webservice:2@https://www.free-cash-register.net"
    ring.entries["Cashier", f"CASHIER_SHOP_KEY {name}"] = "kept"
    with (folder / "cashier.toml").open("a", encoding="utf-8") as file:
        file.write('\n[backends.web]\nkind = "webservice"\nregister = "2"\n')
    waiting = [3]

    async def unsent(profile: str) -> int:
        return waiting[0] if profile == name else 0

    till.unsent_under = unsent  # type: ignore[method-assign]

    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            await desk.choose("web")
            await desk.hands.tap("removeBackEndButton")
            press(desk.hands.find(QAbstractButton, "saveSettingsButton"))
            await desk.hands.until(lambda: desk.hands.sees("backEndOutcome"), "the refusal")
            told = desk.hands.find(QWidget, "backEndOutcome").accessibleName()
            assert "Sales wait to be sent to https://www.free-cash-register.net" in told
            assert ring.entries
            waiting[0] = 0
            await desk.save()
            await shop.window.tasks.settled(f"forget {name}")
            assert ring.entries == {}
            assert "[backends.web]" not in in_file(folder)

    run(scenario())


def test_the_registers_day_is_closed_only_when_a_person_says_so_twice(
    run: Run, folder: Path, server: PayseraEapiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, GOOD)
    file = folder / "cashier.toml"
    back_end = f'kind = "paysera-token"\nbase_url = "{server.url}"\nregister = "123"\n'
    file.write_text(file.read_text("utf-8").replace('kind = "embedded"\n', back_end), "utf-8")
    till = Till.open(folder)

    def closings() -> int:
        return sum(one.type == "fiscal-day-report" for one in server.book.documents)

    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            await desk.hands.tap("closeRegisterDayButton")
            await desk.hands.until(lambda: desk.hands.sees("registerDayQuestion"), "the question")
            await desk.hands.tap("keepRegisterDayButton")
            assert closings() == 0
            await desk.hands.tap("closeRegisterDayButton")
            await desk.hands.tap("confirmRegisterDayButton")
            await desk.hands.until(lambda: desk.hands.sees("registerDayOutcome"), "the outcome")
            told = desk.hands.find(QWidget, "registerDayOutcome").accessibleName()
            assert "day is closed" in told
            assert closings() == 1

    try:
        run(scenario())
    finally:
        till.close()


@pytest.mark.parametrize("status", [400, 401, 200])
def test_a_secret_that_is_typed_tested_and_saved_is_in_the_keyring_alone(
    run: Run,
    till: Till,
    tmp_path: Path,
    ring: MemoryKeyring,
    *,
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    """Even a server that answers with what it was told brings it to no file, log or screen."""
    canary = "canary-typed-3b9cF072"
    caplog.set_level(logging.DEBUG)
    seen = []

    async def scenario() -> None:
        with EchoServer(status) as echo:
            async with ShopWindow(till) as shop:
                desk = Desk(shop)
                await desk.open()
                await desk.fill_in(echo.url, canary)
                seen.append(await desk.tested())
                assert any(canary in told for told in echo.heard)
                await desk.save()
                seen.extend(one.text() for one in shop.window.window.findChildren(QLabel))
                seen.extend(one.accessibleName() for one in desk.section.findChildren(QWidget))
                seen.extend(one.text() for one in desk.section.findChildren(QLineEdit))

    run(scenario())
    assert list(ring.entries.values()) == [canary]
    assert not is_in(canary, "\n".join([*seen, caplog.text]).encode())
    assert files_with(canary, tmp_path) == []


HOOK, OTHER_HOOK = "https://shop.example/told", "https://other.example/told"


def test_a_webhook_is_set_up_with_its_key_in_the_keyring(
    run: Run, till: Till, ring: MemoryKeyring
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            desk.shop.write("webhookAddress", HOOK)
            await desk.hands.tap("saveSettingsButton")
            await desk.hands.until(lambda: desk.hands.sees("secretWebhookKeyTrouble"), "no key")
            assert "webhook" not in in_file(till.folder)
            desk.shop.write("secretWebhookKey", GOOD)
            await desk.save()
            assert ring.entries == {("Cashier", f"CASHIER_WEBHOOK_KEY webhook@{HOOK}"): GOOD}
            assert GOOD not in in_file(till.folder)
            assert till.settings.webhook.url == HOOK
            assert desk.hands.find(QLineEdit, "secretWebhookKey").text() == ""
            desk.shop.write("webhookAddress", OTHER_HOOK)
            desk.shop.write("secretWebhookKey", "another-key")
            await desk.save()
            await shop.window.tasks.settled("forget webhook key")
            assert list(ring.entries.values()) == ["another-key"]

    run(scenario())
    assert parse(DataFolder(till.folder).settings()).webhook.url == OTHER_HOOK


def test_a_webhook_no_secret_may_go_to_is_refused_in_place(
    run: Run, till: Till, ring: MemoryKeyring
) -> None:
    async def scenario() -> None:
        async with ShopWindow(till) as shop:
            desk = Desk(shop)
            await desk.open()
            desk.shop.write("webhookAddress", "http://shop.example/told")
            desk.shop.write("secretWebhookKey", GOOD)
            await desk.hands.tap("saveSettingsButton")
            await desk.hands.until(lambda: desk.hands.sees("webhookAddressTrouble"), "the refusal")
            assert ring.entries == {}
            await desk.hands.tap("discardSettingsButton")

    run(scenario())
