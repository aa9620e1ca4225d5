"""The journal in the database, and the small head file beside it that tells a cut-off end."""

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import apsw

from cashier.domain.journal import (
    GENESIS,
    Chain,
    Damage,
    Data,
    Entry,
    EntryKind,
    Head,
    Verdict,
    write_entry,
)


class JournalStore:
    """Appends entries inside the caller's transaction; knows the last one without asking."""

    def __init__(self, connection: apsw.Connection, head_file: Path) -> None:
        self._connection = connection
        self._head_file = head_file
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
        self._connection.execute(
            "INSERT INTO journal VALUES (?, ?, ?)", (entry.seq, entry.body, entry.seal)
        )
        self.head = Head(entry.seq, entry.seal)
        return entry

    def note_head(self) -> None:
        """Replace the head file; after the commit, so that it is never newer than the database.

        It may be older after a crash, so it needs no sync of its own.
        """
        part = self._head_file.with_suffix(f".{os.getpid()}.part")
        part.write_text(f'{{"seq":{self.head.seq},"seal":"{self.head.seal}"}}\n', "ascii")
        part.replace(self._head_file)


def read_head(head_file: Path) -> Head | None:
    """Return the noted head, or None where there is no readable one."""
    try:
        content = json.loads(head_file.read_text("ascii"))
        return Head(int(content["seq"]), str(content["seal"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def entries(connection: apsw.Connection) -> Iterator[Entry]:
    """Yield all entries in order."""
    for seq, body, seal in connection.execute("SELECT seq, body, seal FROM journal ORDER BY seq"):
        yield Entry(seq, body, seal)


def verify(connection: apsw.Connection, head_file: Path) -> Verdict:
    """Recompute the chain; hold its end against the head file and postings against orders."""
    noted = read_head(head_file)
    chain, count, is_noted_met = Chain(), 0, noted is None or noted.seq == 0
    postings = _postings(connection)
    for entry in entries(connection):
        count += 1
        damage = chain.add(entry) or _against_orders(entry, postings)
        if damage is None and noted is not None and entry.seq == noted.seq:
            damage = None if entry.seal == noted.seal else Damage.CHANGED
            is_noted_met = damage is None
        if damage is not None:
            return Verdict(count, chain.seal, damage, _first_broken(damage, chain, entry))
    if not is_noted_met or noted is None:
        return Verdict(count, chain.seal, Damage.CUT_OFF, count + 1)
    if postings:
        return Verdict(count, chain.seal, Damage.TOTALS_DIFFER, min(postings))
    return Verdict(count, chain.seal)


def _first_broken(damage: Damage, chain: Chain, entry: Entry) -> int:
    return chain.seq + 1 if damage is Damage.MISSING else entry.seq


def export(connection: apsw.Connection, target: Path) -> int:
    """Write every entry as one line of JSON; the same lines the stand-alone verifier reads."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for entry in entries(connection):
            out.write(f'{{"seal":"{entry.seal}","entry":{entry.body}}}\n')
            count += 1
    return count


Posting = tuple[str, int, int, int, int]


def _postings(connection: apsw.Connection) -> dict[int, Posting]:
    """Return what the order tables say of each posting entry: number, total, lines, tenders."""
    rows = connection.execute(
        "SELECT entry, number, total, rounding,"
        " (SELECT coalesce(sum(total - share), 0) FROM order_lines AS l WHERE l.serial = o.serial),"
        " (SELECT coalesce(sum(amount), 0) FROM order_tenders AS t WHERE t.serial = o.serial)"
        " FROM orders AS o"
    )
    return {
        entry: (number, total, rounding, *sums) for entry, number, total, rounding, *sums in rows
    }


def _against_orders(entry: Entry, postings: dict[int, Posting]) -> Damage | None:
    content = json.loads(entry.body)
    if content["kind"] == EntryKind.JOURNAL_CUT.value:
        return Damage.CUT_OFF
    if content["kind"] not in {EntryKind.SALE.value, EntryKind.REFUND.value}:
        return None
    data = content["data"]
    total, rounding = data["total"], data["rounding"]
    expected = (data["number"], total, rounding, total, total + rounding)
    return None if postings.pop(entry.seq, None) == expected else Damage.TOTALS_DIFFER
