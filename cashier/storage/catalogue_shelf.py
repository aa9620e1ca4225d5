"""The shelf: products on sale in the order of their names, at places with room between them."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import apsw

from cashier.storage.catalogue_words import index_text

SPACING = 4
"""So far apart are two neighbours, so that a product added later finds a place between them."""
_STEP = 100
_WINDOWS = (16, 64, 256, 1_024)
_ROOMY = 2

_IN_ORDER = "SELECT id, folded FROM products WHERE is_active ORDER BY folded, id"
_BEFORE = (
    "SELECT s.position FROM products AS p JOIN shelf AS s ON s.product = p.id "
    "WHERE p.is_active AND p.folded <= ?1 AND (p.folded < ?1 OR p.id < ?2) "
    "ORDER BY p.folded DESC, p.id DESC LIMIT 1"
)
_AFTER = "SELECT min(position) FROM shelf WHERE position > ?"
_NEXT_ONES = (
    "SELECT s.position, s.product, p.folded FROM shelf AS s JOIN products AS p ON p.id = s.product "
    "WHERE s.position > ? ORDER BY s.position LIMIT ?"
)
_PUT = "INSERT INTO shelf VALUES (?, ?)"
_INDEX = "INSERT INTO search (rowid, words) VALUES (?, ?)"
_TAKE = "DELETE FROM shelf WHERE product = ? RETURNING position"
_FORGET = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)"

Row = tuple[int, int, str]
"""Position, product, folded name."""


def lay_out(connection: apsw.Connection) -> Iterator[int]:
    """Put every product on sale on the empty shelf; yield after each step how many lie there."""
    rows = connection.execute(_IN_ORDER)
    done = 0
    while step := list(islice(rows, _STEP)):
        numbered = [(at * SPACING, *row) for at, row in enumerate(step, done + 1)]
        _put_all(connection, numbered)
        done += len(step)
        yield done


def put(connection: apsw.Connection, product: int, folded: str) -> None:
    """Put one product where its name belongs; its row must be there, on sale under this name."""
    before: int = connection.execute(_BEFORE, (folded, product)).get or 0
    after: int | None = connection.execute(_AFTER, (before,)).get
    if after is None:
        place: int | None = before + SPACING
    elif after - before > 1:
        place = (before + after) // 2
    else:
        place = _made_room(connection, before)
    if place is None:
        _lay_anew(connection)
    else:
        _put_all(connection, [(place, product, folded)])


def take(connection: apsw.Connection, product: int, folded: str) -> None:
    """Take one product off; ``folded`` is the name under which it lies there."""
    place: int | None = connection.execute(_TAKE, (product,)).get
    if place is not None:
        connection.execute(_FORGET, (place, index_text(folded)))


def _made_room(connection: apsw.Connection, before: int) -> int | None:
    """Move the next products apart and return the place that is free then; None: all is full."""
    for size in _WINDOWS:
        found: Any = connection.execute(_NEXT_ONES, (before, size + 1)).fetchall()
        rows: list[Row] = found
        if len(rows) <= size:
            return _spread(connection, rows, before, before + (len(rows) + 2) * SPACING)
        end = rows.pop()[0]
        if end - before >= _ROOMY * (size + 2):
            return _spread(connection, rows, before, end)
    return None


def _spread(connection: apsw.Connection, rows: list[Row], before: int, end: int) -> int:
    """Move ``rows`` to even distances between two places, and return the first one, left free."""
    for position, product, folded in rows:
        connection.execute(_TAKE, (product,)).fetchall()
        connection.execute(_FORGET, (position, index_text(folded)))
    places = [before + at * (end - before) // (len(rows) + 2) for at in range(1, len(rows) + 2)]
    _put_all(connection, [(at, *row[1:]) for at, row in zip(places[1:], rows, strict=True)])
    return places[0]


def _lay_anew(connection: apsw.Connection) -> None:
    """Lay out everything once more: a shelf of before there was room between places."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("DELETE FROM shelf")
    for _done in lay_out(connection):
        pass


def _put_all(connection: apsw.Connection, rows: list[Row]) -> None:
    connection.executemany(_PUT, ((at, product) for at, product, _ in rows))
    connection.executemany(_INDEX, ((at, index_text(folded)) for at, _, folded in rows))
