"""Backup and restore: one file with ledger, catalogue and settings, checked before it is used."""

import errno
import hashlib
import itertools
import json
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from cashier.domain.errors import (
    DamagedLedgerError,
    DiskFullError,
    FileRefusedError,
    FolderNotWritableError,
)
from cashier.domain.journal import EntryKind, Head
from cashier.storage import journal_check
from cashier.storage.catalogue_files import (
    generation_path,
    generations,
    newest_generation,
    sync_file,
    sync_folder,
)
from cashier.storage.catalogue_notes import live_generation
from cashier.storage.data_folder import RESTORE_FOLDER, RESTORE_READY, is_restore_waiting
from cashier.storage.database import (
    connect,
    connect_reader,
    first,
    in_domain_words,
    required,
    transaction,
)
from cashier.storage.head_file import HeadFile, read_head
from cashier.storage.journal_store import JournalStore
from cashier.storage.ledger_reader import HEAD_FILE, LEDGER_FILE
from cashier.storage.migrate import migrate, require_known
from cashier.storage.picture_folder import pack_pictures, unpack_pictures
from cashier.storage.posting_writer import last_serial
from cashier.storage.settings_file import SETTINGS_FILE

_MANIFEST = "manifest.json"
_CATALOGUE = "catalogue.db"
_FORMAT = 1
# All of what zipfile, zlib and json raise at bytes that are no archive of ours.
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError, RuntimeError,
    NotImplementedError, AttributeError, IsADirectoryError, OverflowError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: how many journal entries it holds, and the seal of the last one."""

    entries: int
    seal: str


def back_up(folder: Path, target: Path, *, at: datetime, operator: str) -> Made:
    """Write a consistent copy of the shop to ``target``, also while the till sells.

    The backup is an entry of the journal, written before the file gets its name. Raises
    ``FolderNotWritableError`` or ``DiskFullError``; then ``target`` is as it was.
    """
    ready = target.with_name(target.name + ".part")
    with _in_domain_words(), tempfile.TemporaryDirectory(prefix="backup-", dir=folder) as name:
        part = Path(name)
        made = _copy_databases(folder, part)
        if (folder / SETTINGS_FILE).exists():
            shutil.copyfile(folder / SETTINGS_FILE, part / SETTINGS_FILE)
        archive = part / "archive.zip"
        _pack(part, archive, made, at)
        with zipfile.ZipFile(archive, "a") as packed:
            pack_pictures(folder, packed)
        shutil.copyfile(archive, ready)
        sync_file(ready)
        data = {"sha256": _digest(archive), "entries": made.entries}
        _journal(folder, data, at=at, operator=operator)
        ready.replace(target)
        sync_folder(target.parent)
    return made


def restore(folder: Path, source: Path, *, at: datetime, operator: str) -> Made:
    """Put the shop of a backup in place of this one; the caller holds the folder's lock.

    What was there is moved aside, not deleted. Numbers go on after the highest ever used here.
    Raises ``FileRefusedError`` or ``DamagedLedgerError`` for a backup that is not whole; then
    nothing was changed.
    """
    with _in_domain_words():
        waiting = folder / RESTORE_FOLDER
        shutil.rmtree(waiting, ignore_errors=True)
        waiting.mkdir(parents=True)
        try:
            manifest = _unpack(source, waiting)
            made = _check(waiting / LEDGER_FILE)
            _prepare(folder, waiting, manifest, at=at, operator=operator)
            _bring_pictures(source, folder)
        except BaseException:
            shutil.rmtree(waiting, ignore_errors=True)
            raise
        _make_ready(folder, waiting, at)
        finish_restore(folder)
    return made


def _make_ready(folder: Path, waiting: Path, at: datetime) -> None:
    """Bring everything to the disk, then set the mark from which on the restore counts."""
    for one in waiting.iterdir():
        sync_file(one)
    name = f"before-restore-{at:%Y%m%d-%H%M%S}"
    taken = {one.name for one in folder.iterdir()}
    aside = next(one for one in _numbered(name) if one not in taken)
    part = waiting / f"{RESTORE_READY}.part"
    part.write_text(aside, "ascii")
    sync_file(part)
    part.replace(waiting / RESTORE_READY)
    sync_folder(waiting)


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in itertools.count(2):
        yield f"{name}-{number}"


def finish_restore(folder: Path) -> None:
    """Finish an interrupted restore, or throw away one that never became ready."""
    waiting = folder / RESTORE_FOLDER
    if not is_restore_waiting(folder):
        shutil.rmtree(waiting, ignore_errors=True)
        return
    with _in_domain_words():
        aside = folder / (waiting / RESTORE_READY).read_text("ascii")
        aside.mkdir(exist_ok=True)
        if (waiting / LEDGER_FILE).exists():
            _set_catalogues_aside(folder, waiting, aside)
        names = {one.name for one in waiting.iterdir()} - {RESTORE_READY, LEDGER_FILE}
        for name in (*sorted(names), LEDGER_FILE):  # the ledger last: until then all is repeated
            _move_in(name, waiting, folder, aside)
            sync_folder(folder)
        (waiting / RESTORE_READY).unlink()
        waiting.rmdir()


def _set_catalogues_aside(folder: Path, waiting: Path, aside: Path) -> None:
    """Move every catalogue but the restored one, which may be in its place already, aside."""
    connection = connect_reader(waiting / LEDGER_FILE)
    try:
        kept = required(connection, "SELECT value FROM meta WHERE name = 'catalogue'")[0]
    finally:
        connection.close()
    for path, generation in generations(folder):
        if generation != int(kept):
            path.replace(aside / path.name)


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
    """Copy the catalogue, then the ledger, which then knows of every change in the catalogue.

    Where an import came in between, the catalogue that the copied ledger names is taken instead.
    """
    ledger, catalogue = part / LEDGER_FILE, part / _CATALOGUE
    with closing(connect_reader(folder / LEDGER_FILE)) as reader:
        reader.execute("PRAGMA query_only = OFF")  # it would refuse the copy, another file
        generation = live_generation(reader)
        while True:
            _copy_catalogue(generation_path(folder, generation), catalogue)
            ledger.unlink(missing_ok=True)
            reader.execute("VACUUM INTO ?", (str(ledger),))
            with closing(connect_reader(ledger)) as copied:
                found = live_generation(copied)
            if found == generation:
                return _check(ledger)
            generation = found


def _copy_catalogue(live: Path, target: Path) -> None:
    """Copy a catalogue with the changes that stand in its write-ahead log only."""
    target.unlink(missing_ok=True)
    if not live.exists():
        return
    with closing(connect_reader(live)) as source, closing(apsw.Connection(str(target))) as copy:
        with copy.backup("main", source, "main") as copying:
            copying.step()
        copy.pragma("journal_mode", "delete")


def _bring_pictures(source: Path, folder: Path) -> None:
    """Take the pictures out of a backup; a picture never changes, so nothing is replaced."""
    try:
        with zipfile.ZipFile(source) as archive:
            unpack_pictures(archive, folder)
    except _BROKEN_ARCHIVE as error:
        raise DamagedLedgerError(source.name) from error


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
    except _BROKEN_ARCHIVE as error:
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
            if require_known(connection, ledger) == 0:
                raise DamagedLedgerError(ledger.name)
            if connection.pragma("integrity_check") != "ok":
                raise DamagedLedgerError(ledger.name)
            if journal_check.first_damage(connection) is not None:
                raise DamagedLedgerError(ledger.name)
            head = JournalStore(connection).head
        finally:
            connection.close()
    return Made(head.seq, head.seal)


def _prepare(
    folder: Path, waiting: Path, manifest: dict[str, str], *, at: datetime, operator: str
) -> None:
    """Write the entry and the numbers to go on from into the unpacked ledger."""
    last, generation = _numbers_here(folder)
    path = waiting / LEDGER_FILE
    connection = connect(path)
    try:
        migrate(connection, path)
        own = last_serial(connection)
        journal = JournalStore(connection)
        data = {"last_restored": own, "last_before": last, "sha256": manifest[LEDGER_FILE]}
        with transaction(connection):
            _set(connection, "last_serial", max(own, last))
            has_catalogue = (waiting / _CATALOGUE).exists()
            _set(connection, "catalogue", generation + 1 if has_catalogue else 0)
            day = first(connection, "SELECT coalesce(max(number), 0) FROM days")[0]
            journal.append(EntryKind.RESTORED, data, at=at, operator=operator, day=day)
        _note_head(waiting, connection, journal)
        connection.pragma("journal_mode", "delete")
    finally:
        connection.close()
    if (waiting / _CATALOGUE).exists():
        target = generation_path(waiting, generation + 1)
        (waiting / _CATALOGUE).replace(target)


def _set(connection: apsw.Connection, name: str, value: int) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, str(value)))


def _numbers_here(folder: Path) -> tuple[int, int]:
    """Return the last receipt and the newest catalogue generation here.

    A ledger that is damaged is what is being replaced: then the head file tells the last receipt.
    """
    noted = read_head(folder / HEAD_FILE)
    serial = noted.receipt if noted is not None else 0
    generation = newest_generation(folder)
    try:
        connection = connect_reader(folder / LEDGER_FILE)
        try:
            return max(serial, last_serial(connection)), generation
        finally:
            connection.close()
    except apsw.Error:
        return serial, generation


def _journal(folder: Path, data: dict[str, object], *, at: datetime, operator: str) -> None:
    """Append the entry; short, and safe beside the till, which looks for other writers."""
    with in_domain_words():
        connection = connect(folder / LEDGER_FILE)
        try:
            with transaction(connection):
                journal = JournalStore(connection)
                day = first(connection, "SELECT coalesce(max(number), 0) FROM days")[0]
                journal.append(EntryKind.BACKUP, data, at=at, operator=operator, day=day)
            _note_head(folder, connection, journal)
        finally:
            connection.close()


def _note_head(folder: Path, connection: apsw.Connection, journal: JournalStore) -> None:
    """Note what was committed; a note of the till beside it may be newer for a moment."""
    head = HeadFile(folder / HEAD_FILE)
    head.note(Head(journal.head.seq, journal.head.seal, last_serial(connection)))
    head.close()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _in_domain_words() -> Iterator[None]:
    try:
        with in_domain_words():
            yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (DiskFullError if full else FolderNotWritableError)(str(error)) from error
