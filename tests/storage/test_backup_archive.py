"""The archive: read back whole, told of, and known from files that are something else."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from cashier.domain.errors import DamagedLedgerError, FileRefusedError
from cashier.storage import backup
from cashier.storage.backup_archive import label_of, verify
from cashier.storage.column_memory import COLUMNS_FILE
from cashier.storage.ledger_reader import LEDGER_FILE
from cashier.storage.picture_folder import PictureFolder
from tests.storage.books import change
from tests.storage.selling import NOON, OWNER, sell


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    sell(folder, 1, 2)
    return folder


@pytest.fixture
def archive(shop: Path) -> Path:
    target = shop.parent / "backup.zip"
    backup.back_up(shop, target, at=NOON, operator=OWNER)
    return target


def test_a_backup_says_when_it_was_made_and_what_it_holds(archive: Path) -> None:
    label = label_of(archive)
    assert label is not None
    assert label.made_at == NOON
    assert label.entries > 0


def test_it_is_read_back_and_its_journal_checked(archive: Path, tmp_path: Path) -> None:
    told: list[int] = []
    made = verify(archive, tmp_path, told.append)
    label = label_of(archive)
    assert label is not None
    assert made.entries == label.entries
    assert sum(told) > 0
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("check-")] == []


def test_a_byte_that_turned_on_the_disk_is_found(archive: Path, tmp_path: Path) -> None:
    content = bytearray(archive.read_bytes())
    middle = len(content) // 2
    content[middle] ^= 0xFF
    archive.write_bytes(bytes(content))
    with pytest.raises(DamagedLedgerError):
        verify(archive, tmp_path)


def test_a_picture_that_broke_is_found(shop: Path, tmp_path: Path) -> None:
    kept = PictureFolder(shop).put(bytes(range(256)) * 8, "png")
    assert kept
    archive = tmp_path / "backup.zip"
    backup.back_up(shop, archive, at=NOON, operator=OWNER)
    content = bytearray(archive.read_bytes())
    content[content.index(bytes(range(256))) + 9] ^= 0xFF
    archive.write_bytes(bytes(content))
    with pytest.raises(DamagedLedgerError):
        verify(archive, tmp_path)


def test_a_journal_that_does_not_hold_is_never_backed_up(shop: Path, tmp_path: Path) -> None:
    change(shop, "UPDATE journal SET body = replace(body, 'Kava', 'Tea') WHERE seq = 2")
    target = tmp_path / "backup.zip"
    with pytest.raises(DamagedLedgerError):
        backup.back_up(shop, target, at=NOON, operator=OWNER)
    assert not target.exists()
    assert list(tmp_path.glob("*.part")) == []


def test_whoever_hears_of_it_can_stop_it(shop: Path, tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    heard: list[int] = []

    def told(thousandths: int) -> None:
        heard.append(thousandths)
        if thousandths > 600:
            raise StopError

    target = tmp_path / "backup.zip"
    with pytest.raises(StopError):
        backup.make_ready(shop, target, at=NOON, told=told)
    assert heard == sorted(heard)
    assert list(tmp_path.glob("backup*")) == []
    assert list(shop.glob("backup-*")) == []


def test_it_is_told_from_the_beginning_to_the_end(shop: Path, tmp_path: Path) -> None:
    heard: list[int] = []
    ready = backup.make_ready(shop, tmp_path / "backup.zip", at=NOON, told=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1_000
    ready.discard()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all" * 100])
def test_what_is_no_backup_has_no_label(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    assert label_of(file) is None
    assert label_of(tmp_path / "gone.zip") is None


@pytest.mark.parametrize(
    "manifest",
    [
        "[]",
        "{}",
        '{"format": 2, "files": {"ledger.db": ""}}',
        '{"format": 1, "files": {}}',
        '{"format": 1, "files": {"ledger.db": ""}, "made_at": "yesterday", "entries": 1}',
    ],
)
def test_another_archive_has_no_label(tmp_path: Path, manifest: str) -> None:
    file = tmp_path / "other.zip"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("manifest.json", manifest)
    assert label_of(file) is None


def test_what_is_no_backup_is_refused_as_such(tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("manifest.json", '{"format": 1, "files": {}}')
    with pytest.raises(FileRefusedError):
        verify(file, tmp_path)


def test_the_time_keeps_its_offset(archive: Path) -> None:
    label = label_of(archive)
    assert label is not None
    assert isinstance(label.made_at, datetime)
    assert label.made_at.tzinfo is not None
    with zipfile.ZipFile(archive) as packed:
        assert LEDGER_FILE in packed.namelist()


def test_what_columns_were_taken_for_comes_back_too(shop: Path, tmp_path: Path) -> None:
    (shop / COLUMNS_FILE).write_text('{"files": []}', "utf-8")
    backup.back_up(shop, tmp_path / "backup.zip", at=NOON, operator=OWNER)
    (shop / COLUMNS_FILE).unlink()
    backup.restore(shop, tmp_path / "backup.zip", at=NOON, operator=OWNER)
    assert (shop / COLUMNS_FILE).read_text("utf-8") == '{"files": []}'
