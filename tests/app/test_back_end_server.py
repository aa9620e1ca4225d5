"""The window and a real server on this machine: what waits there is paid here, once, by presses."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from cashier.ui.frame.main_window import Page
from tests.app.eyes import KEY
from tests.app.scenes import Stage
from tests.servers.paysera_book import Draft, Line
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi import PayseraEapiServer
from tests.servers.paysera_epapi import PayseraEpapiServer

Play = Callable[..., None]


Server = PayseraEapiServer | PayseraEpapiServer


def use(shop: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the shop send to ``server``, with its secrets in the environment."""
    file = shop / "cashier.toml"
    kept = file.read_text(encoding="utf-8").partition("[backend]")[0]
    file.write_text(f"{kept}{server.settings}", encoding="utf-8")
    for name, secret in server.secrets.items():
        monkeypatch.setenv(name, secret)


@pytest.fixture
def server(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PayseraEapiServer]:
    with PayseraEapiServer(Dialect.NEW) as running:
        use(shop, running, monkeypatch)
        yield running


async def to_orders(stage: Stage, source: str) -> None:
    stage.hands.window.show_page(Page.ORDERS)
    await stage.hands.page("ordersDesk")
    await stage.hands.tap(f"ordersSource_{source}")
    await stage.hands.until(lambda: stage.hands.sees(f"{source}View"), source)


def test_a_sale_goes_out_and_stands_in_the_servers_list(
    shop: Path, play: Play, server: PayseraEapiServer
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sold()
        stage.hands.key(KEY.Key_Return)
        await stage.hands.until(lambda: bool(server.orders), "it is sent")
        await to_orders(stage, "remoteOrders")
        words = stage.hands.find(QLabel, "remoteOrdersReadingLabel")
        await stage.hands.until(lambda: "1, read to the end" in words.text(), "the order")
        await stage.hands.tap_row("remoteOrdersTable", 0)
        await stage.hands.until(lambda: stage.hands.sees("sheetTotal"), "the sheet")
        assert stage.hands.find(QLabel, "sheetTotal").text().startswith("2.77")
        await to_orders(stage, "documents")
        words = stage.hands.find(QLabel, "documentsReadingLabel")
        await stage.hands.until(lambda: "1, read to the end" in words.text(), "its receipt")

    play(shop, scene)


def test_a_server_that_is_away_is_told_in_the_list_and_read_later(
    shop: Path, play: Play, server: PayseraEapiServer
) -> None:
    async def scene(stage: Stage) -> None:
        server.stop()
        await to_orders(stage, "remoteOrders")
        nothing = stage.hands.find(QLabel, "remoteOrdersNothingLabel")
        await stage.hands.until(lambda: "cannot be reached" in nothing.text(), "told")
        server.start()
        await stage.hands.tap("remoteOrdersAgainButton")
        await stage.hands.until(lambda: "none like that" in nothing.text(), "read")

    play(shop, scene)


@pytest.fixture
def mac_server(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PayseraEpapiServer]:
    with PayseraEpapiServer() as running:
        use(shop, running, monkeypatch)
        yield running


def test_what_waits_there_is_paid_here_and_the_server_learns_of_it(
    shop: Path, play: Play, mac_server: PayseraEpapiServer
) -> None:
    beans = Line("Coffee Beans 1kg", Decimal(2), 1999, Decimal(21))
    order = mac_server.book.take(Draft([beans], number="ORD12345"), "pending", mac_server.now())

    async def scene(stage: Stage) -> None:
        await to_orders(stage, "remoteOrders")
        await stage.hands.until(lambda: stage.hands.sees("remoteOrdersTable"), "rows")
        await stage.hands.tap_row("remoteOrdersTable", 0)
        await stage.hands.tap("takePaymentButton")
        await stage.hands.page("payPage")
        await stage.hands.until(
            lambda: stage.hands.find(QWidget, "exactCashButton").isEnabled(), "the sale"
        )
        await stage.hands.tap("exactCashButton")
        await stage.can_finish()
        await stage.hands.tap("confirmButton")
        await stage.hands.page("donePage")
        await stage.hands.until(lambda: order.paid == order.total, "reported there")
        assert len(mac_server.orders) == 1

    play(shop, scene)
