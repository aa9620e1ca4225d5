"""Connections to the ledger's database: pragmas, transactions, and failures in the till's words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from cashier.domain.errors import (
    CashierError,
    DamagedLedgerError,
    DiskFullError,
    FolderNotWritableError,
    LedgerError,
    LedgerInUseError,
)

Row = tuple[Any, ...]
"""A row as SQLite gives it; the schema says what is in it."""

Given = Row | Mapping[str, Any]
"""What stands for the marks of a query, in their order or by their names."""

BUSY_TIMEOUT_MS = 5_000
_STATEMENTS = 200

_DAMAGED = (apsw.CorruptError, apsw.NotADBError, apsw.FormatError)
_NOT_WRITABLE = (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError)
_IN_USE = (apsw.BusyError, apsw.LockedError)


@contextmanager
def in_domain_words() -> Iterator[None]:
    """Translate what SQLite reports; the message of SQLite goes to the log only."""
    try:
        yield
    except apsw.FullError as error:
        raise DiskFullError(str(error)) from error
    except _DAMAGED as error:
        raise DamagedLedgerError(str(error)) from error
    except _NOT_WRITABLE as error:
        raise FolderNotWritableError(str(error)) from error
    except _IN_USE as error:
        raise LedgerInUseError(str(error)) from error
    except apsw.IOError as error:
        raise _for_io(error) from error
    except apsw.Error as error:
        raise LedgerError(str(error)) from error


def _for_io(error: apsw.IOError) -> CashierError:
    """Tell a full disk from other failures of the file system.

    SQLite names a failed extension of its shared memory or a short write an I/O error.
    """
    full = {apsw.SQLITE_IOERR_WRITE, apsw.SQLITE_IOERR_SHMSIZE, apsw.SQLITE_IOERR_SHMOPEN}
    if getattr(error, "extendedresult", 0) in full:
        return DiskFullError(str(error))
    return LedgerError(str(error))


def connect(path: Path, *, vfs: str | None = None) -> apsw.Connection:
    """Open a writing connection: write-ahead log, every commit synced to the disk."""
    connection = apsw.Connection(str(path), statementcachesize=_STATEMENTS, vfs=vfs)
    connection.set_busy_timeout(BUSY_TIMEOUT_MS)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA wal_autocheckpoint = 2000")
    return connection


def connect_reader(path: Path, *, vfs: str | None = None) -> apsw.Connection:
    """Open a connection that cannot change anything, to a database that is there."""
    flags = apsw.SQLITE_OPEN_READWRITE  # beside a writer a reader needs its shared memory
    connection = apsw.Connection(str(path), flags=flags, statementcachesize=_STATEMENTS, vfs=vfs)
    connection.set_busy_timeout(BUSY_TIMEOUT_MS)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def first(connection: apsw.Connection, sql: str, given: Given = ()) -> Any:
    """Return the first row of a query, or None."""
    return connection.execute(sql, given).fetchone()


def required(connection: apsw.Connection, sql: str, given: Given = ()) -> Row:
    """Return the first row of a query that always has one."""
    row: Row | None = first(connection, sql, given)
    if row is None:
        raise DamagedLedgerError(sql)
    return row


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[apsw.Connection]:
    """Make everything inside final at its end, or nothing of it; failures in the till's words."""
    with in_domain_words():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def one_state(connection: apsw.Connection) -> Iterator[None]:
    """Let every query inside see the same state, whatever a writer does meanwhile."""
    with in_domain_words():
        connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("COMMIT")
