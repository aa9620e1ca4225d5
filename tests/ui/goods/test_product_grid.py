"""The grid shows each state of a tile, repaints only what changed, and is worked by keys."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cashier.domain.money import Money
from cashier.domain.product import Product
from cashier.domain.quantity import Quantity
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.goods.badge_growth import BadgeGrowth
from cashier.ui.goods.product_delegate import ProductDelegate
from cashier.ui.goods.product_grid import ProductGrid
from cashier.ui.goods.product_model import LOOK_UP_PRODUCTS, ProductModel, ProductQuery
from cashier.ui.goods.tile_ring import TileRing
from cashier.ui.look.theme import Theme
from tests.fakes import FakeCatalogue, product
from tests.ui.conftest import Run

Key = Qt.Key
MANY = [product(f"Tea {number:03}") for number in range(200)]


class Shop:
    """A grid in a window of its own, with what it tells."""

    def __init__(self, theme: Theme, products: list[Product]) -> None:
        self.theme = theme
        self.tasks = TaskOwner(_fail)
        self.catalogue = FakeCatalogue(products)
        self.model = ProductModel(self.catalogue, self.tasks)
        self.grid = ProductGrid(theme, self.model)
        self.chosen: list[str] = []
        self.carded: list[str] = []
        self.grid.product_chosen.connect(self._on_chosen)
        self.grid.card_requested.connect(self._on_carded)
        self.grid.resize(578, 584)
        self.grid.show()
        self.grid.activateWindow()

    async def show(self, query: ProductQuery | None = None) -> None:
        self.model.show(query or ProductQuery())
        await self.settled()

    async def settled(self) -> None:
        await self.tasks.settled(LOOK_UP_PRODUCTS)
        QApplication.sendPostedEvents()

    def cell(self, row: int) -> QRect:
        return self.grid.visualRect(self.model.index(row))

    def picture(self, row: int) -> QImage:
        return self.grid.viewport().grab(self.cell(row)).toImage()

    def _on_chosen(self, one: Product) -> None:
        self.chosen.append(one.name)

    def _on_carded(self, one: Product) -> None:
        self.carded.append(one.name)


def _fail(error: Exception) -> None:
    raise AssertionError from error


def inks(picture: QImage, colour: QColor) -> int:
    """Return how many pixels have ``colour``."""
    return sum(
        picture.pixelColor(x, y) == colour
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_a_tile_in_the_cart_has_a_strong_edge_and_a_badge(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        shop = Shop(theme, [product("Tea")])
        await shop.show()
        assert inks(shop.picture(0), theme.colour("accent")) == 0
        shop.model.show_counts({"Tea": Quantity(2_000)})
        assert inks(shop.picture(0), theme.colour("accent")) > 500

    run(scenario())


def test_one_without_a_price_says_so_in_red_and_one_that_asks_for_it_does_not(
    theme: Theme, run: Run
) -> None:
    async def scenario() -> None:
        asks = product("Asks", "0", has_open_price=True)
        shop = Shop(theme, [product("None", "0"), asks])
        await shop.show()
        red = theme.colour("errIcon")
        assert inks(shop.picture(0), red) > 100
        assert inks(shop.picture(1), red) == 0

    run(scenario())


def test_one_off_sale_is_pale_and_spoken_as_such(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        off = product("Tea", is_active=False)
        shop = Shop(theme, [off])
        await shop.show(ProductQuery(off_sale=True))
        assert inks(shop.picture(0), theme.category("Bakery")[0]) == 0  # no full colour any more
        spoken = shop.model.data(shop.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
        assert "not for sale here" in str(spoken)

    run(scenario())


@contextmanager
def watched(monkeypatch_rows: list[int]) -> Iterator[None]:
    plain = ProductDelegate.paint

    def paint(self: ProductDelegate, painter: object, option: object, index: object) -> None:
        monkeypatch_rows.append(index.row())  # type: ignore[attr-defined]
        plain(self, painter, option, index)  # type: ignore[arg-type]

    ProductDelegate.paint = paint  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProductDelegate.paint = plain  # type: ignore[method-assign]


def test_passing_over_the_tiles_repaints_those_two_alone(theme: Theme, run: Run) -> None:
    painted: list[int] = []

    async def scenario() -> None:
        with watched(painted):
            shop = Shop(theme, MANY)
            await shop.show()
            await asyncio.sleep(0.005)
            await shop.settled()
            painted.clear()
            for row in (5, 6):
                _move(shop, shop.cell(row).center())
                await asyncio.sleep(0.005)
            assert set(painted) == {5, 6}

    run(scenario())


def _move(shop: Shop, place: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    inside, outside = QPointF(place), QPointF(shop.grid.viewport().mapToGlobal(place))
    held = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, inside, outside, none, none, held)
    QApplication.sendEvent(shop.grid.viewport(), event)


def test_a_long_list_paints_only_what_is_in_view(theme: Theme, run: Run) -> None:
    painted: list[int] = []

    async def scenario() -> None:
        with watched(painted):
            shop = Shop(theme, MANY)
            await shop.show()
            shop.grid.viewport().grab()
            assert set(painted) <= set(range(24))

    run(scenario())


def test_arrows_go_over_the_tiles_with_a_ring_around_the_one_they_are_at(
    theme: Theme, run: Run
) -> None:
    async def scenario() -> None:
        shop = Shop(theme, MANY)
        await shop.show()
        shop.grid.setFocus()
        ring = shop.grid.findChild(TileRing, "tileRing")
        assert ring is None  # nothing is chosen by the focus alone
        for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down):
            QTest.keyClick(shop.grid, key)
        assert shop.grid.current_product == MANY[1 + shop.grid.columns]
        ring = shop.grid.window().findChild(TileRing, "tileRing")
        assert ring is not None
        assert ring.isVisible()
        assert ring.geometry().contains(shop.cell(5).topLeft())
        QTest.keyClick(shop.grid, Key.Key_Return)
        assert shop.chosen == [MANY[5].name]
        QApplication.sendEvent(shop.grid, QFocusEvent(QEvent.Type.FocusOut))

    run(scenario())


def test_other_products_begin_at_the_top_and_the_same_ones_stay_where_they_are(
    theme: Theme, run: Run
) -> None:
    async def scenario() -> None:
        shop = Shop(theme, MANY)
        await shop.show()
        bar = shop.grid.verticalScrollBar()
        bar.setValue(bar.maximum())
        await shop.settled()
        place = bar.value()
        assert place > 0
        shop.catalogue.products[3] = product(MANY[3].name, "9.99")
        shop.model.refresh()
        await shop.settled()
        assert bar.value() == place
        changed = shop.model.product(3)
        assert changed is not None
        assert changed.price == Money.parse("9.99", "EUR")
        await shop.show(ProductQuery(text="tea 1"))
        assert bar.value() == 0

    run(scenario())


def test_a_badge_grows_and_is_whole_in_the_end(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        growth = BadgeGrowth()
        sizes: list[float] = []
        growth.grown.connect(lambda found: sizes.extend(found.values()))
        two, three = {"Tea": Quantity(2_000)}, {"Tea": Quantity(3_000)}
        growth.begin(three, two)  # fewer: nothing grows
        assert sizes == []
        growth.begin(two, three)
        for _ in range(200):
            if sizes and sizes[-1] == 1:
                break
            await asyncio.sleep(0.005)
        assert sizes[0] < 1
        assert sizes[-1] == 1
        assert sizes == sorted(sizes)

    run(scenario())


def test_without_motion_the_badge_is_whole_at_once(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        shop = Shop(theme, [product("Tea")])
        await shop.show()
        assert not theme.moves
        shop.model.show_counts({"Tea": Quantity(1_000)})
        whole = inks(shop.picture(0), theme.colour("accent"))
        await asyncio.sleep(0.005)
        assert inks(shop.picture(0), theme.colour("accent")) == whole

    run(scenario())
