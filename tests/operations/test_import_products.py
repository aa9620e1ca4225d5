"""Importing products: what lands, what is refused, and that it is all or nothing."""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pytest

from cashier.domain.errors import CurrencyMismatchError, FileRefusedError, ImportRunningError
from cashier.domain.product import Product
from cashier.domain.quantity import Percent
from cashier.operations.import_products import (
    MOST_BAD_KEPT,
    BadRow,
    ImportProducts,
    ImportProgress,
    ImportRequest,
    ImportSummary,
)
from cashier.storage.catalogue_files import discard_leftovers, generation_path
from cashier.storage.catalogue_import import SqliteBuilder
from cashier.storage.live_catalogue import LiveCatalogue

DATA = Path(__file__).parent.parent / "data"


@dataclass
class Shop:
    """A shop's catalogue on disk, with the import as the till wires it."""

    folder: Path
    generation: int = 0
    switched: list[ImportSummary] = field(default_factory=list)
    fails_at_switch: bool = False

    def __post_init__(self) -> None:
        self.catalogue = LiveCatalogue(self.folder, self.generation, "EUR")
        self.builder = SqliteBuilder(self.folder, lambda: self.generation, self.catalogue.adopt)
        self.import_products = ImportProducts(self.builder, self.switch)

    async def switch(self, generation: int, summary: ImportSummary) -> None:
        if self.fails_at_switch:
            raise OSError
        self.generation = generation
        self.switched.append(summary)

    async def takes(self, content: str | bytes | Path, **options: object) -> ImportSummary:
        return await self.import_products(request_for(content, **options))

    async def product(self, code: str) -> Product:
        product = await self.catalogue.by_barcode(code)
        assert product is not None
        return product

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def close(self) -> None:
        self.builder.close()
        self.catalogue.close()


def request_for(content: str | bytes | Path, **options: object) -> ImportRequest:
    def opened() -> BinaryIO:
        if isinstance(content, Path):
            return content.open("rb")
        return io.BytesIO(content.encode() if isinstance(content, str) else content)

    return ImportRequest(opened, **{"currency": "EUR", **options})  # type: ignore[arg-type]


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    shop = Shop(tmp_path)
    yield shop
    shop.close()


def counts(summary: ImportSummary) -> tuple[int, int, int, int]:
    return summary.added, summary.updated, summary.unchanged, summary.bad_count


async def test_five_thousand_real_products_land_and_the_same_file_again_changes_nothing(
    shop: Shop,
) -> None:
    assert counts(await shop.takes(DATA / "products-5k.csv")) == (5_000, 0, 0, 0)
    assert counts(await shop.takes(DATA / "products-5k.csv")) == (0, 0, 5_000, 0)
    assert shop.generation == 1
    assert await shop.catalogue.count() == 5_000
    product = await shop.product("4770190036016")
    assert product.price.text() == "2.59"
    assert product.vat_rate == Percent(21_000)


async def test_a_baltic_suppliers_file_is_recognised(shop: Shop) -> None:
    await shop.takes(DATA / "products-5k.csv")
    summary = await shop.takes(DATA / "supplier-cp1257.csv")
    assert (summary.encoding, summary.delimiter) == ("cp1257", ";")
    assert counts(summary) == (0, 0, 300, 0)


async def test_bad_rows_are_named_by_line_and_skipped(shop: Shop) -> None:
    summary = await shop.takes(DATA / "bad-rows.csv")
    assert [(bad.line, bad.code) for bad in summary.bad] == [
        (5, "name-missing"),
        (6, "price-missing"),
        (7, "price-not-a-number"),
        (8, "price-negative"),
        (9, "price-too-large"),
        (10, "price-too-precise"),
        (11, "vat-not-a-rate"),
        (12, "vat-not-a-rate"),
        (13, "unit-unknown"),
        (14, "columns"),
        (15, "columns"),
        (20, "control-characters"),
    ]
    assert counts(summary) == (7, 1, 0, 12)
    assert (await shop.product("4770190036016")).name == "Same barcode twice in one file"
    assert (await shop.product("4770107243872")).name.startswith("=HYPERLINK(")
    assert (await shop.product("4770107243902")).name == "Line break in the name"
    assert (await shop.product("4770190036017")).name.startswith("Own code")


async def test_a_file_that_names_a_product_twice_is_unchanged_the_second_time(shop: Shop) -> None:
    await shop.takes(DATA / "bad-rows.csv")
    assert counts(await shop.takes(DATA / "bad-rows.csv")) == (0, 0, 8, 12)
    assert len(shop.switched) == 1


