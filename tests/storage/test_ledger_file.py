"""The writing side: what it remembers is true after failures and after other writers."""

from pathlib import Path

import apsw
import pytest
from typing_extensions import override

from cashier.domain.errors import (
    DamagedLedgerError,
    DiskFullError,
    FolderNotWritableError,
    LedgerError,
    NewerLedgerError,
    OrderIdTakenError,
)
from cashier.storage.ledger_file import LedgerFile
from cashier.storage.ledger_reader import HEAD_FILE, LEDGER_FILE
from tests.storage.books import change, check_books, rows
from tests.storage.crashing_vfs import Disk
from tests.storage.selling import NOON, OWNER, opened, order, posting_of, sell


def post(file: LedgerFile, number: int) -> str:
    return file.write(lambda: file.writer.post(posting_of(order(number)))).number


def test_another_writer_between_the_transactions_is_noticed(tmp_path: Path) -> None:
    mine, other = LedgerFile(tmp_path, "T1"), LedgerFile(tmp_path, "T1")
    numbers = [post(one, number) for number, one in enumerate((mine, other, mine, mine, other), 1)]
    mine.close()
    other.close()
    assert numbers == [f"T1-{serial:06d}" for serial in range(1, 6)]
    check_books(tmp_path)


def test_another_writer_between_the_begin_of_a_job_and_its_turn_is_noticed(tmp_path: Path) -> None:
    """The other one commits at the last moment before this transaction begins."""
    mine, other = LedgerFile(tmp_path, "T1"), LedgerFile(tmp_path, "T1")
    post(mine, 1)
    waiting = [2]

    def at_begin(_cursor: apsw.Cursor, sql: str, _given: object) -> bool:
        if sql == "BEGIN IMMEDIATE" and waiting:
            post(other, waiting.pop())
        return True

    mine.connection.exec_trace = at_begin
    assert post(mine, 3) == "T1-000003"
    mine.close()
    other.close()
    check_books(tmp_path)


def test_a_job_that_fails_late_is_forgotten(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path, "T1")
    post(file, 1)

    def posts_and_fails() -> None:
        file.writer.post(posting_of(order(2)))
        raise OrderIdTakenError("order")

    for _ in range(2):
        with pytest.raises(OrderIdTakenError):
            file.write(posts_and_fails)
    assert post(file, 3) == "T1-000002"
    file.close()
    check_books(tmp_path)


def test_a_first_sale_that_fails_opens_no_day(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path, "T1")

    def posts_and_fails() -> None:
        file.writer.post(posting_of(order(1)))
        raise OrderIdTakenError("order")

    with pytest.raises(OrderIdTakenError):
        file.write(posts_and_fails)
    assert rows(tmp_path, "SELECT count(*) FROM days") == [(0,)]
    assert post(file, 2) == "T1-000001"
    file.close()
    assert rows(tmp_path, "SELECT count(*) FROM days") == [(1,)]
    check_books(tmp_path)


def test_a_full_disk_posts_nothing_and_loses_no_number(tmp_path: Path) -> None:
    with Disk("full") as disk:
        file = LedgerFile(tmp_path, "T1", disk.name)
        file.start(at=NOON, operator=OWNER)
        assert post(file, 1) == "T1-000001"
        disk.is_full = True
        for _ in range(3):
            with pytest.raises(DiskFullError):
                post(file, 2)
        disk.is_full = False
        assert post(file, 2) == "T1-000002"
        file.close()
    assert check_books(tmp_path).numbers == ["T1-000001", "T1-000002"]


def test_a_full_disk_leaves_what_was_sold_before(tmp_path: Path) -> None:
    sell(tmp_path, 1, 2)
    with Disk("full-again") as disk:
        file = LedgerFile(tmp_path, "T1", disk.name)
        disk.is_full = True
        with pytest.raises(DiskFullError):
            post(file, 3)
        disk.is_full = False
        file.close()
    assert len(check_books(tmp_path).numbers) == 2


@pytest.mark.logs_warning("head of the journal not noted")
def test_a_head_that_cannot_be_noted_does_not_make_a_posting_fail(tmp_path: Path) -> None:
    (tmp_path / HEAD_FILE).mkdir()
    file = LedgerFile(tmp_path, "T1")
    assert post(file, 1) == "T1-000001"
    (tmp_path / HEAD_FILE).rmdir()
    assert post(file, 2) == "T1-000002"
    file.close()
    check_books(tmp_path)


def refused(folder: Path, error: type[LedgerError]) -> None:
    """Hold a refused start to the last byte and name of what was there."""
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    with pytest.raises(error):
        opened(folder)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    sell(tmp_path, 1)
    change(tmp_path, "PRAGMA user_version = 9999")
    refused(tmp_path, NewerLedgerError)


@pytest.mark.parametrize(
    "content", [b"", b"not a database, just text\n" * 400, b"\0" * 40_960, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_ledger_any_more_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    sell(tmp_path, 1)
    (tmp_path / LEDGER_FILE).write_bytes(content)
    refused(tmp_path, DamagedLedgerError)


def test_a_ledger_that_vanished_is_not_begun_anew(tmp_path: Path) -> None:
    sell(tmp_path, 1)
    (tmp_path / LEDGER_FILE).unlink()
    refused(tmp_path, DamagedLedgerError)


def test_another_program_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    connection = apsw.Connection(str(tmp_path / LEDGER_FILE))
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    refused(tmp_path, DamagedLedgerError)


@pytest.mark.parametrize("size", [1, 100, 5_000, 60_000])
def test_a_truncated_ledger_is_refused_and_left_alone(tmp_path: Path, size: int) -> None:
    sell(tmp_path, *range(1, 30))
    path = tmp_path / LEDGER_FILE
    assert path.stat().st_size > size
    path.write_bytes(path.read_bytes()[:size])
    refused(tmp_path, DamagedLedgerError)


@pytest.mark.parametrize("page", range(1, 16, 2))
def test_a_garbled_page_is_refused_and_left_alone(tmp_path: Path, page: int) -> None:
    sell(tmp_path, *range(1, 30))
    path = tmp_path / LEDGER_FILE
    content = bytearray(path.read_bytes())
    content[page * 4_096 : page * 4_096 + 2_048] = b"\xa5" * 2_048
    path.write_bytes(content)
    refused(tmp_path, DamagedLedgerError)


def test_a_kill_before_the_first_byte_is_a_fresh_start(tmp_path: Path) -> None:
    (tmp_path / LEDGER_FILE).touch()
    sell(tmp_path, 1)
    check_books(tmp_path)


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    """SQLite is told to open for reading only, which holds for every user."""
    sell(tmp_path, 1)

    class ReadOnly(apsw.VFS):
        def __init__(self) -> None:
            super().__init__("read-only", apsw.vfs_names()[0])

        @override
        def xOpen(self, name: object, flags: list[int]) -> apsw.VFSFile:
            raise apsw.CantOpenError

    disk = ReadOnly()
    with pytest.raises(FolderNotWritableError):
        opened(tmp_path, vfs="read-only")
    disk.unregister()
    check_books(tmp_path)
