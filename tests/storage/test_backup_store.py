"""Backups in folders that people choose: made beside the sales, listed, stopped, let go."""

import asyncio
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cashier.domain.errors import BackupFolderError
from cashier.storage import backup, backup_store
from cashier.storage.backup import Ready
from cashier.storage.backup_archive import pack
from cashier.storage.backup_store import FileBackupStore
from tests.storage.books import verdict_of
from tests.storage.selling import NOON, sell


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    sell(folder, 1, 2, 3)
    return folder


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


async def kept(shop: Path, usb: Path, name: str, at: datetime = NOON) -> None:
    ready = await FileBackupStore(shop).make(str(usb), name, at, lambda _done: None)
    await ready.keep()


async def test_a_backup_is_there_once_it_is_kept(shop: Path, usb: Path) -> None:
    store, heard = FileBackupStore(shop), list[int]()
    ready = await store.make(str(usb), "one.zip", NOON, heard.append)
    assert names(usb) == ["one.zip.part"]
    assert await store.found(str(usb)) == []
    found = await ready.keep()
    assert names(usb) == ["one.zip"]
    assert await store.found(str(usb)) == [found]
    assert found.made_at == NOON
    assert found.size == (usb / "one.zip").stat().st_size
    assert heard == sorted(heard)
    assert set(ready.data) == {"sha256", "entries"}


async def test_what_is_discarded_leaves_nothing(shop: Path, usb: Path) -> None:
    ready = await FileBackupStore(shop).make(str(usb), "one.zip", NOON, lambda _done: None)
    await ready.discard()
    assert names(usb) == []


async def test_the_newest_is_listed_first_and_other_files_are_not(shop: Path, usb: Path) -> None:
    await kept(shop, usb, "b.backup")
    await kept(shop, usb, "cashier-T1-daily-2026-11-21.zip", NOON + timedelta(days=1))
    (usb / "holiday.zip").write_bytes(b"PK\x03\x04 something else")
    (usb / "notes.txt").write_text("x")
    found = await FileBackupStore(shop).found(str(usb))
    assert [(one.name, one.is_daily) for one in found] == [
        ("cashier-T1-daily-2026-11-21.zip", True),
        ("b.backup", False),
    ]


@pytest.mark.parametrize("gone", ["", "/nowhere/at/all"])
async def test_a_folder_that_is_not_there_has_no_backups_and_takes_none(
    shop: Path, gone: str
) -> None:
    store = FileBackupStore(shop)
    assert await store.found(gone) == []
    with pytest.raises(BackupFolderError):
        await store.make(gone, "one.zip", NOON, lambda _done: None)


async def test_one_that_is_removed_is_gone(shop: Path, usb: Path) -> None:
    store = FileBackupStore(shop)
    await kept(shop, usb, "one.zip")
    [found] = await store.found(str(usb))
    await store.remove(found)
    await store.remove(found)
    assert names(usb) == []


async def test_cancelled_in_the_middle_it_leaves_nothing(
    shop: Path, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, may_go_on = threading.Event(), threading.Event()

    def slow(*args: object, **given: object) -> object:
        began.set()
        may_go_on.wait(10)
        return pack(*args, **given)  # type: ignore[arg-type]

    monkeypatch.setattr("cashier.storage.backup.pack", slow)
    store = FileBackupStore(shop)
    making = asyncio.ensure_future(  # noqa: TID251 - a test's own task
        store.make(str(usb), "one.zip", NOON, lambda _done: None)
    )
    await asyncio.to_thread(began.wait)
    making.cancel()
    asyncio.get_running_loop().call_later(0.05, may_go_on.set)
    with pytest.raises(asyncio.CancelledError):
        await making
    assert names(usb) == []
    assert [one for one in names(shop) if one.startswith("backup-")] == []


async def test_cancelled_at_the_very_end_it_is_discarded(
    shop: Path, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, may_end = threading.Event(), threading.Event()
    make = backup_store._make

    def slow(*args: object) -> Ready:
        made = make(*args)  # type: ignore[arg-type]
        done.set()
        may_end.wait(10)
        return made

    monkeypatch.setattr(backup_store, "_make", slow)
    store = FileBackupStore(shop)
    making = asyncio.ensure_future(  # noqa: TID251 - a test's own task
        store.make(str(usb), "one.zip", NOON, lambda _done: None)
    )
    await asyncio.to_thread(done.wait)
    making.cancel()
    asyncio.get_running_loop().call_later(0.05, may_end.set)
    with pytest.raises(asyncio.CancelledError):
        await making
    assert names(usb) == []


async def test_what_was_made_can_be_restored(shop: Path, usb: Path, tmp_path: Path) -> None:
    await kept(shop, usb, "one.zip")
    other = tmp_path / "other"
    other.mkdir()
    backup.restore(other, usb / "one.zip", at=NOON, operator="owner")
    found = await asyncio.to_thread(verdict_of, other)
    assert found.damage is None
