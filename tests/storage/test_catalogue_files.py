"""Generations on disk: names, leftovers, and what the file system refuses."""

import errno
import os
from pathlib import Path

import pytest

from cashier.domain.errors import CashierError, DiskFullError, FolderNotWritableError
from cashier.storage.catalogue_files import (
    discard_generation,
    discard_leftovers,
    file_errors_named,
    generation_path,
    sync_file,
    sync_folder,
)


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(b"x")


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_generation_has_its_number_in_its_name() -> None:
    assert generation_path(Path("shop"), 7) == Path("shop/catalogue-000007.db")
    assert generation_path(Path("shop"), 1_234_567).name == "catalogue-1234567.db"


def test_everything_but_the_generation_in_use_is_thrown_away(tmp_path: Path) -> None:
    others = ("cashier.db", "cashier.toml", "catalogue-backup.db", "catalogue-000009.db.zip")
    made(tmp_path, "catalogue-000001.db", "catalogue-000002.db", "catalogue-000003.db", *others)
    made(tmp_path, "catalogue-000003.db-journal")
    removed = discard_leftovers(tmp_path, 2)
    assert {path.name for path in removed} == {
        "catalogue-000001.db", "catalogue-000003.db", "catalogue-000003.db-journal",
    }  # fmt: skip
    assert left(tmp_path) == {"catalogue-000002.db", *others}


def test_a_shop_without_products_keeps_no_generation(tmp_path: Path) -> None:
    made(tmp_path, "catalogue-000001.db")
    discard_leftovers(tmp_path, 0)
    assert left(tmp_path) == set()
    assert discard_leftovers(tmp_path / "none", 0) == []


def test_one_generation_goes_alone(tmp_path: Path) -> None:
    made(tmp_path, "catalogue-000001.db", "catalogue-000002.db", "catalogue-000002.db-wal")
    discard_generation(tmp_path, 2)
    discard_generation(tmp_path, 2)
    assert left(tmp_path) == {"catalogue-000001.db"}


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EACCES, FolderNotWritableError),
        (errno.EROFS, FolderNotWritableError),
    ],
)
def test_what_the_file_system_refuses_is_named(number: int, kind: type[CashierError]) -> None:
    with pytest.raises(kind), file_errors_named(Path("out")):
        raise OSError(number, os.strerror(number))


def test_syncing_leaves_the_content_as_it_is(tmp_path: Path) -> None:
    made(tmp_path, "file")
    sync_file(tmp_path / "file")
    sync_folder(tmp_path)
    assert (tmp_path / "file").read_bytes() == b"x"
