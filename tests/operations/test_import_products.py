"""Importing products: what lands, what is refused, and that it is all or nothing."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pytest

from cashier.domain.errors import CurrencyMismatchError, FileRefusedError
from cashier.domain.product import Product
from cashier.domain.quantity import Percent
from cashier.operations.import_products import (
    MOST_BAD_KEPT,
    BadRow,
    ImportProducts,
    ImportProgress,
    ImportRequest,
    ImportRunningError,
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
