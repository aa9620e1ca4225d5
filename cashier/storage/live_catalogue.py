"""The catalogue as the till asks it: off the window's thread, always the generation in use."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from cashier.domain.product import Product
from cashier.domain.quantity import Percent
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_files import generation_path
from cashier.storage.worker import StorageThread

P = ParamSpec("P")
T = TypeVar("T")


class LiveCatalogue:
    """Implements ``Catalogue`` over a generation file; generation 0 is a shop without products."""

    def __init__(self, folder: Path, generation: int, currency: str) -> None:
        self._folder = folder
        self._currency = currency
        self._thread = StorageThread("catalogue")
        self.generation = generation
        try:
            self._catalogue = self._thread.run(self._open, generation)
        except BaseException:
            self._thread.close()
            raise

    async def by_barcode(self, code: str) -> Product | None:
        return await self._ask(SqliteCatalogue.by_barcode, code)

    async def by_key(self, key: str) -> Product | None:
        return await self._ask(SqliteCatalogue.by_key, key)

    async def search(self, text: str, *, limit: int, offset: int = 0) -> list[Product]:
        return await self._ask(SqliteCatalogue.search, text, limit=limit, offset=offset)

    async def browse(
        self, *, category: str | None, favourites: bool, limit: int, offset: int = 0
    ) -> list[Product]:
        return await self._ask(
            SqliteCatalogue.browse,
            category=category,
            favourites=favourites,
            limit=limit,
            offset=offset,
        )

    async def not_sold(self, *, limit: int, offset: int = 0) -> list[Product]:
        return await self._ask(SqliteCatalogue.not_sold, limit=limit, offset=offset)

    async def categories(self) -> list[str]:
        return await self._ask(SqliteCatalogue.categories)

    async def count(self) -> int:
        return await self._ask(SqliteCatalogue.count)

    async def count_by_rate(self) -> dict[Percent, int]:
        return await self._ask(SqliteCatalogue.count_by_rate)

    async def export(self, kind: str, out: Path) -> None:
        """Write all products to ``out`` as csv, json or html; look-ups go on meanwhile."""
        await asyncio.to_thread(self._export, self.generation, kind, out)

    async def adopt(self, generation: int) -> None:
        """Answer from ``generation`` from now on; calls already asked are answered first."""
        await self._thread.call(self._change, generation)

    def go_to(self, generation: int) -> None:
        """Answer from ``generation`` from now on; for the start."""
        self._thread.run(self._change, generation)

    def last_change(self) -> int:
        """Return the last entry of the journal that is in the catalogue; for the start."""
        return self._thread.run(self._catalogue.last_change)

    def close(self) -> None:
        """Answer what was asked and let the file go."""
        self._thread.run(self._catalogue.close)
        self._thread.close()

    async def _ask(
        self,
        question: Callable[Concatenate[SqliteCatalogue, P], T],
        *args: P.args,
        **given: P.kwargs,
    ) -> T:
        """Ask the catalogue that is in use when the question's turn comes."""
        return await self._thread.call(lambda: question(self._catalogue, *args, **given))

    def _open(self, generation: int) -> SqliteCatalogue:
        if generation == 0:
            return SqliteCatalogue.empty(self._currency)
        return SqliteCatalogue.open(generation_path(self._folder, generation))

    def _export(self, generation: int, kind: str, out: Path) -> None:
        with closing(self._open(generation)) as catalogue:
            from cashier.storage.product_export import export_products  # noqa: PLC0415 - seldom

            export_products(catalogue, kind, out)

    def _change(self, generation: int) -> None:
        old, self._catalogue = self._catalogue, self._open(generation)
        old.close()
        self.generation = generation
