"""The database file of the catalogue: its tables, its version, and how it is opened."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from cashier.domain.errors import DamagedLedgerError, NewerLedgerError
from cashier.storage.database import connect_reader, in_domain_words

APPLICATION_ID = 0x43415443
VERSION = 1
_HEADER_LENGTH = 100

# What a shop says about its products; kept from one generation to the next.
_CONTENT = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE products (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
    vat_milli INTEGER NOT NULL CHECK (vat_milli BETWEEN 0 AND 100000),
    unit TEXT NOT NULL,
    category TEXT NOT NULL,
    colour TEXT NOT NULL,
    picture TEXT NOT NULL,
    is_favourite INTEGER NOT NULL,
    is_active INTEGER NOT NULL,
    has_open_price INTEGER NOT NULL,
    codes TEXT NOT NULL
) STRICT;
CREATE INDEX products_without_code ON products (name) WHERE codes = '';

CREATE TABLE barcodes (
    code TEXT PRIMARY KEY,
    product INTEGER NOT NULL REFERENCES products (id)
) STRICT, WITHOUT ROWID;
"""

# What is worked out from the content when a generation is finished.
_ORDER = """
CREATE INDEX barcodes_of_product ON barcodes (product, code);
CREATE INDEX products_by_name ON products (folded) WHERE is_active;
CREATE INDEX products_by_category ON products (category, folded) WHERE is_active;
CREATE INDEX favourites_by_name ON products (folded) WHERE is_active AND is_favourite;
CREATE INDEX not_sold_by_name ON products (folded) WHERE NOT is_active;
CREATE TABLE categories (name TEXT PRIMARY KEY, folded TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE shelf (
    position INTEGER PRIMARY KEY,
    product INTEGER NOT NULL UNIQUE REFERENCES products (id)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    words, content = '', columnsize = 0, detail = none, prefix = '2 3 4', tokenize = 'ascii'
);
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
"""


def create_content(connection: apsw.Connection, currency: str) -> None:
    """Lay the tables that products are merged into; indexes for reading come at the end."""
    connection.execute(_CONTENT)
    connection.execute("INSERT INTO about VALUES ('currency', ?)", (currency,))
    connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", VERSION)


def create_order(connection: apsw.Connection) -> None:
    """Lay the indexes, the shelf in the order of names, and the empty full-text index."""
    connection.execute(_ORDER)


def make_changeable(connection: apsw.Connection) -> None:
    """Add what changes of single products need, to a file made before there were any."""
    connection.execute(
        "CREATE INDEX IF NOT EXISTS not_sold_by_name ON products (folded) WHERE NOT is_active"
    )


def note_change(connection: apsw.Connection, entry: int) -> None:
    """Note the last entry of the journal that is in this catalogue."""
    connection.execute("INSERT OR REPLACE INTO about VALUES ('change', ?)", (str(entry),))


def last_change(connection: apsw.Connection) -> int:
    """Return the last entry of the journal that is in this catalogue, 0 where none is."""
    found: str | None = connection.execute("SELECT value FROM about WHERE name = 'change'").get
    return int(found or 0)


def open_catalogue(path: Path) -> apsw.Connection:
    """Open a finished generation for reading only.

    Raises ``DamagedLedgerError`` or ``NewerLedgerError``.
    """
    with in_domain_words():
        _check_size(path)
        connection = connect_reader(path)
        try:
            _check_version(connection)
        except BaseException:
            connection.close()
            raise
        # Not mapped into memory: that makes a search faster by a twentieth, and the till larger by
        # most of the file.
        return connection


def open_empty(currency: str) -> apsw.Connection:
    """Return a catalogue without products, for a shop that has imported none."""
    connection = apsw.Connection(":memory:")
    create_content(connection, currency)
    create_order(connection)
    return connection


def currency_of(connection: apsw.Connection) -> str:
    found: str | None = connection.execute("SELECT value FROM about WHERE name = 'currency'").get
    if found is None:
        what = "no currency"
        raise DamagedLedgerError(what)
    return found


@contextmanager
def live_catalogue(path: Path) -> Iterator[apsw.Connection]:
    """Open a finished generation for as long as the block runs."""
    with closing(open_catalogue(path)) as connection:
        yield connection


def _check_version(connection: apsw.Connection) -> None:
    version = connection.pragma("user_version")
    if version > VERSION:
        raise NewerLedgerError(version, VERSION)
    if connection.pragma("application_id") != APPLICATION_ID or version < VERSION:
        what = "not a catalogue"
        raise DamagedLedgerError(what)


def _check_size(path: Path) -> None:
    """Hold the length of the file against its own header: a cut-off copy is found at once."""
    if not path.is_file():
        what = "the catalogue file is missing"
        raise DamagedLedgerError(what)
    with path.open("rb") as file:
        header = file.read(_HEADER_LENGTH)
    if path.with_name(path.name + "-wal").exists():
        return  # what is missing may stand there; SQLite puts it in when it opens the file
    page_size = int.from_bytes(header[16:18], "big")
    expected = (65_536 if page_size == 1 else page_size) * int.from_bytes(header[28:32], "big")
    if len(header) < _HEADER_LENGTH or path.stat().st_size < expected:
        what = "the catalogue file is cut off"
        raise DamagedLedgerError(what)
