"""The import as a process that dies, starves or is weighed: the live catalogue stays whole."""

import gzip
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier.domain.errors import FolderNotWritableError
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_files import discard_leftovers, generation_path
from tests.storage import importing_process
from tests.storage.importing_process import MOST_BYTES
from tests.storage.made_catalogues import import_into

DATA = Path(__file__).parent.parent / "data"
SMALL = DATA / "products-5k.csv"
KILLS = 12


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file of 30,000 products."""
    path = tmp_path_factory.mktemp("products") / "large.csv"
    lines = gzip.decompress((DATA / "products-100k.csv.gz").read_bytes()).splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:30_001]))
    yield path
    path.unlink()


def importing(folder: Path, live: int, file: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, importing_process.__file__, str(folder), str(live), str(file)]
    checkout = Path(__file__).parent.parent.parent
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    return subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, text=True, env=environment, cwd=checkout
    )


def said(process: subprocess.Popen[str]) -> list[str]:
    output, _ = process.communicate(timeout=120)
    return output.splitlines()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def names(folder: Path, generation: int) -> int:
    catalogue = SqliteCatalogue.open(generation_path(folder, generation))
    found = catalogue.count()
    assert catalogue.by_barcode("4770190036016") is not None
    assert len(catalogue.search("a", limit=60)) == 60
    catalogue.close()
    return found


async def test_killed_at_any_moment_the_live_catalogue_is_whole_and_leftovers_go(
    tmp_path: Path, large: Path
) -> None:
    await import_into(tmp_path, SMALL.read_bytes())
    live = generation_path(tmp_path, 1).read_bytes()
    chance = random.Random(4770)  # noqa: S311 - which moment, no secret
    killed_with_leftovers = 0
    for _ in range(KILLS):
        process = importing(tmp_path, 1, large)
        assert process.stdout is not None
        for _line in range(chance.randrange(1, 10)):
            process.stdout.readline()
        process.kill()
        process.communicate(timeout=60)
        assert generation_path(tmp_path, 1).read_bytes() == live
        killed_with_leftovers += bool(discard_leftovers(tmp_path, 1))
        assert files(tmp_path) == ["catalogue-000001.db"]
    assert killed_with_leftovers >= KILLS // 2
    assert names(tmp_path, 1) == 5_000
    assert "built" in said(importing(tmp_path, 1, large))
    assert names(tmp_path, 2) == 30_000


async def test_leftovers_of_a_kill_do_not_hinder_the_next_import(tmp_path: Path) -> None:
    generation_path(tmp_path, 1).write_bytes(b"half a catalogue")
    summary = await import_into(tmp_path, SMALL.read_bytes())
    assert summary.added == 5_000
    assert names(tmp_path, 1) == 5_000


async def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path, large: Path) -> None:
    await import_into(tmp_path, SMALL.read_bytes())
    assert "disk-full" in said(importing(tmp_path, 1, large, f"{MOST_BYTES}4000000"))
    assert files(tmp_path) == ["catalogue-000001.db"]
    assert names(tmp_path, 1) == 5_000


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritableError):
        await import_into(tmp_path / "is not there", SMALL.read_bytes())


def test_memory_does_not_grow_with_the_file(tmp_path: Path, large: Path) -> None:
    peaks = []
    for name, file in (("small", SMALL), ("large", large)):
        (tmp_path / name).mkdir()
        last = said(importing(tmp_path / name, 0, file))[-1]
        peaks.append(int(last.removeprefix("peak ")))
    small, grown = peaks
    assert grown < small + 40_000
