"""The cart's model changes only the rows that differ."""

from uuid import UUID

from pytestqt.modeltest import ModelTester

from cashier.domain.order import Order, TaxRules, work_out
from cashier.domain.quantity import Quantity
from cashier.ui.sell.cart_model import CartModel, CartRow, rows_of
from tests.fakes import product


def order_of(*names: str) -> Order:
    order = Order(UUID(int=1), "EUR")
    for name in names:
        order = order.with_product(product(name))
    return order


def rows(order: Order) -> tuple[CartRow, ...]:
    return rows_of(order, work_out(order, TaxRules()))


class Watch:
    """Notes what a model tells."""

    def __init__(self, model: CartModel) -> None:
        self.told: list[str] = []
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.dataChanged.connect(self._on_changed)
        model.modelReset.connect(self._on_reset)

    def _on_inserted(self, _parent: object, first: int, last: int) -> None:
        self.told.append(f"+{first}-{last}")

    def _on_removed(self, _parent: object, first: int, last: int) -> None:
        self.told.append(f"-{first}-{last}")

    def _on_changed(self, *_where: object) -> None:
        self.told.append("changed")

    def _on_reset(self) -> None:
        self.told.append("reset")


def test_a_new_line_is_inserted_and_nothing_else_is_told(qtmodeltester: ModelTester) -> None:
    model = CartModel()
    model.show(rows(order_of("a", "b")))
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    watch = Watch(model)
    model.show(rows(order_of("a", "b", "c")))
    assert watch.told == ["+2-2"]
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]


def test_a_line_in_the_middle_goes_alone() -> None:
    model = CartModel()
    model.show(rows(order_of("a", "b", "c")))
    watch = Watch(model)
    model.show(rows(order_of("a", "c")))
    assert watch.told == ["-1-1"]
    assert [row.line.name for row in model.rows] == ["a", "c"]


def test_a_changed_line_is_changed_and_the_same_again_is_silent() -> None:
    model = CartModel()
    order = order_of("a", "b")
    model.show(rows(order))
    watch = Watch(model)
    changed = order.with_quantity(1, Quantity(3_000))
    model.show(rows(changed))
    model.show(rows(changed))
    assert watch.told == ["changed"]


def test_another_sale_replaces_every_row() -> None:
    model = CartModel()
    model.show(rows(order_of("a", "b", "c")), 2)
    model.show(rows(order_of("x")), 0)
    assert [row.line.name for row in model.rows] == ["x"]
    model.show((), None)
    assert model.rowCount() == 0
    assert model.selected is None
