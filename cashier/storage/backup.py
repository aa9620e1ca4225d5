"""Backup and restore: one file with ledger, catalogue and settings, checked before it is used."""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from cashier.domain.errors import (
    DamagedLedgerError,
    DiskFullError,
    FileRefusedError,
    FolderNotWritableError,
    NewerLedgerError,
)
from cashier.domain.journal import Chain, EntryKind
from cashier.storage import journal_store
from cashier.storage.catalogue_files import generation_path
from cashier.storage.data_folder import SETTINGS_FILE
from cashier.storage.database import connect, connect_reader, first, in_domain_words, transaction
from cashier.storage.journal_store import JournalStore
from cashier.storage.ledger_reader import HEAD_FILE, LEDGER_FILE
from cashier.storage.migrate import migrate, migrations

_MANIFEST = "manifest.json"
_CATALOGUE = "catalogue.db"
_WAITING = "restore.part"
_READY = "ready"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: how many journal entries it holds, and the seal of the last one."""

    entries: int
    seal: str


def back_up(folder: Path, target: Path, *, at: datetime, operator: str) -> Made:
    """Write a consistent copy of the shop to ``target``, also while the till sells.

    The backup is an entry of the journal. Raises ``FolderNotWritableError`` or
    ``DiskFullError``; then ``target`` is as it was.
    """
    with _in_domain_words(), tempfile.TemporaryDirectory(prefix="backup-", dir=folder) as name:
        part = Path(name)
        made = _copy_databases(folder, part)
        if (folder / SETTINGS_FILE).exists():
            shutil.copyfile(folder / SETTINGS_FILE, part / SETTINGS_FILE)
        archive = part / "archive.zip"
        _pack(part, archive, made, at)
        digest = _digest(archive)
        shutil.copyfile(archive, target.with_name(target.name + ".part"))
        target.with_name(target.name + ".part").replace(target)
    _journal(folder, {"sha256": digest, "entries": made.entries}, at=at, operator=operator)
    return made


def restore(folder: Path, source: Path, *, at: datetime, operator: str) -> Made:
    """Put the shop of a backup in place of this one; the caller holds the folder's lock.

    What was there is moved aside, not deleted. Numbers go on after the highest ever used here.
    Raises ``FileRefusedError`` or ``DamagedLedgerError`` for a backup that is not whole; then
    nothing was changed.
    """
    with _in_domain_words():
        waiting = folder / _WAITING
        shutil.rmtree(waiting, ignore_errors=True)
        waiting.mkdir(parents=True)
        try:
            manifest = _unpack(source, waiting)
            made = _check(waiting / LEDGER_FILE)
            _prepare(folder, waiting, manifest, at=at, operator=operator)
        except BaseException:
            shutil.rmtree(waiting, ignore_errors=True)
            raise
        (waiting / _READY).write_text(at.strftime("%Y%m%d-%H%M%S"), "ascii")
        finish_restore(folder)
    return made


def is_restore_waiting(folder: Path) -> bool:
    """Whether a restore was interrupted after the point where it counts."""
    return (folder / _WAITING / _READY).exists()


def finish_restore(folder: Path) -> None:
    """Finish an interrupted restore, or throw away one that never became ready."""
    waiting = folder / _WAITING
    if not is_restore_waiting(folder):
        shutil.rmtree(waiting, ignore_errors=True)
        return
    with _in_domain_words():
        aside = folder / f"before-restore-{(waiting / _READY).read_text('ascii')}"
        aside.mkdir(exist_ok=True)
        names = {one.name for one in waiting.iterdir()} - {_READY, LEDGER_FILE}
        for name in (*sorted(names), LEDGER_FILE):  # the ledger last: until then all is repeated
            _move_in(name, waiting, folder, aside)
        (waiting / _READY).unlink()
        waiting.rmdir()


def _move_in(name: str, waiting: Path, folder: Path, aside: Path) -> None:
    """Move a restored file in and the one it replaces aside; harmless when repeated."""
    if not (waiting / name).exists():
        return
    replaced = [name]
    if name == LEDGER_FILE:
        replaced += [f"{LEDGER_FILE}-wal", f"{LEDGER_FILE}-shm"]
    for one in replaced:
        if (folder / one).exists():
            (folder / one).replace(aside / one)
    (waiting / name).replace(folder / name)


def _copy_databases(folder: Path, part: Path) -> Made:
    reader = connect_reader(folder / LEDGER_FILE)
    reader.execute("PRAGMA query_only = OFF")  # it would refuse the copy, which is another file
    try:
        generation = first(reader, "SELECT value FROM meta WHERE name = 'catalogue'")
        reader.execute("VACUUM INTO ?", (str(part / LEDGER_FILE),))
    finally:
        reader.close()
    live = generation_path(folder, int(generation[0])) if generation else None
    if live is not None and live.exists():
        shutil.copyfile(live, part / _CATALOGUE)
    return _check(part / LEDGER_FILE)


def _pack(part: Path, archive: Path, made: Made, at: datetime) -> None:
    names = [one for one in (LEDGER_FILE, _CATALOGUE, SETTINGS_FILE) if (part / one).exists()]
    manifest = {
        "format": _FORMAT,
        "made_at": at.isoformat(timespec="seconds"),
        "entries": made.entries,
        "seal": made.seal,
        "files": {name: _digest(part / name) for name in names},
    }
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        for name in names:
            out.write(part / name, name)


def _unpack(source: Path, waiting: Path) -> dict[str, str]:
    """Unpack and hold every file against the manifest; returns name -> SHA-256."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            files: dict[str, str] = manifest["files"]
            if manifest["format"] != _FORMAT or LEDGER_FILE not in files:
                raise FileRefusedError("not a backup of this program", source.name)
            for name in files.keys() & {LEDGER_FILE, _CATALOGUE, SETTINGS_FILE}:
                with archive.open(name) as packed, (waiting / name).open("wb") as out:
                    shutil.copyfileobj(packed, out)
    except FileNotFoundError:
        raise FileRefusedError(f"{source.name} is not there") from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise DamagedLedgerError(source.name) from error
    for unpacked in waiting.iterdir():
        if _digest(unpacked) != files[unpacked.name]:
            raise DamagedLedgerError(unpacked.name)
    return files


