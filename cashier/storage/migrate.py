"""Numbered migrations of the ledger: each applied once, in order, after a backup."""

import re
from importlib import resources
from pathlib import Path

import apsw

from cashier.domain.errors import DamagedLedgerError, NewerLedgerError
from cashier.storage.catalogue_files import sync_file
from cashier.storage.database import connect_reader, in_domain_words, transaction

APPLICATION_ID = 0x43534852
"""Marks the file as this program's ledger ("CSHR")."""

MOST_BYTES_CHECKED = 256 * 1024 * 1024
"""Up to here every page is looked at before the ledger is opened (about 0.6 ms a megabyte)."""

_HEADER = 100
"""The bytes at the beginning of every SQLite database."""

Steps = list[tuple[int, str]]
_NAMED = re.compile(r"(\d{4})_[a-z_]+\.sql")


def migrations() -> Steps:
    """Return (number, SQL) of every migration, in order."""
    folder = resources.files("cashier.storage") / "migrations"
    found = [(_NAMED.fullmatch(one.name), one) for one in folder.iterdir()]
    return sorted(
        (int(name[1]), one.read_text(encoding="utf-8")) for name, one in found if name is not None
    )


def examine(path: Path, steps: Steps | None = None, *, vfs: str | None = None) -> None:
    """Look at the file before anything is changed in it; one that is not there yet is fine.

    Raises ``NewerLedgerError`` for a database of a later version and ``DamagedLedgerError`` for one
    that is damaged or no ledger; both are left as they were, to the last byte.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    log = path.with_name(f"{path.name}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    with in_domain_words():
        connection = connect_reader(path, vfs=vfs)
        try:
            if path.stat().st_size < _HEADER:
                raise DamagedLedgerError(path.name)  # SQLite takes it for an empty database
            if has_log:  # it stays as it is; an empty one of our own goes again
                connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            require_known(connection, path, steps)
            is_small = path.stat().st_size <= MOST_BYTES_CHECKED
            if is_small and connection.pragma("quick_check", 1) != "ok":
                raise DamagedLedgerError(path.name)
        finally:
            connection.close()


def require_known(connection: apsw.Connection, path: Path, steps: Steps | None = None) -> int:
    """Return the format of a ledger, 0 for an empty database; raises as ``examine`` does."""
    newest = (migrations() if steps is None else steps)[-1][0]
    with in_domain_words():
        present = _number(connection, "user_version")
        owner = _number(connection, "application_id")
        is_empty = _number(connection, "schema_version") == 0
    if not is_empty and owner != APPLICATION_ID:
        raise DamagedLedgerError(path.name)
    if present > newest:
        raise NewerLedgerError(present, newest)
    return present


def migrate(connection: apsw.Connection, path: Path, steps: Steps | None = None) -> None:
    """Bring the database at ``path`` to the newest format; raises as ``examine`` does.

    The backup is named after the format it holds, so that going on after an interruption never
    replaces the backup of the format before.
    """
    steps = migrations() if steps is None else steps
    present = require_known(connection, path, steps)
    if 0 < present < steps[-1][0]:
        _back_up(connection, path.with_name(f"{path.stem}-of-format-{present}.db"))
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
    part = target.with_suffix(".part")
    with in_domain_words():
        part.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(part),))
    sync_file(part)
    part.replace(target)


def _number(connection: apsw.Connection, pragma: str) -> int:
    return int(connection.pragma(pragma))
