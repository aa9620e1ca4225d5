"""An import and changes of single products never touch the catalogue at the same time."""

import asyncio
from contextlib import AbstractAsyncContextManager

import pytest

from cashier.domain.errors import ImportRunningError, ProductsComingInError
from cashier.operations.catalogue_turn import CatalogueTurn


class Stage:
    """Two who want the catalogue, and in which order they had it."""

    def __init__(self) -> None:
        self.turn = CatalogueTurn()
        self.seen: list[str] = []
        self.go_on = asyncio.Event()

    async def hold(self, name: str, turn: AbstractAsyncContextManager[None]) -> None:
        async with turn:
            self.seen.append(f"{name} begins")
            await self.go_on.wait()
            self.seen.append(f"{name} ends")


async def test_an_import_waits_for_the_change_before_it_and_keeps_later_ones_out() -> None:
    stage = Stage()
    async with asyncio.TaskGroup() as group:
        group.create_task(stage.hold("change", stage.turn.of_change()))
        await asyncio.sleep(0)
        group.create_task(stage.hold("import", stage.turn.of_import()))
        await asyncio.sleep(0)
        assert stage.turn.is_importing
        with pytest.raises(ProductsComingInError):
            async with stage.turn.of_change():
                pytest.fail("it was let in")
        stage.go_on.set()
    assert stage.seen == ["change begins", "change ends", "import begins", "import ends"]
    assert not stage.turn.is_importing


async def test_changes_come_one_after_the_other() -> None:
    stage = Stage()
    async with asyncio.TaskGroup() as group:
        for name in ("first", "second"):
            group.create_task(stage.hold(name, stage.turn.of_change()))
        await asyncio.sleep(0)
        stage.go_on.set()
    assert stage.seen == ["first begins", "first ends", "second begins", "second ends"]


async def test_a_second_import_is_refused_and_a_failed_one_makes_way() -> None:
    turn = CatalogueTurn()
    with pytest.raises(ImportRunningError):
        await _import_twice(turn)
    async with turn.of_change():
        assert not turn.is_importing


async def test_an_import_cancelled_while_it_waits_makes_way() -> None:
    stage = Stage()
    async with asyncio.TaskGroup() as group:
        group.create_task(stage.hold("change", stage.turn.of_change()))
        await asyncio.sleep(0)
        waiting = group.create_task(stage.hold("import", stage.turn.of_import()))
        await asyncio.sleep(0)
        waiting.cancel()
        stage.go_on.set()
    assert not stage.turn.is_importing
    async with stage.turn.of_change():
        assert stage.seen == ["change begins", "change ends"]


async def _import_twice(turn: CatalogueTurn) -> None:
    async with turn.of_import(), turn.of_import():
        pytest.fail("it was let in")