def _check(ledger: Path) -> Made:
    """Return what a ledger file holds; ``DamagedLedgerError`` where it does not hold together."""
    with in_domain_words():
        connection = apsw.Connection(str(ledger), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            found, known = int(connection.pragma("user_version")), migrations()[-1][0]
            if found > known:
                raise NewerLedgerError(found, known)
            if connection.pragma("integrity_check") != "ok":
                raise DamagedLedgerError(ledger.name)
            chain = Chain()
            for entry in journal_store.entries(connection):
                if chain.add(entry) is not None:
                    raise DamagedLedgerError(ledger.name)
        finally:
            connection.close()
    return Made(chain.seq, chain.seal)


def _prepare(
    folder: Path, waiting: Path, manifest: dict[str, str], *, at: datetime, operator: str
) -> None:
    """Write the entry and the numbers to go on from into the unpacked ledger."""
    last, generation = _numbers_here(folder)
    path = waiting / LEDGER_FILE
    connection = connect(path)
    try:
        migrate(connection, path)
        own = first(connection, "SELECT coalesce(max(serial), 0) FROM orders")[0]
        journal = JournalStore(connection, waiting / HEAD_FILE)
        data = {"last_restored": own, "last_before": last, "sha256": manifest[LEDGER_FILE]}
        with transaction(connection):
            _set(connection, "last_serial", max(own, last))
            if (waiting / _CATALOGUE).exists():
                _set(connection, "catalogue", generation + 1)
            day = first(connection, "SELECT coalesce(max(number), 0) FROM days")[0]
            journal.append(EntryKind.RESTORED, data, at=at, operator=operator, day=day)
        journal.note_head()
        connection.pragma("journal_mode", "delete")
    finally:
        connection.close()
    if (waiting / _CATALOGUE).exists():
        target = generation_path(waiting, generation + 1)
        (waiting / _CATALOGUE).replace(target)


def _set(connection: apsw.Connection, name: str, value: int) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, str(value)))


def _numbers_here(folder: Path) -> tuple[int, int]:
    """Return the last receipt and the catalogue generation in use here; 0 where unreadable."""
    if not (folder / LEDGER_FILE).exists():
        return 0, 0
    try:
        connection = connect_reader(folder / LEDGER_FILE)
        try:
            serial = first(connection, "SELECT coalesce(max(serial), 0) FROM orders")[0]
            noted = dict(connection.execute("SELECT name, value FROM meta"))
        finally:
            connection.close()
    except apsw.Error:
        return 0, 0  # the damaged ledger is what is being replaced
    return max(serial, int(noted.get("last_serial", 0))), int(noted.get("catalogue", 0))


def _journal(folder: Path, data: dict[str, object], *, at: datetime, operator: str) -> None:
    """Append the entry; short, and safe beside the till, which looks for other writers."""
    with in_domain_words():
        connection = connect(folder / LEDGER_FILE)
        try:
            journal = JournalStore(connection, folder / HEAD_FILE)
            with transaction(connection):
                journal.reload()
                day = first(connection, "SELECT coalesce(max(number), 0) FROM days")[0]
                journal.append(EntryKind.BACKUP, data, at=at, operator=operator, day=day)
            journal.note_head()
        finally:
            connection.close()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _in_domain_words() -> Iterator[None]:
    try:
        with in_domain_words():
            yield
    except OSError as error:
        full = error.errno == 28  # noqa: PLR2004 - ENOSPC
        raise (DiskFullError if full else FolderNotWritableError)(str(error)) from error
