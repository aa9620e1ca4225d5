"""The archive of a backup: packed, read back and held against its own list of what is in it."""

import hashlib
import json
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import apsw

from cashier.domain.errors import DamagedLedgerError, FileRefusedError
from cashier.domain.text import N_
from cashier.storage import journal_check
from cashier.storage.column_memory import COLUMNS_FILE
from cashier.storage.database import in_domain_words
from cashier.storage.journal_store import JournalStore
from cashier.storage.ledger_reader import LEDGER_FILE
from cashier.storage.migrate import require_known
from cashier.storage.picture_folder import pack_pictures
from cashier.storage.settings_file import SETTINGS_FILE

CATALOGUE = "catalogue.db"
_MANIFEST = "manifest.json"
_FORMAT = 1
_PACKED = (LEDGER_FILE, CATALOGUE, SETTINGS_FILE, COLUMNS_FILE)
_BLOCK = 1 << 20
# All of what zipfile, zlib and json raise at bytes that are no archive of ours.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError, RuntimeError,
    NotImplementedError, AttributeError, IsADirectoryError, OverflowError, struct.error,
)  # fmt: skip

Told = Callable[[int], None]
"""Called with how many bytes were handled since the last call; it may raise to stop the work."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: how many journal entries it holds, and the seal of the last one."""

    entries: int
    seal: str


@dataclass(frozen=True, slots=True)
class Label:
    """What an archive says of itself; nothing of it is checked."""

    made_at: datetime
    entries: int


def nothing(_bytes: int) -> None:
    """Tell nobody."""


def pack(part: Path, folder: Path, archive: Path, at: datetime, told: Told = nothing) -> Made:
    """Pack what was copied into ``part``, and the pictures of ``folder``, into ``archive``."""
    names = [one for one in _PACKED if (part / one).exists()]
    made = head_of(part / LEDGER_FILE)
    manifest = {
        "format": _FORMAT,
        "made_at": at.isoformat(timespec="seconds"),
        "entries": made.entries,
        "seal": made.seal,
        "files": {name: digest(part / name) for name in names},
    }
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        for name in names:
            with (part / name).open("rb") as file, out.open(name, "w", force_zip64=True) as packed:
                for block in blocks(file, told):
                    packed.write(block)
        pack_pictures(folder, out)
    return made


def unpack(source: Path, waiting: Path, told: Told = nothing) -> dict[str, str]:
    """Unpack and hold every file against the list; returns name -> SHA-256.

    Raises ``FileRefusedError`` for what is no backup, ``DamagedLedgerError`` for a broken one.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            files = _files_in(archive, source.name)
            for name in files.keys() & set(_PACKED):
                with archive.open(name) as packed, (waiting / name).open("wb") as out:
                    for block in blocks(packed, told):
                        out.write(block)
    except FileNotFoundError:
        raise FileRefusedError(f"{source.name} is not there") from None
    except BROKEN_ARCHIVE as error:
        raise DamagedLedgerError(source.name) from error
    for unpacked in waiting.iterdir():
        if digest(unpacked) != files[unpacked.name]:
            raise DamagedLedgerError(unpacked.name)
    return files


def verify(source: Path, scratch: Path, told: Told = nothing) -> Made:
    """Read the archive back into a folder in ``scratch`` and check all of its journal.

    Raises what ``unpack`` and ``check`` raise; leaves nothing in ``scratch``.
    """
    with tempfile.TemporaryDirectory(prefix="check-", dir=scratch) as name:
        unpack(source, Path(name), told)
        _read_rest(source, told)
        return check(Path(name) / LEDGER_FILE)


def _read_rest(source: Path, told: Told) -> None:
    """Read what is not unpacked, the pictures, to its end: a broken one does not get that far."""
    try:
        with zipfile.ZipFile(source) as archive:
            for name in set(archive.namelist()) - set(_PACKED):
                with archive.open(name) as packed:
                    for _block in blocks(packed, told):
                        pass
    except BROKEN_ARCHIVE as error:
        raise DamagedLedgerError(source.name) from error


def label_of(source: Path) -> Label | None:
    """Return what the archive says of itself; None where it is none of ours."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
        is_ours = manifest["format"] == _FORMAT and LEDGER_FILE in manifest["files"]
        if not is_ours:
            return None
        return Label(datetime.fromisoformat(manifest["made_at"]), int(manifest["entries"]))
    except (*BROKEN_ARCHIVE, OSError):
        return None


def check(ledger: Path) -> Made:
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


def head_of(ledger: Path) -> Made:
    """Return the end of a ledger file's journal, unchecked."""
    with in_domain_words():
        connection = apsw.Connection(str(ledger), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            head = JournalStore(connection).head
        finally:
            connection.close()
    return Made(head.seq, head.seal)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def blocks(file: IO[bytes], told: Told) -> Iterator[bytes]:
    """Yield the content of ``file`` block by block, telling of each."""
    while block := file.read(_BLOCK):
        yield block
        told(len(block))


def _files_in(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    manifest = json.loads(archive.read(_MANIFEST))
    files: dict[str, str] = manifest["files"]
    if manifest["format"] != _FORMAT or LEDGER_FILE not in files:
        raise FileRefusedError(N_("it is not a backup of this program"), name)
    return files
