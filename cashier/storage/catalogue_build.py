"""The next generation of the catalogue, built beside the live one in short steps."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from cashier.domain.errors import CurrencyMismatchError, DamagedLedgerError
from cashier.storage.catalogue_files import (
    discard_generation,
    discard_leftovers,
    file_errors_named,
    generation_path,
    sync_file,
    sync_folder,
)
from cashier.storage.catalogue_schema import (
    create_content,
    create_order,
    currency_of,
    live_catalogue,
)
from cashier.storage.catalogue_shelf import lay_out
from cashier.storage.catalogue_words import fold
from cashier.storage.database import in_domain_words

STEP = 100
"""So many rows between two looks at whether the work should stop."""
_COPY_STEP = 2_000
_COMMIT_EVERY = 4_000
_CACHE_KIB = 16_000
_MERGE_PAGES = 250
_MERGED_SOMETHING = 2

Pause = Callable[[], None]


class NextGeneration:
    """A file that nobody else reads yet; thrown away whole where anything fails.

    ``pause`` is called between steps and may raise to stop the work.
    """

    def __init__(self, connection: apsw.Connection, path: Path, pause: Pause) -> None:
        self.connection = connection
        self._path = path
        self._pause = pause
        self._written = 0
        self.is_finished = False

    def step(self, rows: int) -> None:
        """End a step of ``rows`` rows; now and then what was written goes to the disk.

        In small parts, so that the sync of a sale meanwhile does not wait for all of it.
        """
        self._written += rows
        if self._written >= _COMMIT_EVERY:
            self._written = 0
            self._commit()
            self.connection.execute("BEGIN")
        self._pause()

    def finish(self, on_ordered: Callable[[int, int], None]) -> None:
        """Put the products in order, check everything, and return when it is on the disk."""
        self._commit()
        create_order(self.connection)
        self.connection.execute("BEGIN")
        self._put_in_order(on_ordered)
        self._merge_index()
        self._list_categories()
        self._commit()
        self._check()
        self.is_finished = True

    def _put_in_order(self, on_ordered: Callable[[int, int], None]) -> None:
        total: int = self.connection.execute("SELECT count(*) FROM products WHERE is_active").get
        before = 0
        for done in lay_out(self.connection):
            on_ordered(done, total)
            self.step(done - before)
            before = done

    def _list_categories(self) -> None:
        found = self.connection.execute(
            "SELECT DISTINCT category FROM products WHERE is_active AND category <> ''"
        ).fetchall()
        self.connection.executemany(
            "INSERT INTO categories VALUES (?, ?)", ((name, fold(str(name))) for (name,) in found)
        )

    def _merge_index(self) -> None:
        """Make one piece of the full-text index; searches then read less."""
        pages = -_MERGE_PAGES  # below zero begins, above zero goes on with what was begun
        while True:
            before = self.connection.total_changes()
            self.connection.execute(
                "INSERT INTO search (search, rank) VALUES ('merge', ?)", (pages,)
            )
            if self.connection.total_changes() - before < _MERGED_SOMETHING:
                return
            pages = _MERGE_PAGES
            self.step(_COMMIT_EVERY // 4)

    def _check(self) -> None:
        found = self.connection.execute("PRAGMA integrity_check(1)").get
        self._pause()
        self.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        if found != "ok":
            raise DamagedLedgerError(found)
        self._pause()

    def _commit(self) -> None:
        self.connection.execute("COMMIT")
        sync_file(self._path)


@contextmanager
def next_generation(
    folder: Path, live: int, currency: str, pause: Pause
) -> Iterator[NextGeneration]:
    """Yield the generation after ``live`` with all its products; it stays only if finished."""
    path = generation_path(folder, live + 1)
    is_finished = False
    try:
        discard_leftovers(folder, live)
        with (
            file_errors_named(path),
            in_domain_words(),
            closing(_create(path, currency)) as connection,
        ):
            building = NextGeneration(connection, path, pause)
            if live:
                _copy(building, generation_path(folder, live), currency)
            connection.execute("BEGIN")
            yield building
            if building.is_finished:
                sync_folder(folder)
            is_finished = building.is_finished
    finally:
        if not is_finished:
            discard_generation(folder, live + 1)


def write_pragmas(connection: apsw.Connection) -> None:
    """Write without a journal: a file that fails half-way is thrown away."""
    connection.pragma("journal_mode", "off", schema="main")
    connection.pragma("synchronous", "off", schema="main")
    # Of this file alone: the live one, which is read beside it, may have a write-ahead log.
    connection.pragma("locking_mode", "exclusive", schema="main")
    connection.pragma("cache_size", -_CACHE_KIB)


def _create(path: Path, currency: str) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(str(path), flags=flags)
    try:
        write_pragmas(connection)
        create_content(connection, currency)
    except BaseException:
        connection.close()
        raise
    return connection


def _copy(building: NextGeneration, live: Path, currency: str) -> None:
    with live_catalogue(live) as source:
        if currency_of(source) != currency:
            raise CurrencyMismatchError(currency_of(source), currency)
    connection = building.connection
    connection.execute("ATTACH ? AS live", (f"{live.absolute().as_uri()}?mode=ro",))
    connection.execute("BEGIN")
    for table, key, before in (("products", "id", -1), ("barcodes", "code", "")):
        _copy_table(building, table, key, before)
    connection.execute("INSERT INTO about SELECT * FROM live.about WHERE name = 'change'")
    connection.execute("COMMIT")
    connection.execute("DETACH live")


def _copy_table(building: NextGeneration, table: str, key: str, before: int | str) -> None:
    copy = (
        f"INSERT INTO main.{table} SELECT * FROM live.{table} WHERE {key} > ?1 "  # noqa: S608
        f"ORDER BY {key} LIMIT {_COPY_STEP} RETURNING {key}"
    )
    while copied := [key for (key,) in building.connection.execute(copy, (before,))]:
        before = copied[-1]
        building.step(len(copied))
