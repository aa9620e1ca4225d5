"""A wallet in the real window: set up, its products brought in, presented, charged, given back."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from cashier.app.till import Till
from cashier.domain.money import Money
from cashier.domain.wallet import code_of
from cashier.ui.pay.wallet_question import WalletQuestion
from cashier.ui.settings.wallet_fields import WalletFields
from tests.keyring_in_memory import MemoryKeyring, memory_keyring
from tests.servers.faults import Fault
from tests.servers.wallet import Mode, WalletServer
from tests.ui.conftest import Run
from tests.ui.shop_window import ShopWindow

TAG = "04A2B31C5D7QF2"
Play = Callable[[ShopWindow, WalletServer], Awaitable[None]]


@pytest.fixture(autouse=True)
def outlives_its_window(qapp: QApplication) -> Iterator[None]:
    """Let the scenario end after its window, as the product itself does."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture(params=list(Mode), ids=lambda mode: mode.value)
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> WalletServer:
    made = WalletServer(request.param)
    made.honours_header = False
    monkeypatch.setenv("CASHIER_WALLET_TOKEN", made.token)
    return made


def play(run: Run, folder: Path, server: WalletServer, scene: Play) -> None:
    """Open a shop whose settings name the server, and play ``scene`` in its window."""

    async def scenario() -> None:
        Till.open(folder).close()
        with (folder / "cashier.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[wallet]\nbase_url = "{server.url}"\nmode = "{server.mode.value}"\n')
            file.write("answer_timeout_s = 1\n[start]\nstep = 4\n")
        till = Till.open(folder)
        try:
            async with ShopWindow(till) as shop:
                await scene(shop, server)
        finally:
            till.close()

    with server:
        server.add_wallet(TAG, 1_000)
        run(scenario())


async def with_products(shop: ShopWindow) -> None:
    """Bring the wallet's products in as a person does, then go back to selling."""
    await shop.settings("payments")
    await shop.hands.tap("testWalletButton")
    fields = shop.hands.find(WalletFields, "walletFields")
    await shop.hands.until(lambda: "3 products" in fields.outcome.accessibleName(), "a test")
    await shop.hands.tap("pullWalletProductsButton")
    await shop.hands.until(lambda: "New: 3" in fields.outcome.accessibleName(), "products")
    shop.hands.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    await shop.hands.page("sellPage")


async def paying(shop: ShopWindow, server: WalletServer) -> None:
    """Ring up two coffees and go on to pay."""
    espresso = code_of("11" if server.is_pretix else "espresso")
    for _cup in range(2):
        product = await shop.till.catalogue.by_barcode(espresso)
        assert product is not None
        shop.window.presenters.sale.add_product(product)
    await shop.hands.tap("payButton")
    await shop.hands.page("payPage")


async def presented(shop: ShopWindow, server: WalletServer) -> None:
    await paying(shop, server)
    await shop.hands.tap("tenderWalletButton")
    await shop.hands.until(lambda: shop.hands.sees("walletTagField"), "the question")
    shop.hands.scan(TAG)
    await shop.hands.until(lambda: shop.hands.sees("walletTakeButton"), "the offer")


def shown(shop: ShopWindow, name: str) -> str:
    return shop.hands.find(QLabel, name).text().replace("\u00a0", " ")


def test_a_wallet_pays_at_the_counter(run: Run, tmp_path: Path, server: WalletServer) -> None:
    async def scene(shop: ShopWindow, server: WalletServer) -> None:
        await with_products(shop)
        await presented(shop, server)
        assert server.charges == []
        shop.hands.key(Qt.Key.Key_F2)
        await shop.hands.until(lambda: shown(shop, "changeLabel") == "0.00 €", "covered")
        shop.hands.key(Qt.Key.Key_F12)
        await shop.hands.page("donePage")
        posted = await shop.till.ledger.find("T1-000001")
        assert posted is not None
        assert [one.balance for one in posted.posting.tenders] == [Money(950)]

    play(run, tmp_path, server, scene)
    assert [one.amount for one in server.charges] == [-50]


def test_a_lost_answer_leaves_a_question_that_a_look_answers(
    run: Run, tmp_path: Path, server: WalletServer
) -> None:
    async def scene(shop: ShopWindow, server: WalletServer) -> None:
        await with_products(shop)
        await presented(shop, server)
        server.faults.plan(Fault.DROP_BEFORE, method="POST")
        await shop.hands.tap("walletTakeButton")
        await shop.hands.until(lambda: shop.hands.sees("lookAgainButton"), "the question")
        account = server.wallets[TAG]
        account.charges.append(replace(account.charges[0], amount=-50))  # it arrives at last
        await shop.hands.tap("lookAgainButton")
        await shop.hands.until(lambda: shown(shop, "changeLabel") == "0.00 €", "covered")

    play(run, tmp_path, server, scene)
    assert len(server.charges) == 1


def test_too_little_is_said_and_nothing_is_taken(
    run: Run, tmp_path: Path, server: WalletServer
) -> None:
    async def scene(shop: ShopWindow, server: WalletServer) -> None:
        await with_products(shop)
        account = server.wallets[TAG]
        account.charges[0] = replace(account.charges[0], amount=30)
        await paying(shop, server)
        await shop.hands.tap("tenderWalletButton")
        shop.write("walletTagField", TAG)
        await shop.hands.tap("walletLookUpButton")
        await shop.hands.until(lambda: shop.hands.sees("walletAnotherButton"), "the offer")
        said = shop.hands.find(WalletQuestion, "walletQuestion").accessibleName()
        assert "0.30" in said.replace("\u00a0", " ")
        assert "Nothing was taken" in said
        assert not shop.hands.sees("walletTakeButton")  # one line of two cups: no part of it
        shop.hands.key(Qt.Key.Key_Escape)
        await shop.hands.until(lambda: not shop.hands.sees("walletQuestion"), "no wallet")

    play(run, tmp_path, server, scene)
    assert server.charges == []


def test_a_wallet_is_set_up_in_the_window_with_its_token_in_the_keyring_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASHIER_WALLET_TOKEN", raising=False)

    async def scenario(server: WalletServer, ring: MemoryKeyring) -> None:
        till = Till.open(tmp_path)
        try:
            async with ShopWindow(till) as shop:
                await shop.settings("payments")
                fields = shop.hands.find(WalletFields, "walletFields")
                shop.write("walletAddress", server.url)
                shop.write("walletToken", server.token)
                assert not fields.pull.isEnabled()
                await shop.hands.tap("testWalletButton")
                said = fields.outcome.accessibleName
                await shop.hands.until(lambda: "3 products" in said(), "a test")
                await shop.hands.tap("saveSettingsButton")
                await shop.hands.until(lambda: till.settings.wallet.is_on, "saved")
                await shop.hands.tap("pullWalletProductsButton")
                await shop.hands.until(lambda: "New: 3" in said(), "products")
        finally:
            till.close()
        assert list(ring.entries.values()) == [server.token]
        assert server.token not in (tmp_path / "cashier.toml").read_text("utf-8")
        assert server.url in (tmp_path / "cashier.toml").read_text("utf-8")

    with WalletServer() as server, memory_keyring() as ring:
        run(scenario(server, ring))
