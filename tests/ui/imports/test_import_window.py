"""The way to the Products page and back in the real window, with sales going on meanwhile."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from cashier.app.demo_shop import furnish
from cashier.app.till import Till
from cashier.app.wiring import TillWindow
from cashier.operations.import_products import ImportRequest, ImportSummary
from cashier.ui.imports.import_state import ImportPhase
from cashier.ui.look.theme import Appearance
from tests.hands import Hands, rows
from tests.ui.conftest import Run
from tests.ui.import_stage import DATA, drop_on, plain

_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def empty_shop(tmp_path: Path) -> Iterator[Till]:
    till = Till.open(tmp_path / "shop")
    yield till
    till.close()


@pytest.fixture
def stocked_shop(tmp_path: Path) -> Iterator[Till]:
    folder = tmp_path / "shop"
    folder.mkdir()
    furnish(folder)
    till = Till.open(folder)
    yield till
    till.close()


@pytest.fixture(autouse=True)
def outlives_its_window(qapp: QApplication) -> Iterator[None]:
    """Let the scenario end after its window, as the product itself does."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


class ImportWindow:
    """The window of one till, and hands for it."""

    def __init__(self, till: Till) -> None:
        self.window = TillWindow(till, Appearance.LIGHT, guard_ms=0)
        self.hands = Hands(self.window)
        self.window.window.resize(1366, 768)
        self.window.show()
        self.window.window.activateWindow()

    async def to_products(self) -> None:
        """Go to the section of the settings where products come in."""
        self.hands.key(Qt.Key.Key_4, _ALT)
        await self.hands.page("settingsPage")
        await self.hands.tap("productsNav")
        await self.hands.page("productsPage")

    def drop(self, path: Path) -> None:
        assert drop_on(self.hands.find(QWidget, "productsPage"), path)

    def tiles(self) -> int:
        return rows(self.hands.find(QAbstractItemView, "productGrid").model())

    def told(self) -> list[str]:
        return [toast.notice.text for toast in self.window.window.toaster.toasts]

    async def __aenter__(self) -> Self:
        await self.hands.page("sellPage")
        await self.hands.until(self.window.window.isActiveWindow, "the window in front")
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def close(self) -> None:
        self.window.window.close()
        await self.window.closed()


@pytest.mark.parametrize(
    ("file", "count"),
    [("supplier-cp1257.csv", "300"), ("products-5k.csv", "5 000"), ("bad-rows.csv", "8")],
)
def test_an_empty_shop_leads_to_the_import_and_sells_what_came(
    run: Run, empty_shop: Till, file: str, count: str
) -> None:
    async def scenario() -> None:
        async with ImportWindow(empty_shop) as shop:
            hands = shop.hands
            await hands.page("emptyShop")
            await hands.tap("emptyShopImportButton")
            await hands.page("productsPage")
            shop.drop(DATA / file)
            await hands.tap("importConfirmButton")
            await hands.until(lambda: bool(shop.told()), "told")
            assert [plain(one) for one in shop.told()] == [f"{count} products imported."]
            hands.key(Qt.Key.Key_1, _ALT)
            await hands.page("sellPage")
            await hands.until(lambda: shop.tiles() > 0, "tiles")
            assert not hands.sees("emptyShop")
            await hands.tap_row("productGrid", 0)
            await hands.until(lambda: hands.pieces() > 0, "a line")

    run(scenario())


def test_a_search_that_finds_nothing_is_no_empty_shop(run: Run, stocked_shop: Till) -> None:
    async def scenario() -> None:
        async with ImportWindow(stocked_shop) as shop:
            await shop.hands.until(lambda: shop.tiles() > 0, "tiles")
            shop.hands.key(Qt.Key.Key_F2)
            shop.hands.type("zzzz")
            await shop.hands.until(lambda: shop.tiles() == 0, "nothing found")
            assert not shop.hands.sees("emptyShop")

    run(scenario())


def test_a_scan_on_the_page_sells_nothing_and_says_so(run: Run, stocked_shop: Till) -> None:
    async def scenario() -> None:
        async with ImportWindow(stocked_shop) as shop:
            hands = shop.hands
            await shop.to_products()
            hands.scan("4770190036016")
            await hands.until(lambda: bool(shop.told()), "told")
            assert shop.told() == ["4770190036016 was scanned. The sale is unchanged."]
            assert hands.sees("productsPage")
            assert shop.window.importing.state.phase is ImportPhase.WAITING
            hands.key(Qt.Key.Key_1, _ALT)
            await hands.page("sellPage")
            assert hands.pieces() == 0

    run(scenario())


class HeldImport:
    """The till's own import, which begins to switch only when it may."""

    def __init__(self, till: Till) -> None:
        self._import = till.import_products
        self.may_begin = asyncio.Event()

    async def __call__(self, request: ImportRequest) -> ImportSummary:
        if not request.is_dry_run:
            await self.may_begin.wait()
        return await self._import(request)


def test_selling_goes_on_while_products_are_imported(
    run: Run, stocked_shop: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        held = HeldImport(stocked_shop)
        monkeypatch.setattr(stocked_shop, "import_products", held)
        async with ImportWindow(stocked_shop) as shop:
            hands = shop.hands
            await shop.to_products()
            shop.drop(DATA / "supplier-cp1257.csv")
            await hands.tap("importConfirmButton")
            await hands.page("importProgress")
            hands.key(Qt.Key.Key_1, _ALT)
            await hands.page("sellPage")
            await hands.tap_row("productGrid", 1)
            await hands.until(lambda: hands.pieces() == 1_000, "a line")
            held.may_begin.set()
            await hands.until(lambda: bool(shop.told()), "told")
            assert hands.sees("sellPage")
            assert hands.pieces() == 1_000
            await hands.tap("payButton")
            await hands.page("payPage")
            await hands.tap("exactCashButton")
            await hands.tap("confirmButton")
            await hands.page("donePage")

    run(scenario())


def test_closing_the_window_cancels_the_import(
    run: Run, stocked_shop: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        monkeypatch.setattr(stocked_shop, "import_products", HeldImport(stocked_shop))
        before = await stocked_shop.catalogue.count()
        async with ImportWindow(stocked_shop) as shop:
            await shop.to_products()
            shop.drop(DATA / "products-5k.csv")
            await shop.hands.tap("importConfirmButton")
            await shop.hands.page("importProgress")
        assert await stocked_shop.catalogue.count() == before
        assert shop.told() == []

    run(scenario())