async def test_a_known_barcode_updates_what_the_file_says_and_nothing_else(shop: Shop) -> None:
    await shop.takes(
        "barcode,name,category,price,vat_rate,unit,favourite\n1|2,Tea,Hot,2,21,kg,yes\n"
    )
    before = await shop.product("1")
    summary = await shop.takes("EAN;Kaina\n2;2,50\n")
    assert counts(summary) == (0, 1, 0, 0)
    after = await shop.product("1")
    assert after.price.minor == 250
    assert (after.key, after.name, after.category, after.unit, after.barcodes) == (
        before.key, "Tea", "Hot", before.unit, ("1", "2"),
    )  # fmt: skip
    assert after.is_favourite


async def test_a_further_barcode_is_added_and_none_is_lost(shop: Shop) -> None:
    await shop.takes("barcode,name,price,vat\n1,Tea,2,21\n9,Milk,1,21\n")
    await shop.takes("barcode,ean,name,price,vat\n1,3,Tea,2,21\n")
    assert (await shop.product("3")).barcodes == ("1", "3")
    summary = await shop.takes("barcode,name,price,vat\n1|9,Both,2,21\n3,Tee,2,21\n")
    assert [(bad.line, bad.code) for bad in summary.bad] == [(2, "barcodes-of-two-products")]
    assert (await shop.product("1")).name == "Tee"


async def test_the_same_gtin_with_other_zeros_is_the_same_product(shop: Shop) -> None:
    await shop.takes("barcode,name,price,vat\n011110653826,Donuts,2,21\n")
    assert counts(await shop.takes("barcode,name,price,vat\n0011110653826,Donuts,2,21\n")) == (
        0, 0, 1, 0,
    )  # fmt: skip


async def test_without_a_barcode_the_name_tells_the_product(shop: Shop) -> None:
    apples = "name,price,vat,unit\nApples,1.49,5,kg\n"
    assert counts(await shop.takes(apples)) == (1, 0, 0, 0)
    assert counts(await shop.takes(apples)) == (0, 0, 1, 0)
    assert counts(await shop.takes(apples.replace("1.49", "1.59"))) == (0, 1, 0, 0)
    assert await shop.catalogue.count() == 1


async def test_a_product_can_be_taken_off_sale(shop: Shop) -> None:
    await shop.takes("barcode,name,price,vat\n1,Tea,2,21\n")
    await shop.takes("barcode,price,active\n1,2,no\n")
    assert await shop.catalogue.by_barcode("1") is None
    assert await shop.catalogue.count() == 0


async def test_tax_is_never_guessed(shop: Shop) -> None:
    file = "barcode,name,price\n1,Tea,2\n"
    assert [bad.code for bad in (await shop.takes(file)).bad] == ["vat-missing"]
    summary = await shop.takes(file, default_vat=Percent(9_000))
    assert summary.added == 1
    assert (await shop.product("1")).vat_rate == Percent(9_000)


async def test_an_unknown_barcode_without_a_name_is_bad(shop: Shop) -> None:
    summary = await shop.takes("barcode,price,vat\n1,2,21\n")
    assert [(bad.line, bad.code, bad.reason) for bad in summary.bad] == [
        (2, "name-missing", "the name is missing")
    ]


async def test_a_dry_run_counts_and_leaves_nothing(shop: Shop) -> None:
    summary = await shop.takes(DATA / "products-5k.csv", is_dry_run=True)
    assert counts(summary) == (5_000, 0, 0, 0)
    assert (shop.generation, shop.switched, shop.files()) == (0, [], [])
    assert await shop.catalogue.count() == 0


async def test_a_file_without_a_good_row_changes_nothing(shop: Shop) -> None:
    summary = await shop.takes("name,price,vat\nTea,cheap,21\n")
    assert counts(summary) == (0, 0, 0, 1)
    assert summary.good_count == 0
    assert (shop.switched, shop.files()) == ([], [])


@pytest.mark.parametrize("content", ["", "name,price,vat\n", "1,2,3\n", b"\x00\xff" * 5_000])
async def test_a_file_of_another_kind_is_refused_and_leaves_nothing(
    shop: Shop, content: str | bytes
) -> None:
    with pytest.raises(FileRefusedError):
        await shop.takes(content)
    assert shop.files() == []


async def test_prices_of_another_currency_are_refused(shop: Shop) -> None:
    await shop.takes("name,price,vat\nTea,2,21\n")
    with pytest.raises(CurrencyMismatchError):
        await shop.takes("name,price,vat\nTea,2,21\n", currency="PLN")
    assert await shop.catalogue.count() == 1


