"""Numbered migrations of the ledger: each applied once, in order, after a backup."""

import re
from importlib import resources
from pathlib import Path

import apsw

from cashier.domain.errors import DamagedLedgerError, NewerLedgerError
from cashier.storage.database import in_domain_words, transaction

APPLICATION_ID = 0x43534852
"""Marks the file as this program's ledger ("CSHR")."""

_NAMED = re.compile(r"(\d{4})_[a-z_]+\.sql")


def migrations() -> list[tuple[int, str]]:
    """Return (number, SQL) of every migration, in order."""
    folder = resources.files("cashier.storage") / "migrations"
    found = [(_NAMED.fullmatch(one.name), one) for one in folder.iterdir()]
    return sorted(
        (int(name[1]), one.read_text(encoding="utf-8")) for name, one in found if name is not None
    )


def migrate(
    connection: apsw.Connection, path: Path, steps: list[tuple[int, str]] | None = None
) -> None:
    """Bring the database at ``path`` to the newest format.

    Raises ``NewerLedgerError`` for a database of a later version and ``DamagedLedgerError`` for a
    file that is not a ledger; both are left as they were.
    """
    steps = migrations() if steps is None else steps
    newest = steps[-1][0]
    with in_domain_words():
        present = _number(connection, "user_version")
        owner = _number(connection, "application_id")
        is_empty = _number(connection, "schema_version") == 0
    if not is_empty and owner != APPLICATION_ID:
        raise DamagedLedgerError(path.name)
    if present > newest:
        raise NewerLedgerError(present, newest)
    if not is_empty and present < newest:
        _back_up(connection, path.with_name(f"{path.stem}-before-format-{newest}.db"))
    for number, sql in steps:
        if number > present:
            _apply(connection, number, sql)


def _apply(connection: apsw.Connection, number: int, sql: str) -> None:
    with transaction(connection):
        for _ in connection.execute(sql):
            continue
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")


def _back_up(connection: apsw.Connection, target: Path) -> None:
    with in_domain_words():
        target.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(target),))


def _number(connection: apsw.Connection, pragma: str) -> int:
    return int(connection.pragma(pragma))
