"""Readers beside the till: they answer, they change nothing, and they know what they read."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import apsw
import pytest

from cashier.domain.errors import DamagedLedgerError, LedgerError, NewerLedgerError
from cashier.storage.ledger_reader import LEDGER_FILE, SqliteLedgerReader
from tests.storage.books import change
from tests.storage.selling import opened, order, posting_of, sell

T = TypeVar("T")


def read(folder: Path, work: Callable[[SqliteLedgerReader], Awaitable[T]]) -> T:
    async def main() -> T:
        reader = SqliteLedgerReader.open(folder)
        try:
            return await work(reader)
        finally:
            reader.close()

    return asyncio.run(main())


def test_a_reader_sees_each_sale_as_soon_as_it_is_posted(tmp_path: Path) -> None:
    async def main() -> None:
        ledger = opened(tmp_path)
        reader = SqliteLedgerReader.open(tmp_path)
        for number in range(1, 10):
            posted = await ledger.post(posting_of(order(number)))
            found = await reader.find(posted.number)
            assert found is not None
            assert found.seal == posted.seal
        reader.close()
        ledger.close()

    asyncio.run(main())


def test_a_missing_ledger_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        read(tmp_path, SqliteLedgerReader.unsent)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_ledger_is_refused_by_a_reader_too(tmp_path: Path) -> None:
    sell(tmp_path, 1)
    change(tmp_path, "PRAGMA user_version = 9999")
    with pytest.raises(NewerLedgerError):
        read(tmp_path, SqliteLedgerReader.unsent)


@pytest.mark.parametrize("content", [b"", b"just text\n" * 1_000])
def test_what_is_no_ledger_is_damage(tmp_path: Path, content: bytes) -> None:
    sell(tmp_path, 1)
    (tmp_path / LEDGER_FILE).write_bytes(content)
    with pytest.raises(DamagedLedgerError):
        read(tmp_path, SqliteLedgerReader.unsent)


def test_another_program_s_database_is_damage(tmp_path: Path) -> None:
    connection = apsw.Connection(str(tmp_path / LEDGER_FILE))
    connection.execute("CREATE TABLE outbox (state)")
    connection.close()
    with pytest.raises(DamagedLedgerError):
        read(tmp_path, SqliteLedgerReader.unsent)
