"""The head file: whole after every note, read whole while it is written."""

import json
import threading
from pathlib import Path

import pytest

from cashier.domain.journal import Head
from cashier.storage.head_file import HeadFile, read_head


def test_the_last_note_is_read(tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    notes = HeadFile(path)
    for seq in (1, 99_999, 3):
        notes.note(Head(seq, f"{seq:064x}", seq - 1))
        assert read_head(path) == Head(seq, f"{seq:064x}", seq - 1)
        assert path.stat().st_size == 160
        assert json.loads(path.read_bytes())["seq"] == seq
    notes.close()
    assert [one.name for one in tmp_path.iterdir()] == ["head.json"]


def test_a_second_program_s_notes_go_into_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    mine, other = HeadFile(path), HeadFile(path)
    mine.note(Head(1, "a" * 64))
    other.note(Head(2, "b" * 64))
    other.close()
    assert read_head(path) == Head(2, "b" * 64)
    mine.note(Head(3, "c" * 64))
    mine.close()
    assert read_head(path) == Head(3, "c" * 64)


def test_a_file_of_another_size_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    path.write_text('{"seq":1,"seal":"ab"}\n', "ascii")
    assert read_head(path) == Head(1, "ab")
    notes = HeadFile(path)
    notes.note(Head(2, "c" * 64))
    notes.close()
    assert read_head(path) == Head(2, "c" * 64)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\0" * 160, b"\xff", b'{"seq":"x"}'])
def test_what_is_no_note_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "head.json"
    path.write_bytes(content)
    assert read_head(path) is None


def test_no_file_is_none(tmp_path: Path) -> None:
    assert read_head(tmp_path / "head.json") is None


def test_a_note_is_never_read_in_halves(tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    notes = HeadFile(path)
    notes.note(Head(0, f"{0:064x}", 0))

    def write() -> None:
        for seq in range(1, 3_000):
            notes.note(Head(seq, f"{seq:064x}", seq))

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        head = read_head(path)
        assert head is not None
        assert (head.seal, head.receipt) == (f"{head.seq:064x}", head.seq)
    writer.join()
    notes.close()
