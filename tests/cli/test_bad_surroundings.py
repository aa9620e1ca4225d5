"""What bad surroundings get: disks, folders, databases, clocks and other processes."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cashier.app.clock import SystemClock
from tests.cli.command import PROGRAM, Answer, as_bytes, run_process, sale, state_of
from tests.cli.conftest import Cashier
from tests.cli.surroundings import another_process, mounted, read_only

WRITERS = [
    ["import-products", "products.csv"],
    ["sell", "-"],
    ["refund", "T1-000001"],
    ["receipt", "T1-000001"],
    ["day", "open"],
    ["restore", "shop.zip"],
]
READERS = [
    ["products"],
    ["orders"],
    ["order", "T1-000001"],
    ["status"],
    ["day", "show"],
    ["day", "list"],
    ["journal", "verify"],
    ["journal", "export", "journal.txt"],
    ["export", "products", "out.csv"],
    ["backup", "again.zip"],
    ["doctor"],
]


@pytest.fixture
def shop(stocked: Cashier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cashier:
    """Give commands to a shop with a sale and a backup, from a folder where the files are."""
    monkeypatch.chdir(tmp_path)
    stocked("sell", "-", given=sale()).well()
    stocked("backup", "shop.zip").well()
    return stocked


def test_a_second_writer_is_refused_and_readers_go_on(shop: Cashier, folder: Path) -> None:
    before = state_of(folder)
    with another_process(folder):
        for command in WRITERS:
            answer = shop(*command, given=sale())
            answer.refused(5, "", "using this data folder", "Nothing was changed", "try again")
        shop("sell", "-", "--json", given=sale()).refused(5, "folder-in-use")
        assert state_of(folder) == before
        for command in READERS:
            shop(*command).well()
    shop("sell", "-", given=sale()).well()


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
def test_the_lock_dies_with_its_process(shop: Cashier, folder: Path) -> None:
    with another_process(folder) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
    shop("sell", "-", given=sale()).well()
    shop("journal", "verify").well()


def test_a_folder_that_is_read_only(shop: Cashier, folder: Path) -> None:
    before = state_of(folder)
    with read_only(folder):
        for command in WRITERS[:-1]:
            shop(*command, given=sale()).refused(2, "", "cannot be written", "right to write")
        shop("sell", "-", "--json", given=sale()).refused(2, "folder-not-writable")
        shop("backup", "again.zip").refused(2)
        for command in READERS[:-1]:
            answer = shop(*command)
            if answer.code != 0:
                answer.refused(2, "", "cannot be written")
        assert "cannot be written" in shop("doctor").out
    assert state_of(folder) == before
    shop("sell", "-", given=sale()).well()


def test_a_place_where_no_folder_can_be_made(cashier: Cashier, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "shop"):
        cashier("sell", "-", "--data-dir", place, given=sale()).refused(2, "", "cannot be written")
        cashier("products", "--data-dir", place).refused(2)
    assert (tmp_path / "file").read_text("utf-8") == "in the way"


def test_a_disk_that_is_full_while_selling(shop: Cashier, folder: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    with mounted(small, "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        shutil.copytree(folder, small / "shop")
        sold = sell_until_full(small)
        answer = shop("sell", "-", "--json", "--data-dir", small / "shop", given=sale())
        answer.refused(3, "disk-full", "disk is full", "Nothing was posted", "Make room")
        (small / "filling").unlink()
        orders = shop("orders", "--json", "--data-dir", small / "shop").well().json
        assert [one["number"] for one in orders] == ["T1-000001", *sold][::-1]
        shop("journal", "verify", "--data-dir", small / "shop").well()
        shop("sell", "-", "--data-dir", small / "shop", given=sale()).well()


def sell_until_full(small: Path) -> list[str]:
    """Fill the disk up to the last byte; returns the numbers of what was sold before."""
    answer = run_process(
        "sell", "-", "--json", "--data-dir", small / "shop", given=as_bytes(sale())
    )
    with (small / "filling").open("wb", buffering=0) as filling:
        for size in (4_096, 1):
            try:
                while filling.write(b"x" * size):
                    continue
            except OSError:
                continue
    return [answer.well().json["number"]]


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no process's files")
@pytest.mark.parametrize("most", [0, 4_096, 8_192])
def test_a_file_that_may_not_grow_is_a_full_disk(shop: Cashier, folder: Path, most: int) -> None:
    before = state_of(folder)
    limited = (
        "import resource, sys; from cashier.cli import main;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}));"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "sell", "-", "--data-dir", str(folder)],
        input=as_bytes(sale()),
        capture_output=True,
        check=False,
    )
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    answer.refused(3, "", "Nothing was posted")
    assert state_of(folder) == before
    shop("sell", "-", given=sale()).well()


def test_a_database_of_a_newer_version(shop: Cashier, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "ledger.db")) as database:
        database.execute("PRAGMA user_version = 99")
    content = (folder / "ledger.db").read_bytes()
    for command in (*WRITERS[:-1], *READERS[:-1]):
        shop(*command, given=sale()).refused(2, "", "newer version", "format 99", "untouched")
    shop("sell", "-", "--json", given=sale()).refused(2, "newer-database")
    assert (folder / "ledger.db").read_bytes() == content


@pytest.mark.parametrize("damage", ["garbage", "zeros", "short"])
def test_a_database_that_is_damaged(shop: Cashier, folder: Path, damage: str) -> None:
    whole = (folder / "ledger.db").read_bytes()
    broken = {
        "garbage": b"no database " * 9_000,
        "zeros": bytes(len(whole)),
        "short": whole[:5_000],
    }
    (folder / "ledger.db").write_bytes(broken[damage])
    for name in ("ledger.db-wal", "ledger.db-shm"):
        (folder / name).unlink(missing_ok=True)
    for command in (*WRITERS[:-1], *READERS[:-1]):
        shop(*command, given=sale()).refused(4, "", "damaged", "untouched", "Restore")
    shop("sell", "-", "--json", given=sale()).refused(4, "damaged-database")
    assert (folder / "ledger.db").read_bytes() == broken[damage]
    shop("restore", "shop.zip").well()
    assert len(shop("orders", "--json").well().json) == 1


def test_a_journal_that_was_changed(shop: Cashier, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "ledger.db")) as database, database:
        for name, sql in database.execute("SELECT name, sql FROM sqlite_master").fetchall():
            if (sql or "").startswith("CREATE TRIGGER"):
                database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE journal SET body = replace(body, 'owner', 'other') WHERE seq = 3")
    answer = shop("journal", "verify", "--json").refused(4, "journal-broken", "entry 3")
    assert answer.json["broken"] == {"entry": 3, "damage": "changed"}
    assert answer.json["ok"] is False
    assert shop("journal", "verify").refused(4, "", "entry 3").out == ""


ZONE = ZoneInfo("Europe/Vilnius")
TURNED_BACK = {
    "over midnight": (datetime(2026, 11, 20, 0, 10, tzinfo=ZONE), timedelta(minutes=-20)),
    "over the change to winter time": (
        datetime(2026, 10, 25, 3, 50, tzinfo=ZONE),
        timedelta(minutes=20),  # on the wall: 03:50 summer time, then 03:10 winter time
    ),
    "over a year": (datetime(2027, 1, 1, 0, 0, 5, tzinfo=ZONE), timedelta(days=-366)),
}


@pytest.mark.parametrize("case", TURNED_BACK)
def test_a_clock_that_goes_back(
    cashier: Cashier, folder: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    first, step = TURNED_BACK[case]
    later = (first.astimezone(ZoneInfo("UTC")) + step).astimezone(ZONE)
    times = iter([first])
    monkeypatch.setattr(SystemClock, "now", lambda _self: next(times, later))
    cashier("status").well()
    settings = folder / "cashier.toml"
    settings.write_text('[shop]\ntimezone = "Europe/Vilnius"\n', encoding="utf-8")
    times = iter([first] * 4)
    cashier("sell", "-", given=sale()).well()
    times = iter([])
    second = cashier("sell", "-", "--json", given=sale()).well().json
    assert (second["number"], second["fiscal_day"]) == ("T1-000002", 1)
    assert second["created_at"] == later.isoformat()
    numbers = [one["number"] for one in cashier("orders", "--json").well().json]
    assert numbers == ["T1-000002", "T1-000001"]
    cashier("journal", "verify").well()
    exported = folder / "journal.txt"
    cashier("journal", "export", exported).well()
    went_back = step < timedelta()
    assert ("clock-set-back" in exported.read_text("utf-8")) is went_back


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
def test_a_sale_killed_at_once_is_there_whole_or_not_at_all(shop: Cashier, folder: Path) -> None:
    content = as_bytes(sale(id="0b0f3f2c-5c1e-4a6e-9a53-0d5a5c9d9b11"))
    command = [*PROGRAM, "sell", "-", "--json", "--data-dir", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(content)
        process.stdin.close()
        process.send_signal(signal.SIGKILL)
    again = run_process("sell", "-", "--json", "--data-dir", folder, given=content).well()
    assert again.json["number"] == "T1-000002"
    assert len(shop("orders", "--json").json) == 2
    shop("journal", "verify").well()
