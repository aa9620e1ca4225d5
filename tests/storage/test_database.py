"""Connections: durable, in the till's words, and all or nothing."""

from pathlib import Path

import apsw
import pytest

from cashier.domain import errors
from cashier.storage.database import (
    connect,
    connect_reader,
    first,
    in_domain_words,
    one_state,
    required,
    transaction,
)


def test_the_writer_syncs_every_commit(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db")
    assert connection.pragma("journal_mode") == "wal"
    assert connection.pragma("synchronous") == 2
    connection.close()


def test_a_reader_changes_nothing_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(apsw.CantOpenError):
        connect_reader(tmp_path / "missing.db").execute("SELECT 1 FROM sqlite_schema")
    assert list(tmp_path.iterdir()) == []
    connect(tmp_path / "a.db").execute("CREATE TABLE t (a)")
    reader = connect_reader(tmp_path / "a.db")
    with pytest.raises(apsw.ReadOnlyError):
        reader.execute("INSERT INTO t VALUES (1)")
    reader.close()


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db")
    connection.execute("CREATE TABLE t (a)")

    def fails() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO t VALUES (1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fails()
    assert required(connection, "SELECT count(*) FROM t") == (0,)
    with transaction(connection):
        connection.execute("INSERT INTO t VALUES (1)")
    assert not connection.in_transaction
    assert required(connection, "SELECT count(*) FROM t") == (1,)
    connection.close()


def test_one_state_holds_while_another_writes(tmp_path: Path) -> None:
    writer = connect(tmp_path / "a.db")
    writer.execute("CREATE TABLE t (a)")
    reader = connect_reader(tmp_path / "a.db")
    with one_state(reader):
        assert required(reader, "SELECT count(*) FROM t") == (0,)
        writer.execute("INSERT INTO t VALUES (1)")
        assert required(reader, "SELECT count(*) FROM t") == (0,)
    assert required(reader, "SELECT count(*) FROM t") == (1,)
    reader.close()
    writer.close()


def test_a_row_that_must_be_there_and_is_not_is_damage(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db")
    assert first(connection, "SELECT 1 WHERE 0") is None
    with pytest.raises(errors.DamagedLedgerError):
        required(connection, "SELECT 1 WHERE 0")
    connection.close()


@pytest.mark.parametrize(
    ("reported", "told"),
    [
        (apsw.FullError, errors.DiskFullError),
        (apsw.CorruptError, errors.DamagedLedgerError),
        (apsw.NotADBError, errors.DamagedLedgerError),
        (apsw.ReadOnlyError, errors.FolderNotWritableError),
        (apsw.CantOpenError, errors.FolderNotWritableError),
        (apsw.BusyError, errors.LedgerInUseError),
        (apsw.IOError, errors.LedgerError),
        (apsw.ConstraintError, errors.LedgerError),
    ],
)
def test_what_sqlite_reports_is_told_in_the_till_s_words(
    reported: type[Exception], told: type[Exception]
) -> None:
    with pytest.raises(told), in_domain_words():
        raise reported


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (apsw.SQLITE_IOERR_WRITE, errors.DiskFullError),
        (apsw.SQLITE_IOERR_SHMSIZE, errors.DiskFullError),
        (apsw.SQLITE_IOERR_READ, errors.LedgerError),
    ],
)
def test_a_full_disk_is_told_from_other_failures(code: int, told: type[Exception]) -> None:
    failure = apsw.IOError()
    failure.extendedresult = code  # type: ignore[attr-defined]
    with pytest.raises(errors.LedgerError) as caught, in_domain_words():
        raise failure
    assert type(caught.value) is told
