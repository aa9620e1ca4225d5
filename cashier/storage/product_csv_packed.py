"""A product file that is packed with gzip is read as if it were not."""

import gzip
import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from typing_extensions import override

from cashier.domain.errors import FileRefusedError
from cashier.domain.text import N_

FILE_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a file raises, packed or not; ``refusal_of`` has the words."""
_MAGIC = b"\x1f\x8b"


class _Unpacking(gzip.GzipFile):
    """Closes the packed file too, and tells how far in that one it is."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self.packed = packed

    @override
    def close(self) -> None:
        super().close()
        self.packed.close()


def unpacked(open_file: Callable[[], BinaryIO]) -> Callable[[], BinaryIO]:
    """Return what opens the same file unpacked; one that is not packed stays as it is."""

    def opened() -> BinaryIO:
        file = open_file()
        try:
            is_packed = file.read(len(_MAGIC)) == _MAGIC
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return cast("BinaryIO", _Unpacking(file)) if is_packed else file

    return opened


def is_packed(file: BinaryIO) -> bool:
    return isinstance(file, _Unpacking)


def size_on_disk(file: BinaryIO) -> int:
    """Return the size of the file itself, packed where it is; read to its end for that."""
    return _on_disk(file).seek(0, io.SEEK_END)


def place_on_disk(file: BinaryIO) -> int:
    """Return how much of the file itself was read."""
    return _on_disk(file).tell()


def refusal_of(error: Exception) -> FileRefusedError:
    """Return what is said of a file that cannot be read, or whose packing is damaged."""
    is_damaged = not isinstance(error, OSError) or isinstance(error, gzip.BadGzipFile)
    damaged, unreadable = N_("it is packed, and the packing is damaged"), N_("it cannot be read")
    return FileRefusedError(damaged if is_damaged else unreadable)


def _on_disk(file: BinaryIO) -> BinaryIO:
    packed: BinaryIO | None = getattr(file, "packed", None)
    return file if packed is None else packed
