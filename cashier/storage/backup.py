"""Backup and restore: one file with ledger, catalogue and settings, checked before it is used."""

import errno
import itertools
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from cashier.domain.errors import (
    DamagedLedgerError,
    DiskFullError,
    FolderNotWritableError,
)
from cashier.domain.journal import EntryKind, Head
from cashier.storage.backup_archive import (
    BROKEN_ARCHIVE,
    CATALOGUE,
    Made,
    Told,
    blocks,
    check,
    digest,
    nothing,
    pack,
    unpack,
    verify,
)
from cashier.storage.catalogue_files import (
    generation_path,
    generations,
    newest_generation,
    sync_file,
    sync_folder,
)
from cashier.storage.catalogue_notes import live_generation
from cashier.storage.column_memory import COLUMNS_FILE
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
from cashier.storage.migrate import migrate
from cashier.storage.outbox_rows import doubt_unsent
from cashier.storage.picture_folder import unpack_pictures
from cashier.storage.posting_writer import last_serial
from cashier.storage.settings_file import SETTINGS_FILE

# How far a backup is after each step, in thousandths.
_COPIED, _PACKED, _WRITTEN, _CHECKED = 150, 550, 700, 1_000


@dataclass(frozen=True, slots=True)
class Ready:
    """A backup that is written and checked, but has not got its name yet."""

    part: Path
    target: Path
    made: Made
    sha256: str

    @property
    def data(self) -> dict[str, object]:
        """The content of its journal entry."""
        return {"sha256": self.sha256, "entries": self.made.entries}

    def keep(self) -> None:
        """Give it its name, in place of what has it."""
        with _in_domain_words():
            self.part.replace(self.target)
            sync_folder(self.target.parent)

    def discard(self) -> None:
        """Throw it away."""
        self.part.unlink(missing_ok=True)


def back_up(folder: Path, target: Path, *, at: datetime, operator: str) -> Made:
    """Write a consistent copy of the shop to ``target``, also while the till sells.

    The backup is an entry of the journal, written before the file gets its name. Raises
    ``FolderNotWritableError`` or ``DiskFullError``; then ``target`` is as it was.
    """
    ready = make_ready(folder, target, at=at)
    try:
        _journal(folder, ready.data, at=at, operator=operator)
        ready.keep()
    except BaseException:
        ready.discard()
        raise
    return ready.made


def make_ready(folder: Path, target: Path, *, at: datetime, told: Told = nothing) -> Ready:
    """Write a backup beside ``target``, read it back and check its journal.

    ``told`` hears of each step in thousandths of the whole; it may raise to stop the work.
    """
    part = target.with_name(target.name + ".part")
    with _in_domain_words(), tempfile.TemporaryDirectory(prefix="backup-", dir=folder) as place:
        scratch = Path(place)
        _copy_databases(folder, scratch)
        for name in (SETTINGS_FILE, COLUMNS_FILE):
            if (folder / name).exists():
                shutil.copyfile(folder / name, scratch / name)
        told(_COPIED)
        size = sum(one.stat().st_size for one in scratch.iterdir())
        archive = scratch / "archive.zip"
        pack(scratch, folder, archive, at, _Step(told, _COPIED, _PACKED, size))
        for one in scratch.iterdir():
            if one != archive:
                one.unlink()
        try:
            _copy(archive, part, _Step(told, _PACKED, _WRITTEN, archive.stat().st_size))
            made = verify(part, scratch, _Step(told, _WRITTEN, _CHECKED, size))
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return Ready(part, target, made, digest(archive))


class _Step:
    """Turns bytes of one step into thousandths of the whole."""

    def __init__(self, told: Told, begin: int, end: int, size: int) -> None:
        self._told = told
        self._begin = begin
        self._share = end - begin
        self._size = max(size, 1)
        self._done = 0

    def __call__(self, more: int) -> None:
        self._done = min(self._done + more, self._size)
        self._told(self._begin + self._share * self._done // self._size)


def _copy(source: Path, target: Path, told: Told) -> None:
    with source.open("rb") as file, target.open("wb") as out:
        for block in blocks(file, told):
            out.write(block)
    sync_file(target)


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
            manifest = unpack(source, waiting)
            made = check(waiting / LEDGER_FILE)
            _prepare(folder, waiting, manifest, at=at, operator=operator)
            _bring_pictures(source, folder)
        except BaseException:
            shutil.rmtree(waiting, ignore_errors=True)
            raise
        _set_mark(folder, waiting, at)
        finish_restore(folder)
    return made


def _set_mark(folder: Path, waiting: Path, at: datetime) -> None:
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


def _copy_databases(folder: Path, part: Path) -> None:
    """Copy the catalogue, then the ledger, which then knows of every change in the catalogue.

    Where an import came in between, the catalogue that the copied ledger names is taken instead.
    """
    ledger, catalogue = part / LEDGER_FILE, part / CATALOGUE
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
                return
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
    except BROKEN_ARCHIVE as error:
        raise DamagedLedgerError(source.name) from error


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
            has_catalogue = (waiting / CATALOGUE).exists()
            _set(connection, "catalogue", generation + 1 if has_catalogue else 0)
            doubt_unsent(connection, at)
            day = first(connection, "SELECT coalesce(max(number), 0) FROM days")[0]
            journal.append(EntryKind.RESTORED, data, at=at, operator=operator, day=day)
        _note_head(waiting, connection, journal)
        connection.pragma("journal_mode", "delete")
    finally:
        connection.close()
    if (waiting / CATALOGUE).exists():
        target = generation_path(waiting, generation + 1)
        (waiting / CATALOGUE).replace(target)


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


@contextmanager
def _in_domain_words() -> Iterator[None]:
    try:
        with in_domain_words():
            yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (DiskFullError if full else FolderNotWritableError)(str(error)) from error
