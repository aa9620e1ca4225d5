"""The product model pages through any number of products and holds few of them."""

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from typing_extensions import override

from cashier.domain.product import Product
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.goods.product_model import MOST_PAGES, PAGE_ROWS, ProductModel, ProductQuery
from tests.fakes import FakeCatalogue, product
from tests.ui.conftest import Run

ALL = ProductQuery()
MANY = 100_000
ANY = product("Any")


class ManyProducts(FakeCatalogue):
    """A catalogue of a hundred thousand products that need not be listed to be paged."""

    @override
    async def browse(
        self, *, category: str | None, favourites: bool, limit: int, offset: int = 0
    ) -> list[Product]:
        return [ANY] * min(limit, MANY - offset)


async def shown(model: ProductModel, tasks: TaskOwner, query: ProductQuery) -> None:
    model.show(query)
    await tasks.settled("look up products")


def test_it_keeps_the_promises_of_a_model(qtmodeltester: ModelTester, run: Run) -> None:
    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        model = ProductModel(FakeCatalogue([product(f"P{number}") for number in range(200)]), tasks)
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]
        await shown(model, tasks, ALL)
        qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
        model.need(50, 59)
        await tasks.settled("look up products")
        qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]

    run(scenario())


def test_a_hundred_thousand_products_are_never_held_at_once(run: Run) -> None:
    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        model = ProductModel(ManyProducts(), tasks)
        await shown(model, tasks, ALL)
        most = 0
        while model.rowCount() < MANY:
            last = model.rowCount() - 1
            model.need(last - 19, last)
            await tasks.settled("look up products")
            most = max(most, model.held_rows)
        assert model.rowCount() == MANY
        assert 0 < most <= MOST_PAGES * PAGE_ROWS

    run(scenario())


def test_rows_that_were_let_go_come_back_when_they_are_needed(run: Run) -> None:
    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        goods = [product(f"P{number:05}") for number in range(PAGE_ROWS * (MOST_PAGES + 4))]
        model = ProductModel(FakeCatalogue(goods), tasks)
        await shown(model, tasks, ALL)
        for first in range(0, len(goods), PAGE_ROWS):
            model.need(first, first)
            await tasks.settled("look up products")
        assert model.product(0) is None
        model.need(0, 0)
        await tasks.settled("look up products")
        assert model.product(0) == goods[0]

    run(scenario())


def test_an_answer_that_is_no_longer_wanted_is_dropped(run: Run) -> None:
    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        catalogue = FakeCatalogue([product("Bread"), product("Butter"), product("Beer")])
        model = ProductModel(catalogue, tasks)
        await shown(model, tasks, ALL)
        answered: list[ProductQuery] = []
        model.answered.connect(answered.append)
        catalogue.hold()
        for text in ("b", "bu", "but"):
            model.show(ProductQuery(text=text))
        assert model.rowCount() == 3
        catalogue.release()
        await tasks.settled("look up products")
        assert answered == [ProductQuery(text="but")]
        assert model.data(model.index(0)) == "Butter"
        assert catalogue.asked[-1] == "but"

    run(scenario())


def test_a_row_is_spoken_with_price_and_vat(run: Run) -> None:
    async def scenario() -> None:
        tasks = TaskOwner(_fail)
        model = ProductModel(FakeCatalogue([product("Rigas sprotes", "3.29")]), tasks)
        await shown(model, tasks, ALL)
        spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "Rigas sprotes, 3.29 EUR, VAT 21\u00a0%"

    run(scenario())


def _fail(error: Exception) -> None:
    raise AssertionError from error
