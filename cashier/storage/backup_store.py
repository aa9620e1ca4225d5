"""Backups in a folder that people choose: made on a thread of their own, found, and let go."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cashier.domain.errors import BackupFolderError
from cashier.operations.back_up import FoundBackup, Told
from cashier.storage import backup
from cashier.storage.backup import Ready
from cashier.storage.backup_archive import label_of
from cashier.storage.catalogue_files import file_errors_named

BACKUP_SUFFIXES = frozenset({".zip", ".backup"})
_MOST_LISTED = 500
_DAILY = "-daily-"
_TURN_S = 0.001
_TELL_EVERY = 10
"""In thousandths: more often than a bar can show is not worth a turn of the loop."""


class _StoppedError(Exception):
    """The backup was cancelled."""


class FileBackupStore:
    """Implements ``BackupStore`` for the shop in one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def make(self, folder: str, name: str, at: datetime, told: Told) -> "FileBackup":
        """Write and check a backup away from the loop; cancelling waits until it is gone."""
        target = await asyncio.to_thread(_target_in, folder, name)
        loop = asyncio.get_running_loop()
        listener = _Listener(told, loop)
        job = loop.run_in_executor(None, _make, self._folder, target, at, listener)
        try:
            return FileBackup(await asyncio.shield(job))
        except asyncio.CancelledError:
            listener.stop()
            await asyncio.wait({job})
            if not job.cancelled() and job.exception() is None:
                job.result().discard()
            raise

    async def found(self, folder: str) -> list[FoundBackup]:
        """Return what is a backup in ``folder``; a folder that is not there has none."""
        return await asyncio.to_thread(_found_in, folder)

    async def remove(self, backup: FoundBackup) -> None:
        await asyncio.to_thread(_remove, Path(backup.path))


@dataclass(frozen=True, slots=True)
class FileBackup:
    """Implements ``ReadyBackup``."""

    ready: Ready

    @property
    def data(self) -> dict[str, object]:
        return self.ready.data

    async def keep(self) -> FoundBackup:
        await asyncio.to_thread(self.ready.keep)
        found = await asyncio.to_thread(found_at, self.ready.target)
        if found is None:
            raise BackupFolderError(str(self.ready.target.parent))
        return found

    async def discard(self) -> None:
        await asyncio.to_thread(self.ready.discard)


class _Listener:
    """Tells the loop how far the work is, and the work when to stop."""

    def __init__(self, told: Told, loop: asyncio.AbstractEventLoop) -> None:
        self._told = told
        self._loop = loop
        self._stop = threading.Event()
        self._last = -_TELL_EVERY

    def stop(self) -> None:
        self._stop.set()

    def __call__(self, thousandths: int) -> None:
        if self._stop.is_set():
            raise _StoppedError
        if thousandths - self._last >= _TELL_EVERY:
            self._last = thousandths
            self._loop.call_soon_threadsafe(self._told, thousandths)


def _make(folder: Path, target: Path, at: datetime, told: Callable[[int], None]) -> Ready:
    """Work so that others who want the interpreter get it within a millisecond."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        return backup.make_ready(folder, target, at=at, told=told)
    finally:
        sys.setswitchinterval(usual)


def _target_in(folder: str, name: str) -> Path:
    place = Path(folder)
    if not folder or not place.is_dir() or not os.access(place, os.W_OK):
        raise BackupFolderError(folder)
    return place / name


def _found_in(folder: str) -> list[FoundBackup]:
    place = Path(folder)
    try:
        every = sorted(place.iterdir(), reverse=True) if folder else []
    except OSError:
        return []
    paths = [one for one in every if one.suffix in BACKUP_SUFFIXES][:_MOST_LISTED]
    found = [one for one in map(found_at, paths) if one is not None]
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def found_at(path: Path) -> FoundBackup | None:
    """Return the backup at ``path``; None where that is none."""
    label = label_of(path)
    if label is None or label.made_at.tzinfo is None:
        return None
    try:
        size = path.stat().st_size
    except OSError:
        return None
    is_daily = _DAILY in path.name
    return FoundBackup(str(path), path.name, label.made_at, size, label.entries, is_daily)


def _remove(path: Path) -> None:
    with file_errors_named(path):
        path.unlink(missing_ok=True)
