"""The newest state of an order is what is kept, and no state is written over a newer one."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from cashier.domain.errors import DiskFullError, OrderIdTakenError
from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import Order, OrderLine
from cashier.domain.posting import OrderStatus
from cashier.domain.tender import Tender
from cashier.ui.frame.tasks import TaskOwner
from cashier.ui.sell.order_keeper import KEEP_ORDER, OrderKeeper, Wanted
from tests.fakes import NOON, product

BREAD = OrderLine.of(product("Bread"))


class SlowKeep:
    """Writes when it is let; remembers every write."""

    def __init__(self) -> None:
        self.written: list[tuple[str, OrderStatus, int]] = []
        self.gate = asyncio.Event()
        self.failure: Exception | None = None

    async def __call__(
        self,
        order: Order,
        status: OrderStatus,
        *,
        operator: str,
        tenders: tuple[Tender, ...] = (),
        removed: Sequence[OrderLine] = (),
    ) -> OpenOrder:
        await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        self.written.append((order.note, status, len(removed)))
        return OpenOrder(order, status, Money.zero("EUR"), NOON, operator, tenders)


def state(note: str, *removed: OrderLine, number: int = 1) -> Wanted:
    order = Order(UUID(int=number), "EUR", note=note)
    return Wanted(order, OrderStatus.OPEN, removed=removed)


async def test_states_that_came_meanwhile_are_written_as_one() -> None:
    keep = SlowKeep()
    keeper = OrderKeeper(keep, TaskOwner(_fail), "owner")
    keeper.keep(state("first"))
    await asyncio.sleep(0)
    for note in ("second", "third", "fourth"):
        keeper.keep(state(note))
    keep.gate.set()
    await keeper.settled()
    assert [note for note, _, _ in keep.written] == ["first", "fourth"]


async def test_removed_lines_of_a_skipped_state_are_not_lost() -> None:
    keep = SlowKeep()
    keeper = OrderKeeper(keep, TaskOwner(_fail), "owner")
    keeper.keep(state("a"))
    await asyncio.sleep(0)
    keeper.keep(state("b", BREAD))
    keeper.keep(state("c", BREAD))
    keep.gate.set()
    await keeper.settled()
    assert keep.written[-1] == ("c", OrderStatus.OPEN, 2)


async def test_orders_are_written_each_on_its_own() -> None:
    keep = SlowKeep()
    keep.gate.set()
    keeper = OrderKeeper(keep, TaskOwner(_fail), "owner")
    keeper.keep(state("one", number=1))
    keeper.keep(state("two", number=2))
    await keeper.settled()
    assert [note for note, _, _ in keep.written] == ["one", "two"]
    assert keeper.knows(UUID(int=1))
    assert keeper.knows(UUID(int=2))


async def test_what_could_not_be_written_is_told_and_goes_with_the_next_change() -> None:
    errors: list[Exception] = []
    keep = SlowKeep()
    keep.gate.set()
    keep.failure = DiskFullError("kept order")
    keeper = OrderKeeper(keep, TaskOwner(errors.append), "owner")
    keeper.keep(state("a", BREAD))
    await keeper.settled()
    assert [type(error) for error in errors] == [DiskFullError]
    assert keeper.knows(UUID(int=1))
    keep.failure = None
    keeper.keep(state("b"))
    await keeper.settled()
    assert keep.written == [("b", OrderStatus.OPEN, 1)]


async def test_a_cancelled_write_stays_wanted() -> None:
    keep = SlowKeep()
    tasks = TaskOwner(_fail)
    keeper = OrderKeeper(keep, tasks, "owner")
    keeper.keep(state("a"))
    await asyncio.sleep(0)
    await tasks.cancel_all()
    assert keeper.knows(UUID(int=1))
    assert not tasks.is_running(KEEP_ORDER)


async def test_a_forgotten_order_is_not_written_again() -> None:
    keep = SlowKeep()
    keeper = OrderKeeper(keep, TaskOwner(_fail), "owner")
    keeper.keep(state("a"))
    await asyncio.sleep(0)
    keeper.keep(state("b"))
    keeper.forget(UUID(int=1))
    keep.gate.set()
    await keeper.settled()
    assert [note for note, _, _ in keep.written] == ["a"]


async def test_an_order_that_was_posted_meanwhile_is_let_go_without_a_word() -> None:
    keep = SlowKeep()
    keep.gate.set()
    keep.failure = OrderIdTakenError("order")
    keeper = OrderKeeper(keep, TaskOwner(_fail), "owner")
    keeper.keep(state("a"))
    await keeper.settled()
    assert not keeper.knows(UUID(int=1))


def _fail(error: Exception) -> None:
    raise AssertionError from error
