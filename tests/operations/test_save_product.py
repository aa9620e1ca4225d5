"""Saving a product: what is refused, what the journal is told, and what a failure leaves."""

import asyncio
from dataclasses import replace

import pytest

from cashier.domain.errors import (
    BarcodeTakenError,
    DiskFullError,
    NotGivenError,
    ProductsComingInError,
)
from cashier.domain.journal import EntryKind
from cashier.domain.money import Money
from cashier.domain.product_change import ProductChange
from cashier.operations.catalogue_turn import CatalogueTurn
from cashier.operations.save_product import SaveProduct
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeCatalogue, FakeClock, product

BREAD = product("Juoda Duona", "0.79", "4770000000017")
BUTTER = product("Homemade Butter", "3.49", "4770000000024")


class Shop:
    """A catalogue, a journal and the operation between them."""

    def __init__(self) -> None:
        self.store = FakeCatalogue([BREAD, BUTTER])
        self.ledger = FakeLedger()
        self.turn = CatalogueTurn()
        self.save = SaveProduct(self.store, self.ledger, FakeClock(), self.turn)

    async def __call__(self, **changed: object) -> None:
        changed_bread = replace(BREAD, **changed)  # type: ignore[arg-type]
        await self.save(changed_bread, operator="owner")


async def test_the_journal_gets_what_was_and_what_is() -> None:
    shop = Shop()
    await shop(price=Money(89, "EUR"), name="  Juoda   duona ")
    after = replace(BREAD, price=Money(89, "EUR"), name="Juoda duona")
    assert shop.ledger.changes == [ProductChange(BREAD, after)]
    assert await shop.store.by_key(BREAD.key) == after


async def test_a_new_product_comes_back_with_its_key() -> None:
    shop = Shop()
    kept = await shop.save(replace(BREAD, key="", barcodes=("4011",)), operator="owner")
    assert kept.key
    assert await shop.store.by_barcode("4011") == kept
    assert shop.ledger.changes == [ProductChange(None, kept)]


async def test_what_cannot_be_kept_reaches_neither_journal_nor_catalogue() -> None:
    shop = Shop()
    with pytest.raises(NotGivenError):
        await shop(name=" ")
    with pytest.raises(BarcodeTakenError):
        await shop(barcodes=("4770000000024",))
    assert shop.ledger.entries == []
    assert await shop.store.by_key(BREAD.key) == BREAD


async def test_while_products_are_imported_a_change_is_refused() -> None:
    shop = Shop()
    async with shop.turn.of_import():
        with pytest.raises(ProductsComingInError):
            await shop(name="Bread")
    await shop(name="Bread")
    assert [one.after.name for one in shop.ledger.changes] == ["Bread"]


async def test_a_journal_that_cannot_be_written_leaves_the_product_as_it_was() -> None:
    shop = Shop()
    shop.ledger.fail_with = DiskFullError()
    with pytest.raises(DiskFullError):
        await shop(name="Bread")
    assert await shop.store.by_key(BREAD.key) == BREAD
    assert shop.ledger.entries == []


async def test_a_catalogue_that_cannot_be_written_is_told_to_the_journal_too() -> None:
    shop = Shop()
    shop.store.failure_in_the_end = DiskFullError()
    with pytest.raises(DiskFullError):
        await shop(name="Bread")
    assert shop.ledger.entries == [EntryKind.PRODUCT_CHANGED, EntryKind.PRODUCT_NOT_CHANGED]
    assert await shop.store.by_key(BREAD.key) == BREAD


async def test_cancelled_in_the_middle_it_is_done_before_it_returns() -> None:
    shop = Shop()
    shop.store.hold()
    async with asyncio.TaskGroup() as group:
        saving = group.create_task(shop(name="Bread"))
        await asyncio.sleep(0)
        saving.cancel()
        await asyncio.sleep(0)
        assert not saving.done()
        shop.store.release()
    found = await shop.store.by_key(BREAD.key)
    assert found is not None
    assert found.name == "Bread"
    assert len(shop.ledger.changes) == 1
