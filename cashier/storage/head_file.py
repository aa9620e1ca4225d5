"""The small file beside the database that tells whether the journal's end was cut off."""

import json
import logging
import os
from pathlib import Path

from cashier.domain.journal import Head
from cashier.storage.catalogue_files import sync_folder

_LENGTH = 160
"""Every note has this length: it is written over the one before in a single step."""
_READS = 10
_log = logging.getLogger(__name__)


class HeadFile:
    """Notes the head after each commit, in place.

    A process that is killed leaves the old note or the new one, and so does a loss of power: the
    file was made and synced once, and its one sector is never cut short. So notes need no sync of
    their own; an older note is no damage. A note that cannot be written is no reason to call a
    posting that is final a failure.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number: int | None = None

    def note(self, head: Head) -> None:
        """Write ``head``, which is committed already."""
        try:
            if self._number is None:
                self._number = _opened(self._path)
            os.lseek(self._number, 0, os.SEEK_SET)
            os.write(self._number, _text(head))
        except OSError:
            _log.warning("head of the journal not noted", exc_info=True)

    def close(self) -> None:
        """Bring the last note to the disk and close the file."""
        if self._number is not None:
            number, self._number = self._number, None
            try:
                os.fsync(number)
            finally:
                os.close(number)


def read_head(path: Path) -> Head | None:
    """Return the noted head, or None where there is no readable one."""
    text = _settled_text(path)
    try:
        content = json.loads(text)
        return Head(int(content["seq"]), str(content["seal"]), int(content.get("receipt", 0)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _settled_text(path: Path) -> bytes:
    """Return what two reads agree on: another process may be writing its note meanwhile."""
    last = b""
    for _ in range(_READS):
        try:
            text = path.read_bytes()
        except OSError:
            return b""
        if text == last:
            break
        last = text
    return last


def _text(head: Head) -> bytes:
    text = f'{{"seq":{head.seq},"seal":"{head.seal}","receipt":{head.receipt}}}'
    return text.encode("ascii").ljust(_LENGTH - 1) + b"\n"


def _opened(path: Path) -> int:
    """Open the file for notes; make it whole and durable first where it is not there."""
    flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
    if not path.exists() or path.stat().st_size != _LENGTH:
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(_text(Head(0, "")))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    return os.open(path, flags)
