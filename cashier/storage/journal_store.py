"""The journal in the database: appended to inside the caller's transaction, read in order."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import apsw

from cashier.domain.journal import GENESIS, Data, Entry, EntryKind, Head, write_entry

_APPEND = "INSERT INTO journal VALUES (?, ?, ?)"


class JournalStore:
    """Appends entries inside the caller's transaction; knows the last one without asking."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self.head = Head(0, GENESIS)
        self.reload()

    def reload(self) -> None:
        """Look the last entry up again: after a rollback, or when another process wrote."""
        found = self._connection.execute(
            "SELECT seq, seal FROM journal ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        self.head = Head(*found) if found else Head(0, GENESIS)

    def append(
        self, kind: EntryKind, data: Data, *, at: datetime, operator: str, day: int
    ) -> Entry:
        """Add the next entry to the open transaction."""
        entry = write_entry(
            self.head.seq + 1,
            self.head.seal,
            kind,
            at=at,
            operator=operator,
            day=day,
            data=data,
        )
        self._connection.execute(_APPEND, (entry.seq, entry.body, entry.seal))
        self.head = Head(entry.seq, entry.seal)
        return entry


def entries(connection: apsw.Connection) -> Iterator[Entry]:
    """Yield all entries in order."""
    for seq, body, seal in connection.execute("SELECT seq, body, seal FROM journal ORDER BY seq"):
        yield Entry(seq, body, seal)


def seal_at(connection: apsw.Connection, seq: int) -> str | None:
    """Return the seal of the entry ``seq``, or None where there is none."""
    row = connection.execute("SELECT seal FROM journal WHERE seq = ?", (seq,)).fetchone()
    return row[0] if row else None


def export(connection: apsw.Connection, target: Path) -> int:
    """Write every entry as one line of JSON; the same lines the stand-alone verifier reads."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for entry in entries(connection):
            out.write(f'{{"seal":"{entry.seal}","entry":{entry.body}}}\n')
            count += 1
    return count
