"""The files of the catalogue in the data folder: one for each generation, one of them in use."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cashier.domain.errors import DiskFullError, FolderNotWritableError

_GENERATION = re.compile(r"catalogue-([0-9]{6,})\.db(-journal|-wal|-shm)?")
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def file_errors_named(path: Path) -> Iterator[None]:
    """Raise ``DiskFullError`` or ``FolderNotWritableError`` for what the file system refuses."""
    try:
        yield
    except OSError as error:
        is_full = error.errno in _NO_ROOM
        raise (DiskFullError if is_full else FolderNotWritableError)(str(path)) from error


def generation_path(folder: Path, generation: int) -> Path:
    return folder / f"catalogue-{generation:06d}.db"


def newest_generation(folder: Path) -> int:
    """Return the highest generation of which a file is there, 0 without any."""
    return max((generation for _, generation in generations(folder)), default=0)


def discard_generation(folder: Path, generation: int) -> None:
    """Remove a generation that is not in use, with whatever SQLite left beside it."""
    for path, found in generations(folder):
        if found == generation:
            path.unlink(missing_ok=True)


def discard_leftovers(folder: Path, current_generation: int) -> list[Path]:
    """Remove every generation but the one in use; return what was removed.

    For the program that holds the data folder, at its start and before an import: a killed import
    leaves a file that was never switched on, and the generation before is kept until then for
    other readers. A file that is still open elsewhere (Windows) stays until the next time.
    """
    removed = []
    for path, generation in generations(folder):
        if generation != current_generation:
            try:
                path.unlink(missing_ok=True)
            except PermissionError:
                continue
            removed.append(path)
    return removed


def sync_file(path: Path) -> None:
    """Return when the content of ``path`` is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return when the names in ``folder`` are on the disk; Windows needs and knows no such call."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def generations(folder: Path) -> list[tuple[Path, int]]:
    """Return (file, generation) of every catalogue file, with what SQLite left beside them."""
    if not folder.is_dir():
        return []
    found = ((path, _GENERATION.fullmatch(path.name)) for path in sorted(folder.iterdir()))
    return [(path, int(match[1])) for path, match in found if match]
