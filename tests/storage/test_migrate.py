"""Migrations: each once, in order, after a backup; an interrupted one is taken up again."""

from pathlib import Path

import apsw
import pytest

from cashier.domain.errors import DamagedLedgerError, LedgerError, NewerLedgerError
from cashier.storage import migrate
from cashier.storage.database import connect
from cashier.storage.migrate import examine, migrations
from tests.storage.books import check_books, rows
from tests.storage.selling import sell

FIRST = [(1, "CREATE TABLE one (a); INSERT INTO one VALUES ('first');")]
SECOND = [*FIRST, (2, "CREATE TABLE two (b); INSERT INTO two SELECT a FROM one;")]
THIRD = [*SECOND, (3, "ALTER TABLE two ADD COLUMN c; UPDATE two SET c = 'third';")]


def bring(path: Path, steps: list[tuple[int, str]]) -> None:
    connection = connect(path)
    try:
        migrate.migrate(connection, path, steps)
    finally:
        connection.close()


def found(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = apsw.Connection(str(path))
    try:
        return list(connection.execute(sql).fetchall())
    finally:
        connection.close()


def test_migrations_are_numbered_without_a_hole() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_each_is_applied_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    for _ in range(2):
        bring(path, THIRD)
    assert found(path, "SELECT * FROM two") == [("first", "third")]
    assert found(path, "PRAGMA user_version") == [(3,)]
    assert found(path, "PRAGMA application_id") == [(migrate.APPLICATION_ID,)]


def test_a_fresh_database_is_not_backed_up(tmp_path: Path) -> None:
    bring(tmp_path / "ledger.db", THIRD)
    assert [one.name for one in tmp_path.glob("*-of-format-*")] == []


def test_an_older_database_is_backed_up_first(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    bring(path, FIRST)
    bring(path, SECOND)
    assert found(path, "SELECT * FROM two") == [("first",)]
    old = tmp_path / "ledger-of-format-1.db"
    assert found(old, "PRAGMA user_version") == [(1,)]
    assert found(old, "SELECT name FROM sqlite_schema") == [("one",)]


def test_an_interrupted_migration_leaves_no_half_and_is_taken_up_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    bring(path, FIRST)
    broken = [*SECOND, (3, "ALTER TABLE two ADD COLUMN c; INSERT INTO nowhere VALUES (1);")]
    with pytest.raises(LedgerError):
        bring(path, broken)
    assert found(path, "PRAGMA user_version") == [(2,)]
    assert found(path, "SELECT * FROM two") == [("first",)]
    bring(path, THIRD)
    assert found(path, "SELECT * FROM two") == [("first", "third")]
    backups = {
        one.name: found(one, "PRAGMA user_version") for one in tmp_path.glob("*-of-format-*")
    }
    assert backups == {"ledger-of-format-1.db": [(1,)], "ledger-of-format-2.db": [(2,)]}


def test_a_backup_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    bring(path, FIRST)
    (tmp_path / "ledger-of-format-1.part").write_bytes(b"half of it")
    bring(path, SECOND)
    assert found(tmp_path / "ledger-of-format-1.db", "PRAGMA user_version") == [(1,)]


def test_a_shop_survives_a_migration(tmp_path: Path) -> None:
    sell(tmp_path, 1, 2)
    path = tmp_path / "ledger.db"
    known = migrations()[-1][0]
    newer = [*migrations(), (known + 1, "CREATE TABLE later (a);")]
    bring(path, newer)
    bring(path, newer)
    assert rows(tmp_path, "PRAGMA user_version") == [(known + 1,)]
    check_books_of_newer(tmp_path, known)


def check_books_of_newer(folder: Path, known: int) -> None:
    """Check the books as this version knows them."""
    connection = apsw.Connection(str(folder / "ledger.db"))
    connection.execute(f"PRAGMA user_version = {known}")
    connection.close()
    check_books(folder)


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    bring(path, THIRD)
    before = path.read_bytes()
    with pytest.raises(NewerLedgerError) as caught:
        examine(path, SECOND)
    assert (caught.value.found, caught.value.known) == (3, 2)
    with pytest.raises(NewerLedgerError):
        bring(path, SECOND)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    with pytest.raises(DamagedLedgerError):
        examine(path)
    with pytest.raises(DamagedLedgerError):
        bring(path, FIRST)


def test_a_file_that_is_not_there_yet_is_fine(tmp_path: Path) -> None:
    examine(tmp_path / "ledger.db")
    assert list(tmp_path.iterdir()) == []