async def test_bad_rows_are_told_one_by_one_and_kept_up_to_a_bound(shop: Shop) -> None:
    told: list[BadRow] = []
    rows = "Tea,cheap,21\n" * (MOST_BAD_KEPT + 5)
    summary = await shop.takes(f"name,price,vat\nMilk,1,21\n{rows}", on_bad=told.append)
    assert len(told) == summary.bad_count == MOST_BAD_KEPT + 5
    assert len(summary.bad) == MOST_BAD_KEPT
    assert tuple(told[:MOST_BAD_KEPT]) == summary.bad
    assert summary.added == 1


async def test_progress_is_told_on_the_way(shop: Shop) -> None:
    told: list[ImportProgress] = []
    await shop.takes(DATA / "products-5k.csv", on_progress=told.append)
    assert told
    assert all(0 <= each.done <= each.total for each in told)
    assert [each.rows for each in told] == sorted(each.rows for each in told)


async def test_look_ups_are_answered_from_the_old_products_until_the_switch(shop: Shop) -> None:
    await shop.takes("barcode,name,price,vat\n4770190036016,Old,2,21\n")
    seen: list[str] = []
    reached = asyncio.Event()
    running = asyncio.get_running_loop().create_task(
        shop.takes(DATA / "products-5k.csv", on_progress=lambda _progress: reached.set())
    )
    await reached.wait()
    while not running.done():
        seen.append((await shop.product("4770190036016")).name)
        await asyncio.sleep(0.01)
    await running
    assert seen[0] == "Old"
    assert (await shop.product("4770190036016")).name.startswith("Любо")


async def test_a_second_import_at_the_same_time_is_refused_by_name(shop: Shop) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(shop.takes(DATA / "products-5k.csv"))
        await asyncio.sleep(0)
        with pytest.raises(ImportRunningError):
            await shop.takes("name,price,vat\nTea,2,21\n")
    assert first.result().added == 5_000
    assert counts(await shop.takes("name,price,vat\nTea,2,21\n")) == (1, 0, 0, 0)


@pytest.mark.parametrize("is_reading", [True, False])
async def test_a_cancelled_import_leaves_the_catalogue_as_it_was(
    shop: Shop, *, is_reading: bool
) -> None:
    await shop.takes("name,price,vat\nTea,2,21\n")
    reached = asyncio.Event()

    def at(progress: ImportProgress) -> None:
        if progress.is_reading is is_reading:
            reached.set()

    many = "name,price,vat\n" + "".join(f"Product {n},1,21\n" for n in range(40_000))
    running = asyncio.get_running_loop().create_task(shop.takes(many, on_progress=at))
    await reached.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert shop.files() == ["catalogue-000001.db"]
    assert await shop.catalogue.count() == 1
    assert (await shop.takes("name,price,vat\nMilk,2,21\n")).added == 1


async def test_a_switch_that_fails_leaves_the_catalogue_as_it_was(shop: Shop) -> None:
    await shop.takes("name,price,vat\nTea,2,21\n")
    shop.fails_at_switch = True
    with pytest.raises(OSError):  # noqa: PT011 - the very error of the switch
        await shop.takes("name,price,vat\nMilk,2,21\n")
    assert shop.files() == ["catalogue-000001.db"]
    assert await shop.catalogue.count() == 1


async def test_a_cancellation_during_the_switch_comes_too_late(shop: Shop) -> None:
    switching, may_go_on = asyncio.Event(), asyncio.Event()

    async def slow(generation: int, summary: ImportSummary) -> None:
        switching.set()
        await may_go_on.wait()
        await shop.switch(generation, summary)

    shop.import_products = ImportProducts(shop.builder, slow)
    running = asyncio.get_running_loop().create_task(shop.takes("name,price,vat\nTea,2,21\n"))
    await switching.wait()
    for _ in range(2):
        running.cancel()
        await asyncio.sleep(0)
    may_go_on.set()
    assert (await running).added == 1
    assert await shop.catalogue.count() == 1
    assert shop.files() == ["catalogue-000001.db"]


async def test_the_generation_before_is_kept_for_other_readers_until_the_next_import(
    shop: Shop,
) -> None:
    for at in range(3):
        await shop.takes(f"name,price,vat\nTea {at},2,21\n")
    assert shop.files() == ["catalogue-000002.db", "catalogue-000003.db"]
    assert discard_leftovers(shop.folder, 3) == [generation_path(shop.folder, 2)]
    assert await shop.catalogue.count() == 3
