"""What ``ports.ProductStore`` promises, asked of the store on disk and of the fake in memory."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cashier.domain.errors import BarcodeTakenError, DiskFullError, UnknownProductError
from cashier.domain.money import Money
from cashier.domain.product import Product
from cashier.domain.product_change import ProductChange
from cashier.ports import Catalogue, ProductStore
from cashier.storage.live_catalogue import LiveCatalogue
from cashier.storage.product_store import SqliteProductStore
from tests.fakes import FakeCatalogue, product
from tests.storage.made_catalogues import import_into

TEA = "barcode,name,category,price,vat_rate\n4770000000017,Tea,Hot,2.00,21\n"


@dataclass
class Shop:
    """A store with the catalogue it changes, and what was noted."""

    store: ProductStore
    catalogue: Catalogue
    noted: list[ProductChange]

    async def note(self, change: ProductChange) -> int:
        self.noted.append(change)
        return len(self.noted)

    async def tea(self) -> Product:
        found = await self.catalogue.by_barcode("4770000000017")
        assert found is not None
        return found


@pytest.fixture(params=["sqlite", "fake"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shop]:
    if request.param == "fake":
        tea = product("Tea", "2.00", "4770000000017", favourite=False, category="Hot")
        fake = FakeCatalogue([tea])
        yield Shop(fake, fake, [])
        return
    asyncio.run(import_into(tmp_path, TEA))
    live = LiveCatalogue(tmp_path, 1, "EUR")
    store = SqliteProductStore(tmp_path, live, "EUR", _never)
    yield Shop(store, live, [])
    store.close()
    live.close()


def _never(_generation: int) -> None:
    raise AssertionError("there is a generation already")


def new(name: str, *codes: str) -> Product:
    return replace(product(name, "3.49", category="Dairy"), key="", barcodes=codes)


async def test_a_change_is_seen_and_noted_with_what_was_before(shop: Shop) -> None:
    before = await shop.tea()
    after = replace(before, name="Green tea", price=Money(250, "EUR"), category="Drinks")
    assert await shop.store.change(after, shop.note) == after
    assert await shop.catalogue.by_key(before.key) == after
    assert await shop.tea() == after
    assert await shop.catalogue.search("green", limit=5) == [after]
    assert await shop.catalogue.categories() == ["Drinks"]
    assert shop.noted == [ProductChange(before, after)]


async def test_a_new_product_gets_a_key_of_its_own(shop: Shop) -> None:
    butter = await shop.store.change(new("Butter", "4770000000024"), shop.note)
    assert butter.key
    assert butter.key != (await shop.tea()).key
    assert await shop.catalogue.by_barcode("4770000000024") == butter
    assert await shop.catalogue.count() == 2
    assert [one.before for one in shop.noted] == [None]


async def test_nothing_is_noted_where_nothing_changes(shop: Shop) -> None:
    tea = await shop.tea()
    assert await shop.store.change(tea, shop.note) == tea
    assert shop.noted == []


async def test_a_barcode_of_another_product_is_refused_also_of_one_not_sold(shop: Shop) -> None:
    tea = await shop.tea()
    await shop.store.change(replace(tea, is_active=False), shop.note)
    with pytest.raises(BarcodeTakenError) as refused:
        await shop.store.change(new("Butter", "4770000000024", "4770000000017"), shop.note)
    assert (refused.value.given, refused.value.product) == ("4770000000017", "Tea")
    assert refused.value.key == tea.key
    assert await shop.catalogue.by_barcode("4770000000024") is None
    assert len(shop.noted) == 1


async def test_a_key_that_is_not_there_is_refused(shop: Shop) -> None:
    with pytest.raises(UnknownProductError):
        await shop.store.change(replace(new("Butter"), key="P999999"), shop.note)
    assert shop.noted == []


async def test_what_cannot_be_noted_changes_nothing(shop: Shop) -> None:
    async def fails(_change: ProductChange) -> int:
        raise DiskFullError("journal")

    before = await shop.tea()
    with pytest.raises(DiskFullError):
        await shop.store.change(replace(before, name="Coffee"), fails)
    assert await shop.tea() == before
    assert (await shop.store.change(replace(before, name="Coffee"), shop.note)).name == "Coffee"


async def test_readers_are_answered_while_a_change_waits_for_its_note(shop: Shop) -> None:
    before = await shop.tea()
    answers: list[Product] = []

    async def slow(change: ProductChange) -> int:
        answers.extend([await shop.tea() for _ in range(20)])
        return await shop.note(change)

    await shop.store.change(replace(before, name="Coffee"), slow)
    assert answers == [before] * 20
    assert (await shop.tea()).name == "Coffee"


async def test_one_off_sale_is_found_among_those_and_comes_back(shop: Shop) -> None:
    tea = await shop.tea()
    off = await shop.store.change(replace(tea, is_active=False), shop.note)
    assert await shop.catalogue.by_barcode("4770000000017") is None
    assert await shop.catalogue.search("tea", limit=5) == []
    assert (await shop.catalogue.count(), await shop.catalogue.categories()) == (0, [])
    assert await shop.catalogue.not_sold(limit=5) == [off]
    await shop.store.change(tea, shop.note)
    assert await shop.tea() == tea
    assert await shop.catalogue.not_sold(limit=5) == []
