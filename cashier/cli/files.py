"""Files named on the command line: read with a bound, written whole or not at all."""

import contextlib
import os
import sys
from pathlib import Path

from cashier.domain.errors import DiskFullError, FileRefusedError, FolderNotWritableError

_NO_ROOM = 28


def read_bounded(name: str, most: int) -> bytes:
    """Return the content of a file, or of the standard input for ``-``.

    Raises ``FileRefusedError`` where it cannot be read or is longer than ``most`` bytes.
    """
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(most + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(most + 1)
    except OSError as error:
        raise FileRefusedError(f"{Path(name).name}: {error.strerror}") from error
    if len(raw) > most:
        raise FileRefusedError("it is too long", most)
    return raw


def write_file(target: Path, content: bytes) -> None:
    """Write ``content``; a failure leaves what was there before."""
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(content)
        os.replace(part, target)  # noqa: PTH105 - the atomic one, by its name
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        full = error.errno == _NO_ROOM
        raise (DiskFullError if full else FolderNotWritableError)(str(error)) from error
