"""Backup while selling, and restore: all or nothing, and no number is given out twice."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from cashier.app.till import Till
from cashier.domain.errors import (
    CashierError,
    DamagedLedgerError,
    FileRefusedError,
    FolderNotWritableError,
    LedgerInUseError,
    NewerLedgerError,
)
from cashier.domain.product import Product
from cashier.storage import backup, backup_archive
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_files import generation_path
from cashier.storage.ledger import SqliteLedger
from cashier.storage.ledger_reader import HEAD_FILE, LEDGER_FILE
from tests.storage.books import change, check_books, rows, verdict_of
from tests.storage.made_catalogues import import_into
from tests.storage.selling import NOON, OWNER, in_ledger, order, posting_of, sell

CHECKOUT = Path(__file__).resolve().parents[2]


def back_up(folder: Path, name: str = "backup.zip") -> Path:
    target = folder.parent / name
    backup.back_up(folder, target, at=NOON, operator=OWNER)
    return target


def restore(folder: Path, source: Path) -> None:
    backup.restore(folder, source, at=NOON, operator=OWNER)


def numbers(folder: Path) -> list[str]:
    return [row[0] for row in rows(folder, "SELECT number FROM orders ORDER BY serial")]


def newest_entry(folder: Path) -> dict[str, object]:
    found = rows(folder, "SELECT body FROM journal ORDER BY seq DESC LIMIT 1")
    entry: dict[str, object] = json.loads(found[0][0])
    return entry


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def products(catalogue: Path) -> list[Product]:
    opened = SqliteCatalogue.open(catalogue)
    found = list(opened.every_product())
    opened.close()
    return found


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop of three sales, with a catalogue and settings."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "cashier.toml").write_text('[shop]\nname = "Old"\n', "utf-8")
    asyncio.run(import_into(folder, "name,price,vat\nKava,1.00,21\n"))

    async def switch(ledger: SqliteLedger) -> None:
        await ledger.switch_catalogue(1, {}, at=NOON, operator=OWNER)

    in_ledger(folder, switch)
    sell(folder, 1, 2, 3)
    return folder


def test_a_backup_holds_ledger_catalogue_and_settings(shop: Path) -> None:
    target = back_up(shop)
    with zipfile.ZipFile(target) as archive:
        assert sorted(archive.namelist()) == [
            "cashier.toml", "catalogue.db", "ledger.db", "manifest.json",
        ]  # fmt: skip
    entry = newest_entry(shop)
    assert entry["kind"] == "backup"
    check_books(shop)
    assert [one.name for one in shop.iterdir() if "backup" in one.name] == []


def test_a_backup_made_while_selling_is_one_moment_of_the_shop(tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    program = (
        "from tests.storage.selling import sell; from pathlib import Path; import sys;"
        "[sell(Path(sys.argv[1]), *range(at, at + 20)) for at in range(1, 2_000, 20)]"
    )
    sell(shop, 5_000)
    with subprocess.Popen([sys.executable, "-c", program, str(shop)], cwd=CHECKOUT) as other:
        made = [back_up(shop, f"{at}.zip") for at in range(8)]
        other.kill()
    check_books(shop)
    for at, source in enumerate(made):
        folder = tmp_path / f"restored-{at}"
        restore(folder, source)
        assert verdict_of(folder).damage is None
        assert numbers(folder) == numbers(shop)[: len(numbers(folder))]


def test_a_backup_that_cannot_be_written_leaves_the_old_one(shop: Path, tmp_path: Path) -> None:
    target = tmp_path / "missing" / "backup.zip"
    before = newest_entry(shop)
    with pytest.raises(FolderNotWritableError):
        backup.back_up(shop, target, at=NOON, operator=OWNER)
    assert newest_entry(shop) == before


def test_numbers_go_on_after_the_highest_ever_used(shop: Path) -> None:
    source = back_up(shop)
    sell(shop, 4, 5)
    restore(shop, source)
    assert numbers(shop) == ["T1-000001", "T1-000002", "T1-000003"]
    entry = newest_entry(shop)
    assert entry["kind"] == "restored"
    data = entry["data"]
    assert isinstance(data, dict)
    assert (data["last_restored"], data["last_before"]) == (3, 5)
    assert sell(shop, 6)[0].number == "T1-000006"
    assert verdict_of(shop).damage is None


def test_a_restored_shop_that_is_backed_up_keeps_the_gap(shop: Path, tmp_path: Path) -> None:
    source = back_up(shop)
    sell(shop, 4, 5)
    restore(shop, source)
    elsewhere = tmp_path / "elsewhere"
    restore(elsewhere, back_up(shop, "second.zip"))
    assert sell(elsewhere, 6)[0].number == "T1-000006"


@pytest.mark.parametrize("damage", ["garbled", "gone"])
def test_numbers_go_on_even_where_the_ledger_cannot_be_read(shop: Path, damage: str) -> None:
    source = back_up(shop)
    sell(shop, 4, 5)
    if damage == "gone":
        (shop / LEDGER_FILE).unlink()
    else:
        (shop / LEDGER_FILE).write_bytes(b"\xa5" * 50_000)
    restore(shop, source)
    assert sell(shop, 6)[0].number == "T1-000006"
    assert verdict_of(shop).damage is None


def test_what_was_there_is_moved_aside(shop: Path) -> None:
    source = back_up(shop)
    sell(shop, 4)
    (shop / "cashier.toml").write_text('[shop]\nname = "New"\n', "utf-8")
    before = content_of(shop)
    restore(shop, source)
    restore(shop, source)
    first, second = sorted(one for one in shop.iterdir() if one.name.startswith("before-restore"))
    kept = content_of(first)
    assert {name: before[name] for name in kept} == kept
    assert set(kept) == {LEDGER_FILE, HEAD_FILE, "cashier.toml", "catalogue-000001.db"}
    assert numbers(first) == ["T1-000001", "T1-000002", "T1-000003", "T1-000004"]
    assert numbers(second) == ["T1-000001", "T1-000002", "T1-000003"]
    assert 'name = "Old"' in (shop / "cashier.toml").read_text("utf-8")
    till = Till.open(shop)
    assert till.ledger.catalogue_generation() == 3
    assert products(generation_path(shop, 3)) == products(first / "catalogue-000001.db")
    till.close()
    assert generation_path(first, 1).exists()


def test_a_backup_without_a_catalogue_restores_an_empty_one(tmp_path: Path) -> None:
    plain, other = tmp_path / "plain", tmp_path / "other"
    for folder in (plain, other):
        folder.mkdir()
        sell(folder, 1)
    source = back_up(plain)
    generation_path(other, 1).write_bytes(b"products of another shop")
    restore(other, source)
    till = Till.open(other)
    assert till.ledger.catalogue_generation() == 0
    till.close()
    assert not generation_path(other, 1).exists()
    assert len(list(other.glob("before-restore-*/catalogue-000001.db"))) == 1


def repacked(source: Path, **changed: bytes | None) -> Path:
    """Return the backup with other content under the same names, and a fitting manifest."""
    names = {"ledger": LEDGER_FILE, "catalogue": "catalogue.db", "manifest": "manifest.json"}
    target = source.with_name("repacked.zip")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        content = {name: old.read(name) for name in old.namelist()}
        for short, data in changed.items():
            content.pop(names[short], None)
            if data is not None:
                content[names[short]] = data
        for name, data in content.items():
            new.writestr(name, data)
    return target


def with_ledger(source: Path, *statements: str) -> Path:
    """Return the backup with a ledger changed by ``statements``, its digest made to fit."""
    folder = source.parent / "changed"
    folder.mkdir()
    with zipfile.ZipFile(source) as archive:
        archive.extractall(folder)
        manifest = json.loads(archive.read("manifest.json"))
    change(folder, *statements)
    manifest["files"][LEDGER_FILE] = backup_archive.digest(folder / LEDGER_FILE)
    return repacked(
        source,
        ledger=(folder / LEDGER_FILE).read_bytes(),
        manifest=json.dumps(manifest).encode(),
    )


def refuses(shop: Path, source: Path, *kinds: type[CashierError]) -> None:
    before = content_of(shop)
    with pytest.raises(kinds):
        restore(shop, source)
    assert content_of(shop) == before


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("UPDATE journal SET body = body || ' ' WHERE seq = 2", DamagedLedgerError),
        ("DELETE FROM journal WHERE seq = 2", DamagedLedgerError),
        ("UPDATE orders SET total = 1 WHERE serial = 2", DamagedLedgerError),
        ("DELETE FROM order_lines WHERE serial = 2", DamagedLedgerError),
        ("DELETE FROM orders WHERE serial = 3", DamagedLedgerError),
        ("PRAGMA user_version = 9999", NewerLedgerError),
        ("PRAGMA application_id = 7", DamagedLedgerError),
    ],
)  # fmt: skip
def test_a_backup_that_does_not_hold_together_is_refused(
    shop: Path, statement: str, error: type[CashierError]
) -> None:
    refuses(shop, with_ledger(back_up(shop), statement), error)


def test_a_backup_with_other_files_than_it_names_is_refused(shop: Path) -> None:
    source = back_up(shop)
    damaged = DamagedLedgerError
    refuses(shop, repacked(source, ledger=b"something else"), damaged)
    refuses(shop, repacked(source, catalogue=b"something else"), damaged)
    refuses(shop, repacked(source, ledger=None), damaged)
    refuses(shop, repacked(source, manifest=None), damaged)
    for manifest in (b"", b"[]", b"7", b"{}", b'{"format":1,"files":[]}', b"\xff\xfe"):
        refuses(shop, repacked(source, manifest=manifest), damaged, FileRefusedError)
    later = b'{"format":2,"files":{"ledger.db":""}}'
    refuses(shop, repacked(source, manifest=later), FileRefusedError)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x05\x06", b"PK\x03\x04" + b"\xa5" * 4_000])
def test_a_file_that_is_no_backup_is_refused(shop: Path, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "some.zip"
    source.write_bytes(content)
    refuses(shop, source, DamagedLedgerError)


def test_a_missing_file_and_a_folder_are_refused(shop: Path, tmp_path: Path) -> None:
    refuses(shop, tmp_path / "nothing.zip", FileRefusedError)
    refuses(shop, tmp_path, DamagedLedgerError, FolderNotWritableError)


def test_a_backup_cut_short_or_changed_anywhere_is_refused_or_the_same(shop: Path) -> None:
    source = back_up(shop)
    whole = source.read_bytes()
    broken = source.with_name("broken.zip")
    refusals = 0
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        for content in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :]):
            broken.write_bytes(content)
            trial = shop.with_name(f"trial-{at}-{len(content)}")
            try:
                restore(trial, broken)
            except (DamagedLedgerError, FileRefusedError):
                refusals += 1
                assert not list(trial.rglob("*.db"))
            else:
                assert numbers(trial) == numbers(shop)  # a byte of no meaning, such as a date
    assert refusals >= 100


def test_restore_is_refused_while_the_till_runs(shop: Path) -> None:
    from cashier.app import safety  # noqa: PLC0415 - the composition root, for this test alone

    source = back_up(shop)
    till = Till.open(shop)
    with pytest.raises(LedgerInUseError):
        safety.restore(shop, source, OWNER)
    till.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_a_restore_killed_at_any_step_is_finished_or_undone(shop: Path, tmp_path: Path) -> None:
    source = back_up(shop)
    sell(shop, 4, 5)
    results = tmp_path / "results"
    results.mkdir()
    command = [sys.executable, "-m", "tests.storage.restoring_process"]
    subprocess.run([*command, shop, source, results], cwd=CHECKOUT, check=True)
    finished = []
    for folder in sorted(results.iterdir()):
        till = Till.open(folder)
        till.close()
        is_restored = numbers(folder) == ["T1-000001", "T1-000002", "T1-000003"]
        assert is_restored or len(numbers(folder)) == 5
        aside = list(folder.glob("before-restore-*"))
        assert [len(numbers(one)) for one in aside] == ([5] if is_restored else [])
        assert (newest_entry(folder)["kind"] == "restored") is is_restored
        assert not (folder / "restore.part").exists()
        assert sell(folder, 6)[0].number == "T1-000006"
        assert verdict_of(folder).damage is None
        till = Till.open(folder)
        assert asyncio.run(till.catalogue.count()) == 1
        till.close()
        finished.append(is_restored)
    assert finished == sorted(finished)
    assert finished.count(False) >= 10
    assert finished.count(True) >= 10


def test_a_restored_ledger_needs_nothing_of_the_backup(shop: Path, tmp_path: Path) -> None:
    source = back_up(shop)
    shutil.rmtree(shop)
    fresh = tmp_path / "fresh"
    restore(fresh, source)
    source.unlink()
    later = NOON + timedelta(days=1)
    in_ledger(fresh, lambda ledger: ledger.post(posting_of(order(9), at=later)))
    check_books(fresh)
    connection = apsw.Connection(str(fresh / LEDGER_FILE))
    assert connection.pragma("journal_mode") == "wal"
    connection.close()
