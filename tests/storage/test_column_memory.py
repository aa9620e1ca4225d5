"""What columns were taken for comes back for the next file of that kind, and never in the way."""

import asyncio
from pathlib import Path

import pytest

from cashier.domain.errors import FolderNotWritableError
from cashier.domain.product_file import Column
from cashier.domain.quantity import Percent
from cashier.operations.look_at_file import RememberedColumns
from cashier.storage.column_memory import COLUMNS_FILE, FileColumnMemory

TAKEN = RememberedColumns((Column.BARCODE, None, Column.PRICE), Percent(12_000))


def recall(folder: Path, signature: str) -> RememberedColumns | None:
    return asyncio.run(FileColumnMemory(folder).recall(signature))


def remember(folder: Path, signature: str, columns: RememberedColumns = TAKEN) -> None:
    asyncio.run(FileColumnMemory(folder).remember(signature, columns))


def test_columns_come_back_by_the_headings_of_the_file(tmp_path: Path) -> None:
    remember(tmp_path, "ean|name|kaina")
    assert recall(tmp_path, "ean|name|kaina") == TAKEN
    assert recall(tmp_path, "ean|name") is None


def test_the_last_time_counts(tmp_path: Path) -> None:
    remember(tmp_path, "a|b")
    later = RememberedColumns((Column.NAME, Column.PRICE))
    remember(tmp_path, "a|b", later)
    assert recall(tmp_path, "a|b") == later


def test_what_was_not_used_for_long_is_forgotten_first(tmp_path: Path) -> None:
    for at in range(203):
        remember(tmp_path, f"file {at}")
    assert recall(tmp_path, "file 2") is None
    assert recall(tmp_path, "file 3") == TAKEN


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"files": 7}',
        b'{"files": [7, {"headings": "a|b"}]}',
        b'{"files": [{"headings": "a|b", "columns": ["nonsense"], "default_vat": ""}]}',
        b'{"files": [{"headings": "a|b", "columns": ["name"], "default_vat": "much"}]}',
        b'{"files": [{"headings": "a|b", "columns": 7, "default_vat": 7}]}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_says_nothing_is_forgotten_and_written_anew(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / COLUMNS_FILE).write_bytes(content)
    assert recall(tmp_path, "a|b") is None
    remember(tmp_path, "a|b")
    assert recall(tmp_path, "a|b") == TAKEN


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritableError):
        remember(tmp_path / "gone", "a|b")
