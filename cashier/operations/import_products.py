"""Import products from a file: built beside the live catalogue, switched on in one step."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from cashier.domain.errors import FileRefusedError
from cashier.domain.product_file import FileForm
from cashier.domain.quantity import Percent
from cashier.domain.text import N_
from cashier.operations.catalogue_turn import CatalogueTurn

MOST_BAD_KEPT = 10_000
"""So many bad rows are named in a summary; all of them are counted."""

# What is said about a row that was skipped; the code is stable, the words may be translated.
REASONS = {
    "columns": N_("the row has another number of columns than the heading"),
    "line-too-long": N_("the line is too long"),
    "quotes": N_("a quotation mark is not closed, or stands where none may be"),
    "encoding": N_("some characters are not in the encoding of the file"),
    "control-characters": N_("there are control characters in “{given}”"),
    "name-missing": N_("the name is missing"),
    "name-too-long": N_("the name is too long: “{given}”"),
    "barcode-refused": N_("“{given}” cannot be a barcode"),
    "barcode-rounded": N_("a spreadsheet has rounded the barcode: {given}"),
    "barcodes-of-two-products": N_("the barcodes belong to two different products: {given}"),
    "price-missing": N_("the price is missing"),
    "price-not-a-number": N_("the price “{given}” is not a number"),
    "price-negative": N_("the price {given} is below zero"),
    "price-too-large": N_("the price {given} is larger than any price"),
    "price-too-precise": N_("the price {given} has more decimals than the currency"),
    "vat-missing": N_("the VAT rate is missing"),
    "vat-not-a-rate": N_("the VAT rate “{given}” is not a percentage between 0 and 100"),
    "vat-unclear": N_("the VAT rate {given} is unclear; write 21, or 0.9% with its sign"),
    "unit-unknown": N_("the unit “{given}” is not one of pcs, kg, l, m"),
    "flag-unknown": N_("“{given}” is neither yes nor no"),
    "colour-unknown": N_("“{given}” is not a colour like #2f6f4e"),
    "text-too-long": N_("the text is too long: “{given}”"),
}


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was skipped; ``line`` is the line of the file on which it begins."""

    line: int
    code: str
    given: str = ""

    @property
    def reason(self) -> str:
        """What is wrong, in English; a screen shows the translation of ``REASONS``."""
        return REASONS[self.code].format(given=self.given)


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What a file made of the catalogue, counted in rows; ``bad`` names the first ones only.

    A row that changes a product and a later one that changes it back are both ``unchanged``.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: tuple[BadRow, ...] = ()
    bad_count: int = 0
    encoding: str = ""
    delimiter: str = ""

    @property
    def good_count(self) -> int:
        return self.added + self.updated + self.unchanged

    @property
    def changes_something(self) -> bool:
        return self.added + self.updated > 0


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: ``done`` of ``total`` (bytes read, then names put in order)."""

    rows: int
    done: int
    total: int
    is_reading: bool = True


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to import: ``open_file`` gives the file from its start each time it is called.

    ``form`` is how the file is written and what its columns say; without it that is recognised.
    ``default_vat`` is for new products of a file that says nothing about VAT; without it such
    rows are bad. ``on_bad`` is told of every bad row, ``on_progress`` some times a second; both
    are called on the loop that awaits the import.
    """

    open_file: Callable[[], BinaryIO]
    currency: str
    is_dry_run: bool = False
    form: FileForm | None = None
    default_vat: Percent | None = None
    on_bad: Callable[[BadRow], None] | None = None
    on_progress: Callable[[ImportProgress], None] | None = None


class CatalogueBuilder(Protocol):
    """Makes the next generation of the catalogue beside the live one."""

    async def build(self, request: ImportRequest) -> tuple[int, ImportSummary]:
        """Return the new generation, durable but not in use, and what is in it.

        For a dry run, or when nothing changes, nothing is left behind. Cancelling leaves nothing
        behind either. Raises ``FileRefusedError`` for a file of another kind.
        """

    async def adopt(self, generation: int) -> None:
        """Let readers look into the new generation from now on."""

    async def discard(self, generation: int) -> None:
        """Throw a generation away that was not switched on."""


Switch = Callable[[int, ImportSummary], Awaitable[None]]


@dataclass(slots=True)
class ImportProducts:
    """All good rows land together, or none; sales and look-ups go on meanwhile."""

    builder: CatalogueBuilder
    switch: Switch
    turn: CatalogueTurn = field(default_factory=CatalogueTurn)

    async def __call__(self, request: ImportRequest) -> ImportSummary:
        """Import what ``request`` names; cancelled before the switch, nothing has changed.

        One that comes later comes too late: the import is done and says so. Raises
        ``ImportRunningError`` while another import runs, and ``FileRefusedError``.
        """
        async with self.turn.of_import():
            return await self._import(request)

    async def _import(self, request: ImportRequest) -> ImportSummary:
        generation, summary = await self.builder.build(request)
        if summary.good_count + summary.bad_count == 0:
            what = N_("there is no row below its heading")
            raise FileRefusedError(what)
        if request.is_dry_run or not summary.changes_something:
            return summary
        # The switch may have happened although nobody waits for it any more; never discard it then.
        switching = asyncio.gather(self._switch_on(generation, summary))
        while not switching.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({switching})
        switching.result()
        return summary

    async def _switch_on(self, generation: int, summary: ImportSummary) -> None:
        try:
            await self.switch(generation, summary)
        except BaseException:
            await self.builder.discard(generation)
            raise
        await self.builder.adopt(generation)
