"""The writing side of the ledger: one connection, one transaction at a time, and its start."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import apsw

from cashier.domain.errors import DamagedLedgerError
from cashier.domain.journal import EntryKind, Head
from cashier.storage.database import connect, in_domain_words, required, transaction
from cashier.storage.day_store import DayStore
from cashier.storage.head_file import HeadFile, read_head
from cashier.storage.journal_store import JournalStore, seal_at
from cashier.storage.ledger_reader import HEAD_FILE, LEDGER_FILE
from cashier.storage.migrate import examine, migrate
from cashier.storage.open_orders import OpenOrderStore
from cashier.storage.posting_writer import PostingWriter

T = TypeVar("T")

_NOT_KNOWN = -1


class LedgerFile:
    """All of it runs on one thread; its caches hold what only it can change."""

    def __init__(self, folder: Path, prefix: str, vfs: str | None = None) -> None:
        path = folder / LEDGER_FILE
        self._noted = read_head(folder / HEAD_FILE)
        if self._noted is not None and self._noted.seq and _is_nothing(path):
            raise DamagedLedgerError(path.name)
        examine(path, vfs=vfs)
        with in_domain_words():
            self.connection = connect(path, vfs=vfs)
        try:
            self._make_ready(path, folder / HEAD_FILE, prefix)
        except BaseException:
            with contextlib.suppress(apsw.Error):  # why it could not be opened says more
                self.connection.close()
            raise

    def _make_ready(self, path: Path, head_file: Path, prefix: str) -> None:
        with in_domain_words():
            migrate(self.connection, path)
            self.journal = JournalStore(self.connection)
            self.days = DayStore(self.connection, self.journal)
            self.open_orders = OpenOrderStore(self.connection, self.journal)
            self.writer = PostingWriter(
                self.connection, self.journal, self.days, self.open_orders, prefix
            )
        self._version = _NOT_KNOWN
        self._head_file = HeadFile(head_file)

    @property
    def day(self) -> int:
        """The open fiscal day, 0 while there is none."""
        return self.days.open_number or 0

    def write(self, job: Callable[[], T]) -> T:
        """Run ``job`` as one transaction; afterwards note the journal's head."""
        before = self.journal.head
        try:
            with transaction(self.connection):
                self._catch_up()
                result = job()
        except BaseException:
            self._version = _NOT_KNOWN  # what is remembered may have been rolled back
            raise
        if self.journal.head is not before:
            self._note_head()
        return result

    def start(self, *, at: datetime, operator: str) -> None:
        """Put on record what the head file tells: an end that was cut off, or that it is missing.

        The numbers go on after the last one that is noted.
        """
        noted = self._noted
        found = self.journal.head
        if noted is None and found.seq:
            self._record_head(EntryKind.HEAD_MISSING, found, at=at, operator=operator)
        elif noted is not None and not self._is_held(noted):
            self._record_head(EntryKind.JOURNAL_CUT, noted, at=at, operator=operator)
        else:
            self._note_head()

    def close(self) -> None:
        """Close the connection and the head file."""
        with in_domain_words():
            self.connection.close()
        self._head_file.close()

    def _is_held(self, noted: Head) -> bool:
        return noted.seq == 0 or seal_at(self.connection, noted.seq) == noted.seal

    def _record_head(self, kind: EntryKind, noted: Head, *, at: datetime, operator: str) -> None:
        def job() -> None:
            found, last = self.journal.head.seq, self.writer.serial
            data: dict[str, object] = {
                "noted": noted.seq,
                "noted_seal": noted.seal,
                "noted_receipt": noted.receipt or last,
                "found": found,
                "found_receipt": last,
            }
            self.journal.append(kind, data, at=at, operator=operator, day=self.day)
            self.writer.go_on_after(noted.receipt)

        self.write(job)

    def _note_head(self) -> None:
        head = self.journal.head
        self._head_file.note(Head(head.seq, head.seal, self.writer.serial))

    def _catch_up(self) -> None:
        """Look everything up again where another process wrote, or a job of ours failed."""
        version = self._data_version()
        if version != self._version:
            self.journal.reload()
            self.days.reload()
            self.writer.reload()
            self._version = version

    def _data_version(self) -> int:
        # Inside the transaction: only there does no other process write any more.
        return int(required(self.connection, "PRAGMA data_version")[0])


def _is_nothing(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0
