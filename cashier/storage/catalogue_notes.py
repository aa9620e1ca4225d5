"""What the ledger notes of the catalogue beside it: the generation in use, the last change."""

import json

import apsw

from cashier.domain.journal import EntryKind
from cashier.domain.product import Product
from cashier.domain.product_change import product_of
from cashier.storage.database import first

_NOTE = "INSERT OR REPLACE INTO meta VALUES (?, ?)"
_NOTED = "SELECT value FROM meta WHERE name = ?"
_GENERATION = "catalogue"
_CHANGE = "product_change"
_ENTRIES = (
    "SELECT seq, json_extract(body, '$.kind'), json_extract(body, '$.data') FROM journal "
    "WHERE seq > ?1 AND json_extract(body, '$.kind') IN (?2, ?3) ORDER BY seq"
)


def note_generation(connection: apsw.Connection, generation: int) -> None:
    connection.execute(_NOTE, (_GENERATION, str(generation)))


def live_generation(connection: apsw.Connection) -> int:
    """Return which generation is in use, 0 before there are products."""
    return _noted(connection, _GENERATION)


def note_last_change(connection: apsw.Connection, entry: int) -> None:
    connection.execute(_NOTE, (_CHANGE, str(entry)))


def changes_after(connection: apsw.Connection, entry: int) -> list[tuple[int, Product]]:
    """Return what was changed by hand after ``entry`` and not taken back, in order."""
    if _noted(connection, _CHANGE) <= entry:
        return []
    changed, not_changed = EntryKind.PRODUCT_CHANGED.value, EntryKind.PRODUCT_NOT_CHANGED.value
    found: dict[int, Product] = {}
    for seq, kind, text in connection.execute(_ENTRIES, (entry, changed, not_changed)):
        data = json.loads(text)
        if kind == changed:
            found[seq] = product_of(data["after"])
        else:
            found.pop(data["entry"], None)
    return list(found.items())


def _noted(connection: apsw.Connection, name: str) -> int:
    row = first(connection, _NOTED, (name,))
    return int(row[0]) if row else 0
