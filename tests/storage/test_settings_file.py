"""cashier.toml is changed as little as possible, at once or not at all, and never over others."""

import asyncio
import errno
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.domain.errors import (
    DiskFullError,
    FolderNotWritableError,
    SettingsChangedError,
    SettingsRefusedError,
)
from cashier.operations.save_settings import overlaid
from cashier.storage.settings_file import SETTINGS_FILE, TomlFile, rewritten

CHECKOUT = Path(__file__).resolve().parents[2]
WRITTEN_BY_HAND = """\
# Gintaro krautuvė, till at the door
[shop]
name = "Corner shop"   # as on the sign
cash_rounding = "0.05"
colour = "red"         # of a newer version
address = [
    "1 High Street",  # the old one
]

[loyalty]
points = 3

[tax.rates]   # as of 2026
A = "21"
B = "12"      # books
"""


async def change(folder: Path, **tables: dict[str, object]) -> str:
    """Change the file as the till does; return its text then."""
    file = TomlFile(folder)
    try:
        _content, mark = await file.read()
        await file.prepare(tables, mark)
        assert await file.put_in_place() == (await file.read())[1]
    finally:
        file.close()
    return (folder / SETTINGS_FILE).read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / SETTINGS_FILE).write_text(WRITTEN_BY_HAND, encoding="utf-8")
    return tmp_path


async def test_only_what_changed_is_written(folder: Path) -> None:
    text = await change(folder, shop={"name": "Gintaro krautuvė", "cash_rounding": "0.05"})
    assert text == WRITTEN_BY_HAND.replace('"Corner shop"', '"Gintaro krautuvė"')


async def test_a_key_can_be_added_and_taken_out(folder: Path) -> None:
    text = await change(folder, shop={"cash_rounding": None, "tax_number": "LT1"})
    assert 'tax_number = "LT1"' in text
    assert "cash_rounding" not in text
    assert "# of a newer version" in text
    assert tomllib.loads(text)["loyalty"] == {"points": 3}


async def test_rates_change_one_by_one_and_keep_their_comments(folder: Path) -> None:
    text = await change(folder, tax={"rates": {"A": "21", "B": "9", "C": "5"}})
    assert '[tax.rates]   # as of 2026\nA = "21"\nB = "9"      # books\nC = "5"\n' in text


async def test_rates_in_another_order_are_written_in_that_order(folder: Path) -> None:
    text = await change(folder, tax={"rates": {"B": "12", "A": "21"}})
    assert list(tomllib.loads(text)["tax"]["rates"]) == ["B", "A"]


async def test_a_table_that_is_not_there_is_made(folder: Path) -> None:
    text = await change(folder, screens={"theme": "dark", "scale_percent": 125, "moves": False})
    assert text.startswith(WRITTEN_BY_HAND)
    assert tomllib.loads(text)["screens"] == {
        "theme": "dark",
        "scale_percent": 125,
        "moves": False,
    }


async def test_a_shop_without_the_file_gets_one(tmp_path: Path) -> None:
    assert await change(tmp_path, shop={"name": "A"}) == '[shop]\nname = "A"\n'


async def test_line_ends_and_the_mark_of_windows_stay(tmp_path: Path) -> None:
    raw = b'\xef\xbb\xbf# ours\r\n[shop]\r\nname = "A"\r\n'
    (tmp_path / SETTINGS_FILE).write_bytes(raw)
    await change(tmp_path, shop={"name": "B"})
    assert (tmp_path / SETTINGS_FILE).read_bytes() == raw.replace(b'"A"', b'"B"')


async def test_what_somebody_else_wrote_is_not_written_over(folder: Path) -> None:
    file = TomlFile(folder)
    _content, mark = await file.read()
    theirs = WRITTEN_BY_HAND + "# by hand\n"
    (folder / SETTINGS_FILE).write_text(theirs, encoding="utf-8")
    with pytest.raises(SettingsChangedError):
        await file.prepare({"shop": {"name": "B"}}, mark)
    file.close()
    assert (folder / SETTINGS_FILE).read_text(encoding="utf-8") == theirs


async def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(b"[shop")
    file = TomlFile(tmp_path)
    with pytest.raises(SettingsRefusedError):
        await file.read()
    file.close()


async def test_without_room_the_file_stays_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_number: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(DiskFullError):
        await change(folder, shop={"name": "B"})
    assert (folder / SETTINGS_FILE).read_text(encoding="utf-8") == WRITTEN_BY_HAND


async def test_a_name_that_is_taken_by_a_folder_is_named(folder: Path) -> None:
    (folder / "cashier.part").mkdir()
    with pytest.raises(FolderNotWritableError):
        await change(folder, shop={"name": "B"})
    assert (folder / SETTINGS_FILE).read_text(encoding="utf-8") == WRITTEN_BY_HAND


KILLED = """
import asyncio, itertools, sys
from pathlib import Path
from cashier.storage.settings_file import TomlFile

async def work():
    file = TomlFile(Path(sys.argv[1]))
    _content, mark = await file.read()
    for number in itertools.count():
        await file.prepare({"shop": {"name": f"Shop {number}", "footer": ["x" * 150] * 200}}, mark)
        mark = await file.put_in_place()
        print(number, flush=True)

asyncio.run(work())
"""


@pytest.mark.parametrize("changes", [1, 4, 9, 15])
def test_a_program_killed_while_it_saves_leaves_a_whole_file(folder: Path, changes: int) -> None:
    command = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        seen = [int(writer.stdout.readline()) for _ in range(changes)]
        writer.kill()
    text = (folder / SETTINGS_FILE).read_text(encoding="utf-8")
    shop = tomllib.loads(text)["shop"]
    assert int(shop["name"].removeprefix("Shop ")) >= seen[-1]
    assert shop["footer"] == ["x" * 150] * 200
    assert "# as on the sign" in text
    asyncio.run(change(folder, shop={"name": "next"}))  # what was left beside it is in nobody's way


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
_VALUES = st.one_of(
    _WORDS, st.integers(-5, 500), st.booleans(), st.lists(_WORDS, max_size=3), st.none(),
    st.dictionaries(st.sampled_from("ABCDE"), _WORDS, max_size=4),
)  # fmt: skip
_TABLES = st.dictionaries(
    st.sampled_from(["shop", "tax", "loyalty", "screens"]),
    st.dictionaries(st.sampled_from(["name", "address", "rates", "points"]), _VALUES, max_size=4),
    max_size=3,
)


@given(first=_TABLES, second=_TABLES)
def test_what_is_written_is_what_was_checked(
    first: dict[str, dict[str, object]], second: dict[str, dict[str, object]]
) -> None:
    raw = WRITTEN_BY_HAND.encode()
    for changes in (first, second):
        wanted = overlaid(tomllib.loads(raw.decode()), changes)
        raw = rewritten(raw, changes)
        assert tomllib.loads(raw.decode()) == wanted
