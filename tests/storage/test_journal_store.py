"""Entries in the database: numbered, sealed, and written out as they are."""

import json
from pathlib import Path

from cashier.domain.journal import GENESIS, EntryKind, seal_of
from cashier.storage.database import transaction
from cashier.storage.journal_store import JournalStore, entries, export, seal_at
from cashier.storage.ledger_file import LedgerFile
from tests.storage.selling import NOON, OWNER, order, posting_of


def test_entries_are_numbered_and_sealed_one_after_the_other(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path, "T1")
    with transaction(file.connection):
        for text in ("ą", "б", "\u2028", "e\u0301"):
            file.journal.append(EntryKind.COPY, {"text": text}, at=NOON, operator=OWNER, day=0)
    before = GENESIS
    for number, entry in enumerate(entries(file.connection), 1):
        assert entry.seq == number
        assert entry.seal == seal_of(before, entry.body) == seal_at(file.connection, number)
        before = entry.seal
    assert file.journal.head.seal == before
    assert seal_at(file.connection, 5) is None
    file.close()


def test_a_fresh_look_finds_the_same_head(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path, "T1")
    assert JournalStore(file.connection).head.seal == GENESIS
    file.write(lambda: file.writer.post(posting_of(order(1))))
    assert JournalStore(file.connection).head == file.journal.head
    file.close()


def test_an_export_is_one_line_for_each_entry(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path, "T1")
    file.write(lambda: file.writer.post(posting_of(order(1))))
    target = tmp_path / "out.jsonl"
    assert export(file.connection, target) == 2
    lines = target.read_bytes().split(b"\n")
    assert lines[-1] == b""
    assert [json.loads(one)["entry"]["kind"] for one in lines[:-1]] == ["day-opened", "sale"]
    assert "Juoda duona" in target.read_text("utf-8")
    file.close()


def test_no_personal_data_is_in_the_journal(tmp_path: Path) -> None:
    file = LedgerFile(tmp_path, "T1")
    posting = posting_of(order(1))
    file.write(lambda: file.writer.post(posting))
    body = list(entries(file.connection))[-1].body
    data = json.loads(body)["data"]
    assert not {"customer", "note"} & set(data)
    file.close()
