"""The data folder: made on first use, one writer, and a lock that dies with its process."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cashier.domain.errors import (
    DiskFullError,
    FolderNotWritableError,
    LedgerInUseError,
    SettingsRefusedError,
)
from cashier.storage.data_folder import DataFolder
from cashier.storage.settings_file import SETTINGS_FILE

CHECKOUT = Path(__file__).resolve().parents[2]
FIRST = {"shop": {"name": "My shop"}}
HOLDER = (
    "from cashier.app.till import Till; from pathlib import Path; import sys;"
    "till = Till.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the till of ``tmp_path`` open."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=CHECKOUT, **pipes) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        yield other
        other.kill()


def cashier(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cashier", *words, "--data-dir", str(folder)]
    return subprocess.run(
        command, cwd=CHECKOUT, input=given, capture_output=True, text=True, check=False
    )


def test_a_folder_is_made_with_its_settings_once(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "new" / "shop")
    folder.make(lambda: FIRST)
    assert folder.settings() == FIRST
    folder.make(lambda: {"shop": {"name": "Other"}})
    assert folder.settings() == FIRST


def test_one_folder_has_one_writer(tmp_path: Path) -> None:
    first, second = DataFolder(tmp_path), DataFolder(tmp_path)
    first.lock()
    with pytest.raises(LedgerInUseError):
        second.lock()
    first.unlock()
    second.lock()
    second.unlock()


def test_a_second_writer_of_another_process_is_told_so(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    sale = '{"lines":[{"name":"Tea","price":"1.00","vat_rate":"21","quantity":"1"}]}'
    done = cashier(tmp_path, "sell", "-", given=sale)
    assert done.returncode == 5
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert cashier(tmp_path, "status").returncode == 0


@pytest.mark.parametrize("end", [subprocess.Popen.kill, subprocess.Popen.terminate])
def test_the_lock_dies_with_its_process(
    tmp_path: Path, holder: subprocess.Popen[str], end: Callable[[subprocess.Popen[str]], None]
) -> None:
    folder = DataFolder(tmp_path)
    with pytest.raises(LedgerInUseError):
        folder.lock()
    end(holder)
    holder.wait()
    folder.lock()
    folder.unlock()


@pytest.mark.parametrize("content", [b"= no toml", b"\xff\xfe", b"[shop"])
def test_settings_that_are_no_toml_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(content)
    with pytest.raises(SettingsRefusedError):
        DataFolder(tmp_path).settings()


def test_a_folder_without_settings_has_none(tmp_path: Path) -> None:
    assert DataFolder(tmp_path).settings() == {}


def test_a_place_that_cannot_be_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with pytest.raises(FolderNotWritableError):
        DataFolder(tmp_path / "file" / "shop").make(lambda: FIRST)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(Path, "write_text", no_room)
    with pytest.raises(DiskFullError):
        DataFolder(tmp_path / "shop").make(lambda: FIRST)


@pytest.mark.skipif(sys.platform != "linux", reason="proc is a file system of Linux")
def test_a_file_system_that_takes_no_files_is_named() -> None:
    """Read-only for every user, root too."""
    with pytest.raises(FolderNotWritableError):
        DataFolder(Path(f"/proc/{os.getpid()}/shop")).make(lambda: FIRST)
