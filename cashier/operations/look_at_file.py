"""Look into a file of products before anything is imported: what its first rows would become."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Protocol

from cashier.domain.money import Money
from cashier.domain.product import Product, Unit
from cashier.domain.product_file import Column, FileForm
from cashier.domain.quantity import Percent
from cashier.operations.import_products import BadRow
from cashier.ports import Catalogue

ROWS_SHOWN = 20
"""So many rows of a file are shown as the products they would be."""


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """What one row says of a product; None for what it does not say."""

    price: Money
    codes: tuple[str, ...] = ()
    name: str | None = None
    vat_rate: Percent | None = None
    unit: Unit | None = None
    category: str | None = None
    is_favourite: bool | None = None


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One of the first rows: what it says, or why it is refused."""

    line: int
    listed: ListedProduct | None = None
    bad: BadRow | None = None


@dataclass(frozen=True, slots=True)
class FileLook:
    """What was found in a file: its form, and of each column its heading and some of its cells.

    ``signature`` is the same for files with the same headings; ``decimal_sign`` is that of the
    prices, empty where none shows it.
    """

    form: FileForm
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    rows: tuple[FoundRow, ...]
    signature: str
    decimal_sign: str = ""
    is_packed: bool = False
    default_vat: Percent | None = None
    is_remembered: bool = False


@dataclass(frozen=True, slots=True)
class RememberedColumns:
    """What the columns of a file were taken for the last time."""

    columns: tuple[Column | None, ...]
    default_vat: Percent | None = None


OpenFile = Callable[[], BinaryIO]


class ProductFileReader(Protocol):
    """Reads the beginning of a file of products."""

    async def look(self, open_file: OpenFile, currency: str, form: FileForm | None) -> FileLook:
        """Return what the file says in ``form``, or in the form it is recognised to have.

        Raises ``FileRefusedError`` for what is no table of products.
        """


class ColumnMemory(Protocol):
    """Keeps what the columns of a supplier's file were taken for, by the headings of the file."""

    async def recall(self, signature: str) -> RememberedColumns | None:
        """Return what was remembered for such a file."""

    async def remember(self, signature: str, columns: RememberedColumns) -> None:
        """Remember it for the next file of this kind."""


@dataclass(frozen=True, slots=True)
class LookAtFile:
    """Shows what an import would be made of; changes nothing."""

    reader: ProductFileReader
    memory: ColumnMemory
    catalogue: Catalogue

    async def __call__(self, open_file: OpenFile, currency: str) -> FileLook:
        """Return what is in the file, its columns taken as the last time for such a file."""
        look = await self.reader.look(open_file, currency, None)
        known = await self.memory.recall(look.signature)
        if known is None or len(known.columns) != len(look.form.columns):
            return await self._shown(look)
        form = replace(look.form, columns=known.columns)
        look = await self.reader.look(open_file, currency, form)
        return await self._shown(replace(look, default_vat=known.default_vat, is_remembered=True))

    async def again(
        self, open_file: OpenFile, currency: str, form: FileForm, default_vat: Percent | None
    ) -> FileLook:
        """Return what the same file says when it is taken in another form."""
        look = await self.reader.look(open_file, currency, form)
        return await self._shown(replace(look, default_vat=default_vat))

    async def remember(self, look: FileLook) -> None:
        """Take the next file with these headings the same way."""
        known = RememberedColumns(look.form.columns, look.default_vat)
        await self.memory.remember(look.signature, known)

    async def _shown(self, look: FileLook) -> FileLook:
        rows = await asyncio.gather(*(self._completed(row, look) for row in look.rows))
        return replace(look, rows=tuple(rows))

    async def _completed(self, row: FoundRow, look: FileLook) -> FoundRow:
        """Return the row with what the shop or the default knows beside it, or refused."""
        said = row.listed
        if said is None:
            return row
        known = await self._known(said.codes)
        vat = said.vat_rate or (known.vat_rate if known else look.default_vat)
        name = said.name or (known.name if known else None)
        if name is None:
            return FoundRow(row.line, bad=BadRow(row.line, "name-missing"))
        if vat is None and said.vat_rate is None:
            return FoundRow(row.line, bad=BadRow(row.line, "vat-missing"))
        category = said.category
        if category is None and known is not None:
            category = known.category
        unit = said.unit or (known.unit if known else Unit.PIECE)
        whole = replace(said, name=name, vat_rate=vat, unit=unit, category=category)
        return replace(row, listed=whole)

    async def _known(self, codes: Sequence[str]) -> Product | None:
        for code in codes:
            found = await self.catalogue.by_barcode(code)
            if found is not None:
                return found
        return None
