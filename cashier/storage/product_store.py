"""Changes of single products: written into the live catalogue beside its readers, durably."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import apsw

from cashier.domain.errors import CashierError
from cashier.domain.product import Product
from cashier.domain.product_change import ProductChange
from cashier.ports import NoteChange
from cashier.storage import catalogue_edit
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_build import next_generation
from cashier.storage.catalogue_files import generation_path
from cashier.storage.catalogue_schema import make_changeable, note_change
from cashier.storage.database import connect, in_domain_words
from cashier.storage.live_catalogue import LiveCatalogue
from cashier.storage.worker import StorageThread

_log = logging.getLogger(__name__)
_FIRST = 1
_CHECKPOINT_PAGES = 50
"""So soon what was written goes on into the file itself, away from the readers."""


@dataclass(slots=True)
class _Writing:
    """A change that is written and not final yet: ``finish`` or ``undo`` ends it."""

    connection: apsw.Connection
    generation: int
    change: ProductChange

    @property
    def changes_something(self) -> bool:
        return self.change.before != self.change.after

    def finish(self, entry: int) -> None:
        """Make it final, with the number of the journal's entry up to which all is in."""
        try:
            with in_domain_words():
                note_change(self.connection, entry)
                self.connection.execute("COMMIT")
        finally:
            self.connection.close()

    def undo(self) -> None:
        self.connection.close()


class SqliteProductStore:
    """Implements ``ports.ProductStore`` on the generation in use; one thread, opened per change.

    ``begin`` notes the first generation of a shop that had no products. The catalogue keeps the
    number of the last journal entry that is in it; ``catch_up`` brings in what a fall cut off.
    """

    def __init__(
        self, folder: Path, live: LiveCatalogue, currency: str, begin: Callable[[int], None]
    ) -> None:
        self._folder = folder
        self._live = live
        self._currency = currency
        self._begin_catalogue = begin
        self._thread = StorageThread("catalogue-writer")

    async def change(self, product: Product, note: NoteChange) -> Product:
        """Keep ``product``; see ``ports.ProductStore``."""
        writing = await self._thread.call(self._begin, product)
        try:
            if not writing.changes_something:
                await self._thread.call(writing.undo)
                return writing.change.after
            entry = await note(writing.change)
        except BaseException:
            await self._thread.call(writing.undo)
            raise
        await self._thread.call(writing.finish, entry)
        if writing.generation != self._live.generation:
            await self._thread.call(self._begin_catalogue, writing.generation)
            await self._live.adopt(writing.generation)
        return writing.change.after

    def catch_up(self, missed: Sequence[tuple[int, Product]]) -> None:
        """Bring in changes that are in the journal and not in the catalogue; for the start.

        One that cannot be brought in is logged and left out: it must not keep the till closed.
        """
        if missed:
            generation = self._thread.run(self._catch_up, missed)
            if generation != self._live.generation:
                self._begin_catalogue(generation)
                self._live.go_to(generation)

    def close(self) -> None:
        """Finish what was asked and end the thread."""
        self._thread.close()

    def _begin(self, product: Product) -> _Writing:
        generation = self._generation()
        connection = self._connected(generation)
        try:
            with in_domain_words():
                connection.execute("BEGIN IMMEDIATE")
                change = self._write(connection, product)
        except BaseException:
            connection.close()
            raise
        return _Writing(connection, generation, change)

    def _write(self, connection: apsw.Connection, product: Product) -> ProductChange:
        if product.key:
            catalogue_edit.require(connection, product.key)
        before = SqliteCatalogue(connection).by_key(product.key)
        after = replace(
            product,
            key=catalogue_edit.with_key(connection, product),
            barcodes=catalogue_edit.free_codes(connection, product),
        )
        if before != after:
            catalogue_edit.write(connection, after)
        return ProductChange(before, after)

    def _catch_up(self, missed: Sequence[tuple[int, Product]]) -> int:
        generation = self._generation()
        connection = self._connected(generation)
        try:
            for entry, product in missed:
                self._bring_in(connection, entry, product)
        finally:
            connection.close()
        return generation

    def _bring_in(self, connection: apsw.Connection, entry: int, product: Product) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            with in_domain_words():
                catalogue_edit.free_codes(connection, product)
                catalogue_edit.write(connection, product)
        except CashierError:
            _log.warning("journal entry %s could not be brought into the catalogue", entry)
            connection.execute("ROLLBACK")
            connection.execute("BEGIN IMMEDIATE")
        note_change(connection, entry)
        connection.execute("COMMIT")

    def _generation(self) -> int:
        """Return the generation to write into; the first one is made where there is none."""
        if self._live.generation:
            return self._live.generation
        with next_generation(self._folder, 0, self._currency, _no_pause) as building:
            building.finish(_not_told)
        return _FIRST

    def _connected(self, generation: int) -> apsw.Connection:
        with in_domain_words():
            connection = connect(generation_path(self._folder, generation))
            try:
                connection.pragma("wal_autocheckpoint", _CHECKPOINT_PAGES)
                make_changeable(connection)
            except BaseException:
                connection.close()
                raise
        return connection


def _no_pause() -> None:
    """Go on: nobody can stop the making of an empty catalogue."""


def _not_told(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""
