"""A code that no product here has, asked of a real server: filled in, looked over, sold."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.app.card_hands import UNKNOWN, closed, field, write
from tests.app.eyes import pieces, tells, view
from tests.app.scenes import BREAD, Stage
from tests.servers.faults import Fault
from tests.servers.paysera_book import Product
from tests.servers.paysera_dialects import Dialect
from tests.servers.paysera_eapi import PayseraEapiServer

Play = Callable[..., None]
HERRING = Product(
    90, "HERRING", {"lt": "Silkė\x1b[2J", "en": "Herring"}, Decimal("4.35"), Decimal(21), (UNKNOWN,)
)


@pytest.fixture
def server(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PayseraEapiServer]:
    with PayseraEapiServer(Dialect.NEW) as running:
        file = shop / "cashier.toml"
        kept = file.read_text(encoding="utf-8").partition("[backend]")[0]
        file.write_text(f"{kept}{running.settings}", encoding="utf-8")
        for name, secret in running.secrets.items():
            monkeypatch.setenv(name, secret)
        yield running


async def asked(stage: Stage) -> None:
    """Scan what nobody here knows, and open its card."""
    await stage.scan(BREAD)
    stage.hands.scan(UNKNOWN)
    await tells(stage, "is not in the catalogue")
    await stage.hands.tap("offerButton")
    await stage.hands.until(lambda: stage.hands.sees("productCard"), "the card")


def test_what_the_server_knows_of_a_code_is_filled_in_and_sold(
    shop: Path, play: Play, server: PayseraEapiServer
) -> None:
    server.book.products.append(HERRING)

    async def scene(stage: Stage) -> None:
        await asked(stage)
        name = field(stage, "productNameField")
        await stage.hands.until(lambda: name.text() == "Silkė [2J", "the name")
        assert field(stage, "productPriceField").text() == "4.35"
        await tells(stage, "The back end knows this code")
        await stage.hands.tap("addAndSellButton")
        await closed(stage)
        await pieces(stage, 2)
        assert view(stage).figures.total.minor == 79 + 435

    play(shop, scene)


@pytest.mark.parametrize("fault", [None, Fault.HTML_BEFORE, Fault.NESTED])
def test_without_an_answer_the_card_is_written_by_hand(
    shop: Path, play: Play, server: PayseraEapiServer, fault: Fault | None
) -> None:
    if fault is not None:
        server.faults.plan(fault, path="/products", times=None)

    async def scene(stage: Stage) -> None:
        await asked(stage)
        if fault is not None:
            await tells(stage, "cannot be read")
        write(stage, "productNameField", "Silke")
        write(stage, "productPriceField", "4.40")
        await stage.hands.tap("addAndSellButton")
        await closed(stage)
        await pieces(stage, 2)
        assert view(stage).figures.total.minor == 79 + 440

    play(shop, scene)
