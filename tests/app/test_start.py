"""A window that cannot start says so in a sentence, in a shell and on the screen, and ends."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.app.processes import REPOSITORY, Driven, Ended, shop_in
from tests.cli.command import state_of
from tests.cli.surroundings import another_process, read_only


def refused(folder: Path, code: int, *words: str, cwd: Path | None = None) -> str:
    """Start on ``folder``; return the sentence, told by the window and in the shell alike."""
    with Driven("idle", *shop_in(folder), cwd=cwd) as window:
        box = window.reached("box")
        ended = window.ended()
    sentence = f"{box['text']} {box['hint']}".strip()
    assert ended == Ended(code, f"{sentence}\n")
    assert "Traceback" not in sentence
    for word in words:
        assert word in sentence
    return sentence


def test_another_process_has_the_folder(shop: Path) -> None:
    before = state_of(shop)
    with another_process(shop):
        refused(shop, 5, "using this data folder", "Nothing was changed")
    assert state_of(shop) == before


def test_another_window_has_the_folder(shop: Path) -> None:
    with Driven("cart", *shop_in(shop)) as first:
        first.reached("end")
        before = state_of(shop)
        refused(shop, 5, "using this data folder")
        assert state_of(shop) == before
        assert first.process.poll() is None


def test_a_database_of_a_newer_version(shop: Path) -> None:
    with closing(sqlite3.connect(shop / "ledger.db")) as database:
        database.execute("PRAGMA user_version = 99")
    before = (shop / "ledger.db").read_bytes()
    refused(shop, 2, "newer version", "format 99", "untouched")
    assert (shop / "ledger.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"no database " * 9_000, bytes(40_000)])
def test_a_damaged_database(shop: Path, content: bytes) -> None:
    for name in ("ledger.db-wal", "ledger.db-shm"):
        (shop / name).unlink(missing_ok=True)
    (shop / "ledger.db").write_bytes(content)
    refused(shop, 4, "damaged", "untouched", "Restore")
    assert (shop / "ledger.db").read_bytes() == content


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (b"[shop\nname = 1", ("cashier.toml cannot be read as TOML",)),
        (b'[shop]\ncurrency = "XYZ"\n', ("currency", "XYZ")),
        (b'[shop]\ntimezone = "Mars/Olympus"\n', ("timezone", "Mars/Olympus")),
        (b"\xff\xfe\x00[shop]", ("cashier.toml cannot be read as TOML",)),
    ],
)
def test_broken_settings(shop: Path, settings: bytes, words: tuple[str, ...]) -> None:
    before = state_of(shop)
    (shop / "cashier.toml").write_bytes(settings)
    refused(shop, 2, *words, "untouched")
    after = state_of(shop)
    assert {**after, "cashier.toml": before["cashier.toml"]} == before


def test_a_folder_that_cannot_be_written(shop: Path) -> None:
    before = state_of(shop)
    with read_only(shop):
        refused(shop, 2, "cannot be written")
    assert state_of(shop) == before


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "shop").write_text("in the way", encoding="utf-8")
    refused(tmp_path / "shop", 2, "cannot be written")
    assert (tmp_path / "shop").read_text("utf-8") == "in the way"


@pytest.fixture
def copy_of_the_program(tmp_path: Path) -> Path:
    place = tmp_path / "program"
    for name in ("cashier", "resources"):
        shutil.copytree(REPOSITORY / name, place / name, symlinks=True)
    return place


@pytest.mark.parametrize("missing", ["style/till.qss", "style/tokens.json"])
def test_a_part_of_the_program_is_missing(
    shop: Path, copy_of_the_program: Path, missing: str
) -> None:
    (copy_of_the_program / "resources" / missing).unlink()
    before = state_of(shop)
    refused(shop, 1, f"{missing} is missing", "Install", cwd=copy_of_the_program)
    assert state_of(shop) == before
    log = (shop / "cashier.log").read_text("utf-8")
    assert "FileNotFoundError" in log  # the screen has the sentence, the log has the rest


def test_a_picture_of_the_program_is_missing(shop: Path, copy_of_the_program: Path) -> None:
    (copy_of_the_program / "resources/icons/barcode.svg").unlink()
    with Driven("sold", *shop_in(shop), cwd=copy_of_the_program) as window:
        window.reached("end")  # a shop can sell without it
        window.process.terminate()
        ended = window.ended()
    assert ended.code == 0
    assert "Traceback" not in ended.err
    log = (shop / "cashier.log").read_text("utf-8")
    assert log.count("no picture of barcode") == 1


@pytest.mark.parametrize(
    "options",
    [["--data-dir"], ["--data-dir="], ["--demo=1"], ["--demo", "more"], ["--data-dir", "a", "b"]],
)
def test_options_that_are_wrong(tmp_path: Path, options: list[str]) -> None:
    with Driven("idle", *options, cwd=tmp_path) as window:
        ended = window.ended()
    assert ended.code == 2
    assert ended.err.startswith("The command cannot be used like that: ")
    assert ended.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def demo_folders(place: Path) -> list[Path]:
    return list(place.glob("cashier-demo-*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_demonstration_shop_is_thrown_away(tmp_path: Path, number: signal.Signals) -> None:
    with Driven("cart", "--demo", TMPDIR=str(tmp_path)) as window:
        window.reached("end")
        assert len(demo_folders(tmp_path)) == 1
        window.process.send_signal(number)
        assert window.ended() == Ended(0, "")
    assert not demo_folders(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
def test_a_shop_is_made_where_there_is_none(tmp_path: Path) -> None:
    with Driven("idle", *shop_in(tmp_path / "new" / "shop")) as window:
        window.reached("end")
        window.process.send_signal(signal.SIGTERM)
        assert window.ended() == Ended(0, "")
    assert (tmp_path / "new" / "shop" / "cashier.toml").exists()
